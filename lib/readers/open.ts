import { readArchive } from './archive.ts'
import { bytesInMemory, type ByteSource } from './bytes.ts'
import { openCsv } from './csv/open.ts'
import { openOpenDocument } from './opendocument/open.ts'
import { sniff } from './sniff.ts'
import { openSpreadsheetMl } from './spreadsheetml/open.ts'
import type { Workbook } from './workbook.ts'
import { openXlsx } from './xlsx/open.ts'

/**
 * Opens a file, whatever it is called: what it is, is told from its bytes. The source is read while rows are streamed,
 * and has to stay open until then.
 * @throws Problem `unreadable-file` (not a spreadsheet, or damaged) or `encrypted-file`, each with what to do
 */
export async function openWorkbook(file: ByteSource | Uint8Array): Promise<Workbook> {
  const source = file instanceof Uint8Array ? bytesInMemory(file) : file
  const format = await sniff(source)
  switch (format) {
    case 'xlsx':
      return openXlsx(source, await readArchive(source), async () => withSheetJs(source, format))
    case 'xls':
    case 'xlsb':
      return withSheetJs(source, format)
    case 'ods':
    case 'fods':
      return openOpenDocument(source, format)
    case 'spreadsheetml':
      return openSpreadsheetMl(source)
    case 'csv':
      return openCsv(source)
  }
}

/** SheetJS and its code pages take longer to load than everything else, and few files need them. */
async function withSheetJs(source: ByteSource, format: 'xls' | 'xlsb' | 'xlsx'): Promise<Workbook> {
  const { openWithSheetJs } = await import('./sheetjs/open.ts')
  return openWithSheetJs(source, format)
}
