import { setTimeout as pause } from 'node:timers/promises'
import { confirm, isCancel } from '@clack/prompts'
import type { Command } from 'commander'
import type { AnswerOf, Client } from '../../lib/contracts/client.ts'
import { EXIT, exitCodeOf, LeftOpen, type ExitCode } from '../exit-codes.ts'
import type { Invocation } from '../invocation.ts'
import { print, printJson, say } from '../output.ts'
import { backOff } from '../progress.ts'
import { isAway, leaveOnInterrupt, patiently, sentenceOf } from '../waiting.ts'
import { begunText, changeText, goesOnText, howToLook, progressText, restoreText } from './texts.ts'

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
    .option('--yes', 'at a terminal, do not say first what would change and do not ask; elsewhere nothing is asked')
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
  const run = async (dry: boolean): Promise<Restore> => {
    const begun = await start({ ...users, dryRun: dry })
    if (!json) say(begunText(begun))
    return untilDone(client, begun)
  }
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
  if (counts === undefined) return false
  const { kept: _kept, unchanged: _unchanged, partly: _partly, conflicts: _conflicts, ...changed } = counts
  return Object.values(changed).every((count) => count === 0)
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
  const ask = { path: { restoreId: done.id }, query }
  const { changes, cursor } = await patiently(() => client.listRestoreChanges(ask))
  const more = cursor === undefined ? '' : `… and more: muster restores changes ${done.id}\n`
  return `${text}${changes.map((change) => `${changeText(change)}\n`).join('')}${more}`
}

/**
 * Waits until a restore or undo is over and says how far it is. It goes on at the server, whatever happens here.
 * @param patience milliseconds for which a server that does not answer is asked again
 * @throws LeftOpen if the server stays away: how to look what became of it; ApiProblem
 */
export async function untilDone(client: Client, begun: Restore, patience?: number): Promise<Restore> {
  const wait = backOff()
  const leave = leaveOnInterrupt(`${goesOnText(begun)} ${howToLook(begun.id)}`)
  let state = begun
  let last = ''
  try {
    while (state.status === 'running') {
      const text = progressText(state)
      if (text !== last) say(text)
      last = text
      await pause(wait.next())
      state = await patiently(() => client.getRestore({ path: { restoreId: begun.id } }), patience)
    }
    return state
  } catch (error) {
    if (!isAway(error)) throw error
    throw new LeftOpen(`${sentenceOf(error)} ${goesOnText(begun)}`, howToLook(begun.id))
  } finally {
    leave()
  }
}
