import { setTimeout as pause } from 'node:timers/promises'
import { ApiProblem, ApiUnreachable, isBusy } from '../lib/contracts/client.ts'
import { EXIT } from './exit-codes.ts'
import { say } from './output.ts'
import { backOff } from './progress.ts'

/** How long a server that does not answer is asked again, in milliseconds: a restart of it must not lose the person who waits. */
const PATIENCE = 120_000

/** Whether the server is away for the moment: nothing answers, or it has too much to do. */
export function isAway(error: unknown): error is ApiProblem | ApiUnreachable {
  return error instanceof ApiUnreachable || (error instanceof ApiProblem && isBusy(error))
}

/** What an error says, as a sentence that others can follow. */
export const sentenceOf = ({ message }: Error): string => (message.endsWith('.') ? message : `${message}.`)

/**
 * Repeats a request while the server is away, which is said once. Only for requests that may be repeated.
 * @param patience milliseconds after which it is given up
 * @throws what the request throws; after all that time also that the server is away
 */
export async function patiently<T>(ask: () => Promise<T>, patience = PATIENCE): Promise<T> {
  const until = Date.now() + patience
  const wait = backOff()
  for (let said = false; ; said = true) {
    try {
      return await ask()
    } catch (error) {
      if (!isAway(error) || Date.now() > until) throw error
      if (!said) say(`${sentenceOf(error)} Trying again …`)
      await pause(wait.next())
    }
  }
}

/**
 * From now on Ctrl-C ends this command, but not what goes on at the server, and says how to come back.
 * @returns takes it back
 */
export function leaveOnInterrupt(text: string): () => void {
  const leave = (): void => {
    say(`\n${text}`)
    process.exit(EXIT.failed)
  }
  process.once('SIGINT', leave)
  return () => process.removeListener('SIGINT', leave)
}
