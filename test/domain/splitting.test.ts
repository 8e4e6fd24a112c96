import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createOwnerFinder, packParts, type RowGroup } from '../../lib/domain/splitting.ts'

const MAX_ROWS = 20
const groupsOf = (...sizes: number[]): RowGroup[] => sizes.map((rows, index) => ({ rows, firstRow: index + 2 }))
const anyGroups = fc.array(fc.integer({ min: 1, max: MAX_ROWS }), { maxLength: 40 }).map((all) => groupsOf(...all))
const anyInput = fc.tuple(anyGroups, fc.nat(60), fc.integer({ min: 1, max: 8 }))

describe('packing users into parts', () => {
  it('keeps the limits, every user in exactly one part, and every loose row', () => {
    fc.assert(
      fc.property(anyInput, ([groups, loose, maxUsers]) => {
        const parts = packParts(groups, loose, { maxRows: MAX_ROWS, maxUsers })
        for (const part of parts) {
          expect(part.rows).toBe(part.groups.reduce((sum, { rows }) => sum + rows, part.loose))
          expect(part.rows).toBeLessThanOrEqual(MAX_ROWS)
          expect(part.rows).toBeGreaterThan(0)
          expect(part.groups.length).toBeLessThanOrEqual(maxUsers)
        }
        expect(parts.flatMap((part) => part.groups).toSorted((a, b) => a.firstRow - b.firstRow)).toEqual(groups)
        expect(parts.reduce((sum, part) => sum + part.loose, 0)).toBe(loose)
      }),
    )
  })

  it('makes no two parts that would fit into one, and none for loose rows while there is room', () => {
    fc.assert(
      fc.property(anyInput, ([groups, loose, maxUsers]) => {
        const parts = packParts(groups, loose, { maxRows: MAX_ROWS, maxUsers })
        parts.forEach((one, index) => {
          for (const other of parts.slice(index + 1)) {
            const users = one.groups.length + other.groups.length
            expect(one.rows + other.rows > MAX_ROWS || users > maxUsers).toBe(true)
          }
        })
        const withUsers = parts.filter((part) => part.groups.length > 0)
        if (parts.length > withUsers.length) for (const part of withUsers) expect(part.rows).toBe(MAX_ROWS)
      }),
    )
  })

  it.each([
    ['rows', groupsOf(12, 8, 12, 8, 12, 8), 100, 3],
    ['users', groupsOf(1, 1, 1, 1, 1), 2, 3],
    ['nothing', groupsOf(5, 5), 100, 1],
  ])('makes as few as possible where only %s counts', (_, groups, maxUsers, expected) => {
    expect(packParts(groups, 0, { maxRows: MAX_ROWS, maxUsers })).toHaveLength(expected)
  })

  it('gives the same parts whatever the order, the first rows first', () => {
    fc.assert(
      fc.property(anyInput, ([groups, loose, maxUsers]) => {
        const limits = { maxRows: MAX_ROWS, maxUsers }
        const parts = packParts(groups, loose, limits)
        expect(packParts(groups.toReversed(), loose, limits)).toEqual(parts)
        const first = parts.flatMap((part) => part.groups[0]?.firstRow ?? [])
        expect(first).toEqual(first.toSorted((a, b) => a - b))
      }),
    )
  })

  it('has no part for a user who is too large', () => {
    expect(() => packParts(groupsOf(21), 0, { maxRows: MAX_ROWS, maxUsers: 1 })).toThrow(RangeError)
  })
})

describe('whose rows a value gathers', () => {
  it('ignores case, space and Unicode form of e-mail addresses', () => {
    const owner = createOwnerFinder({ by: 'email' })
    expect(owner(' ZOE\u0308@X.example ')).toBe(owner('zoë@x.example'))
    expect(owner('a@x.example')).not.toBe(owner('b@x.example'))
    expect(owner(' ')).toBeUndefined()
  })

  it('ignores only the space around employee numbers', () => {
    const owner = createOwnerFinder({ by: 'employee-number' })
    expect(owner(' a1 ')).toBe(owner('a1'))
    expect(owner('a1')).not.toBe(owner('A1'))
    expect(owner('0107')).not.toBe(owner('107'))
  })

  it('gives what was corrected to the user who is meant, and nobody what is somebody else’s', () => {
    const users = [{ email: 'Bert@x.example', employeeNumber: '0107' }, { email: 'carla@x.example' }]
    const corrections = [
      { value: '107', email: 'bert@x.example' },
      { value: 'carla@x.example', email: 'bert@x.example' },
    ]
    const owner = createOwnerFinder({ by: 'employee-number', corrections, users })
    expect([owner('107'), owner('0107'), owner('BERT@x.example ')]).toEqual(Array(3).fill('bert@x.example'))
    expect(owner('carla@x.example')).toBe('carla@x.example')
    expect(owner('dora@x.example')).toBeUndefined()
    const unknown = createOwnerFinder({ by: 'email', corrections: [{ value: 'b@y.example', email: 'b@x.example' }] })
    expect(unknown('B@Y.example')).toBe(unknown('b@x.example'))
  })
})
