import { isBlankRow, type Cell, type SheetRow } from '../../../lib/domain/cells.ts'
import { CSV_SHEET, NO_NOTES, type FileFormat, type SheetNotes, type Workbook } from '../../../lib/readers/workbook.ts'

type Rows = readonly (readonly Cell[])[]

/** Rows as readers give them: numbered from 1, without blank ones and without blank cells at the end. */
export function numbered(rows: Rows): SheetRow[] {
  return rows.flatMap((cells, index) => {
    const last = cells.findLastIndex((cell) => cell !== null)
    return isBlankRow(cells) ? [] : [{ row: index + 1, cells: cells.slice(0, last + 1) }]
  })
}

/** A workbook whose sheets are these rows, told by `format` as a text file or a spreadsheet. */
export function workbookOf(
  sheets: Readonly<Record<string, Rows>>,
  more: { format?: FileFormat; hiddenSheets?: string[]; notes?: Partial<SheetNotes>; delimiter?: string } = {},
): Workbook & { readonly read: () => number } {
  const { format = 'xlsx', hiddenSheets = [], notes = {}, delimiter } = more
  let read = 0
  return {
    format,
    delimiter,
    evidence: [],
    sheetNames: Object.keys(sheets),
    hiddenSheets,
    warnings: [],
    async *rows(sheet) {
      for (const row of numbered(sheets[sheet] ?? [])) {
        read++
        yield row
      }
    },
    notes: () => ({ ...NO_NOTES, ...notes }),
    /** How many rows were asked for in all. */
    read: () => read,
  }
}

/** A text file with these fields. */
export function csvOf(rows: readonly (readonly string[])[], delimiter = ';'): Workbook {
  const cells = rows.map((fields) => fields.map((field) => (field === '' ? null : field)))
  return workbookOf({ [CSV_SHEET]: cells }, { format: 'csv', delimiter })
}

/** A spreadsheet with one column of values under a title, beside one of names. */
export function columnOf(title: string, values: readonly Cell[]): Workbook {
  return workbookOf({ S: [['Name', title], ...values.map((value, index) => [`Row ${index}`, value])] })
}
