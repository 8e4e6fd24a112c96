import { cellText, type Cell, type SheetRow } from '../domain/cells.ts'
import { valueKind } from './values.ts'

/** Where the column titles are and why. */
export interface HeaderFinding {
  readonly row: number
  readonly cells: readonly Cell[]
  readonly says: string
  readonly because: string
}

/** A header names at least this share of the columns that the rows below it fill. */
const FILLED_SHARE = 0.6
/** And this share of its cells are titles: texts, each once. */
const TITLE_SHARE = 0.8
const ROWS_BELOW = 20
const LONGEST_TITLE = 120
/** A spreadsheet's own limit of a column's name in a table; the name is what a configuration finds the column by. */
const LONGEST_NAME = 255

/**
 * Finds the header among the first rows of a sheet: the first row whose cells are titles (texts that are no numbers,
 * dates or e-mail addresses, each once) and which is about as wide as the rows below it. Title lines, remarks and
 * dates of printing above a table are narrower, so they are passed over. Undefined if there are no rows.
 */
export function findHeader(rows: readonly SheetRow[]): HeaderFinding | undefined {
  const index = rows.findIndex(
    (row, at) => looksLikeTitles(row.cells) && isWideEnough(row.cells, rows.slice(at + 1, at + 1 + ROWS_BELOW)),
  )
  const found = rows[index]
  if (found) {
    const passed =
      index === 0
        ? 'its cells are titles, and rows of the same width follow'
        : `it is the first row of titles as wide as the rows below; ${lines(index)} above it ${index === 1 ? 'is' : 'are'} narrower`
    return { row: found.row, cells: found.cells, says: `row ${found.row}`, because: passed }
  }
  const first = rows.find((row, at) => isWideEnough(row.cells, rows.slice(at + 1, at + 1 + ROWS_BELOW))) ?? rows[0]
  return (
    first && {
      row: first.row,
      cells: first.cells,
      says: `row ${first.row}`,
      because: 'no row looks like titles, so the first row of the table is taken',
    }
  )
}

function lines(count: number): string {
  return count === 1 ? 'one line' : `${count} lines`
}

function isWideEnough(cells: readonly Cell[], below: readonly SheetRow[]): boolean {
  const widths = below.map((row) => filled(row.cells)).sort((one, other) => one - other)
  return filled(cells) >= FILLED_SHARE * (widths[widths.length >> 1] ?? 0)
}

function filled(cells: readonly Cell[]): number {
  return cells.reduce<number>((count, cell) => count + (cell === null || cell === '' ? 0 : 1), 0)
}

function looksLikeTitles(cells: readonly Cell[]): boolean {
  const kinds = cells.map(valueKind)
  const texts = cells.flatMap((cell, at) =>
    kinds[at] === 'text' && cellText(cell).length <= LONGEST_TITLE ? [cellText(cell)] : [],
  )
  return !kinds.includes('email') && texts.length > 0 && new Set(texts).size >= TITLE_SHARE * filled(cells)
}

/** The letters of a column as a spreadsheet shows them, from index 0: A, B, … Z, AA. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

/** A header cell's text on one line, without control characters, and no longer than a name may be. */
function titleOf(cell: Cell | undefined): string {
  return cellText(cell)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .slice(0, LONGEST_NAME)
    .toWellFormed()
    .trim()
}

/**
 * The unique names of a sheet's columns: the header's text on one line; without one `Column C`; the second "Name" is
 * `Name (2)`. The same header gives the same names always, so that a saved configuration finds its columns again.
 * Titles longer than 255 characters are cut.
 * @param width how many columns to name, if rows are wider than the header; names do not depend on it
 */
export function columnNames(headerCells: readonly Cell[], width: number = headerCells.length): string[] {
  const taken = new Set<string>()
  const copies = new Map<string, number>()
  return Array.from({ length: Math.max(width, headerCells.length) }, (_, index) => {
    const title = titleOf(headerCells[index]) || `Column ${columnLetters(index)}`
    let name = title
    // Counted by title: thousands of columns of one name must not each be compared with all copies before.
    let copy = copies.get(title) ?? 1
    while (taken.has(name)) name = `${title} (${(copy += 1)})`
    copies.set(title, copy)
    taken.add(name)
    return name
  })
}
