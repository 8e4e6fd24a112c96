import type { SheetRow } from '../../../lib/domain/cells.ts'
import { Problem } from '../../../lib/domain/problems.ts'
import type { ByteSource } from '../../../lib/readers/bytes.ts'
import { inspect } from '../../../lib/readers/inspect.ts'
import { openWorkbook } from '../../../lib/readers/open.ts'
import type { Reading } from './case.ts'

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
