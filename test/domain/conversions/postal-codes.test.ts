import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { wholePostalCode } from '../../../lib/domain/conversions/postal-codes.ts'

it('only ever puts zeros in front, and once is enough', () => {
  const country = fc.constantFrom('DE', 'US', 'NO', 'AT', undefined)
  fc.assert(
    fc.property(fc.oneof(fc.stringMatching(/^\d{1,7}$/), fc.string()), country, (code, of) => {
      const whole = wholePostalCode(code, of)
      expect(whole.endsWith(code)).toBe(true)
      expect(whole.slice(0, whole.length - code.length)).toMatch(/^0{0,2}$/)
      expect(wholePostalCode(whole, of)).toBe(whole)
    }),
  )
})

it('gives back what reading a code as a number took away', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^0{0,2}[1-9]\d{2}$/), (end) => {
      const code = end.padStart(5, '7')
      expect(wholePostalCode(String(Number(code)), 'DE')).toBe(code)
    }),
  )
  expect(wholePostalCode(String(Number('00184')), 'IT')).toBe('00184')
})
