import { cellText, type Cell, type SheetRow } from '../../domain/cells.ts'
import { isTitle, isTitleRow, titles } from './names.ts'
import { valueKind } from './values.ts'

/** Where the column titles are and why. `row` is the last row of the header. */
export interface HeaderFinding {
  readonly row: number
  readonly cells: readonly Cell[]
  /** The row of titles above it, if it gives any column its name. */
  readonly above?: readonly Cell[]
  readonly says: string
  readonly because: string
}

/** A header names at least this share of the columns that the rows below it fill. */
const FILLED_SHARE = 0.6
/** And this share of its cells are titles: texts, each once. */
const TITLE_SHARE = 0.8
const ROWS_BELOW = 20
/** A header has no more rows than this. */
const HEADER_ROWS = 3

/**
 * Finds the header among the first rows of a sheet: the first row whose cells are titles (texts that are no numbers,
 * dates or e-mail addresses, each once) and which is about as wide as the rows below it. Title lines, remarks and
 * dates of printing above a table are narrower, so they are passed over. A header over two rows, with titles of
 * groups above or titles that reach down, is found by its lower row. Undefined if there are no rows.
 */
export function findHeader(rows: readonly SheetRow[]): HeaderFinding | undefined {
  const start = rows.findIndex((_, at) => isHeader(rows, at) || continues(rows, at))
  if (start < 0) return fallback(rows)
  let at = widerTitles(rows, start)
  while (at < start + HEADER_ROWS - 1 && continues(rows, at)) at++
  const found = rows[at]
  return found && headerAt(rows, at, found)
}

/** The header in a row that a person chose. `before` is the row with the number right above it, if it holds anything. */
export function chosenHeader({ row, cells }: SheetRow, before: SheetRow | undefined): HeaderFinding {
  return {
    row,
    cells,
    ...aboveOf(cells, before?.row === row - 1 ? before.cells : undefined),
    ...whereIs(row, 'it was chosen'),
  }
}

function headerAt(rows: readonly SheetRow[], at: number, { row, cells }: SheetRow): HeaderFinding {
  const above = aboveOf(cells, rightAbove(rows, at))
  if (above.above) {
    const says = `rows ${row - 1} and ${row}`
    return {
      row,
      cells,
      ...above,
      says,
      because: `row ${row - 1} has the titles of groups, or titles that row ${row} leaves blank`,
    }
  }
  const because =
    at === 0
      ? 'its cells are titles, and rows of the same width follow'
      : `it is the first row of titles as wide as the rows below; ${lines(at)} above it ${at === 1 ? 'is' : 'are'} narrower`
  return { row, cells, ...whereIs(row, because) }
}

/** The row above, if names come from it. */
function aboveOf(cells: readonly Cell[], above: readonly Cell[] | undefined): { above?: readonly Cell[] } {
  if (!above) return {}
  const own = titles(cells)
  const both = titles(cells, above)
  return both.some((title, index) => title !== (own[index] ?? '')) ? { above } : {}
}

function fallback(rows: readonly SheetRow[]): HeaderFinding | undefined {
  const first = rows.find((_, at) => isWideEnough(rows, at)) ?? rows[0]
  return (
    first && {
      row: first.row,
      cells: first.cells,
      ...whereIs(first.row, 'no row looks like titles, so the first row of the table is taken'),
    }
  )
}

function whereIs(row: number, because: string): { says: string; because: string } {
  return { says: `row ${row}`, because }
}

function lines(count: number): string {
  return count === 1 ? 'one line' : `${count} lines`
}

function isHeader(rows: readonly SheetRow[], at: number): boolean {
  const row = rows[at]
  return row !== undefined && looksLikeTitles(row.cells, rightAbove(rows, at)) && isWideEnough(rows, at)
}

function isWideEnough(rows: readonly SheetRow[], at: number): boolean {
  return filled(rows[at]?.cells ?? []) >= FILLED_SHARE * usualWidth(rows, at + 1)
}

/** How many cells most of the rows from `from` on fill. */
function usualWidth(rows: readonly SheetRow[], from: number): number {
  const widths = below(rows, from)
    .map((row) => filled(row.cells))
    .sort((one, other) => one - other)
  return widths[widths.length >> 1] ?? 0
}

function below(rows: readonly SheetRow[], from: number): readonly SheetRow[] {
  return rows.slice(from, from + ROWS_BELOW)
}

function isFilled(cell: Cell | undefined): boolean {
  return cell !== null && cell !== undefined && cell !== ''
}

function filled(cells: readonly Cell[]): number {
  return cells.reduce<number>((count, cell) => count + (isFilled(cell) ? 1 : 0), 0)
}

/** `above`: titles of groups, which tell titles apart that stand in each group. */
function looksLikeTitles(cells: readonly Cell[], above: readonly Cell[] | undefined): boolean {
  if (cells.some((cell) => valueKind(cell) === 'email')) return false
  const names = titles(cells, above)
  const given = cells.flatMap((cell, index) => (isTitle(cell) ? [{ cell, name: names[index] ?? '' }] : []))
  if (!given.some(({ cell }) => valueKind(cell) === 'text')) return false
  return new Set(given.map(({ name }) => name)).size >= TITLE_SHARE * filled(cells)
}

function rightAbove(rows: readonly SheetRow[], at: number): readonly Cell[] | undefined {
  const before = rows[at - 1]
  return before?.row === (rows[at]?.row ?? 0) - 1 ? before.cells : undefined
}

/**
 * A wider row of titles further down that names what the rows below it hold, where the first candidate is a line of
 * remarks with many cells. Proof is that it has texts where the rows below it have numbers or dates, in more columns.
 */
function widerTitles(rows: readonly SheetRow[], start: number): number {
  const width = filled(rows[start]?.cells ?? [])
  for (let at = start + 1; at < Math.min(rows.length, start + ROWS_BELOW); at++) {
    if (filled(rows[at]?.cells ?? []) <= width) continue
    if (!isHeader(rows, at)) return start
    const under = below(rows, at + 1)
    const { contrast, values } = compare(rows[at], under)
    if (contrast < values * TITLE_SHARE) continue
    if (contrast > compare(rows[start], under).contrast) return at
  }
  return start
}

/**
 * Whether the row after `at` is the lower row of the same header: both are titles; the lower one fills columns that
 * the upper one leaves blank (a group's title stands over its first column only); and it is no row of data, because
 * it has texts where the rows below it have numbers or dates, or leaves blank what the upper one names and they fill.
 */
function continues(rows: readonly SheetRow[], at: number): boolean {
  const upper = rows[at]
  const lower = rows[at + 1]
  if (!upper || lower?.row !== upper.row + 1 || !isTitleRow(upper.cells) || !isTitleRow(lower.cells)) return false
  const { contrast, values, fill, rows: count, known } = compare(lower, below(rows, at + 2))
  if (count === 0) return false
  let spread = 0
  let reachDown = 0
  let width = 0
  for (let index = 0; index < Math.max(upper.cells.length, lower.cells.length); index++) {
    const above = isFilled(upper.cells[index])
    const under = isFilled(lower.cells[index])
    if (above || under) width++
    if (under && !above) spread++
    if (above && !under && (fill[index] ?? 0) >= TITLE_SHARE * count) reachDown++
  }
  if (spread === 0 || width < FILLED_SHARE * usualWidth(rows, at + 2)) return false
  if (contrast > 0 && contrast >= values * TITLE_SHARE) return reachDown > 0 || contrast > 1
  // Nothing but texts below: only a header whose titles reach down, and which repeats none of the values.
  return values === 0 && reachDown > 0 && spread > 1 && !known
}

/**
 * Compares a row with those below it. `values`: columns that it fills and in which most values below are no texts;
 * `contrast`: in how many of them the row has a text; `fill`: values below per column; `known`: one of its texts
 * stands in its own column further down.
 */
function compare(
  row: SheetRow | undefined,
  under: readonly SheetRow[],
): { contrast: number; values: number; fill: number[]; rows: number; known: boolean } {
  const cells = row?.cells ?? []
  const fill: number[] = []
  let contrast = 0
  let values = 0
  let known = false
  for (let index = 0; index < Math.max(cells.length, ...under.map((row) => row.cells.length)); index++) {
    const kinds = under.flatMap((row) => valueKind(row.cells[index]) ?? [])
    fill[index] = kinds.length
    if (!isFilled(cells[index])) continue
    const title = cellText(cells[index])
    if (under.some((row) => cellText(row.cells[index]) === title)) known = true
    if (kinds.filter((kind) => kind !== 'text').length * 2 <= kinds.length) continue
    values++
    if (valueKind(cells[index]) === 'text') contrast++
  }
  return { contrast, values, fill, rows: under.length, known }
}
