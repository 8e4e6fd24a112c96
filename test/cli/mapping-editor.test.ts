import { expect, it } from '@jest/globals'
import { replacementsOf } from '../../cli/import/mapping-editor.ts'

it('reads replacements as they are typed, empty ones too', () => {
  expect(replacementsOf(' HH = Hamburg ;n/a=; a=b=c ')).toEqual([
    { from: 'HH', to: 'Hamburg' },
    { from: 'n/a', to: '' },
    { from: 'a', to: 'b=c' },
  ])
  expect(replacementsOf('')).toEqual([])
})

it('does not take what says nothing to replace', () => {
  expect(replacementsOf('HH')).toBeUndefined()
  expect(replacementsOf('=Hamburg')).toBeUndefined()
})
