import type { SheetRow } from '../../domain/cells.ts'
import { pieces, type ByteSource } from '../bytes.ts'
import type { Workbook } from '../workbook.ts'
import { workbookOf, type TellNotes } from '../worksheets.ts'
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
  async function* rowsOf(sheet: number, tell: TellNotes): AsyncGenerator<SheetRow, void, undefined> {
    const scanner = new WorkbookScanner({ sheet, styles, date1904 })
    tell(() => scanner.notes())
    for await (const piece of utf8Pieces(pieces(source))) {
      yield* scanner.feed(piece)
      // The rest was read when the file was opened.
      if (scanner.isDone) return
    }
    scanner.end()
  }
  return workbookOf({
    format: 'spreadsheetml',
    sheets: sheets.map(({ name, isHidden }, sheet) => ({ name, sheet, hidden: isHidden })),
    rows: ({ sheet }, tell) => rowsOf(sheet, tell),
  })
}
