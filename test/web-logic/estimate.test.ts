import fc from 'fast-check'
import { secondsLeft, withSample, type Sample } from '../../web/src/pages/import/importing/estimate.ts'

/** What was seen of an import that goes on: times and counts that only grow. */
const seen = fc
  .array(fc.record({ later: fc.integer({ min: 1, max: 20_000 }), more: fc.integer({ min: 0, max: 5_000 }) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((steps) => {
    let at = 0
    let done = 0
    return steps.map(({ later, more }) => {
      at += later
      done += more
      return { at, done }
    })
  })

const samplesOf = (looks: readonly Sample[]) => looks.reduce<readonly Sample[]>(withSample, [])
const lastOf = (looks: readonly Sample[]): Sample => looks.at(-1) ?? { at: 0, done: 0 }

test('the time left is never negative, nor endless', () => {
  fc.assert(
    fc.property(seen, fc.nat(100_000), fc.nat(60_000), (looks, more, later) => {
      const { at, done } = lastOf(looks)
      const left = secondsLeft(samplesOf(looks), done + more, at + later)
      expect(left === undefined || (left >= 0 && Number.isFinite(left))).toBe(true)
    }),
  )
})

test('nothing is left when all is done', () => {
  fc.assert(
    fc.property(seen, (looks) => {
      expect(secondsLeft(samplesOf(looks), lastOf(looks).done, lastOf(looks).at)).toBe(0)
    }),
  )
})

test('the more there is to do, the longer it takes', () => {
  fc.assert(
    fc.property(seen, fc.nat(50_000), fc.nat(50_000), (looks, some, more) => {
      const { at, done } = lastOf(looks)
      const less = secondsLeft(samplesOf(looks), done + some + 1, at)
      const longer = secondsLeft(samplesOf(looks), done + some + 1 + more, at)
      expect(less === undefined).toBe(longer === undefined)
      if (less !== undefined) expect(longer).toBeGreaterThanOrEqual(less)
    }),
  )
})

test('at a steady pace it counts down, and is right', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 6, max: 300 }), (perSecond, seconds) => {
      const of = perSecond * (seconds + 60)
      const looks = Array.from({ length: seconds }, (_, second) => ({ at: second * 1000, done: second * perSecond }))
      const left = secondsLeft(samplesOf(looks), of, lastOf(looks).at)
      expect(left).toBeCloseTo((of - lastOf(looks).done) / perSecond, 5)
    }),
  )
})

test('waiting without news makes the rest longer, never shorter', () => {
  fc.assert(
    fc.property(seen, fc.nat(50_000), fc.nat(120_000), (looks, more, later) => {
      const { at, done } = lastOf(looks)
      const now = secondsLeft(samplesOf(looks), done + more, at)
      const then = secondsLeft(samplesOf(looks), done + more, at + later)
      if (now !== undefined) expect(then).toBeGreaterThanOrEqual(now)
    }),
  )
})

test('it says nothing until it has seen enough', () => {
  expect(secondsLeft([], 100, 0)).toBeUndefined()
  expect(secondsLeft([{ at: 0, done: 0 }], 100, 60_000)).toBeUndefined()
  const two = samplesOf([
    { at: 0, done: 0 },
    { at: 5_000, done: 10 },
  ])
  expect(secondsLeft(two, 100, 5_000)).toBeUndefined()
})

test('it forgets a pace that is over', () => {
  const slow = Array.from({ length: 60 }, (_, second) => ({ at: second * 1000, done: second }))
  const fast = Array.from({ length: 120 }, (_, second) => ({ at: (60 + second) * 1000, done: 60 + second * 100 }))
  const looks = [...slow, ...fast]
  const left = secondsLeft(samplesOf(looks), lastOf(looks).done + 1_000, lastOf(looks).at)
  expect(left).toBeCloseTo(10, 1)
})

test('work that began anew is estimated anew', () => {
  const samples = samplesOf([
    { at: 0, done: 0 },
    { at: 5_000, done: 500 },
    { at: 6_000, done: 0 },
  ])
  expect(samples).toEqual([{ at: 6_000, done: 0 }])
})
