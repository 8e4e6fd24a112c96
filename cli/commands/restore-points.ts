import { setTimeout as pause } from 'node:timers/promises'
import { confirm, isCancel } from '@clack/prompts'
import { type Command, Option } from 'commander'
import { eachItem, type AnswerOf, type Client } from '../../lib/contracts/client.ts'
import { RESTORE_POINT_REASONS, type RestorePointReason } from '../../lib/domain/restore-points.ts'
import { EXIT, exitCodeOf, UsageError } from '../exit-codes.ts'
import { plain, print, printJson, printJsonArray, problemText, say, table, type Column } from '../output.ts'
import { backOff } from '../progress.ts'
import { openInvocation } from '../invocation.ts'
import { orSeeList, upTo } from '../lists.ts'
import { amount } from '../restores/texts.ts'
import { patiently } from '../waiting.ts'
import { positiveInteger } from './inspect.ts'

type RestorePoint = AnswerOf<'getRestorePoint'>

interface ListOptions {
  readonly limit?: number
  readonly reason?: RestorePointReason
}

const LIST = 'muster restore-points list'

/** `muster restore-points list|create|pin|rename|delete`. */
export function addRestorePointCommands(program: Command): void {
  const group = program.command('restore-points').description('list, make, keep and delete restore points')
  group
    .command('list')
    .description('restore points, newest first')
    .option('--limit <count>', 'at most this many', positiveInteger)
    .addOption(new Option('--reason <reason>', 'only those made for it').choices(RESTORE_POINT_REASONS))
    .addHelpText('after', '\nExample:\n  $ muster restore-points list --reason by-hand --limit 5')
    .action(async ({ limit, reason }: ListOptions, command: Command) => {
      const { client, json } = openInvocation(command)
      const points = upTo(
        limit,
        eachItem(
          (query) => client.listRestorePoints({ query: { ...query, ...(reason === undefined ? {} : { reason }) } }),
          (page) => page.restorePoints,
        ),
      )
      await (json ? printJsonArray(points) : print(pointTable(await Array.fromAsync(points))))
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
  group
    .command('pin <id>')
    .description('keep a restore point until it is deleted, however old it gets')
    .option('--unpin', 'from now on, keep it as long as new ones are kept')
    .addHelpText(
      'after',
      '\nExamples:\n  $ muster restore-points pin 01JD…\n  $ muster restore-points pin 01JD… --unpin',
    )
    .action(async (restorePointId: string, { unpin = false }: { unpin?: boolean }, command: Command) => {
      await change(command, restorePointId, { pinned: !unpin })
    })
  group
    .command('rename <id> <name>')
    .description('give a restore point a name')
    .addHelpText('after', '\nExample:\n  $ muster restore-points rename 01JD… "Before the new price list"')
    .action(async (restorePointId: string, name: string, _: object, command: Command) => {
      await change(command, restorePointId, { name })
    })
  group
    .command('delete <id>')
    .description('delete a restore point for good; a pinned one has to be unpinned first')
    .option('--yes', 'do not ask; needed without a terminal, where nobody can be asked')
    .addHelpText(
      'after',
      '\nExamples:\n  $ muster restore-points delete 01JD…\n  $ muster restore-points delete 01JD… --yes',
    )
    .action(async (restorePointId: string, { yes = false }: { yes?: boolean }, command: Command) => {
      const { client, json, interactive } = openInvocation(command)
      if (!yes && !interactive) throw new UsageError('Nobody can be asked here. To delete it for good, add --yes.')
      const path = { restorePointId }
      const point = await orSeeList(LIST, () => client.getRestorePoint({ path }))
      if (!yes) {
        say(lossText(point))
        const agreed = await confirm({ message: 'Delete it for good?', initialValue: false, output: process.stderr })
        if (isCancel(agreed) || !agreed) {
          say('Nothing was deleted.')
          process.exitCode = EXIT.failed
          return
        }
      }
      await client.deleteRestorePoint({ path })
      if (json) await printJson(point)
      else say(`Restore point ${point.id} is deleted.`)
    })
}

async function change(command: Command, restorePointId: string, body: { pinned?: boolean; name?: string }) {
  const { client, json } = openInvocation(command)
  const point = await orSeeList(LIST, () => client.updateRestorePoint({ path: { restorePointId }, body }))
  if (json) await printJson(point)
  else say(pointText(point))
}

async function pointWhenDone(client: Client, begun: RestorePoint): Promise<RestorePoint> {
  const wait = backOff()
  let point = begun
  if (point.status === 'securing') say('Securing all records of all users …')
  while (point.status === 'securing') {
    await pause(wait.next())
    const path = { restorePointId: point.id }
    point = await patiently(() => client.getRestorePoint({ path }))
  }
  return point
}

/** What can no longer be taken back without this point. */
export function lossText(point: RestorePoint): string {
  const { reason, madeFor, createdAt, createdBy } = point
  const lost = {
    'before-import': `Import ${madeFor} can no longer be taken back by a restore to the state before it.`,
    'before-restore': `Restore ${madeFor} can no longer be taken back by a restore to the state before it.`,
    'before-undo': `Undo ${madeFor} can no longer be taken back by a restore to the state before it.`,
    'by-hand': `Nothing can be put back any more to the state that ${plain(createdBy.name)} kept.`,
    daily: 'Nothing can be put back any more to the state of that day.',
  }[reason]
  return `Restore point ${titleOf(point)} of ${createdAt}. ${lost}`
}

function titleOf({ id, name }: RestorePoint): string {
  return name === undefined ? id : `${id} "${plain(name)}"`
}

/** One restore point in a line: what it holds, and how long it is kept. */
export function pointText(point: RestorePoint): string {
  const { id, status, users, records, bytes, problem, pinned, expiresAt } = point
  if (problem) return problemText(problem)
  if (status !== 'complete') return `Restore point ${id} could not be made.`
  const kept = pinned ? 'pinned, kept until it is deleted' : `kept until ${expiresAt}`
  return `Restore point ${titleOf(point)}: ${amount(records ?? 0, 'record')} of ${amount(users ?? 0, 'user')}, ${sizeText(bytes)}, ${kept}.`
}

const UNITS = ['kB', 'MB', 'GB', 'TB'] as const

/** A number of bytes as people read it: `0.4 kB`, `12.3 MB`. Nothing for none. */
export function sizeText(bytes: number | undefined): string {
  if (bytes === undefined) return ''
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 1), UNITS.length)
  return `${(bytes / 1000 ** power).toFixed(1)} ${UNITS[power - 1]}`
}

/** The table of restore points. */
export function pointTable(points: readonly RestorePoint[]): string {
  const text = (title: string): Column => ({ title })
  const number = (title: string): Column => ({ title, right: true })
  const columns = [
    ...['ID', 'Made', 'Reason', 'Name', 'Status'].map(text),
    ...['Users', 'Records', 'Size'].map(number),
    ...['By', 'Kept until'].map(text),
  ]
  return table(
    columns,
    points.map((point) => [
      ...[point.id, point.createdAt, point.reason, point.name, point.status],
      ...[point.users, point.records, sizeText(point.bytes)],
      ...[point.createdBy.email || point.createdBy.name, point.pinned ? 'pinned' : point.expiresAt],
    ]),
  )
}
