import fc from 'fast-check'
import { dayIn, momentsOf } from '../../web/src/pages/audit/period.ts'

const DAY_MS = 24 * 60 * 60 * 1000

const nameOf = (date: Date): string =>
  [
    String(date.getFullYear()).padStart(4, '0'),
    String(date.getMonth() + 1).padStart(2, '0'),
    String(date.getDate()).padStart(2, '0'),
  ].join('-')

const days = fc
  .date({ min: new Date('2000-01-02'), max: new Date('2099-12-30'), noInvalidDate: true })
  .map((date) => ({ date, name: nameOf(date) }))

test('a moment is within its own day, whatever the clock says', () => {
  fc.assert(
    fc.property(days, ({ date, name }) => {
      const { from = '', to = '' } = momentsOf({ from: name, to: name })
      expect(Date.parse(from)).toBeLessThanOrEqual(date.getTime())
      expect(Date.parse(to)).toBeGreaterThan(date.getTime())
      // A day in which clocks are changed is an hour shorter or longer.
      expect(Math.abs(Date.parse(to) - Date.parse(from) - DAY_MS)).toBeLessThanOrEqual(60 * 60 * 1000)
    }),
  )
})

test('a period without days is open', () => {
  expect(momentsOf({ from: null, to: null })).toEqual({})
})

test.each([
  ['2026-05-03', '2026-05-03'],
  ['2026-13-03', null],
  ['yesterday', null],
  ['2026-05-03T10:00:00Z', null],
  [null, null],
])('of %s in an address %s is searched for', (text, day) => {
  expect(dayIn(text)).toBe(day)
})
