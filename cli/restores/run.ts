import { setTimeout as pause } from 'node:timers/promises'
import { confirm, isCancel } from '@clack/prompts'
import type { Command } from 'commander'
import type { AnswerOf, Client } from '../../lib/contracts/client.ts'
import { EXIT, exitCodeOf, type ExitCode } from '../exit-codes.ts'
import type { Invocation } from '../invocation.ts'
import { print, printJson, say } from '../output.ts'
import { backOff } from '../progress.ts'
import { changeText, progressText, restoreText } from './texts.ts'

export type Restore = AnswerOf<'getRestore'>

export interface RestoreOptions {
  readonly user?: readonly string[]
  readonly dryRun?: boolean
  readonly yes?: boolean
}

/** The options that restores and undos share. */
export function restoreOptions(command: Command): Command {
  return command
    .option('--user <e-mail...>', 'only these users')
    .option('--dry-run', 'only say what would change')
    .option('--yes', 'do not ask')
}

/**
 * Runs a restore or undo to its end. At a terminal a dry run comes first, and then the question whether to go on.
 * @param start begins it
 */
export async function runRestore(
  invocation: Invocation,
  { user, dryRun = false, yes = false }: RestoreOptions,
  start: (body: { users?: string[]; dryRun: boolean }) => Promise<Restore>,
): Promise<ExitCode> {
  const { client, json, interactive } = invocation
  const users = user === undefined ? {} : { users: [...user] }
  const run = async (dry: boolean): Promise<Restore> => untilDone(client, await start({ ...users, dryRun: dry }))
  if (!dryRun && !yes && interactive) {
    const would = await run(true)
    if (would.status === 'failed') return reportRestore(client, would, json)
    process.stderr.write(await described(client, would))
    if (isWithoutEffect(would)) {
      say('There is nothing to change.')
      return EXIT.done
    }
    const question = would.kind === 'undo' ? 'Take this back now?' : 'Put this back now?'
    const agreed = await confirm({ message: question, initialValue: false, output: process.stderr })
    if (isCancel(agreed) || !agreed) {
      say('Nothing was changed.')
      return EXIT.failed
    }
  }
  return reportRestore(client, await run(dryRun), json)
}

function isWithoutEffect({ counts }: Restore): boolean {
  return counts !== undefined && counts.created + counts.updated + counts.restored + counts.deleted + counts.moved === 0
}

/** Prints what became of a restore or undo; the exit code says whether all of it was done. */
export async function reportRestore(client: Client, done: Restore, json: boolean): Promise<ExitCode> {
  await (json ? printJson(done) : print(await described(client, done)))
  if (done.status === 'failed') return done.problem ? exitCodeOf(done.problem.code) : EXIT.failed
  return (done.counts?.conflicts ?? 0) > 0 ? EXIT.rejectedRows : EXIT.done
}

/** Changes shown beside the numbers; the rest is in the report. */
const SHOWN = 20

async function described(client: Client, done: Restore): Promise<string> {
  const text = restoreText(done)
  if (done.status === 'failed') return text
  const query = { limit: SHOWN, ...(done.kind === 'undo' ? { action: 'kept' as const } : {}) }
  const { changes, cursor } = await client.listRestoreChanges({ path: { restoreId: done.id }, query })
  const more = cursor === undefined ? '' : `… and more: muster restores changes ${done.id}\n`
  return `${text}${changes.map((change) => `${changeText(change)}\n`).join('')}${more}`
}

async function untilDone(client: Client, begun: Restore): Promise<Restore> {
  const wait = backOff()
  let state = begun
  let last = ''
  while (state.status === 'running') {
    const text = progressText(state)
    if (text !== last) say(text)
    last = text
    await pause(wait.next())
    state = await client.getRestore({ path: { restoreId: state.id } })
  }
  return state
}
