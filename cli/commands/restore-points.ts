import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from 'commander'
import { eachItem, type AnswerOf, type Client } from '../../lib/contracts/client.ts'
import { EXIT, exitCodeOf } from '../exit-codes.ts'
import { print, printJson, printJsonArray, problemText, say, table, type Column } from '../output.ts'
import { backOff } from '../progress.ts'
import { openInvocation } from '../invocation.ts'
import { upTo } from '../lists.ts'
import { positiveInteger } from './inspect.ts'

type RestorePoint = AnswerOf<'getRestorePoint'>

/** `muster restore-points list|create`. */
export function addRestorePointCommands(program: Command): void {
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
