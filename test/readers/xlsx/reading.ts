import type { SheetRow } from '../../../lib/domain/cells.ts'
import { readArchive } from '../../../lib/readers/archive.ts'
import { bytesInMemory } from '../../../lib/readers/bytes.ts'
import { openWithSheetJs } from '../../../lib/readers/sheetjs/open.ts'
import type { Workbook } from '../../../lib/readers/workbook.ts'
import { openXlsx } from '../../../lib/readers/xlsx/open.ts'

/** What is in a workbook, by the names of its sheets in their order. */
export type Sheets = readonly (readonly [name: string, rows: readonly SheetRow[]])[]

/** Opens a workbook with the scanner; fails where it would hand the file to SheetJS. */
export async function scanned(bytes: Uint8Array): Promise<Workbook> {
  const source = bytesInMemory(bytes)
  return openXlsx(source, await readArchive(source), () => {
    throw new Error('handed on')
  })
}

async function sheetsOf(workbook: Workbook): Promise<Sheets> {
  const sheets: [string, SheetRow[]][] = []
  for (const name of workbook.sheetNames) sheets.push([name, await Array.fromAsync(workbook.rows(name))])
  return sheets
}

export const readByScanner = async (bytes: Uint8Array): Promise<Sheets> => sheetsOf(await scanned(bytes))

/** The same by SheetJS; errors and dates as the project reads them from its cells. */
export const readBySheetJs = async (bytes: Uint8Array): Promise<Sheets> =>
  sheetsOf(await openWithSheetJs(bytesInMemory(bytes), 'xlsx'))
