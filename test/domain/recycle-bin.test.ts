import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { binnedUntil, isExpired } from '../../lib/domain/recycle-bin.ts'

const deleted = (at: string) => ({ deleted: { at, by: { kind: 'user', id: 'u' } as const } })
const moment = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())
const DAYS_14 = 14 * 24 * 60 * 60 * 1000

describe('the recycle bin', () => {
  it.each([
    ['2026-11-01T10:00:00.000Z', '2026-11-15T10:00:00.000Z'],
    ['2026-11-01T10:00:00.001Z', '2026-11-15T10:00:01.000Z'],
    ['2026-11-01T23:59:59.999Z', '2026-11-16T00:00:00.000Z'],
    // Neither the end of a February nor that of summer time counts: a day has 24 hours.
    ['2028-02-20T10:00:00.000Z', '2028-03-05T10:00:00.000Z'],
    ['2026-10-20T10:00:00.000Z', '2026-11-03T10:00:00.000Z'],
  ])('keeps what was deleted at %s until %s', (at, until) => {
    expect(binnedUntil(at)).toBe(until)
    const before = new Date(Date.parse(until) - 1).toISOString()
    expect(isExpired(deleted(at), before)).toBe(false)
    expect(isExpired(deleted(at), until)).toBe(true)
  })

  it('keeps everything deleted for 14 days at least, and less than a second longer', () => {
    fc.assert(
      fc.property(moment, (at) => {
        const time = Date.parse(binnedUntil(at)) - Date.parse(at)
        expect(time).toBeGreaterThanOrEqual(DAYS_14)
        expect(time).toBeLessThan(DAYS_14 + 1000)
      }),
    )
  })

  it('says of every record at every moment whether its time is over, and of none that was never deleted', () => {
    fc.assert(
      fc.property(moment, moment, (at, now) => {
        expect(isExpired(deleted(at), now)).toBe(now >= binnedUntil(at))
        expect(isExpired({}, now)).toBe(false)
      }),
    )
  })
})
