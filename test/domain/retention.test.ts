import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { RESTORE_POINT_DAYS } from '../../lib/domain/companies.ts'
import { dailyPointOf } from '../../lib/domain/daily-points.ts'
import type { RestorePoint } from '../../lib/domain/restore-points.ts'
import { daysAfter, isExpired, isPinned, keepTag } from '../../lib/domain/retention.ts'

const CREATED = '2026-11-01T08:00:00.000Z'

describe('the tag of a restore point', () => {
  it('lets the bucket end its objects as soon as a rule allows, and never before the point expires', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 * 24 }), (hours) => {
        const expiresAt = daysAfter(CREATED, hours / 24)
        const { keep } = keepTag({ createdAt: CREATED, expiresAt })
        const ends = keep === 'always' ? undefined : daysAfter(CREATED, Number(keep))
        expect(ends === undefined || ends >= expiresAt).toBe(true)
        const fitting = RESTORE_POINT_DAYS.filter((days) => daysAfter(CREATED, days) >= expiresAt)
        expect(keep).toBe(String(fitting[0] ?? 'always'))
      }),
    )
  })

  it('is that of the days of the company for a new point, and keeps a pinned one', () => {
    for (const days of RESTORE_POINT_DAYS) {
      expect(keepTag({ createdAt: CREATED, expiresAt: daysAfter(CREATED, days) })).toEqual({ keep: String(days) })
    }
    expect(keepTag({ createdAt: CREATED })).toEqual({ keep: 'always' })
    expect([isPinned({}), isExpired({}, '9999-01-01T00:00:00.000Z')]).toEqual([true, false])
    expect([
      isExpired({ expiresAt: CREATED }, CREATED),
      isExpired({ expiresAt: CREATED }, '2026-11-01T07:59:59.999Z'),
    ]).toEqual([true, false])
  })
})

describe('the daily point of a company that changed', () => {
  const minutes = (count: number) => daysAfter(CREATED, count / 24 / 60)
  const point = (createdAt: string, more: Partial<RestorePoint> = {}): RestorePoint => ({
    companyId: 'c',
    id: createdAt,
    reason: 'daily',
    status: 'complete',
    createdAt,
    createdBy: { userId: 'system', email: '', name: 'Muster' },
    ...more,
  })

  it('is due if no complete point was begun well after the change', () => {
    const byHand = { reason: 'by-hand' } as const
    expect(dailyPointOf(CREATED, [], CREATED)).toBe('due')
    expect(dailyPointOf(CREATED, [point(minutes(-1), byHand)], minutes(60))).toBe('due')
    // A change noted a moment before the point may have been written after the point had read it.
    expect(dailyPointOf(CREATED, [point(minutes(3), byHand)], minutes(60))).toBe('due')
    expect(dailyPointOf(CREATED, [point(minutes(6), byHand)], minutes(60))).toBe('covered')
    for (const status of ['securing', 'failed', 'deleting'] as const) {
      expect(dailyPointOf(CREATED, [point(minutes(6), { ...byHand, status })], minutes(60))).toBe('due')
    }
  })

  it('waits for the next day if there was one today that did not fail, complete or not', () => {
    const now = minutes(10)
    expect(dailyPointOf(CREATED, [point(minutes(-60))], now)).toBe('wait')
    expect(dailyPointOf(CREATED, [point(minutes(5), { status: 'securing' })], now)).toBe('wait')
    expect(dailyPointOf(CREATED, [point(minutes(5), { status: 'failed' })], now)).toBe('due')
    expect(dailyPointOf(CREATED, [point(minutes(10 - 23 * 60))], now)).toBe('wait')
    expect(dailyPointOf(CREATED, [point(minutes(10 - 24 * 60))], now)).toBe('due')
  })

  it('comes once a day, within a day and an hour of a change, however often it is asked for and whatever else is made', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 * 24 * 60 }), { maxLength: 30 }), (changes) => {
        const points: RestorePoint[] = []
        for (let hour = 0; hour <= 7 * 24; hour += 1) {
          const now = minutes(hour * 60 + 17)
          const noted = changes
            .filter((at) => minutes(at) <= now)
            .sort((a, b) => a - b)
            .at(-1)
          if (noted !== undefined && dailyPointOf(minutes(noted), points, now) === 'due') points.push(point(now))
        }
        const made = points.map(({ createdAt }) => Date.parse(createdAt))
        for (const [index, at] of made.entries()) {
          expect(at - (made[index - 1] ?? 0)).toBeGreaterThanOrEqual(23.5 * 60 * 60 * 1000)
        }
        for (const change of changes) {
          const at = Date.parse(minutes(change))
          expect(made.some((point) => point >= at && point <= at + 25 * 60 * 60 * 1000)).toBe(true)
        }
        if (changes.length === 0) expect(made).toEqual([])
      }),
    )
  })
})
