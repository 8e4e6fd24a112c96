import { describe, expect, it } from '@jest/globals'
import type { MeasuredCase, Reading } from '../../bench/read/measuring.ts'
import { cpuRatio, largestUpTo, memoryGrowth, worstRatio } from '../../bench/read/ratios.ts'

const reading = (reader: Reading['reader'], cpuSeconds: number, peakRssMb = 100): Reading => ({
  reader,
  isFloor: reader === 'inflate',
  runs: 1,
  seconds: cpuSeconds,
  cpuSeconds,
  peakRssMb,
  cpuSecondsOfRuns: [cpuSeconds],
})

const measured = (name: string, rows: number, readings: readonly Reading[]): MeasuredCase => ({
  case: name,
  rows,
  columns: 20,
  bytes: 1,
  writtenBy: 'nobody',
  readings,
  failures: [],
})

describe('the ratios of a run', () => {
  const shared = measured('xlsx-shared', 1000, [reading('inflate', 0.2), reading('muster', 1), reading('sheetjs', 5)])
  const inline = measured('xlsx-inline', 1000, [reading('inflate', 0.2), reading('muster', 1.1), reading('sheetjs', 7)])

  it('compare readings of one file', () => {
    expect(cpuRatio(shared, 'muster', 'inflate')).toBe(5)
    expect(cpuRatio(shared, 'muster', 'papaparse')).toBeNull()
  })

  it('are the worst of all files, not the best', () => {
    expect(worstRatio([shared, inline], 'xlsx', 'inflate')).toBe(5.5)
    expect(worstRatio([shared, inline], 'xlsx', 'sheetjs')).toBe(0.2)
    expect(worstRatio([shared, inline], 'csv', 'papaparse')).toBeNull()
  })
})

describe('the growth of memory', () => {
  const sizes = [1_000_000, 10_000, 100_000].map((rows) =>
    measured('xlsx-inline', rows, [reading('muster', 1, 100 + rows / 10_000)]),
  )

  it('is from a tenth of the rows to the largest file', () => {
    expect(memoryGrowth(sizes, 'xlsx-inline')).toEqual({
      case: 'xlsx-inline',
      fromRows: 100_000,
      toRows: 1_000_000,
      ratio: 1.818,
    })
  })

  it('does not mix sizes into the ratios: of each case the largest that is asked for', () => {
    const csv = measured('csv', 10_000, [])
    expect(largestUpTo(100_000, [...sizes, csv])).toEqual([sizes[2], csv])
  })

  it('is unknown with one size', () => {
    expect(memoryGrowth(sizes.slice(0, 1), 'xlsx-inline')).toBeNull()
    expect(memoryGrowth(sizes, 'xlsx-shared')).toBeNull()
  })
})
