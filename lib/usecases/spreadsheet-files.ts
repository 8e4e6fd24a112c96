import { stringify } from 'csv-stringify/sync'
import { utils, write, type CellObject } from 'xlsx'
import { isCellError, type Cell } from '../domain/cells.ts'
import { guarded, plainCell } from '../domain/rejected-rows.ts'
import { ERRORS, MOST_CHARACTERS, worksheetName } from '../domain/worksheets.ts'

type Table = readonly (readonly Cell[])[]

/** What is longer than a cell is cut, and says so. The CSV file has it whole. */
const CUT = '… (cut)'

function fitting(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text
  // A cut through a character of two halves would leave a text that no program reads.
  return `${text.slice(0, MOST_CHARACTERS - CUT.length).toWellFormed()}${CUT}`
}

/** Text stays text: a cell that begins with = is written as a string and never as a formula. An error stays an error. */
function workbookCell(cell: Cell): CellObject | number | boolean | null {
  const error = isCellError(cell) ? ERRORS[cell.error] : undefined
  if (error !== undefined) return { t: 'e', v: error }
  const plain = plainCell(cell)
  return typeof plain === 'string' ? { t: 's', v: fitting(plain) } : plain
}

/** A table as a workbook (XLSX) of one sheet. */
export function workbookFile(table: Table, sheet: string): Uint8Array {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(table.map((row) => row.map(workbookCell))), worksheetName(sheet))
  const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx', compression: true })
  if (bytes instanceof Uint8Array) return bytes
  throw new Error('The workbook was not written as bytes')
}

/** A table as a text file that spreadsheets open by themselves, with the decimal sign of its numbers. */
export function csvFile(table: Table, decimal: '.' | ','): Uint8Array {
  const text = stringify(
    table.map((row) => row.map(plainCell)),
    {
      bom: true,
      // Where the comma is decimal, spreadsheets expect semicolons between the cells.
      delimiter: decimal === ',' ? ';' : ',',
      record_delimiter: 'windows',
      quoted_match: /^\s|\s$|[\r\n]/,
      cast: {
        string: guarded,
        number: (value) => String(value).replace('.', decimal),
        boolean: (value) => String(value),
      },
    },
  )
  return new TextEncoder().encode(text)
}
