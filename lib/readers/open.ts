import { openCsv } from './csv.ts'
import { openWithSheetJs } from './sheetjs.ts'
import { sniff } from './sniff.ts'
import type { Workbook } from './workbook.ts'

/**
 * Opens a file, whatever it is called: what it is, is told from its bytes.
 * @throws Problem `unreadable-file` (not a spreadsheet, or damaged) or `encrypted-file`, each with what to do
 */
export async function openWorkbook(bytes: Uint8Array): Promise<Workbook> {
  const format = sniff(bytes)
  return format === 'csv' ? openCsv(bytes) : openWithSheetJs(bytes, format)
}
