import type { SheetRow } from '../../../lib/domain/cells.ts'
import type { ProblemCode } from '../../../lib/domain/problems.ts'
import type { UnreadableReason } from '../../../lib/readers/refusals.ts'

/** A file that somebody made to do harm, or that something broke, and what has to be said of it. */
export interface HostileCase {
  readonly name: string
  readonly bytes: () => Uint8Array
  readonly answer: Refusal | Reading
}

/** A problem with its code, its reason where it has one, and words that stand in its sentence. */
export interface Refusal {
  readonly code: ProblemCode
  readonly reason?: UnreadableReason
  readonly says: RegExp
}

/** How many rows the sheets have together, and the last of them: strange files that are nevertheless right. */
export interface Reading {
  readonly rows: number
  readonly last?: SheetRow
}

export const refused = (reason: UnreadableReason, says: RegExp): Refusal => ({ code: 'unreadable-file', reason, says })
export const damaged = (says: RegExp = /damaged or incomplete/): Refusal => refused('damaged', says)
export const encrypted: Refusal = { code: 'encrypted-file', says: /password/ }
export const noRows = (says: RegExp = /is empty|no rows below/): Refusal => ({ code: 'no-rows', says })
