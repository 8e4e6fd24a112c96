import type { CellRange, SheetNotes } from '../workbook.ts'

const KEPT_MERGES = 10_000
const MOST_COLUMNS = 16_384
const REFERENCE = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/

/** Gathers what a worksheet says beside its cells, while it streams by. Rows count from 1, columns from 0. */
export class NoteTaker {
  private readonly merges: CellRange[] = []
  /** A one for every hidden column. */
  private readonly hiddenColumns = new Uint8Array(MOST_COLUMNS)
  private readonly percent = new Set<number>()
  private hidden: { count: number; first: number } | undefined
  private missing: { count: number; row: number; column: number } | undefined

  /** An area such as `A1:C2`; what is none is left out. */
  merge(reference: string): void {
    if (this.merges.length >= KEPT_MERGES) return
    const [from, to] = reference.split(':').map(place)
    if (!from || !to) return
    this.merges.push({ top: from.row, left: from.column, bottom: to.row, right: to.column })
  }

  hideColumns(from: number, to: number): void {
    if (to >= 0) this.hiddenColumns.fill(1, Math.max(0, from), to + 1)
  }

  hideRow(row: number): void {
    this.hidden = { count: (this.hidden?.count ?? 0) + 1, first: this.hidden?.first ?? row }
  }

  showPercent(column: number): void {
    this.percent.add(column)
  }

  missValue(row: number, column: number): void {
    this.missing = { row, column, ...this.missing, count: (this.missing?.count ?? 0) + 1 }
  }

  /** @param width columns that hold values: a sheet often hides all that come after its table */
  notes(width: number): SheetNotes {
    return {
      merges: this.merges,
      hiddenRows: this.hidden,
      hiddenColumns: Array.from(this.hiddenColumns.subarray(0, width).keys()).filter(
        (at) => this.hiddenColumns[at] === 1,
      ),
      percentColumns: ascending(this.percent),
      uncalculated: this.missing,
    }
  }
}

function ascending(numbers: ReadonlySet<number>): number[] {
  return [...numbers].sort((one, other) => one - other)
}

function place(reference: string): { row: number; column: number } | undefined {
  const [, letters, digits] = REFERENCE.exec(reference) ?? []
  if (letters === undefined) return undefined
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { row: Number(digits), column }
}
