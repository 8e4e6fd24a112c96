import type { SheetRow } from '../../../lib/domain/cells.ts'
import { Problem, type ProblemCode } from '../../../lib/domain/problems.ts'
import type { ByteSource } from '../../../lib/readers/bytes.ts'
import { inspect } from '../../../lib/readers/inspect.ts'
import { openWorkbook } from '../../../lib/readers/open.ts'
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

/** What inspecting a file and then streaming every sheet to its end comes to. What is no Problem, is thrown. */
export async function answerOf(file: Uint8Array | ByteSource): Promise<Reading | { readonly problem: Problem }> {
  try {
    const workbook = await openWorkbook(file)
    await inspect(workbook)
    let rows = 0
    let last: SheetRow | undefined
    for (const sheet of workbook.sheetNames) {
      for await (const row of workbook.rows(sheet)) {
        rows++
        last = row
      }
    }
    return { rows, last }
  } catch (error) {
    if (error instanceof Problem) return { problem: error }
    throw error
  }
}
