import { type Command, Option } from 'commander'
import { eachItem } from '../../lib/contracts/client.ts'
import { RESTORE_ACTIONS, type RestoreAction } from '../../lib/domain/restores.ts'
import { UsageError } from '../exit-codes.ts'
import { save } from '../files.ts'
import { openInvocation } from '../invocation.ts'
import { languageOption } from '../language.ts'
import { orSeeList, upTo } from '../lists.ts'
import { print, printJson, printJsonArray, say, table } from '../output.ts'
import { fetchReport, type ReportOptions } from '../restores/report.ts'
import { reportRestore, restoreOptions, runRestore, type RestoreOptions } from '../restores/run.ts'
import { changeText, progressText } from '../restores/texts.ts'
import { positiveInteger } from './inspect.ts'

interface ChangesOptions {
  readonly user?: string
  readonly action?: RestoreAction
  readonly limit?: number
}

/** Where the IDs of restores and undos are. */
const LIST = 'muster restores list'

/** `muster restore ID` and `muster restores list|show|changes|report|undo`. */
export function addRestoreCommands(program: Command): void {
  restoreOptions(program.command('restore <id>'))
    .description('put the company, or some of its users, back to a restore point')
    .addHelpText(
      'after',
      '\nRecords entered since the restore point are taken away, not put into the recycle bin. A restore point of the moment\n' +
        'before is made first, so that a restore can itself be taken back. A terminal shows what would change and asks;\n' +
        'without a terminal nothing is asked: look with --dry-run first. Ctrl-C does not stop a restore that has begun.\n\n' +
        'Examples:\n  $ muster restore 01JD… --dry-run\n  $ muster restore 01JD… --user bjoern.lange@nordwind.example',
    )
    .action(async (restorePointId: string, options: RestoreOptions, command: Command) => {
      const invocation = openInvocation(command)
      process.exitCode = await runRestore(invocation, options, (body) =>
        orSeeList('muster restore-points list', () =>
          invocation.client.startRestore({ path: { restorePointId }, body }),
        ),
      )
    })
  const group = program.command('restores').description('look at restores and undos, and take them back')
  addLooking(group)
  addChanges(group)
  restoreOptions(group.command('undo <id>'))
    .description('take back a restore or an undo, and leave what was edited since')
    .addHelpText(
      'after',
      '\nA restore point is made first. A terminal shows what would change and asks; without a terminal nothing is asked.\n\n' +
        'Examples:\n  $ muster restores undo 01JD… --dry-run\n  $ muster restores undo 01JD… --yes --user bjoern.lange@nordwind.example',
    )
    .action(async (restoreId: string, options: RestoreOptions, command: Command) => {
      const invocation = openInvocation(command)
      process.exitCode = await runRestore(invocation, options, (body) =>
        orSeeList(LIST, () => invocation.client.undoRestore({ path: { restoreId }, body })),
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
      const found = await orSeeList(LIST, () => client.getRestore({ path: { restoreId } }))
      if (found.status !== 'running') process.exitCode = await reportRestore(client, found, json)
      else if (json) await printJson(found)
      else say(progressText(found))
    })
}

function addChanges(group: Command): void {
  group
    .command('changes <id>')
    .description('what a restore or undo changes, or would change, record by record')
    .option('--user <e-mail>', 'only of this user')
    .addOption(new Option('--action <action>', 'only these').choices(RESTORE_ACTIONS))
    .option('--limit <count>', 'at most this many', positiveInteger)
    .addHelpText('after', '\nExample:\n  $ muster restores changes 01JD… --action kept')
    .action(async (restoreId: string, { limit, ...only }: ChangesOptions, command: Command) => {
      const { client, json } = openInvocation(command)
      const changes = upTo(
        limit,
        eachItem(
          (query) =>
            orSeeList(listFor(restoreId, only.user), () =>
              client.listRestoreChanges({ path: { restoreId }, query: { ...query, ...only } }),
            ),
          (page) => page.changes,
        ),
      )
      if (json) return printJsonArray(changes)
      for await (const change of changes) await print(`${changeText(change)}\n`)
    })
  group
    .command('report <id>')
    .description('what a restore or undo changes, or would change, as a spreadsheet')
    .option('--user <e-mail>', 'only of this user')
    .addOption(new Option('--format <format>', 'kind of file').choices(['xlsx', 'csv']))
    .addOption(languageOption())
    .option('--out <file>', 'where to; - is stdout; without it restore-ID in this folder')
    .addHelpText(
      'after',
      '\nWithout --format the name of the file says it, else it is xlsx, or csv where that is too large for a download.\n\n' +
        'Examples:\n  $ muster restores report 01JD… --out lost.xlsx\n  $ muster restores report 01JD… --format csv --out - | head',
    )
    .action(async (restoreId: string, options: ReportOptions, command: Command) => {
      const { client, json } = openInvocation(command)
      if (json && options.out === '-') throw new UsageError('--json and --out - both want stdout.')
      const { body, file } = await orSeeList(listFor(restoreId, options.user), () =>
        fetchReport(client, restoreId, options),
      )
      await save(body, file)
      if (json) await printJson({ file })
      else if (file !== '-') say(`Saved as ${file}.`)
    })
}

/** Either there is no such restore, or it is about others than this user. */
function listFor(restoreId: string, user: string | undefined): string {
  return user === undefined ? LIST : `${LIST}, or whom it is about: muster restores show ${restoreId}`
}
