import type { SheetRow } from '../domain/cells.ts'
import type { WarningCode } from './warnings.ts'

/** What a file is, told from its bytes alone. `csv` stands for every text with delimiters. */
export type FileFormat = 'xlsx' | 'xlsb' | 'ods' | 'fods' | 'xls' | 'spreadsheetml' | 'csv'

/** Something the file's owner should look at, which does not stop an import. `row` counts from 1 as in the sheet, `column` is a column name. */
export interface ReadWarning {
  readonly code: WarningCode
  readonly message: string
  /** What to do about it: inspection adds it by the code. */
  readonly advice?: string
  readonly sheet?: string
  readonly row?: number
  readonly column?: string
}

/** `rows` counts the rows that hold anything, the header among them; `columns` is the width of the widest. */
export interface SheetSummary {
  readonly name: string
  readonly rows: number
  readonly columns: number
}

/** One opened file. Every format answers in the same way: sheets by name, rows as a stream. */
export interface Workbook {
  readonly format: FileFormat
  /** Text files only: `utf-8`, `windows-1252`, `utf-16le` or `utf-16be`. */
  readonly encoding?: string
  /** Text files only: the character between two fields. */
  readonly delimiter?: string
  /** How encoding and delimiter were found, for people. */
  readonly evidence: readonly Evidence[]
  /** In the order of the tabs; hidden sheets are kept and warned about. A text file has one sheet, `CSV_SHEET`. */
  readonly sheetNames: readonly string[]
  readonly hiddenSheets: readonly string[]
  readonly warnings: readonly ReadWarning[]
  /**
   * Streams a sheet's rows from the top. Blank rows are left out, so row numbers may jump; in a text file the number is
   * that of the record (a record with line breaks in quotes counts once, blank lines count). May be called several times.
   * @throws Problem `unreadable-file` if the text is damaged, `not-found` if there is no such sheet
   */
  rows(sheet: string): AsyncIterable<SheetRow>
  /** What a sheet says beside its cells, as far as its rows were streamed: complete after the last row. */
  notes(sheet: string): SheetNotes
}

/** What a sheet says beside its cells. Rows count from 1, columns from 0. */
export interface SheetNotes {
  /** Merged areas in the order of the file, the first thousands of them; only the top left cell of each has a value. */
  readonly merges: readonly CellRange[]
  /** Rows with values that are hidden, by hand or by a filter: how many, and the first. */
  readonly hiddenRows: { readonly count: number; readonly first: number } | undefined
  readonly hiddenColumns: readonly number[]
  /** Columns in which numbers are shown as percent: 0.19 is what the cell holds, 19 % what a person sees. */
  readonly percentColumns: readonly number[]
  /** Formulas whose last value the program that wrote the file did not store; they read as empty cells. */
  readonly uncalculated: { readonly count: number; readonly row: number; readonly column: number } | undefined
}

export interface CellRange {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** A sheet that says nothing beside its cells, as in every text file. */
export const NO_NOTES: SheetNotes = {
  merges: [],
  hiddenRows: undefined,
  hiddenColumns: [],
  percentColumns: [],
  uncalculated: undefined,
}

/** One finding about a file and what proves it, in words for people: `says` "day first", `because` "row 412 says 23.04.2026". */
export interface Evidence {
  readonly what: 'encoding' | 'delimiter' | 'header' | 'date-order' | 'decimal'
  readonly says: string
  readonly because: string
  /** The place that proves it, where there is one: the column's name, the row as in the sheet, the text found there. */
  readonly column?: string
  readonly row?: number
  readonly value?: string
}

/** The name of the only sheet of a text file. */
export const CSV_SHEET = 'CSV'
