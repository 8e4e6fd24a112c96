import { describe, expect, it } from '@jest/globals'
import { madeRecord, rowsOf } from '../../bench/stores/company.ts'
import { readSize, resultOf, storesTable } from '../../bench/stores/result.ts'
import { median } from '../../bench/stores/taken.ts'

const took = (seconds: number) => ({ seconds, cpuSeconds: seconds / 2 })

describe('the runs of a benchmark over the stores', () => {
  it.each([
    [[3], 3],
    [[5, 1, 3], 3],
    [[4, 1, 2, 3], 3],
  ])('%j count as %d', (runs, middle) => {
    expect(median(runs.map(took))).toEqual(took(middle))
  })

  it('give the ratio of the round in the middle, neither of the best nor of different rounds', async () => {
    const result = await resultOf({
      name: 'some',
      size: { rows: 10, users: 2, runs: 3 },
      // Rounds of 9, 1 and 1.5 times.
      measured: {
        ours: [took(9), took(2), took(3)],
        read: [took(1), took(2), took(2)],
        others: [took(4), took(6), took(8)],
      },
      floors: ['read'],
      comparisons: [
        { ratio: 'toFloor', of: 'ours', to: 'read' },
        { ratio: 'othersToFloor', of: 'others', to: 'read' },
      ],
    })
    expect(result).toMatchObject({
      ...{ name: 'some', rows: 10, users: 2, seconds: 3, cpuSeconds: 1.5 },
      floors: { readSeconds: 2 },
      ratios: { toFloor: 1.5, othersToFloor: 4 },
    })
    expect(result.peakRssMb).toBeGreaterThan(10)
    expect(result.versions).toMatchObject({ node: process.versions.node })
    expect(storesTable(result)).toContain('toFloor')
  })

  it('need a company', () => {
    expect(readSize({ rows: '10', users: '2', runs: '1' })).toEqual({ rows: 10, users: 2, runs: 1 })
    expect(() => readSize({ rows: '10', users: '0', runs: '1' })).toThrow('--users takes whole numbers from 1')
  })
})

describe('the company of a benchmark', () => {
  it('has every row at one user', () => {
    const all = [0, 1, 2].flatMap((user) => rowsOf(user, { rows: 10, users: 3 }))
    expect(all.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('is the same at every run, and another one after each import', () => {
    expect(madeRecord(7, 'first', 1)).toEqual(madeRecord(7, 'first', 1))
    const [one, two] = [madeRecord(7, 'first', 1), madeRecord(7, 'second', 2)]
    expect(two).toMatchObject({ id: one.id, version: 2, etag: 'second:9' })
    expect(two.fields).not.toEqual(one.fields)
    expect(JSON.stringify(one).length).toBeGreaterThan(600)
  })
})
