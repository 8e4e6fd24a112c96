/** Every reason for which Muster refuses something, by its stable code. The one map to HTTP is in `lib/contracts/problems.ts`. */
export const PROBLEM_CODES = [
  'crm-managed',
  'import-not-permitted',
  'company-busy',
  'too-large',
  'unreadable-file',
  'encrypted-file',
  'no-rows',
  'several-sheets-with-data',
  'too-many-rows',
  'too-many-users',
  'no-user-found',
  'configuration-invalid',
  'already-decided',
  'no-longer-waiting',
  'not-found',
  'not-permitted',
  'not-authenticated',
  'invalid-request',
  'record-changed',
  'duplicate-key',
  'settings-fixed',
  'not-resumable',
  'upload-missing',
  'restore-point-damaged',
  'restore-point-pinned',
  'nothing-to-undo',
  'internal',
] as const

export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** Where in the file or request something is wrong. Rows count from 1 as in the sheet; `pointer` is a JSON pointer into a request. */
export interface ProblemPlace {
  readonly sheet?: string
  readonly row?: number
  readonly column?: string
  readonly value?: string
  readonly pointer?: string
  readonly message?: string
}

/** The JSON of a problem as it is stored in an import, answered by the API and printed by the command line. */
export interface ProblemData {
  readonly code: ProblemCode
  readonly message: string
  readonly advice?: string
  readonly details?: Readonly<Record<string, unknown>>
  readonly places?: readonly ProblemPlace[]
}

/**
 * A refusal by a rule: says what is wrong, where, and what to do next.
 * Faults (a network that fails, a bug) are other errors, so that the workflow retries those and not these.
 */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly advice: string | undefined
  readonly details: Readonly<Record<string, unknown>> | undefined
  readonly places: readonly ProblemPlace[] | undefined

  constructor(code: ProblemCode, message: string, more: Omit<ProblemData, 'code' | 'message'> = {}) {
    super(message)
    this.name = 'Problem'
    this.code = code
    this.advice = more.advice
    this.details = more.details
    this.places = more.places
  }

  toJSON(): ProblemData {
    return {
      code: this.code,
      message: this.message,
      ...(this.advice === undefined ? {} : { advice: this.advice }),
      ...(this.details === undefined ? {} : { details: this.details }),
      ...(this.places === undefined ? {} : { places: this.places }),
    }
  }
}
