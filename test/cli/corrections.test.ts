import { describe, expect, it } from '@jest/globals'
import { collectCorrection } from '../../cli/import/corrections.ts'

describe('--correct', () => {
  it.each([
    ['107=b@x.example', '107', 'b@x.example'],
    [' b@y = b@x.example ', 'b@y', 'b@x.example'],
    ['a=b=c@x.example', 'a=b', 'c@x.example'],
  ])('%j', (text, value, email) => expect(collectCorrection(text)).toEqual([{ value, email }]))

  it('may be given several times', () => {
    const first = collectCorrection('107=b@x.example')
    expect(collectCorrection('108=c@x.example', first)).toEqual([...first, { value: '108', email: 'c@x.example' }])
  })

  it.each(['', '107', '107=', '=b@x.example', '107=bert'])('%j is wrong usage', (text) => {
    expect(() => collectCorrection(text)).toThrow(/VALUE=E-MAIL/)
  })
})
