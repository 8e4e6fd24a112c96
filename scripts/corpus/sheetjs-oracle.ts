import { read, type CellObject, type DenseWorkSheet } from 'xlsx'
import { isBlankRow, type Cell, type SheetRow } from '../../lib/domain/cells.ts'
import { formatKind, paddedText } from '../../lib/readers/number-formats.ts'
import type { SheetReading } from './readings.ts'

const OPTIONS = { dense: true, cellDates: true, UTC: true, nodim: true, cellNF: true } as const
const DAY = 86_400_000
/** The format SheetJS gives an ODS date whose style it did not find. */
const UNKNOWN_DATE = 'm/d/yy'

/**
 * Reads OpenDocument and SpreadsheetML, which have readers of our own, with SheetJS: cells in the notation of ours.
 * @throws Error in SheetJS's words
 */
export function readWithSheetJs(bytes: Uint8Array): {
  sheets: readonly SheetReading[]
  hiddenSheets: readonly string[]
} {
  const book = read(bytes, OPTIONS)
  const hiddenSheets = (book.Workbook?.Sheets ?? []).flatMap((sheet, index) =>
    sheet.Hidden ? [sheet.name ?? book.SheetNames[index] ?? ''] : [],
  )
  const sheets = book.SheetNames.filter(isSheet).map((name) => ({
    name: withoutReferences(name),
    rows: rowsOf(book.Sheets[name] ?? {}),
  }))
  return { sheets, hiddenSheets: hiddenSheets.map(withoutReferences) }
}

/** SheetJS takes the tables in charts, and what formulas took from other files, for sheets. */
function isSheet(name: string): boolean {
  return name !== 'local-table' && !/^'[^']+'#./.test(withoutReferences(name))
}

/** SheetJS leaves the names of sheets as XML writes them. */
function withoutReferences(name: string): string {
  return name.replaceAll('&apos;', "'").replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')
}

function rowsOf(sheet: object): SheetRow[] {
  const rows = '!data' in sheet && Array.isArray(sheet['!data']) ? (sheet['!data'] as DenseWorkSheet['!data']) : []
  return Array.from(rows, (source: CellObject[] | undefined, index) => {
    const cells = Array.from(source ?? [], toCell)
    return { row: index + 1, cells: cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1) }
  }).filter(({ cells }) => !isBlankRow(cells))
}

function toCell(cell: CellObject | undefined): Cell {
  if (!cell) return null
  const { v } = cell
  const pattern = cell.z === undefined ? undefined : String(cell.z)
  if (cell.t === 'e') return { error: cell.w ?? '#ERROR' }
  if (v instanceof Date) return dateCell(v, cell.w, pattern)
  if (typeof v === 'number') {
    if ((v === 0 || v === 1) && formatKind(pattern) === 'boolean') return v === 1
    return formatKind(pattern) === 'padded' && Number.isInteger(v) ? paddedText(pattern ?? '', v) : v
  }
  return v === undefined || v === '' ? null : v
}

function dateCell(moment: Date, shown: string | undefined, pattern: string | undefined): Cell {
  if (Number.isNaN(moment.getTime())) return shown ?? null
  const byValue = moment.getTime() % DAY === 0 ? 'date' : 'date-time'
  const known = pattern === UNKNOWN_DATE ? undefined : formatKind(pattern)
  const kind = known === 'date' || known === 'date-time' || known === 'time' || known === 'duration' ? known : byValue
  const text = new Date(Math.round(moment.getTime() / 1000) * 1000).toISOString()
  if (kind === 'date') return text.slice(0, text.indexOf('T'))
  return kind === 'date-time' ? text.slice(0, -5) : text.slice(-13, -5)
}
