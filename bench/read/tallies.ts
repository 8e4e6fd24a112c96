import { csvText } from './files/csv.ts'
import type { See } from './readers/reader.ts'
import { madeRow, titles, type MadeCell } from './records.ts'

/** How a format gives values back: with their types, or all as text. */
export type Typing = 'typed' | 'text'

/** What came out of a reading: the same for the same values, whoever read them in this way. */
export interface Tally {
  rows: number
  cells: number
  checksum: number
}

/**
 * Takes rows while time is measured: touches every value, so that nobody gains by leaving work for later, and costs next
 * to nothing. Values of other types than text and number count only as there.
 */
export function tallying(): { readonly tally: Tally; readonly see: See } {
  const tally: Tally = { rows: 0, cells: 0, checksum: 0 }
  return {
    tally,
    see: (cells) => {
      tally.rows += 1
      let { cells: count, checksum } = tally
      for (const cell of cells) {
        if (cell === null || cell === undefined || cell === '') continue
        count += 1
        const part =
          typeof cell === 'string'
            ? cell.length + cell.charCodeAt(cell.length >> 1)
            : typeof cell === 'number'
              ? cell
              : 1
        checksum = (Math.imul(checksum, 31) + part) | 0
      }
      tally.cells = count
      tally.checksum = checksum
    },
  }
}

export interface Comparison {
  wrong: number
  /** Rows too many (positive) or missing (negative). */
  rowsMore: number
  /** The first cell that differs, in words. */
  example?: string
}

/** Compares rows in their order with what was made. */
export function comparing(
  rows: number,
  columns: number,
  typing: Typing,
): { readonly comparison: Comparison; readonly see: See } {
  const comparison: Comparison = { wrong: 0, rowsMore: -rows - 1 }
  const names = titles(columns)
  let index = -1
  return {
    comparison,
    see: (cells) => {
      comparison.rowsMore += 1
      const isHeader = index === -1
      const made = isHeader ? undefined : index < rows ? madeRow(index, columns) : []
      index += 1
      for (let column = 0; column < Math.max(columns, cells.length); column++) {
        const expected = made === undefined ? (names[column] ?? null) : expectedOf(made[column] ?? null, typing)
        const found = plain(cells[column])
        if (found === expected) continue
        comparison.wrong += 1
        comparison.example ??= `row ${index + 1}, "${names[column]}": ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`
      }
    },
  }
}

type Plain = string | number | boolean | null

function expectedOf(cell: MadeCell, typing: Typing): Plain {
  if (typing === 'text') return csvText(cell)
  switch (cell?.kind) {
    case undefined:
      return null
    case 'text':
      return cell.text
    case 'number':
      return cell.number
    case 'boolean':
      return cell.boolean
    case 'date':
    case 'moment':
      return cell.iso
  }
}

const SECOND = 1000
const MIDNIGHT = 'T00:00:00'

/** What a reader gave, in the form of what was made: dates as ISO text to the second, nothing as null. */
function plain(value: unknown): Plain {
  if (value === undefined || value === null || value === '') return null
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return 'a date that is none'
    const iso = new Date(Math.round(value.getTime() / SECOND) * SECOND).toISOString().slice(0, 19)
    return iso.endsWith(MIDNIGHT) ? iso.slice(0, -MIDNIGHT.length) : iso
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return JSON.stringify(value)
}
