import { bytesInMemory, type ByteSource } from './bytes.ts'
import { openCsv } from './csv.ts'
import { openWithSheetJs } from './sheetjs.ts'
import { sniff } from './sniff.ts'
import type { Workbook } from './workbook.ts'

/**
 * Opens a file, whatever it is called: what it is, is told from its bytes. The source is read while rows are streamed,
 * and has to stay open until then.
 * @throws Problem `unreadable-file` (not a spreadsheet, or damaged) or `encrypted-file`, each with what to do
 */
export async function openWorkbook(file: ByteSource | Uint8Array): Promise<Workbook> {
  const source = file instanceof Uint8Array ? bytesInMemory(file) : file
  const bytes = await source.read(0, source.size)
  const format = sniff(bytes)
  return format === 'csv' ? openCsv(source) : openWithSheetJs(bytes, format)
}
