/** What a spreadsheet cell holds once it was read. Real dates are ISO text (`2026-04-23`, `2026-04-23T08:30:00`, `08:30:00`). */
export type Cell = string | number | boolean | null | CellError

/** A formula that failed, with the text the spreadsheet shows for it (`#N/A`, `#REF!`). */
export interface CellError {
  readonly error: string
}

/** One row as it stands in the sheet. `row` is the number a person sees at the left edge, from 1. */
export interface SheetRow {
  readonly row: number
  readonly cells: readonly Cell[]
}

export function isCellError(cell: Cell | undefined): cell is CellError {
  return typeof cell === 'object' && cell !== null
}

/** The text of a cell, trimmed; a failed formula and an empty cell give the empty text. */
export function cellText(cell: Cell | undefined): string {
  return cell === null || cell === undefined || isCellError(cell) ? '' : String(cell).trim()
}

export function isBlankRow(cells: readonly Cell[]): boolean {
  return cells.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''))
}
