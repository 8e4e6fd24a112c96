import { randomBytes } from 'node:crypto'
import { TaskError } from './errors.ts'

/** Refusals of the SendTask… operations, named as AWS names them. */
export type TokenErrorName = 'InvalidToken' | 'TaskDoesNotExist' | 'TaskTimedOut'

export class TokenError extends Error {
  constructor(name: TokenErrorName, message: string) {
    super(message)
    this.name = name
  }
}

interface Waiting {
  readonly succeed: (output: unknown) => void
  readonly fail: (error: Error) => void
  readonly beat: () => void
}

const TOKEN_BYTES = 48
const TOKEN_PATTERN = /^[A-Za-z0-9_-]{64}$/
const REMEMBERED_SPENT_TOKENS = 10_000

/** The waits that are open, by their token. Tokens live in memory only: after a restart every wait gets a new one. */
export interface TaskTokens {
  readonly open: (waiting: Waiting) => string
  readonly close: (token: string) => void
  /** @throws TokenError */
  readonly succeed: (token: string, output: unknown) => void
  /** @throws TokenError */
  readonly fail: (token: string, error: string, cause: string) => void
  /** @throws TokenError */
  readonly heartbeat: (token: string) => void
  /** Takes every known token out of a text that may be shown. */
  readonly redact: (text: string) => string
}

/** Makes an empty set of waits. Share it between engines whose callers do not know which engine a token is of. */
export function createTaskTokens(): TaskTokens {
  const waits = new Map<string, Waiting>()
  const spent = new Set<string>()

  const close = (token: string): void => {
    if (!waits.delete(token)) return
    spent.add(token)
    const [oldest] = spent
    if (spent.size > REMEMBERED_SPENT_TOKENS && oldest !== undefined) spent.delete(oldest)
  }

  const find = (token: string): Waiting => {
    const waiting = waits.get(token)
    if (waiting !== undefined) return waiting
    if (!TOKEN_PATTERN.test(token)) throw new TokenError('InvalidToken', 'Invalid token')
    if (spent.has(token)) throw new TokenError('TaskTimedOut', 'The provided task does not exist anymore')
    throw new TokenError('TaskDoesNotExist', 'Task does not exist')
  }

  return {
    open: (waiting) => {
      const token = randomBytes(TOKEN_BYTES).toString('base64url')
      waits.set(token, waiting)
      return token
    },
    close,
    succeed: (token, output) => {
      const waiting = find(token)
      close(token)
      waiting.succeed(output)
    },
    fail: (token, error, cause) => {
      const waiting = find(token)
      close(token)
      waiting.fail(new TaskError(error, cause))
    },
    heartbeat: (token) => find(token).beat(),
    redact: (text) => [...waits.keys(), ...spent].reduce((left, token) => left.replaceAll(token, '[token]'), text),
  }
}
