import { type Command, Option } from 'commander'
import { eachItem } from '../../lib/contracts/client.ts'
import { RESTORE_ACTIONS, type RestoreAction } from '../../lib/domain/restores.ts'
import { UsageError } from '../exit-codes.ts'
import { save } from '../files.ts'
import { openInvocation } from '../invocation.ts'
import { upTo } from '../lists.ts'
import { print, printJson, printJsonArray, say, table } from '../output.ts'
import { reportRestore, restoreOptions, runRestore, type RestoreOptions } from '../restores/run.ts'
import { changeText, progressText } from '../restores/texts.ts'
import { positiveInteger } from './inspect.ts'

interface ReportOptions {
  readonly format: 'xlsx' | 'csv'
  readonly out?: string
  readonly user?: string
}

interface ChangesOptions {
  readonly user?: string
  readonly action?: RestoreAction
  readonly limit?: number
}

/** `muster restore ID` and `muster restores list|show|changes|report|undo`. */
export function addRestoreCommands(program: Command): void {
  restoreOptions(program.command('restore <id>'))
    .description('put the company, or some of its users, back to a restore point')
    .addHelpText(
      'after',
      '\nA restore point of the moment before is made first, so that a restore can itself be taken back.\n\n' +
        'Examples:\n  $ muster restore 01JD… --dry-run\n  $ muster restore 01JD… --user bjoern.lange@nordwind.example',
    )
    .action(async (restorePointId: string, options: RestoreOptions, command: Command) => {
      const invocation = openInvocation(command)
      process.exitCode = await runRestore(invocation, options, (body) =>
        invocation.client.startRestore({ path: { restorePointId }, body }),
      )
    })
  const group = program.command('restores').description('look at restores and undos, and take them back')
  addLooking(group)
  addChanges(group)
  restoreOptions(group.command('undo <id>'))
    .description('take back a restore or an undo, and leave what was edited since')
    .addHelpText('after', '\nExample:\n  $ muster restores undo 01JD… --dry-run')
    .action(async (restoreId: string, options: RestoreOptions, command: Command) => {
      const invocation = openInvocation(command)
      process.exitCode = await runRestore(invocation, options, (body) =>
        invocation.client.undoRestore({ path: { restoreId }, body }),
      )
    })
}

function addLooking(group: Command): void {
  group
    .command('list')
    .description('restores and undos, newest first')
    .option('--limit <count>', 'at most this many', positiveInteger)
    .addHelpText('after', '\nExample:\n  $ muster restores list --limit 5')
    .action(async ({ limit }: { limit?: number }, command: Command) => {
      const { client, json } = openInvocation(command)
      const restores = upTo(
        limit,
        eachItem(
          (query) => client.listRestores({ query }),
          (page) => page.restores,
        ),
      )
      if (json) return printJsonArray(restores)
      const rows = await Array.fromAsync(
        restores,
        ({ id, startedAt, kind, dryRun, undoes, restorePointId, ...rest }) => [
          id,
          startedAt,
          dryRun ? `${kind}, dry run` : kind,
          restorePointId ?? undoes?.id,
          rest.status,
          rest.startedBy.email,
        ],
      )
      await print(
        table(
          ['ID', 'Started', 'Kind', 'Of', 'Status', 'By'].map((title) => ({ title })),
          rows,
        ),
      )
    })
  group
    .command('show <id>')
    .description('what a restore or undo did, or how far it is')
    .addHelpText('after', '\nExample:\n  $ muster restores show 01JD…')
    .action(async (restoreId: string, _options: object, command: Command) => {
      const { client, json } = openInvocation(command)
      const found = await client.getRestore({ path: { restoreId } })
      if (found.status !== 'running') process.exitCode = await reportRestore(client, found, json)
      else if (json) await printJson(found)
      else say(progressText(found))
    })
}

function addChanges(group: Command): void {
  group
    .command('changes <id>')
    .description('what it changes, or would change, record by record')
    .option('--user <e-mail>', 'only of this user')
    .addOption(new Option('--action <action>', 'only these').choices(RESTORE_ACTIONS))
    .option('--limit <count>', 'at most this many', positiveInteger)
    .addHelpText('after', '\nExample:\n  $ muster restores changes 01JD… --action kept')
    .action(async (restoreId: string, { limit, ...only }: ChangesOptions, command: Command) => {
      const { client, json } = openInvocation(command)
      const changes = upTo(
        limit,
        eachItem(
          (query) => client.listRestoreChanges({ path: { restoreId }, query: { ...query, ...only } }),
          (page) => page.changes,
        ),
      )
      if (json) return printJsonArray(changes)
      for await (const change of changes) await print(`${changeText(change)}\n`)
    })
  group
    .command('report <id>')
    .description('the same as a spreadsheet')
    .option('--user <e-mail>', 'only of this user')
    .addOption(new Option('--format <format>', 'kind of file').choices(['xlsx', 'csv']).default('xlsx'))
    .option('--out <file>', 'where to; - is stdout; without it restore-ID in this folder')
    .addHelpText('after', '\nExample:\n  $ muster restores report 01JD… --out lost.xlsx')
    .action(async (restoreId: string, options: ReportOptions, command: Command) => {
      const { client, json } = openInvocation(command)
      const file = options.out ?? `restore-${restoreId.replaceAll(/[^\w-]/g, '_')}.${options.format}`
      if (json && file === '-') throw new UsageError('--json and --out - both want stdout.')
      const { body } = await client.getRestoreReport({
        path: { restoreId },
        query: { format: options.format, user: options.user },
      })
      await save(body, file)
      if (json) await printJson({ file })
      else if (file !== '-') say(`Saved as ${file}.`)
    })
}
