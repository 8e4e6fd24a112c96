import { ApiProblem, ApiUnreachable } from '../../../lib/contracts/client.ts'

/** The server may still do it if asked again: it failed by a fault of its own. */
const MOST_OF_FAULTS = 3
/** Gateways answer so while the server starts or has too much to do: for about a minute. Then it is said. */
const MOST_OF_GATEWAYS = 8
const GATEWAYS: readonly number[] = [502, 503, 504]

/**
 * Whether a question is asked again by itself. One that nobody answered always is, and a banner says so; a refusal stays
 * one; what the server fails at is said after a few times, so that nobody waits for what does not come.
 * @param failures how often it has failed before
 */
export function isAskedAgain(failures: number, error: unknown): boolean {
  if (error instanceof ApiUnreachable) return true
  if (!(error instanceof ApiProblem) || error.status < 500) return false
  return failures < (GATEWAYS.includes(error.status) ? MOST_OF_GATEWAYS : MOST_OF_FAULTS)
}
