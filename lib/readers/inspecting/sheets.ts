import { Problem } from '../../domain/problems.ts'
import { findHeader } from './header.ts'
import { titles as titlesOf } from './names.ts'
import type { SheetRow } from '../../domain/cells.ts'
import { WARNINGS } from '../warnings.ts'
import type { ReadWarning, SheetSummary } from '../workbook.ts'

/** What an inspection says about the sheets, as far as it matters here. */
interface Inspected {
  readonly sheets: readonly SheetSummary[]
  /** The chosen one; columns and rows are its. */
  readonly sheet: string
  readonly columns: readonly { readonly name: string }[]
  readonly rows: number
  readonly preview: readonly { readonly sheet: string; readonly rows: readonly SheetRow[] }[]
}

/** A sheet continues the chosen one if it shares at least this many titles … */
const SHARED_TITLES = 2
/** … and these are at least this share of its own. */
const SHARED_SHARE = 0.5
/** A table of its own is comparable if it has at least this share of the chosen sheet's columns (and at least three) … */
const COMPARABLE_COLUMNS = 0.5
const FEWEST_COLUMNS = 3
/** … and this share of its rows (and at least two). */
const COMPARABLE_ROWS = 0.1
const FEWEST_ROWS = 2

/**
 * The worksheets that hold data, in the order of the tabs; the chosen one is always among them. Another one counts if
 * it has rows below its header and
 * - continues the same table: at least two of its titles, and at least half of them, are titles of the chosen sheet; or
 * - is a comparable table: at least half as many columns (three or more) and a tenth of the rows (two or more).
 * So a legend, a list of codes or a cover sheet does not count, and a second region or last year does.
 */
export function sheetsWithData(inspection: Inspected): string[] {
  return inspection.sheets
    .filter((sheet) => sheet.name === inspection.sheet || holdsData(sheet, inspection))
    .map(({ name }) => name)
}

function holdsData(sheet: SheetSummary, inspection: Inspected): boolean {
  const preview = inspection.preview.find((one) => one.sheet === sheet.name)?.rows ?? []
  const header = findHeader(preview)
  if (!header) return false
  const rows = sheet.rows - preview.findIndex(({ row }) => row === header.row) - 1
  if (rows < 1) return false
  const titles = new Set(
    titlesOf(header.cells, header.above)
      .map((title) => title.toLowerCase())
      .filter((title) => title !== ''),
  )
  const known = new Set(inspection.columns.map(({ name }) => name.toLowerCase()))
  const shared = [...titles].filter((title) => known.has(title)).length
  const continues = shared >= SHARED_TITLES && shared >= SHARED_SHARE * titles.size
  const comparable =
    titles.size >= Math.max(FEWEST_COLUMNS, COMPARABLE_COLUMNS * known.size) &&
    rows >= Math.max(FEWEST_ROWS, COMPARABLE_ROWS * inspection.rows)
  return continues || comparable
}

/** Data on other worksheets than the one that is read. */
export function severalSheets(inspection: Inspected): ReadWarning[] {
  const names = sheetsWithData(inspection)
  if (names.length < 2) return []
  const { sheet } = inspection
  const message = `Data is on ${names.length} worksheets: ${enumerated(names)}; only "${sheet}" is read.`
  return [{ code: 'several-sheets', sheet, message, advice: WARNINGS['several-sheets'] }]
}

function enumerated(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`)
  return `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`
}

/**
 * "All data must be on one worksheet": refuses a workbook with data on several. For the caller to leave out when a
 * person or a configuration has chosen the sheet.
 * @throws Problem `several-sheets-with-data` naming them
 */
export function refuseSeveralSheets(inspection: Inspected): void {
  const names = sheetsWithData(inspection)
  if (names.length < 2) return
  throw new Problem(
    'several-sheets-with-data',
    `The file has data on ${names.length} worksheets: ${enumerated(names)}. All data must be on one worksheet.`,
    {
      advice:
        'Copy all rows onto one worksheet and upload the file again, or upload the worksheets as files of their own.',
      details: { sheets: names },
      places: names.map((sheet) => ({ sheet })),
    },
  )
}
