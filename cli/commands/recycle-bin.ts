import { type Command, Option } from 'commander'
import { eachItem, type AnswerOf, type Client } from '../../lib/contracts/client.ts'
import { RECORD_TYPE_NAMES, type RecordTypeName } from '../../lib/domain/record-types/types.ts'
import { recordTitle } from '../../lib/domain/records.ts'
import { EXIT, UsageError } from '../exit-codes.ts'
import { openInvocation } from '../invocation.ts'
import { plain, print, printJson, printJsonArray, say, table } from '../output.ts'
import { userIdOf } from '../people.ts'

type Binned = AnswerOf<'listBinnedRecords'>['records'][number]
type Restored = AnswerOf<'restoreRecords'>
const DELETED_BY = ['hand', 'import'] as const

interface Filter {
  readonly user: string
  readonly type?: RecordTypeName
  readonly by?: (typeof DELETED_BY)[number]
  readonly search?: string
}

const PAGE = 500
/** What one request may name. */
const MOST_AT_ONCE = 1000

/** `muster recycle-bin list|restore`: what a user's deleted records are, and the way back. */
export function addRecycleBinCommands(program: Command): void {
  const group = program.command('recycle-bin').description('list and restore the deleted records of a user')
  filtered(group.command('list'), 'the records in the recycle bin')
    .addHelpText('after', '\nExample:\n  $ muster recycle-bin list --user b@x.example --by import')
    .action(async (filter: Filter, command: Command) => {
      const { client, json } = openInvocation(command)
      const records = binned(client, await userIdOf(client, filter.user), filter)
      if (json) return printJsonArray(records)
      const rows = await Array.fromAsync(records, (record) => [
        record.id,
        record.type,
        recordTitle(record),
        record.deleted?.at,
        record.deleted?.by.kind,
        record.expiresAt,
      ])
      await print(
        table(
          ['ID', 'Type', 'Record', 'Deleted', 'By', 'Waits until'].map((title) => ({ title })),
          rows,
        ),
      )
    })
  filtered(group.command('restore [id...]'), 'take records out of the recycle bin')
    .option('--all', 'all that --type, --by and --search leave')
    .addHelpText(
      'after',
      '\nExamples:\n  $ muster recycle-bin restore 4f1c 4f1d --user b@x.example\n' +
        '  $ muster recycle-bin restore --all --by import --user b@x.example',
    )
    .action(async (ids: readonly string[], { all, ...filter }: Filter & { all?: boolean }, command: Command) => {
      const { client, json } = openInvocation(command)
      if (ids.length > 0 === (all === true)) throw new UsageError('Name the records, or say --all.')
      const userId = await userIdOf(client, filter.user)
      const found = all === true ? await Array.fromAsync(binned(client, userId, filter), ({ id }) => id) : ids
      const { restored, notThere, inUse } = await restore(client, userId, found)
      if (json) await printJson({ restored, notThere, inUse })
      else {
        say(`Restored: ${restored.toLocaleString('en')}.`)
        if (notThere.length > 0) say(`Not in the recycle bin: ${notThere.map(plain).join(', ')}`)
        for (const { recordId, externalId, holderId } of inUse) {
          say(
            `${plain(recordId)} stays there: record ${plain(holderId)} has the external ID "${plain(externalId)}" by now.`,
          )
        }
      }
      if (notThere.length + inUse.length > 0) process.exitCode = EXIT.failed
    })
}

function filtered(command: Command, description: string): Command {
  return command
    .description(description)
    .requiredOption('--user <e-mail>', 'whose records')
    .addOption(new Option('--type <type>', 'only of this record type').choices(RECORD_TYPE_NAMES))
    .addOption(new Option('--by <who>', 'only what was deleted by hand, or by an import').choices(DELETED_BY))
    .option('--search <text>', 'only records that contain this text, in any case, with or without accents')
}

function binned(client: Client, userId: string, { type, by, search }: Filter): AsyncGenerator<Binned> {
  return eachItem(
    (cursor) => client.listBinnedRecords({ path: { userId }, query: { limit: PAGE, type, by, search, ...cursor } }),
    (page) => page.records,
  )
}

/** Restores as many as there are, a thousand at a time. */
async function restore(client: Client, userId: string, ids: readonly string[]): Promise<Restored> {
  let restored = 0
  const notThere: string[] = []
  const inUse: Restored['inUse'][number][] = []
  for (let start = 0; start < ids.length; start += MOST_AT_ONCE) {
    const recordIds = ids.slice(start, start + MOST_AT_ONCE)
    const answer = await client.restoreRecords({ path: { userId }, body: { recordIds } })
    restored += answer.restored
    notThere.push(...answer.notThere)
    inUse.push(...answer.inUse)
  }
  return { restored, notThere, inUse }
}
