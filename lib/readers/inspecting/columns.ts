import { isCellError, type Cell } from '../../domain/cells.ts'
import { note, shortened, type Finding, type Findings } from './findings.ts'
import { tallyNumberLosses, tallyTextLosses, type Loss } from './losses.ts'
import { tallyDate, tallyDecimal, type DateProof } from './proofs.ts'
import { isIsoMoment, isZeroLed, textKind, type ValueKind } from './values.ts'

/** What a column holds as a whole. `mixed`: no kind prevails. `empty`: titled, but no row fills it. */
export type ColumnType = ValueKind | 'empty' | 'mixed'

/** One column of the chosen sheet. `index` counts from 0; `filled` is the number of rows with a value; `samples` are the first three different ones. */
export interface ColumnProfile {
  readonly name: string
  readonly index: number
  readonly type: ColumnType
  readonly samples: readonly string[]
  readonly filled: number
}

const SAMPLES = 3
const LONGEST_SAMPLE = 100
/** A kind prevails if it has this share of the values, so that one slip in ten does not turn a date column into a mixed one. */
const PREVAILS = 0.9

/** What is remembered of a column while its rows stream by: of a size that does not grow with the rows. */
export interface ColumnTally {
  filled: number
  zeroLed: number
  /** Characters of the longest text. */
  longest: number
  /** Texts that are whole numbers: the fewest digits (and where), and the most. */
  shortDigits: (Finding & { readonly length: number }) | undefined
  longDigits: number
  /** Years of the real dates, from and to. */
  years: { from: number; to: number } | undefined
  readonly samples: string[]
  readonly kinds: Findings<ValueKind>
  /** Real numbers of a spreadsheet, as opposed to texts that read as numbers. */
  numbers: Finding | undefined
  wholeNumbers: Finding | undefined
  readonly dates: Findings<DateProof>
  readonly decimals: Findings<'.' | ','>
  readonly losses: Findings<Loss>
}

/** A column of a sheet with what was found in it. `index` counts from 0. */
export interface NamedTally {
  readonly name: string
  readonly index: number
  readonly tally: ColumnTally
}

export function newTally(): ColumnTally {
  return {
    filled: 0,
    zeroLed: 0,
    longest: 0,
    shortDigits: undefined,
    longDigits: 0,
    years: undefined,
    samples: [],
    kinds: {},
    numbers: undefined,
    wholeNumbers: undefined,
    dates: {},
    decimals: {},
    losses: {},
  }
}

/**
 * Adds one cell to what is known of its column.
 * @param realDates whether the format has real dates, which reach here as ISO text and prove nothing about other texts
 */
export function tallyCell(tally: ColumnTally, cell: Cell, row: number, realDates: boolean): void {
  if (cell === null) return
  if (typeof cell === 'string') {
    const text = cell.trim()
    if (text !== '') tallyText(tally, text, row, realDates)
  } else if (isCellError(cell)) {
    tally.filled++
    note(tally.losses, 'formula-errors', row, cell.error)
  } else if (typeof cell === 'number') {
    tallyNumber(tally, cell, row)
  } else {
    add(tally, 'yes-no', row, cell)
  }
}

function tallyNumber(tally: ColumnTally, cell: number, row: number): void {
  const whole = Number.isInteger(cell)
  add(tally, whole ? 'integer' : 'number', row, cell)
  if (tally.numbers) tally.numbers.count++
  else tally.numbers = { count: 1, row, example: String(cell) }
  if (whole) {
    if (tally.wholeNumbers) tally.wholeNumbers.count++
    else tally.wholeNumbers = { count: 1, row, example: String(cell) }
  }
  tallyNumberLosses(tally.losses, cell, row)
}

function tallyText(tally: ColumnTally, text: string, row: number, realDates: boolean): void {
  const kind = textKind(text)
  add(tally, kind, row, text)
  if (text.length > tally.longest) tally.longest = text.length
  switch (kind) {
    case 'text':
      if (isZeroLed(text)) tally.zeroLed++
      return tallyTextLosses(tally.losses, text, row)
    case 'integer':
      tallyDigits(tally, text, row)
      return tallyNumberLosses(tally.losses, Number(text), row)
    case 'number':
      return tallyDecimal(tally.decimals, text, row)
    case 'date':
    case 'date-time':
      if (realDates && isIsoMoment(text)) return tallyRealDate(tally, text, row)
      return tallyDate(tally.dates, text, row)
    case 'email':
    case 'time':
    case 'yes-no':
  }
}

function tallyDigits(tally: ColumnTally, text: string, row: number): void {
  const { length } = text
  if (length > tally.longDigits) tally.longDigits = length
  if (!tally.shortDigits || length < tally.shortDigits.length)
    tally.shortDigits = { length, count: 1, row, example: text }
  else if (length === tally.shortDigits.length) tally.shortDigits.count++
}

/** A date before or after is more likely one that was moved by a wrong base year, or a slip. */
const FIRST_YEAR = 1905
const LAST_YEAR = 2100

function tallyRealDate(tally: ColumnTally, text: string, row: number): void {
  const year = Number(text.slice(0, 4))
  note(tally.dates, 'real', row, text)
  if (year < FIRST_YEAR || year > LAST_YEAR) note(tally.dates, 'implausible', row, text)
  else if (!tally.years) tally.years = { from: year, to: year }
  else if (year < tally.years.from) tally.years.from = year
  else if (year > tally.years.to) tally.years.to = year
}

function add(tally: ColumnTally, kind: ValueKind, row: number, value: string | number | boolean): void {
  tally.filled++
  note(tally.kinds, kind, row, value)
  if (tally.samples.length >= SAMPLES) return
  const sample = shortened(String(value), LONGEST_SAMPLE)
  if (!tally.samples.includes(sample)) tally.samples.push(sample)
}

/** How many values of a kind a column has. */
export function countOf(tally: ColumnTally, ...kinds: ValueKind[]): number {
  return kinds.reduce((sum, kind) => sum + (tally.kinds[kind]?.count ?? 0), 0)
}

/** The type of a column by its tally. */
export function columnType(tally: ColumnTally): ColumnType {
  const merged = mergeKinds(tally)
  const total = merged.reduce((sum, [, found]) => sum + found, 0)
  const [first, second] = merged.sort(([, one], [, other]) => other - one)
  if (!first) return tally.filled === 0 ? 'empty' : 'mixed'
  // 06108 among 80331: the digits are names, not numbers.
  if (tally.zeroLed > 0 && merged.every(([kind]) => kind === 'text' || kind === 'integer')) return 'text'
  if (!second || first[1] >= PREVAILS * total) return first[0]
  return first[0] === 'text' && first[1] >= total / 2 ? 'text' : 'mixed'
}

const KINDS: readonly ValueKind[] = ['text', 'integer', 'number', 'date', 'date-time', 'time', 'yes-no', 'email']

/** Whole numbers among numbers are numbers, days among moments are moments. */
function mergeKinds(tally: ColumnTally): [ValueKind, number][] {
  const merged = new Map(KINDS.map((kind) => [kind, countOf(tally, kind)] as const).filter(([, found]) => found > 0))
  const merge = (narrow: ValueKind, wide: ValueKind): void => {
    const wider = merged.get(wide)
    if (wider === undefined) return
    merged.set(wide, wider + (merged.get(narrow) ?? 0))
    merged.delete(narrow)
  }
  merge('integer', 'number')
  merge('date', 'date-time')
  return [...merged]
}
