import { cellText, type SheetRow } from '../../domain/cells.ts'
import { Problem } from '../../domain/problems.ts'
import type { Workbook } from '../workbook.ts'
import { newTally, tallyCell, type ColumnTally, type NamedTally } from './columns.ts'
import { note, type Finding, type Findings } from './findings.ts'
import { chosenHeader, findHeader, type HeaderFinding } from './header.ts'
import { columnNames } from './names.ts'
import { addToStrayLines, newStrayLines, type StrayLines } from './totals.ts'

/** The header lies among the first rows, so that the rest of a sheet streams by once. */
export const PREVIEW_ROWS = 50

/** What one pass over a sheet finds. */
export interface SheetScan {
  readonly name: string
  /** Rows that hold anything, the header among them. */
  rows: number
  /** The width of the widest row, and where the first such row is. */
  columns: number
  widest: number
  dataRows: number
  readonly weight: Weight
  readonly preview: SheetRow[]
  header: HeaderFinding | undefined
  names: string[]
  /** One per column up to the widest row from the header on. */
  readonly tallies: ColumnTally[]
  readonly strays: StrayLines
  readonly findings: Findings<'wider' | 'blank' | 'repeated-header'>
}

/**
 * How much data a sheet has, as far as it matters for choosing one: its rows up to a bound, and the columns these have.
 * Bounded, so that the sheet can be chosen from the beginning of each.
 */
export interface Weight {
  rows: number
  width: number
}

/** Rows of each sheet that count when the sheet with most data is chosen. */
export const WEIGHED_ROWS = 10_000

/** Adds a row below the header to a sheet's weight. */
export function weigh(weight: Weight, cells: number): void {
  if (weight.rows >= WEIGHED_ROWS) return
  weight.rows++
  weight.width = Math.max(weight.width, cells)
}

/**
 * The sheet with most data; hidden ones only if nothing else has any. Width counts twice, so that a long list of codes
 * does not outweigh the table that uses them.
 */
export function heaviest<Sheet extends { readonly name: string; readonly weight: Weight }>(
  sheets: readonly Sheet[],
  hidden: readonly string[],
): Sheet | undefined {
  const weightOf = ({ name, weight: { rows, width } }: Sheet): number =>
    (hidden.includes(name) ? 1e-12 : 1) * rows * width ** 2
  return sheets.reduce<Sheet | undefined>(
    (best, one) => (best && weightOf(best) >= weightOf(one) ? best : one),
    undefined,
  )
}

/** Reads a sheet once. @throws Problem `unreadable-file` if the file turns out to be damaged on the way */
export async function scanSheet(workbook: Workbook, name: string, headerRow: number | undefined): Promise<SheetScan> {
  const scanner = new Scanner(name, headerRow, workbook.format !== 'csv')
  for await (const row of workbook.rows(name)) scanner.add(row)
  return scanner.end()
}

class Scanner {
  private readonly scan: SheetScan
  private readonly headerRow: number | undefined
  private readonly realDates: boolean
  private previous: SheetRow | undefined
  private settled = false
  private titles: string[] = []

  constructor(name: string, headerRow: number | undefined, realDates: boolean) {
    this.headerRow = headerRow
    this.realDates = realDates
    this.scan = {
      name,
      rows: 0,
      columns: 0,
      widest: 0,
      dataRows: 0,
      weight: { rows: 0, width: 0 },
      preview: [],
      header: undefined,
      names: [],
      tallies: [],
      strays: newStrayLines(),
      findings: {},
    }
  }

  add(row: SheetRow): void {
    const { scan } = this
    scan.rows++
    if (row.cells.length > scan.columns) {
      scan.columns = row.cells.length
      scan.widest = row.row
    }
    if (scan.preview.length < PREVIEW_ROWS) scan.preview.push(row)
    else {
      this.settle()
      this.addRow(row)
    }
  }

  end(): SheetScan {
    this.settle()
    return this.scan
  }

  private settle(): void {
    if (this.settled) return
    this.settled = true
    if (this.headerRow === undefined) this.scan.header = findHeader(this.scan.preview)
    for (const row of this.scan.preview) this.addRow(row)
  }

  private addRow(row: SheetRow): void {
    const { scan, previous } = this
    this.previous = row
    if (row.row === this.headerRow) scan.header = chosenHeader(row, previous)
    const { header } = scan
    if (!header || row.row < header.row) return
    if (row.row === header.row) {
      scan.names = columnNames(previous ? [previous, row] : [row], header.row)
      scan.weight.width = scan.names.length
      this.titles = row.cells.map(cellText)
      this.widen(scan.names.length)
      return
    }
    this.widen(row.cells.length)
    this.addData(row, previous?.row ?? header.row)
  }

  private widen(width: number): void {
    while (this.scan.tallies.length < width) this.scan.tallies.push(newTally())
  }

  private addData(row: SheetRow, before: number): void {
    const { scan, realDates } = this
    const { cells } = row
    scan.dataRows++
    weigh(scan.weight, cells.length)
    for (let index = 0; index < cells.length; index++) {
      const tally = scan.tallies[index]
      const cell = cells[index]
      if (tally && cell !== undefined && cell !== null) tallyCell(tally, cell, row.row, realDates)
    }
    addToStrayLines(scan.strays, row)
    if (cells.length > scan.names.length) note(scan.findings, 'wider', row.row, '')
    if (row.row > before + 1) noteBlank(scan.findings, before + 1, row.row - before - 1)
    if (this.repeatsHeader(row)) note(scan.findings, 'repeated-header', row.row, '')
  }

  /** Titles again, as at the top of each printed page. */
  private repeatsHeader({ cells }: SheetRow): boolean {
    const { titles } = this
    if (titles.length < 2 || cellText(cells[0]) !== titles[0] || cellText(cells[1]) !== titles[1]) return false
    return titles.every((title, index) => cellText(cells[index]) === title)
  }
}

function noteBlank(findings: SheetScan['findings'], row: number, count: number): void {
  const known: Finding | undefined = findings.blank
  findings.blank = { row: known?.row ?? row, count: (known?.count ?? 0) + count, example: '' }
}

/** The columns of a scanned sheet with their names, those of rows wider than the header too. */
export function namedColumns(scan: SheetScan): NamedTally[] {
  const header = scan.header
  if (!header) return []
  const above = header.above ? [{ row: header.row - 1, cells: header.above }] : []
  const names = columnNames([...above, { row: header.row, cells: header.cells }], header.row, scan.tallies.length)
  return scan.tallies.map((tally, index) => ({ name: names[index] ?? '', index, tally }))
}

/** Says that a sheet has no row below its header. */
export function noRows({
  name,
  rows,
  headerRow,
}: {
  name: string
  rows: number
  headerRow: number | undefined
}): Problem {
  const what = rows === 0 ? 'is empty' : 'has a header but no rows below it'
  return new Problem('no-rows', `The worksheet "${name}" ${what}.`, {
    advice: 'Check that the file was saved with its data, or choose another worksheet or header row.',
    places: [{ sheet: name, ...(headerRow === undefined ? {} : { row: headerRow }) }],
  })
}

/** Refuses a sheet that the file does not have. @throws Problem `not-found` naming those that it has */
export function checkSheet(workbook: Workbook, sheet: string | undefined): void {
  if (sheet === undefined || workbook.sheetNames.includes(sheet)) return
  throw new Problem('not-found', `The file has no sheet "${sheet}".`, { details: { sheets: workbook.sheetNames } })
}
