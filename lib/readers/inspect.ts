import { cellText, type Cell, type SheetRow } from '../domain/cells.ts'
import type { Notation } from '../domain/configuration.ts'
import { Problem } from '../domain/problems.ts'
import { columnNames, findHeader, type HeaderFinding } from './header.ts'
import { lossWarnings, tallyLosses, type LossTally } from './losses.ts'
import { newNotationTally, notationOf, tallyNotation, type NotationTally } from './notation.ts'
import { columnType, newTally, tallyCell, type ColumnProfile, type ColumnTally } from './profile.ts'
import type { Evidence, FileFormat, ReadWarning, SheetSummary, Workbook } from './workbook.ts'

/** Everything that is found out about a file before anything is asked. `rows` counts the chosen sheet's rows below its header. */
export interface Inspection {
  readonly format: FileFormat
  readonly encoding?: string
  readonly delimiter?: string
  readonly sheets: readonly SheetSummary[]
  readonly sheet: string
  readonly headerRow: number
  readonly columns: readonly ColumnProfile[]
  readonly rows: number
  readonly warnings: readonly ReadWarning[]
  readonly evidence: readonly Evidence[]
  readonly notation: Notation
  /** The first 50 rows of every sheet as they stand. */
  readonly preview: readonly { readonly sheet: string; readonly rows: readonly SheetRow[] }[]
}

const PREVIEW_ROWS = 50

/**
 * Reads the whole file once and says what is in it. Without a choice, the sheet is the one with most data (hidden
 * ones only if nothing else has any), and the header is found.
 * @throws Problem `no-rows` if the chosen sheet has no row below its header, `not-found` for a sheet that is not there,
 *   `unreadable-file` if the text turns out to be damaged on the way
 */
export async function inspect(
  workbook: Workbook,
  choice: { sheet?: string; headerRow?: number } = {},
): Promise<Inspection> {
  const scans: SheetScan[] = []
  for (const name of workbook.sheetNames) {
    scans.push(
      await scanSheet(
        workbook,
        name,
        choice.sheet === undefined || choice.sheet === name ? choice.headerRow : undefined,
      ),
    )
  }
  const chosen =
    choice.sheet === undefined
      ? mainSheet(scans, workbook.hiddenSheets)
      : scans.find(({ name }) => name === choice.sheet)
  if (!chosen)
    throw new Problem('not-found', `The file has no sheet "${choice.sheet}".`, {
      details: { sheets: workbook.sheetNames },
    })
  if (chosen.dataRows === 0 || !chosen.header) throw noRows(chosen)
  const { notation, evidence } = notationOf(chosen.notation, workbook.delimiter)
  return {
    format: workbook.format,
    ...(workbook.encoding === undefined ? {} : { encoding: workbook.encoding }),
    ...(workbook.delimiter === undefined ? {} : { delimiter: workbook.delimiter }),
    sheets: scans.map(({ name, rows, columns }) => ({ name, rows, columns })),
    sheet: chosen.name,
    headerRow: chosen.header.row,
    columns: profiles(chosen),
    rows: chosen.dataRows,
    warnings: [
      ...workbook.warnings,
      ...unevenRows(workbook, chosen),
      ...chosen.tallies.flatMap((column, index) =>
        lossWarnings(chosen.name, chosen.names[index] ?? '', column.losses, column.tally),
      ),
    ],
    evidence: [
      ...workbook.evidence,
      { what: 'header', says: chosen.header.says, because: chosen.header.because },
      ...evidence,
    ],
    notation,
    preview: scans.map(({ name, preview }) => ({ sheet: name, rows: preview })),
  }
}

/** The rows below the header, blank ones left out: what an import counts and splits. */
export async function* dataRows(workbook: Workbook, sheet: string, headerRow: number): AsyncGenerator<SheetRow> {
  for await (const row of workbook.rows(sheet)) {
    if (row.row > headerRow) yield row
  }
}

/** What one pass over a sheet finds. `tallies` has one entry per column up to the widest row. */
interface SheetScan {
  readonly name: string
  rows: number
  columns: number
  dataRows: number
  /** The first data row that is wider than the header, and how many are. */
  wider: { row: number; count: number } | undefined
  readonly preview: SheetRow[]
  header: HeaderFinding | undefined
  names: string[]
  readonly tallies: { readonly tally: ColumnTally; readonly losses: LossTally }[]
  readonly notation: NotationTally
}

/** The header lies within the preview, so that the rest of a sheet streams by once. */
async function scanSheet(workbook: Workbook, name: string, headerRow: number | undefined): Promise<SheetScan> {
  const realDates = workbook.format !== 'csv'
  const scan: SheetScan = {
    name,
    rows: 0,
    columns: 0,
    dataRows: 0,
    wider: undefined,
    preview: [],
    header: undefined,
    names: [],
    tallies: [],
    notation: newNotationTally(),
  }
  for await (const row of workbook.rows(name)) {
    scan.rows++
    scan.columns = Math.max(scan.columns, row.cells.length)
    if (scan.preview.length < PREVIEW_ROWS) {
      scan.preview.push(row)
      if (scan.preview.length === PREVIEW_ROWS) settleHeader(scan, headerRow, realDates)
    } else {
      addRow(scan, row, headerRow, realDates)
    }
  }
  if (scan.preview.length < PREVIEW_ROWS) settleHeader(scan, headerRow, realDates)
  return scan
}

function settleHeader(scan: SheetScan, headerRow: number | undefined, realDates: boolean): void {
  scan.header = headerRow === undefined ? findHeader(scan.preview) : undefined
  for (const row of scan.preview) addRow(scan, row, headerRow, realDates)
}

function addRow(scan: SheetScan, { row, cells }: SheetRow, headerRow: number | undefined, realDates: boolean): void {
  if (row === headerRow) scan.header = { row, cells, says: `row ${row}`, because: 'it was chosen' }
  const { header } = scan
  if (!header || row < header.row) return
  nameColumns(scan, header, cells.length)
  if (row === header.row) return
  scan.dataRows++
  if (cells.length > header.cells.length)
    scan.wider = { row: scan.wider?.row ?? row, count: (scan.wider?.count ?? 0) + 1 }
  cells.forEach((cell, index) => addCell(scan, index, cell, row, realDates))
}

function nameColumns(scan: SheetScan, header: HeaderFinding, width: number): void {
  if (scan.names.length >= Math.max(width, header.cells.length)) return
  scan.names = columnNames(header.cells, width)
  while (scan.tallies.length < scan.names.length) scan.tallies.push({ tally: newTally(), losses: new Map() })
}

function addCell(scan: SheetScan, index: number, cell: Cell, row: number, realDates: boolean): void {
  const column = scan.tallies[index]
  if (!column || cell === null) return
  const kind = tallyCell(column.tally, cell)
  tallyLosses(column.losses, cell, row)
  if (typeof cell === 'string' && kind !== undefined && kind !== 'text') {
    tallyNotation(scan.notation, { text: cell.trim(), kind, row, column: scan.names[index] ?? '' }, realDates)
  }
}

/** The sheet with most data; width counts twice, so that a long list of codes does not outweigh the table that uses them. */
function mainSheet(scans: readonly SheetScan[], hidden: readonly string[]): SheetScan | undefined {
  const weight = ({ name, dataRows: rows, tallies }: SheetScan): number =>
    (hidden.includes(name) ? 1e-9 : 1) * rows * tallies.length ** 2
  return scans.reduce<SheetScan | undefined>(
    (best, scan) => (best && weight(best) >= weight(scan) ? best : scan),
    undefined,
  )
}

/** Columns without a title count only if some row fills them: a border or a stray format makes no column. */
function profiles(scan: SheetScan): ColumnProfile[] {
  return scan.tallies.flatMap(({ tally }, index): ColumnProfile[] => {
    const titled = cellText(scan.header?.cells[index]) !== ''
    if (!titled && tally.filled === 0) return []
    return [
      { name: scan.names[index] ?? '', index, type: columnType(tally), samples: tally.samples, filled: tally.filled },
    ]
  })
}

function unevenRows(workbook: Workbook, { name, wider }: SheetScan): ReadWarning[] {
  if (workbook.format !== 'csv' || !wider) return []
  const rows = wider.count === 1 ? `Row ${wider.row} has` : `${wider.count} rows (first row ${wider.row}) have`
  return [
    {
      code: 'uneven-rows',
      sheet: name,
      row: wider.row,
      message: `${rows} more fields than the header: perhaps a delimiter stands inside a value without quotes.`,
    },
  ]
}

function noRows(scan: SheetScan): Problem {
  const what = scan.rows === 0 ? 'is empty' : 'has a header but no rows below it'
  return new Problem('no-rows', `The worksheet "${scan.name}" ${what}.`, {
    advice: 'Check that the file was saved with its data, or choose another worksheet or header row.',
    places: [{ sheet: scan.name, ...(scan.header ? { row: scan.header.row } : {}) }],
  })
}
