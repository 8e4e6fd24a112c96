import type { SheetRow } from '../../domain/cells.ts'
import { Problem } from '../../domain/problems.ts'
import { pieces, type ByteSource } from '../bytes.ts'
import { SAVE_AS_XLSX, unreadable } from '../refusals.ts'
import { NO_NOTES, type SheetNotes, type Workbook } from '../workbook.ts'
import { hiddenSheetWarnings, worksheetNames } from '../worksheet-names.ts'
import { utf8Pieces } from '../xml/encoding.ts'
import { WorkbookScanner } from './scanner.ts'

/**
 * Opens a workbook that Excel 2002 or 2003, or a program for them, saved as XML (SpreadsheetML 2003). It is read once as
 * a whole, for its sheets' names and to know that it does not break off; rows then stream with bounded memory.
 * @throws Problem `unreadable-file`
 */
export async function openSpreadsheetMl(source: ByteSource): Promise<Workbook> {
  const survey = new WorkbookScanner()
  for await (const piece of utf8Pieces(pieces(source))) survey.feed(piece)
  survey.end()
  const { sheets, styles, date1904 } = survey
  if (sheets.length === 0) throw unreadable('not-understood', 'The workbook has no worksheet.', SAVE_AS_XLSX)
  const sheetNames = worksheetNames(sheets.map(({ name }) => name))
  const hiddenSheets = sheets.filter(({ isHidden }) => isHidden).map(({ name }) => name)
  const notes = new Map<string, () => SheetNotes>()
  async function* rowsOf(sheet: number): AsyncGenerator<SheetRow, void, undefined> {
    const scanner = new WorkbookScanner({ sheet, styles, date1904 })
    notes.set(sheetNames[sheet] ?? '', () => scanner.notes())
    for await (const piece of utf8Pieces(pieces(source))) {
      yield* scanner.feed(piece)
      // The rest was read when the file was opened.
      if (scanner.isDone) return
    }
    scanner.end()
  }
  return {
    format: 'spreadsheetml',
    evidence: [],
    sheetNames,
    hiddenSheets,
    warnings: hiddenSheetWarnings(hiddenSheets),
    rows(name) {
      const sheet = sheetNames.indexOf(name)
      if (sheet < 0)
        throw new Problem(
          'not-found',
          `The file has no sheet "${name}". Its sheets are ${sheetNames.map((one) => `"${one}"`).join(', ')}.`,
        )
      return rowsOf(sheet)
    },
    notes: (name) => notes.get(name)?.() ?? NO_NOTES,
  }
}
