import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { editDistance } from '../../../lib/domain/suggesting/edit-distance.ts'

/** The definition, letter by letter, without any limit. */
function byDefinition(one: string, other: string): number {
  const last = (row: number, column: number): number => {
    if (row === 0 || column === 0) return row + column
    const known = memory.get(`${row}:${column}`)
    if (known !== undefined) return known
    const ways = [
      last(row - 1, column) + 1,
      last(row, column - 1) + 1,
      last(row - 1, column - 1) + Number(one[row - 1] !== other[column - 1]),
    ]
    if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1])
      ways.push(last(row - 2, column - 2) + 1)
    const least = Math.min(...ways)
    memory.set(`${row}:${column}`, least)
    return least
  }
  const memory = new Map<string, number>()
  return last(one.length, other.length)
}

describe('the distance of two texts', () => {
  it.each([
    ['anna', 'anna', 0],
    ['anna', 'ana', 1],
    ['anna', 'annna', 1],
    ['anna', 'anne', 1],
    ['anna', 'nana', 1],
    ['nordwind', 'nrodwidn', 2],
    ['', 'ab', 2],
    ['anna', 'berta', 3],
  ])('%j and %j: %d', (one, other, distance) => expect(editDistance(one, other, 2)).toBe(distance))

  it('is what its definition says, up to the limit', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '@'), maxLength: 9 })
    fc.assert(
      fc.property(text, text, fc.nat({ max: 4 }), (one, other, limit) => {
        expect(editDistance(one, other, limit)).toBe(Math.min(byDefinition(one, other), limit + 1))
      }),
      { numRuns: 2000 },
    )
  })
})
