import { ApiProblem, ApiUnreachable, isBusy } from '../../../lib/contracts/client.ts'

/** The server may still do it if asked again: it failed by a fault of its own. */
const MOST_OF_FAULTS = 3
/** While the server starts or has too much to do: for about a minute. Then it is said. */
const MOST_OF_BUSY = 8

/**
 * Whether a question is asked again by itself. One that nobody answered always is, and a banner says so; a refusal stays
 * one; what the server fails at is said after a few times, so that nobody waits for what does not come.
 * @param failures how often it has failed before
 */
export function isAskedAgain(failures: number, error: unknown): boolean {
  if (error instanceof ApiUnreachable) return true
  if (!(error instanceof ApiProblem) || (error.status < 500 && !isBusy(error))) return false
  return failures < (isBusy(error) ? MOST_OF_BUSY : MOST_OF_FAULTS)
}
