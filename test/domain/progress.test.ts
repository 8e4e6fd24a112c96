import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { ImportUser } from '../../lib/domain/imports.ts'
import { NO_COUNTS } from '../../lib/domain/plans.ts'
import { chunksOf, progressOf, writtenOf } from '../../lib/domain/progress.ts'

const user = (userId: string, rows: number, state: ImportUser['state']): ImportUser => ({
  importId: 'i',
  userId,
  email: `${userId}@x.example`,
  name: userId,
  order: 1,
  rows,
  state,
  round: 1,
  rowsKey: '',
  writeAttempt: 1,
  revision: 1,
})

describe('the chunks of a plan', () => {
  it('hold every entry once, in order, and never a row together with what depends on rows', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3000 }), fc.nat({ max: 3000 }), (rows, beside) => {
        const { ofRows, related } = chunksOf(rows + beside, beside)
        const all = [...ofRows, ...related]
        expect(all.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index))).toEqual(
          Array.from({ length: rows + beside }, (_, index) => index),
        )
        expect(ofRows.every(({ from, to }) => from < to && to - from <= 500 && to <= rows)).toBe(true)
        expect(related.every(({ from, to }) => from < to && to - from <= 500 && from >= rows)).toBe(true)
      }),
    )
  })

  it('say how much is written, whichever of them are', () => {
    const counts = { ...NO_COUNTS, created: 700, deleted: 50, related: 600 }
    expect(writtenOf(counts, [])).toEqual({ done: 0, of: 1350 })
    expect(writtenOf(counts, [500])).toEqual({ done: 250, of: 1350 })
    expect(writtenOf(counts, [0, 750])).toEqual({ done: 1000, of: 1350 })
    expect(writtenOf(counts, [0, 500, 750, 1250])).toEqual({ done: 1350, of: 1350 })
  })
})

describe('the progress of an import', () => {
  it('counts who is imported or skipped, and the part of whose writing is under way; who is left out takes no part', () => {
    const users = [
      user('a', 100, 'imported'),
      user('b', 50, 'skipped'),
      user('c', 1000, 'importing'),
      user('d', 10, 'pending'),
      user('e', 7, 'previewed'),
      user('f', 999, 'excluded'),
    ]
    const written = new Map([['c', { done: 500, of: 1500 }]])
    expect(progressOf(users, written)).toEqual({ users: { done: 2, of: 5 }, rows: { done: 483, of: 1167 } })
    expect(progressOf(users, new Map())).toEqual({ users: { done: 2, of: 5 }, rows: { done: 150, of: 1167 } })
  })

  it('never says more than there is, and all at the end', () => {
    const states = fc.constantFrom<ImportUser['state']>('imported', 'importing', 'pending', 'excluded')
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 5000 }), states, fc.nat({ max: 100 }))), (parts) => {
        const users = parts.map(([rows, state], index) => user(`u${index}`, rows, state))
        const written = new Map(parts.map(([, , done], index) => [`u${index}`, { done, of: 100 }]))
        const { rows } = progressOf(users, written)
        expect(rows.done).toBeLessThanOrEqual(rows.of)
        const over = users.map((one) => (one.state === 'excluded' ? one : { ...one, state: 'imported' as const }))
        const end = progressOf(over, written)
        expect([end.users.done, end.rows.done]).toEqual([end.users.of, end.rows.of])
      }),
    )
  })
})
