import type { MeasuredCase, Reading } from './measuring.ts'
import type { ReaderName } from './readers/readers.ts'

/** What one reading took, as many times as another of the same file in the same run; by the least CPU of each. */
export function cpuRatio({ readings }: MeasuredCase, reader: ReaderName, to: ReaderName): number | null {
  const [one, other] = [readingOf(readings, reader), readingOf(readings, to)]
  return one && other && other.cpuSeconds > 0 ? rounded(one.cpuSeconds / other.cpuSeconds) : null
}

export function readingOf(readings: readonly Reading[], reader: ReaderName): Reading | undefined {
  return readings.find((one) => one.reader === reader)
}

/** The worst of our ratios over all cases whose name begins so; null if none has it. */
export function worstRatio(cases: readonly MeasuredCase[], prefix: string, to: ReaderName): number | null {
  const ratios = cases.filter((one) => one.case.startsWith(prefix)).flatMap((one) => cpuRatio(one, 'muster', to) ?? [])
  return ratios.length === 0 ? null : Math.max(...ratios)
}

/**
 * Of every case, the one with the most rows that are not more than these: what the ratios of a run are taken from. With
 * few rows, loading and warming up is most of the time, and says little about reading.
 */
export function largestUpTo(rows: number, cases: readonly MeasuredCase[]): MeasuredCase[] {
  const fitting = cases.filter((one) => one.rows <= rows)
  return fitting.filter((one) => !fitting.some((other) => other.case === one.case && other.rows > one.rows))
}

export interface MemoryGrowth {
  readonly case: string
  readonly fromRows: number
  readonly toRows: number
  readonly ratio: number
}

/** How much more memory ours needs for the largest file of a case than for the one ten times smaller, or the next below. */
export function memoryGrowth(cases: readonly MeasuredCase[], name: string): MemoryGrowth | null {
  const sizes = cases
    .filter((one) => one.case === name)
    .flatMap(({ rows, readings }) => {
      const reading = readingOf(readings, 'muster')
      return reading ? [{ rows, peakRssMb: reading.peakRssMb }] : []
    })
    .toSorted((one, other) => one.rows - other.rows)
  const largest = sizes.at(-1)
  const before = sizes.findLast(({ rows }) => largest !== undefined && rows * 10 <= largest.rows) ?? sizes.at(-2)
  if (!largest || !before) return null
  const ratio = rounded(largest.peakRssMb / before.peakRssMb)
  return { case: name, fromRows: before.rows, toRows: largest.rows, ratio }
}

const PLACES = 1000

/** To a thousandth. */
export function rounded(number: number): number {
  return Math.round(number * PLACES) / PLACES
}
