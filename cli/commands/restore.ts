import { setTimeout as pause } from 'node:timers/promises'
import { confirm, isCancel } from '@clack/prompts'
import type { Command } from 'commander'
import { eachItem, type AnswerOf, type Client } from '../../lib/contracts/client.ts'
import { EXIT, exitCodeOf, type ExitCode } from '../exit-codes.ts'
import { plain, print, printJson, printJsonArray, problemText, say, table, type Column } from '../output.ts'
import { backOff } from '../progress.ts'
import { openInvocation, type Invocation } from '../invocation.ts'
import { positiveInteger } from './inspect.ts'

type RestorePoint = AnswerOf<'getRestorePoint'>
type Restore = AnswerOf<'getRestore'>

interface RestoreOptions {
  readonly user?: readonly string[]
  readonly dryRun?: boolean
  readonly yes?: boolean
}

/** `muster restore-points list|create`, `muster restore ID` and `muster restores show ID`. */
export function addRestoreCommands(program: Command): void {
  const group = program.command('restore-points').description('list and make restore points')
  group
    .command('list')
    .description('restore points, newest first')
    .option('--limit <count>', 'at most this many', positiveInteger)
    .addHelpText('after', '\nExample:\n  $ muster restore-points list --limit 5')
    .action(async ({ limit }: { limit?: number }, command: Command) => {
      const { client, json } = openInvocation(command)
      const points = upTo(
        limit,
        eachItem(
          (query) => client.listRestorePoints({ query }),
          (page) => page.restorePoints,
        ),
      )
      await (json ? printJsonArray(points) : listPoints(points))
    })
  group
    .command('create')
    .description('make a restore point of all records of all users now')
    .option('--name <name>', 'what it is called')
    .addHelpText('after', '\nExample:\n  $ muster restore-points create --name "Before the new price list"')
    .action(async ({ name }: { name?: string }, command: Command) => {
      const { client, json } = openInvocation(command)
      const begun = await client.createRestorePoint({ body: name === undefined ? {} : { name } })
      const point = await pointWhenDone(client, begun)
      if (json) await printJson(point)
      else say(pointText(point))
      if (point.status === 'failed') process.exitCode = point.problem ? exitCodeOf(point.problem.code) : EXIT.failed
    })
  program
    .command('restore <id>')
    .description('put the company, or some of its users, back to a restore point')
    .option('--user <e-mail...>', 'only these users')
    .option('--dry-run', 'only say what would change')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      '\nA restore point of the moment before is made first, so that a restore can itself be taken back.\n\n' +
        'Examples:\n  $ muster restore 01JD… --dry-run\n  $ muster restore 01JD… --user bjoern.lange@nordwind.example',
    )
    .action(async (restorePointId: string, options: RestoreOptions, command: Command) => {
      process.exitCode = await restore(openInvocation(command), restorePointId, options)
    })
  program
    .command('restores')
    .description('look at restores that were begun')
    .command('show <id>')
    .description('what a restore did, or how far it is')
    .addHelpText('after', '\nExample:\n  $ muster restores show 01JD…')
    .action(async (restoreId: string, _options: object, command: Command) => {
      const { client, json } = openInvocation(command)
      const found = await client.getRestore({ path: { restoreId } })
      if (found.status !== 'running') process.exitCode = await report(found, json)
      else if (json) await printJson(found)
      else say(`It is running: ${found.users.length} users are done.`)
    })
}

/** The first items of a list that may be longer. */
export async function* upTo<T>(limit: number | undefined, items: AsyncIterable<T>): AsyncGenerator<T> {
  let count = 0
  for await (const item of items) {
    yield item
    if (++count === limit) return
  }
}

async function restore(invocation: Invocation, restorePointId: string, options: RestoreOptions): Promise<ExitCode> {
  const { client, json, interactive } = invocation
  const users = options.user === undefined ? {} : { users: [...options.user] }
  const run = async (dryRun: boolean): Promise<Restore> =>
    restoreWhenDone(client, await client.startRestore({ path: { restorePointId }, body: { ...users, dryRun } }))
  if (!options.dryRun && !options.yes && interactive) {
    const would = await run(true)
    if (would.status === 'failed') return report(would, json)
    process.stderr.write(restoreText(would))
    const agreed = await confirm({ message: 'Put this back now?', initialValue: false, output: process.stderr })
    if (isCancel(agreed) || !agreed) {
      say('Nothing was changed.')
      return EXIT.failed
    }
  }
  return report(await run(options.dryRun ?? false), json)
}

async function report(done: Restore, json: boolean): Promise<ExitCode> {
  await (json ? printJson(done) : print(restoreText(done)))
  if (done.status === 'failed') return done.problem ? exitCodeOf(done.problem.code) : EXIT.failed
  return (done.counts?.conflicts ?? 0) > 0 ? EXIT.rejectedRows : EXIT.done
}

async function restoreWhenDone(client: Client, begun: Restore): Promise<Restore> {
  const wait = backOff()
  let state = begun
  if (state.status === 'running')
    say(`${state.dryRun ? 'Comparing with' : 'Restoring from'} restore point ${state.restorePointId} …`)
  while (state.status === 'running') {
    await pause(wait.next())
    state = await client.getRestore({ path: { restoreId: state.id } })
  }
  return state
}

async function pointWhenDone(client: Client, begun: RestorePoint): Promise<RestorePoint> {
  const wait = backOff()
  let point = begun
  if (point.status === 'securing') say('Securing all records of all users …')
  while (point.status === 'securing') {
    await pause(wait.next())
    point = await client.getRestorePoint({ path: { restorePointId: point.id } })
  }
  return point
}

function pointText({ id, status, users, records, problem, expiresAt }: RestorePoint): string {
  if (problem) return problemText(problem)
  if (status !== 'complete') return `Restore point ${id} could not be made.`
  return `Restore point ${id}: ${records ?? 0} records of ${users ?? 0} users, kept until ${expiresAt}.`
}

async function listPoints(points: AsyncIterable<RestorePoint>): Promise<void> {
  const rows = []
  for await (const { id, createdAt, reason, name, status, users, records, createdBy } of points) {
    rows.push([id, createdAt, reason, name, status, users, records, createdBy.email])
  }
  const columns = ['ID', 'Made', 'Reason', 'Name', 'Status'].map((title): Column => ({ title }))
  await print(
    table([...columns, { title: 'Users', right: true }, { title: 'Records', right: true }, { title: 'By' }], rows),
  )
}

/** What a restore changed, or would change, per user and overall. */
export function restoreText(done: Restore): string {
  if (done.problem) return `${problemText(done.problem)}\n`
  const names = ['created', 'updated', 'deleted', 'unchanged', 'conflicts'] as const
  const columns = [{ title: 'User' }, ...names.map((title) => ({ title, right: true })), { title: 'verified' }]
  const line = (who: string, counts: Restore['counts'], verified: string): unknown[] => [
    who,
    ...names.map((name) => counts?.[name]),
    verified,
  ]
  const rows = done.users.map(({ email, counts, verified }) =>
    line(email, counts, done.dryRun ? '' : verified ? 'yes' : 'no'),
  )
  return [
    done.dryRun ? 'What the restore would change:\n' : `Restore ${done.id} is ${done.status}.\n`,
    table(columns, [...rows, line('all', done.counts, '')]),
    ...done.users.flatMap(({ email, survivors }) =>
      survivors.map(
        ({ type, title }) => `Changed meanwhile and left as it is: ${plain(title)} (${type} of ${email})\n`,
      ),
    ),
    ...(done.missingUsers.length === 0
      ? []
      : [`Users of the restore point who exist no more: ${done.missingUsers.join(', ')}\n`]),
    ...(done.newUsers.length === 0
      ? []
      : [`Users who did not exist yet and are left as they are: ${done.newUsers.join(', ')}\n`]),
    ...(done.safetyPointId === undefined ? [] : [`Taken back with: muster restore ${done.safetyPointId}\n`]),
  ].join('')
}
