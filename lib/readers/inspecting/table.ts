import type { SheetRow } from '../../domain/cells.ts'
import type { Workbook } from '../workbook.ts'
import { findHeader, type HeaderFinding } from './header.ts'
import { columnNames } from './names.ts'
import { checkSheet, heaviest, noRows, PREVIEW_ROWS, weigh, WEIGHED_ROWS, type Weight } from './scan.ts'

/** The table that a file is about: its sheet and its header. */
export interface Table {
  readonly sheet: string
  readonly header: HeaderFinding
}

interface Beginning {
  readonly name: string
  readonly rows: number
  readonly header: HeaderFinding | undefined
  readonly weight: Weight
}

/**
 * Finds the sheet and the header that `inspect` finds, by reading no further than needed: the first 50 rows of the only
 * or the chosen sheet, and of each sheet the rows that are weighed if there are several.
 * @throws Problem `no-rows`, as far as the rows read show it; `not-found` for a sheet that is not there; `unreadable-file`
 */
export async function findTable(workbook: Workbook, sheet?: string): Promise<Table> {
  checkSheet(workbook, sheet)
  const names = sheet === undefined ? workbook.sheetNames : [sheet]
  const enough = names.length === 1 ? PREVIEW_ROWS + 1 : PREVIEW_ROWS + WEIGHED_ROWS
  const beginnings: Beginning[] = []
  for (const name of names) beginnings.push(await beginningOf(workbook, name, enough))
  const found = heaviest(beginnings, workbook.hiddenSheets)
  if (!found?.header || found.weight.rows === 0)
    throw noRows({ name: found?.name ?? sheet ?? '', rows: found?.rows ?? 0, headerRow: found?.header?.row })
  return { sheet: found.name, header: found.header }
}

async function beginningOf(workbook: Workbook, name: string, enough: number): Promise<Beginning> {
  const first: SheetRow[] = []
  const weight = { rows: 0, width: 0 }
  let header: HeaderFinding | undefined
  let rows = 0
  const settle = (): void => {
    header = findHeader(first)
    weight.width = header ? columnNames(first, header.row).length : 0
    for (const row of first) if (header && row.row > header.row) weigh(weight, row.cells.length)
  }
  for await (const row of workbook.rows(name)) {
    rows++
    if (rows <= PREVIEW_ROWS) first.push(row)
    if (rows === PREVIEW_ROWS) settle()
    else if (rows > PREVIEW_ROWS) weigh(weight, row.cells.length)
    if (rows >= enough) break
  }
  if (rows < PREVIEW_ROWS) settle()
  return { name, rows, header, weight }
}
