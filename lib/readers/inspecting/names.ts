import { cellText, type Cell, type SheetRow } from '../../domain/cells.ts'
import { textKind } from './values.ts'

/** A spreadsheet's own limit of a column's name in a table; the name is what a configuration finds the column by. */
const LONGEST_NAME = 255
const LONGEST_TITLE = 120

/** The letters of a column as a spreadsheet shows them, from index 0: A, B, … Z, AA. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

/**
 * The unique names of a sheet's columns, from the header row and the row right above it, whether or not it was found
 * that the header has two rows: the same rows give the same names always, so that a saved configuration finds its
 * columns again.
 * - The name is the title in the header row; where that is blank, the title above it (merged downwards).
 * - A title that stands in the header row more than once gets the group title above it in front: `Plan Revenue`.
 * - Without any title it is `Column C`; the second "Name" is `Name (2)`.
 * @param rows rows of the sheet from the top, at least those up to the header row; blank rows may be missing
 * @param headerRow the header's number as in the sheet; without such a row there are no names
 * @param width how many columns to name, if rows are wider than the header; names do not depend on it
 */
export function columnNames(rows: readonly SheetRow[], headerRow: number, width = 0): string[] {
  const header = rows.find(({ row }) => row === headerRow)
  if (!header) return []
  const above = rows.find(({ row }) => row === headerRow - 1)
  return uniqueNames(titles(header.cells, above?.cells), width)
}

/** The titles of the columns, not yet unique, empty where there is none. Titles longer than 255 characters are cut. */
export function titles(header: readonly Cell[], above: readonly Cell[] = []): string[] {
  const lower = header.map(titleOf)
  if (!isTitleRow(above)) return lower
  const repeated = repeatedOf(lower)
  let group = ''
  return Array.from({ length: Math.max(lower.length, above.length) }, (_, index) => {
    const title = lower[index] ?? ''
    const upper = titleOf(above[index])
    if (upper !== '') group = title === '' ? '' : upper
    else if (title === '') group = ''
    if (title === '') return upper
    return repeated.has(title) && group !== '' && group !== title ? `${group} ${title}`.slice(0, LONGEST_NAME) : title
  })
}

/**
 * Whether a row can be titles above titles: at least two cells, all of them texts that are no values, or years. A line
 * that names the sheet has one cell.
 */
export function isTitleRow(cells: readonly Cell[]): boolean {
  const filled = cells.filter((cell) => titleOf(cell) !== '')
  return filled.length >= 2 && filled.every(isTitle)
}

/** A text that is no value, or a year: `Revenue`, `2026`. */
export function isTitle(cell: Cell | undefined): boolean {
  const text = cellText(cell)
  if (text === '' || text.length > LONGEST_TITLE || typeof cell === 'boolean') return false
  return /^(19|20)\d\d$/.test(text) || (typeof cell === 'string' && textKind(text) === 'text')
}

function repeatedOf(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>()
  return new Set(names.filter((name) => name !== '' && (seen.has(name) || !seen.add(name))))
}

/** A header cell's text on one line, without control characters, and no longer than a name may be. */
function titleOf(cell: Cell | undefined): string {
  return cellText(cell)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .slice(0, LONGEST_NAME)
    .toWellFormed()
    .trim()
}

function uniqueNames(given: readonly string[], width: number): string[] {
  const taken = new Set<string>()
  const copies = new Map<string, number>()
  return Array.from({ length: Math.max(width, given.length) }, (_, index) => {
    const title = given[index] || `Column ${columnLetters(index)}`
    let name = title
    // Counted by title: thousands of columns of one name must not each be compared with all copies before.
    let copy = copies.get(title) ?? 1
    while (taken.has(name)) name = `${title} (${(copy += 1)})`
    copies.set(title, copy)
    taken.add(name)
    return name
  })
}
