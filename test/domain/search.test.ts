import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createSearch } from '../../lib/domain/search.ts'

const finds = (wanted: string, ...values: unknown[]) => createSearch(wanted)(values)

/** Texts of the characters that this is about, and of any others. */
const letters = fc.constantFrom(...'aAäÄöÖüßẞéÉñçøłİıſﬁΣσςǰ 1-한㎏½e\u0301'.split(''))
const text = fc
  .array(fc.oneof(letters, fc.string({ unit: 'grapheme', maxLength: 2 })), { maxLength: 12 })
  .map((parts) => parts.join('').replaceAll('\0', ''))
  // In capitals the iota below a Greek letter stands beside it: then it is no accent any more.
  .filter((one) => !one.normalize('NFD').includes('\u0345'))
const isNotBlank = (one: string) => one.trim() !== ''

describe('searching', () => {
  it.each([
    ['muller', 'Hans Müller'],
    ['MÜLLER', 'hans mu\u0308ller'],
    ['strasse', 'Lange Straße 5'],
    ['Straße', 'LANGE STRASSE'],
    ['οδος', 'ΟΔΟΣ'],
    ['ΟΔΟΣ', 'οδός'],
    ['fix', 'preﬁx'],
    ['4711', 4711],
    ['b', ['a', 'B']],
    ['true', true],
    ['¨', 'a lone ¨ mark'],
  ])('%s is in %p', (wanted, value) => {
    expect(finds(wanted, 'something else', value)).toBe(true)
  })

  it('does not find what is in no single value, nothing in nothing, and no accent in everything', () => {
    expect(finds('ab', 'a', 'b')).toBe(false)
    expect(finds('a', undefined, null)).toBe(false)
    expect(finds('null')).toBe(false)
    expect(finds('\u0301', 'plain text')).toBe(false)
  })

  it('finds every part of a text, however it is written', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), text, (whole, from, length, other) => {
        const points = Array.from(whole)
        const start = points.length === 0 ? 0 : from % points.length
        const part = points.slice(start, start + 1 + (length % 5)).join('')
        fc.pre(
          isNotBlank(part) &&
            part
              .replace(/[\p{M}\s]/gu, '')
              .normalize('NFKD')
              .replace(/\p{M}/gu, '')
              .trim() !== '',
        )
        for (const wanted of [part, part.toUpperCase(), part.normalize('NFD'), part.normalize('NFC')]) {
          expect(finds(wanted, other, whole)).toBe(true)
        }
      }),
    )
  })

  it('finds in several values what it finds in one of them, and nothing else', () => {
    fc.assert(
      fc.property(text.filter(isNotBlank), fc.array(text, { maxLength: 4 }), (wanted, values) => {
        const contains = createSearch(wanted)
        expect(contains(values)).toBe(values.some((value) => contains([value])))
      }),
    )
  })

  it('makes no difference between what is looked for with accents and without, in capitals and without', () => {
    fc.assert(
      fc.property(text.filter(isNotBlank), text, (wanted, value) => {
        const bare = wanted.normalize('NFKD').replace(/\p{Mn}/gu, '')
        fc.pre(isNotBlank(bare))
        expect(finds(bare, value)).toBe(finds(wanted, value))
        expect(finds(wanted.toUpperCase(), value)).toBe(finds(wanted, value))
        expect(finds(wanted, value.normalize('NFD'))).toBe(finds(wanted, value))
      }),
    )
  })
})
