import { cellText, isCellError, type Cell } from '../domain/cells.ts'
import { isZeroLed, valueKind, type ValueKind } from './values.ts'

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

/** What is remembered of a column while its rows stream by. */
export interface ColumnTally {
  filled: number
  zeroLed: number
  readonly samples: string[]
  readonly kinds: Map<ValueKind, number>
}

export function newTally(): ColumnTally {
  return { filled: 0, zeroLed: 0, samples: [], kinds: new Map() }
}

/** Adds one cell to what is known of its column, and returns the cell's kind. */
export function tallyCell(tally: ColumnTally, cell: Cell | undefined): ValueKind | undefined {
  const kind = valueKind(cell)
  if (kind === undefined) {
    if (isCellError(cell)) tally.filled++
    return undefined
  }
  tally.filled++
  tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + 1)
  if (kind === 'text' && typeof cell === 'string' && isZeroLed(cell.trim())) tally.zeroLed++
  if (tally.samples.length < SAMPLES) addSample(tally.samples, cellText(cell))
  return kind
}

function addSample(samples: string[], text: string): void {
  const sample = text.length > LONGEST_SAMPLE ? `${text.slice(0, LONGEST_SAMPLE - 1)}…` : text
  if (!samples.includes(sample)) samples.push(sample)
}

/** The type of a column by its tally. */
export function columnType({ filled, zeroLed, kinds }: ColumnTally): ColumnType {
  const merged = mergeKinds(kinds)
  const total = merged.reduce((sum, [, count]) => sum + count, 0)
  const [first, second] = merged.sort(([, one], [, other]) => other - one)
  if (!first) return filled === 0 ? 'empty' : 'mixed'
  // 06108 among 80331: the digits are names, not numbers.
  if (zeroLed > 0 && merged.every(([kind]) => kind === 'text' || kind === 'integer')) return 'text'
  if (!second || first[1] >= PREVAILS * total) return first[0]
  return first[0] === 'text' && first[1] >= total / 2 ? 'text' : 'mixed'
}

/** Whole numbers among numbers are numbers, days among moments are moments. */
function mergeKinds(kinds: ReadonlyMap<ValueKind, number>): [ValueKind, number][] {
  const merged = new Map(kinds)
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
