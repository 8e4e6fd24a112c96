import type { Inspection } from './draft.ts'

type Row = Inspection['preview'][number]['rows'][number]
export type Cell = Row['cells'][number]

/** A column of the file under the chosen header row. */
export interface FileColumn {
  readonly name: string
  /** As a spreadsheet program calls it: A, B, … AA. */
  readonly letter: string
  /** A few different values, from the top. */
  readonly samples: readonly string[]
}

const SAMPLES = 3

/** The letters of a column, from index 0. */
export function letterOf(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? letterOf(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

/** What a cell says. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  return typeof cell === 'object' ? cell.error : String(cell)
}

/** The rows that are known of a sheet, as they stand in it. */
export const rowsOf = ({ preview }: Inspection, sheet: string): readonly Row[] =>
  preview.find((one) => one.sheet === sheet)?.rows ?? []

/** Whether these are the sheet and header row whose columns inspection has found. */
export const isInspected = (inspection: Inspection, sheet: string, headerRow: number): boolean =>
  inspection.sheet === sheet && inspection.headerRow === headerRow

/** The columns inspection has found. */
export const inspectedColumns = ({ columns }: Inspection): readonly FileColumn[] =>
  columns.map(({ name, index, samples }) => ({ name, letter: letterOf(index), samples: samples.slice(0, SAMPLES) }))

/**
 * The columns under another header row.
 * @param names as the API gives them for it, one for each cell from the left
 */
export function columnsUnder(rows: readonly Row[], headerRow: number, names: readonly string[]): readonly FileColumn[] {
  const below = rows.filter(({ row }) => row > headerRow)
  return names.map((name, index) => {
    const values = below.map(({ cells }) => textOf(cells[index])).filter((text) => text !== '')
    return { name, letter: letterOf(index), samples: [...new Set(values)].slice(0, SAMPLES) }
  })
}
