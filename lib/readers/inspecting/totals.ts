import { cellText, type Cell, type SheetRow } from '../../domain/cells.ts'
import { shortened } from './findings.ts'

/** A row below the header that is no record, and why that is thought. */
export interface StrayLine {
  readonly row: number
  readonly why: string
}

const LABEL =
  /^(?:(?:zwischen|gesamt|end|teil)?summen?|gesamt(?:ergebnis|betrag|wert|zahl)?|insgesamt|(?:grand |sub-?)?totale?s?|sum|subtotal|[Σ∑]|anzahl|count|average|durchschnitt|mittelwert|saldo|übertrag)(?<rest>[ :.].{0,40}|\d.{0,20})?$/iu
/** `120 Kunden`, `1.234 customers`. */
const COUNT = /^(\d[\d.,' ]*) +\p{L}[\p{L} ]{2,40}\.?$/u
const LONGEST_LABEL = 60
/** How many lines are remembered; the others are counted. */
const KEPT = 20
/** Rows at the end with one cell each are remarks up to this many; more of them are data. */
const NOTES = 3
/** Rounded amounts may miss their sum by this much. */
const ROUNDING = 0.005

/** Recognises total lines and remarks among the rows below a header while they stream by, by a memory that does not grow. */
export interface StrayLines {
  /** Rows that count as data, and the cells that they fill. */
  rows: number
  filled: number
  readonly sums: { total: number; values: number }[]
  totals: number
  readonly first: StrayLine[]
  /** Remarks that stand last so far. */
  tail: StrayLine[]
  tailLength: number
}

export function newStrayLines(): StrayLines {
  return { rows: 0, filled: 0, sums: [], totals: 0, first: [], tail: [], tailLength: 0 }
}

/**
 * Adds a row below the header. It is a total line if it fills at most half as many cells as the rows above and says so
 * (`Summe`, `Total`, `120 Kunden`) or adds up what stands above it; a row as full as the others must do both.
 */
export function addToStrayLines(lines: StrayLines, { row, cells }: SheetRow): void {
  const filled = filledCells(cells)
  const sparse = lines.rows >= 2 && filled * 2 * lines.rows <= lines.filled
  const why = lines.rows >= 2 ? totalReason(lines, cells, filled, sparse) : undefined
  if (why !== undefined) {
    lines.totals++
    if (lines.first.length < KEPT) lines.first.push({ row, why })
    return
  }
  if (sparse && filled === 1) {
    lines.tailLength++
    const text = shortened(cellText(cells.find((cell) => cell !== null)), LONGEST_LABEL)
    if (lines.tailLength <= NOTES) lines.tail.push({ row, why: `its only cell says "${text}"` })
  } else if (lines.tailLength > 0) {
    lines.tail = []
    lines.tailLength = 0
  }
  lines.rows++
  lines.filled += filled
  for (let index = 0; index < cells.length; index++) {
    const number = amount(cells[index])
    if (number === undefined) continue
    const sum = (lines.sums[index] ??= { total: 0, values: 0 })
    sum.total += number
    sum.values++
  }
}

/** Remarks below the data; none if there are more than a few, or if the table has few columns anyway. */
export function remarksAtEnd(lines: StrayLines): readonly StrayLine[] {
  return lines.tailLength <= NOTES && lines.filled >= 3 * lines.rows ? lines.tail : []
}

function filledCells(cells: readonly Cell[]): number {
  let count = 0
  for (const cell of cells) if (cell !== null && cell !== '') count++
  return count
}

function totalReason(lines: StrayLines, cells: readonly Cell[], filled: number, sparse: boolean): string | undefined {
  const text = cells.find((cell) => typeof cell === 'string' && amount(cell) === undefined && cell.trim() !== '')
  const label = cellText(text)
  const match = label.length <= LONGEST_LABEL ? LABEL.exec(label) : null
  const says = match && (sparse || match.groups?.rest === undefined || match.groups.rest === ':')
  if (!sparse && !says && (label !== '' || filled * lines.rows >= lines.filled)) return undefined
  const added = sumsOf(lines, cells)
  if (says && (sparse || added.right > 0))
    return `it says "${label}"${added.right > 0 ? `, and ${added.example} is the sum of the rows above` : ''}`
  if (added.right > 0 && added.right === added.numbers && label === '')
    return `${added.example} is the sum of the rows above`
  const count = sparse && filled <= 2 ? COUNT.exec(label)?.[1] : undefined
  if (count === undefined) return undefined
  const rows = Number(count.replaceAll(/[.,' ]/g, ''))
  return rows === lines.rows ? `it says "${label}", which is the number of rows above` : undefined
}

/** How many numbers a row has, and how many of them are the sums of their columns so far. */
function sumsOf(lines: StrayLines, cells: readonly Cell[]): { numbers: number; right: number; example: string } {
  let numbers = 0
  let right = 0
  let example = ''
  cells.forEach((cell, index) => {
    const number = amount(cell)
    if (number === undefined) return
    numbers++
    const sum = lines.sums[index]
    if (!sum || sum.values < 2 || sum.total === 0) return
    if (Math.abs(number - sum.total) > ROUNDING + Math.abs(sum.total) * 1e-9) return
    right++
    example ||= cellText(cell)
  })
  return { numbers, right, example }
}

const PLAIN = /^-?\d+(?:[.,]\d{1,2})?$/
const GROUPED = /^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/
const GROUPED_BY_COMMA = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const LONGEST_AMOUNT = 24

/** The number of a cell, or of a text that is an amount without doubt; a wrong guess would only miss a sum. */
function amount(cell: Cell | undefined): number | undefined {
  if (typeof cell === 'number') return cell
  if (typeof cell !== 'string' || cell.length > LONGEST_AMOUNT) return undefined
  const first = cell.charCodeAt(0)
  if (!((first >= 0x30 && first <= 0x39) || first === 0x2d)) return undefined
  // 2026-04-23: the most frequent text that begins with a digit and is no amount.
  if (cell.charCodeAt(4) === 0x2d) return undefined
  const text = cell.replace(/ ?€$/, '')
  if (PLAIN.test(text)) return Number(text.replace(',', '.'))
  if (GROUPED.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'))
  return GROUPED_BY_COMMA.test(text) ? Number(text.replaceAll(',', '')) : undefined
}
