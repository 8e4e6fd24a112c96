import type { SheetRow } from '../domain/cells.ts'
import type { Notation } from '../domain/configuration.ts'
import { columnType, type ColumnProfile, type NamedTally } from './inspecting/columns.ts'
import { titles } from './inspecting/names.ts'
import { notationOf } from './inspecting/notation.ts'
import { checkSheet, heaviest, namedColumns, noRows, scanSheet, type SheetScan } from './inspecting/scan.ts'
import { warningsOf } from './inspecting/sheet-warnings.ts'
import { severalSheets } from './inspecting/sheets.ts'
import type { Evidence, FileFormat, ReadWarning, SheetSummary, Workbook } from './workbook.ts'

/** Everything that is found out about a file before anything is asked. `rows` counts the chosen sheet's rows below its header. */
export interface Inspection {
  readonly format: FileFormat
  readonly encoding?: string
  readonly delimiter?: string
  readonly sheets: readonly SheetSummary[]
  readonly sheet: string
  /** The last row of the header, if it has two. */
  readonly headerRow: number
  readonly columns: readonly ColumnProfile[]
  readonly rows: number
  readonly warnings: readonly ReadWarning[]
  readonly evidence: readonly Evidence[]
  readonly notation: Notation
  /** The first 50 rows of every sheet as they stand. */
  readonly preview: readonly { readonly sheet: string; readonly rows: readonly SheetRow[] }[]
}

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
  checkSheet(workbook, choice.sheet)
  const scans: SheetScan[] = []
  for (const name of workbook.sheetNames) {
    const chosenHere = choice.sheet === undefined || choice.sheet === name
    scans.push(await scanSheet(workbook, name, chosenHere ? choice.headerRow : undefined))
  }
  const found =
    choice.sheet === undefined
      ? heaviest(scans, workbook.hiddenSheets)
      : scans.find(({ name }) => name === choice.sheet)
  if (!found?.header || found.dataRows === 0)
    throw noRows({ name: found?.name ?? '', rows: found?.rows ?? 0, headerRow: found?.header?.row })
  const columns = namedColumns(found)
  const { notation, evidence } = notationOf(columns, workbook.delimiter)
  const { row: headerRow, says, because } = found.header
  const inspection: Inspection = {
    format: workbook.format,
    ...(workbook.encoding === undefined ? {} : { encoding: workbook.encoding }),
    ...(workbook.delimiter === undefined ? {} : { delimiter: workbook.delimiter }),
    sheets: scans.map(({ name, rows, columns: width }) => ({ name, rows, columns: width })),
    sheet: found.name,
    headerRow,
    columns: profiles(found, columns),
    rows: found.dataRows,
    warnings: warningsOf(workbook, found),
    evidence: [...workbook.evidence, { what: 'header', says, because, row: headerRow }, ...evidence],
    notation,
    preview: scans.map(({ name, preview }) => ({ sheet: name, rows: preview })),
  }
  return { ...inspection, warnings: [...severalSheets(inspection), ...inspection.warnings] }
}

/** The rows below the header, blank ones left out: what an import counts and splits. */
export async function* dataRows(workbook: Workbook, sheet: string, headerRow: number): AsyncGenerator<SheetRow> {
  for await (const row of workbook.rows(sheet)) {
    if (row.row > headerRow) yield row
  }
}

/** Columns without a title count only if some row fills them: a border or a stray format makes no column. */
function profiles({ header }: SheetScan, columns: readonly NamedTally[]): ColumnProfile[] {
  const given = header ? titles(header.cells, header.above) : []
  return columns.flatMap(({ name, index, tally }): ColumnProfile[] => {
    const titled = (given[index] ?? '') !== ''
    if (!titled && tally.filled === 0) return []
    return [{ name, index, type: columnType(tally), samples: tally.samples, filled: tally.filled }]
  })
}
