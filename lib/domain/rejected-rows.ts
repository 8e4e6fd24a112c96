import { isCellError } from './cells.ts'
import type { Cell, SheetRow } from './cells.ts'
import type { Locale } from './companies.ts'
import type { ImportConfiguration } from './configuration.ts'
import type { Reason } from './outcomes.ts'

/** The columns in front of the file's own. A mapping goes by name, so that they are in nobody's way at the next upload. */
export const REASON_COLUMNS = {
  en: { import: 'Muster: import', row: 'Muster: row', reason: 'Muster: reason' },
  de: { import: 'Muster: Import', row: 'Muster: Zeile', reason: 'Muster: Grund' },
} as const satisfies Record<Locale, object>

/** As they are called in any language: the file may come back from somebody else. */
const OWN_COLUMNS: readonly string[] = Object.values(REASON_COLUMNS).flatMap((columns) => Object.values(columns))
const IMPORT_COLUMNS: readonly string[] = Object.values(REASON_COLUMNS).map((columns) => columns.import)

/** In which language the table speaks: how it says a reason. */
export interface Speech {
  readonly language: Locale
  readonly say: (sentence: string) => string
}

/** A row that was not imported, as it stood in the file, and why. */
export interface RejectedRow extends SheetRow {
  readonly reasons: readonly Reason[]
}

/** What it says in front of a row; the column names where to look. */
function reasonText(reasons: readonly Reason[], { say }: Speech): string {
  return reasons
    .map(({ column, message }) => (column === undefined ? say(message) : `${column}: ${say(message)}`))
    .join(' | ')
}

/**
 * The table of rejected rows: the file's own columns with import, row and reason in front, the header in the row where
 * the configuration looks for it. In a file that is itself one of rejected rows the new reasons take the old ones' place.
 */
export function rejectedRowsTable(
  importId: string,
  rows: readonly RejectedRow[],
  columns: readonly string[],
  headerRow: number,
  speech: Speech,
): Cell[][] {
  const kept = columns.flatMap((name, index) => (OWN_COLUMNS.includes(name) ? [] : [{ name, index }]))
  return [
    ...Array.from({ length: headerRow - 1 }, (): Cell[] => []),
    [...Object.values(REASON_COLUMNS[speech.language]), ...kept.map(({ name }) => name)],
    ...rows.map(({ row, cells, reasons }) => [
      importId,
      row,
      reasonText(reasons, speech),
      ...kept.map(({ index }) => cells[index] ?? null),
    ]),
  ]
}

interface Column {
  readonly name: string
  readonly samples: readonly string[]
}

/** The import whose rejected rows a file holds, if it holds some and those of one import only. */
export function importOfRejectedRows(columns: readonly Column[]): string | undefined {
  const column = columns.find(({ name }) => IMPORT_COLUMNS.includes(name))
  const [first, ...others] = new Set(column?.samples ?? [])
  return others.length === 0 ? first : undefined
}

/** Whether a file with these columns holds rejected rows. */
export function isOfRejectedRows(columns: readonly string[]): boolean {
  return columns.some((name) => IMPORT_COLUMNS.includes(name))
}

/**
 * A configuration as it may be used with these columns: what is not among rejected rows is not missing from a file, so
 * nothing is deleted for it.
 */
export function sparingOthers(
  configuration: ImportConfiguration,
  columns: readonly Pick<Column, 'name'>[],
): ImportConfiguration {
  return isOfRejectedRows(columns.map(({ name }) => name)) && configuration.mode === 'update-and-delete'
    ? { ...configuration, mode: 'update' }
    : configuration
}

/** The text of a cell as a text file can hold it. */
export const plainCell = (cell: Cell): string | number | boolean | null => (isCellError(cell) ? cell.error : cell)

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe in front. Phone and other plain numbers with a sign
 * are no formulas and stay as they are. Source: OWASP, CSV injection.
 */
export function guarded(text: string): string {
  const isNumber = /^[+-][\d\s().,/-]*$/.test(text)
  return /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) && !isNumber ? `'${text}` : text
}

/** What stood there before `guarded`. */
function unguarded(text: string): string {
  return text.startsWith("'") && guarded(text.slice(1)) === text ? text.slice(1) : text
}

/** A row of a file that comes back: text that was guarded when it was handed out is what it was in its own file. */
export function asItWas(row: SheetRow): SheetRow {
  return { ...row, cells: row.cells.map((cell) => (typeof cell === 'string' ? unguarded(cell) : cell)) }
}
