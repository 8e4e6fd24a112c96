import fc from 'fast-check'
import { paceOf, withMark, type Mark } from '../../web/src/upload/pace.ts'

const progress = fc
  .array(fc.record({ later: fc.integer({ min: 1, max: 3_000 }), more: fc.nat(1_000_000) }), {
    minLength: 1,
    maxLength: 60,
  })
  .map((steps) => {
    let at = 1_000
    let bytes = 0
    return [{ at, bytes }, ...steps.map(({ later, more }) => ({ at: (at += later), bytes: (bytes += more) }))]
  })
const kept = (all: readonly Mark[]) => all.reduce<readonly Mark[]>(withMark, [])

test('speed and time left are never negative, and agree with what is left', () => {
  fc.assert(
    fc.property(progress, fc.nat(10_000_000), (all, more) => {
      const last = all.at(-1)!
      const { speed, left } = paceOf(kept(all), last.bytes + more)
      if (speed === undefined || left === undefined) return expect(speed).toBe(left)
      expect(speed).toBeGreaterThan(0)
      expect(speed * left).toBeCloseTo(more, 3)
    }),
  )
})

test('few marks are kept, however long it takes, and always enough to say how fast it is', () => {
  fc.assert(
    fc.property(progress, (all) => {
      const marks = kept(all)
      const last = marks.at(-1)!
      expect(last).toEqual(all.at(-1))
      expect(marks.slice(1).every(({ at }) => at > last.at - 5_000)).toBe(true)
    }),
  )
})

test('a connection that got slow is not averaged away', () => {
  const fast = Array.from({ length: 30 }, (_, second) => ({ at: second * 1000, bytes: second * 1_000_000 }))
  const slow = Array.from({ length: 10 }, (_, second) => ({
    at: (30 + second) * 1000,
    bytes: 29_000_000 + second * 1000,
  }))
  expect(paceOf(kept([...fast, ...slow]), 40_000_000).speed).toBeCloseTo(1000, 0)
})

test('nothing is said before it can be', () => {
  expect(paceOf(kept([{ at: 0, bytes: 0 }]), 10)).toEqual({ speed: undefined, left: undefined })
  expect(
    paceOf(
      kept([
        { at: 0, bytes: 0 },
        { at: 5_000, bytes: 0 },
      ]),
      10,
    ).left,
  ).toBeUndefined()
})
