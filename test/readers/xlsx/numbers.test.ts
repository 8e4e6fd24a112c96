import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readIndex, readNumber } from '../../../lib/readers/xlsx/numbers.ts'

/** Reads a text that stands between other bytes, as in a file. */
const number = (text: string): number => {
  const bytes = Buffer.from(`9${text}9`)
  return readNumber(bytes, 1, bytes.length - 1)
}
const index = (text: string): number => {
  const bytes = Buffer.from(`9${text}9`)
  return readIndex(bytes, 1, bytes.length - 1)
}

/** Every way in which programs write a number. */
const written = fc
  .tuple(
    fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.maxSafeInteger()),
    fc.constantFrom(
      (value: number) => String(value),
      (value: number) => value.toExponential(),
      (value: number) => value.toExponential(3).toUpperCase(),
      (value: number) => value.toPrecision(17),
      (value: number) => value.toPrecision(15),
      (value: number) => (Math.abs(value) < 1e21 ? value.toFixed(6) : String(value)),
      (value: number) => ` ${value}\n`,
      (value: number) => (value < 0 ? String(value) : `+${value}`),
      (value: number) => (value < 0 ? String(value) : `000${value}`),
      (value: number) => (Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.` : String(value)),
    ),
  )
  .map(([value, write]) => write(value))

describe('a number', () => {
  it('is the double that the language itself reads, in every notation', () => {
    fc.assert(
      fc.property(written, (text) => {
        expect([text, number(text)]).toEqual([text, Number(text)])
      }),
      { numRuns: 2000 },
    )
  })

  it('is so for all lengths of mantissa and fraction around the limit of exact doubles', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?\d{1,18}(\.\d{0,25})?$/), (text) => {
        expect([text, number(text)]).toEqual([text, Number(text)])
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['-0', -0],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['5.', 5],
    ['0.1', 0.1],
    ['999999999999999', 999999999999999],
    ['9999999999999999', 9999999999999999],
    ['0.00000000000000000000001', 1e-23],
    ['1.7976931348623157E308', Number.MAX_VALUE],
    ['5e-324', Number.MIN_VALUE],
    ['1e-999', 0],
    ['-1e999', -Infinity],
  ])('%s is read exactly', (text, value) => {
    expect(number(text)).toBe(value)
  })

  it.each([
    '',
    ' ',
    '-',
    '+',
    '.',
    '-.',
    'e5',
    '1e',
    '1e+',
    '--1',
    '-+1',
    '1.2.3',
    '1,5',
    '1 000',
    '0x10',
    '0b1',
    '1_000',
    'NaN',
    'INF',
    '-INF',
    'Infinity',
    'abc',
    '12abc',
    '1-',
    '½',
    '١',
  ])('%j is none', (text) => {
    expect(number(text)).toBeNaN()
  })
})

describe('an index', () => {
  it('is any number of up to ten digits', () => {
    fc.assert(fc.property(fc.nat(4_294_967_295), (value) => expect(index(String(value))).toBe(value)))
    expect(index('007')).toBe(7)
  })

  it.each(['', '-1', '+1', '1.0', ' 1', '1 ', '1e3', 'a', '12345678901'])('%j is none', (text) => {
    expect(index(text)).toBe(-1)
  })
})
