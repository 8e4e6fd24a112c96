import { describe, expect, it } from '@jest/globals'
import type { Cell } from '../../../lib/domain/cells.ts'
import { Problem } from '../../../lib/domain/problems.ts'
import { xlsxOf } from '../archives.ts'
import { KNOWN_DIFFERENCES } from './known-differences.ts'
import { readByScanner, readBySheetJs, type Sheets } from './reading.ts'

/** The cells by row, a blank row as one without cells. */
async function cells(reading: Promise<Sheets>): Promise<(readonly Cell[])[] | 'refused'> {
  try {
    const rows = (await reading)[0]?.[1] ?? []
    return Array.from({ length: rows.at(-1)?.row ?? 0 }, (_, at) => rows.find(({ row }) => row === at + 1)?.cells ?? [])
  } catch (error) {
    if (error instanceof Problem) return 'refused'
    throw error
  }
}

describe.each(KNOWN_DIFFERENCES)('SheetJS: $what', ({ sheet, scanner, sheetJs }) => {
  const bytes = xlsxOf(typeof sheet === 'string' ? { sheets: { Data: sheet } } : sheet)

  it('but not the scanner', async () => {
    expect(await cells(readByScanner(bytes))).toEqual(scanner)
  })

  it('and that is still so', async () => {
    expect(await cells(readBySheetJs(bytes))).toEqual(sheetJs)
  })
})
