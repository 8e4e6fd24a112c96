import { ApiProblem } from '../lib/contracts/client.ts'
import type { ProblemCode } from '../lib/domain/problems.ts'
import { Problem } from '../lib/domain/problems.ts'

/** What the command line's exit codes say. */
export const EXIT = { done: 0, failed: 1, usage: 2, refused: 3, rejectedRows: 4, unreadable: 5 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** The one map from problem codes to exit codes. */
const EXIT_CODES = {
  'crm-managed': EXIT.refused,
  'import-not-permitted': EXIT.refused,
  'company-busy': EXIT.refused,
  'too-large': EXIT.refused,
  'unreadable-file': EXIT.unreadable,
  'encrypted-file': EXIT.unreadable,
  'no-rows': EXIT.unreadable,
  'several-sheets-with-data': EXIT.refused,
  'too-many-rows': EXIT.refused,
  'too-many-users': EXIT.refused,
  'no-user-found': EXIT.refused,
  'configuration-invalid': EXIT.refused,
  'already-decided': EXIT.refused,
  'no-longer-waiting': EXIT.refused,
  'not-found': EXIT.failed,
  'not-permitted': EXIT.refused,
  'not-authenticated': EXIT.failed,
  'invalid-request': EXIT.usage,
  'record-changed': EXIT.refused,
  'duplicate-key': EXIT.refused,
  'settings-fixed': EXIT.refused,
  'not-resumable': EXIT.refused,
  'upload-missing': EXIT.failed,
  'nothing-to-undo': EXIT.refused,
  'restore-point-damaged': EXIT.failed,
  'restore-point-pinned': EXIT.refused,
  internal: EXIT.failed,
} as const satisfies Record<ProblemCode, ExitCode>

/** The exit code of a problem; a code that this version does not know is a failure. */
export function exitCodeOf(code: string): ExitCode {
  const codes: Readonly<Record<string, ExitCode>> = EXIT_CODES
  return Object.hasOwn(codes, code) ? (codes[code] ?? EXIT.failed) : EXIT.failed
}

/** Something given on the command line cannot be used: ends with the exit code for wrong usage. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

/** The person left a question unanswered; what goes on, goes on without them. `advice` says how to come back. */
export class LeftOpen extends Error {
  readonly advice: string

  constructor(message: string, advice: string) {
    super(message)
    this.name = 'LeftOpen'
    this.advice = advice
  }
}

/** The exit code of whatever was thrown. */
export function exitCodeOfError(error: unknown): ExitCode {
  if (error instanceof ApiProblem || error instanceof Problem) return exitCodeOf(error.code)
  return error instanceof UsageError ? EXIT.usage : EXIT.failed
}
