import fc from 'fast-check'
import { decided, merge, sameValue, type Changes, type Fields } from '../../web/src/pages/records/merge.ts'

const NAMES = ['a', 'b', 'c', 'd'] as const
const value = fc.oneof(fc.constantFrom('x', 'y'), fc.constantFrom(1, 2), fc.boolean(), fc.array(fc.constantFrom('x')))
const fields: fc.Arbitrary<Fields> = fc.dictionary(fc.constantFrom(...NAMES), value)
const changes: fc.Arbitrary<Changes> = fc.dictionary(fc.constantFrom(...NAMES), fc.option(value, { nil: null }))
const choices = fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom('mine' as const, 'theirs' as const))

const after = (now: Fields, sent: Changes) => (name: string) => (name in sent ? sent[name] : now[name]) ?? null

it('asks only about fields that both changed, differently', () => {
  const merged = merge(
    { phone: '1', note: 'old', city: 'Wien', name: 'N' },
    { phone: '2', city: 'Graz', name: 'M' },
    { phone: '3', note: 'new', city: 'Wien', name: 'M' },
  )
  expect(merged).toEqual({
    conflicts: [{ field: 'phone', before: '1', mine: '2', theirs: '3' }],
    mine: { city: 'Graz' },
    taken: ['note'],
  })
  expect(decided(merged, { phone: 'mine' })).toEqual({ city: 'Graz', phone: '2' })
  expect(decided(merged, {})).toEqual({ city: 'Graz' })
})

it('never touches what the person did not change, and does what was chosen with the rest', () => {
  fc.assert(
    fc.property(fields, changes, fields, choices, (before, mine, now, chosen) => {
      const merged = merge(before, mine, now)
      const result = after(now, decided(merged, chosen))
      const asked = new Set(merged.conflicts.map(({ field }) => field))
      for (const name of NAMES) {
        const theirs = now[name] ?? null
        if (!(name in mine)) expect(sameValue(result(name), theirs)).toBe(true)
        else if (asked.has(name)) {
          const wanted = chosen[name] === 'mine' ? (mine[name] ?? null) : theirs
          expect(sameValue(result(name), wanted)).toBe(true)
        } else expect(sameValue(result(name), mine[name] ?? null)).toBe(true)
      }
    }),
  )
})

it('names as theirs every other field that is not as it was', () => {
  fc.assert(
    fc.property(fields, changes, fields, (before, mine, now) => {
      const differs = NAMES.filter((name) => !sameValue(before[name] ?? null, now[name] ?? null) && !(name in mine))
      expect(merge(before, mine, now).taken.toSorted()).toEqual(differs)
    }),
  )
})
