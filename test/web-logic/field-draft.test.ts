import fc from 'fast-check'
import { fromDraft, toDraft, type Draft } from '../../web/src/components/field-draft.ts'

const entered = (type: string, draft: Draft, rule: object = {}, language: 'en' | 'de' = 'en') =>
  fromDraft({ type, rule: { ...rule } }, draft, language)

it.each(['en', 'de'] as const)('a number in an input (%s) is that number again', (language) => {
  const number = fc.oneof(
    fc.integer(),
    fc.integer({ min: -99_999_999, max: 99_999_999 }).map((hundredths) => hundredths / 100),
  )
  fc.assert(
    fc.property(number, (value) => {
      const draft = toDraft({ type: 'number' }, value, language)
      expect(fromDraft({ type: 'number' }, draft, language)).toEqual({ value: Object.is(value, -0) ? 0 : value })
    }),
  )
})

it('takes no number in the notation of the other language: it might mean a thousand times as much', () => {
  expect(entered('number', '1.5', {}, 'de')).toEqual({ wrong: { why: 'number' } })
  expect(entered('number', '1,234', {}, 'en')).toEqual({ wrong: { why: 'number' } })
  expect(entered('number', '1,5', {}, 'de')).toEqual({ value: 1.5 })
  expect(entered('integer', '1,5', {}, 'de')).toEqual({ wrong: { why: 'integer' } })
  expect(entered('integer', '9007199254740993')).toEqual({ wrong: { why: 'integer' } })
})

it('holds numbers to their range, and to what is allowed beside it', () => {
  const days = { min: 7, max: 730, also: [0] }
  expect(entered('integer', '0', days)).toEqual({ value: 0 })
  expect(entered('integer', '3', days)).toEqual({ wrong: { why: 'rangeOr', min: 7, max: 730, also: '0' } })
  expect(entered('number', '91', { min: -90, max: 90 })).toEqual({ wrong: { why: 'range', min: -90, max: 90 } })
  expect(entered('number', '-1', { min: 0 })).toEqual({ wrong: { why: 'min', min: 0 } })
  expect(entered('number', '2', { max: 1 })).toEqual({ wrong: { why: 'max', max: 1 } })
})

it('keeps seconds where there are some, and leaves them away where there are none', () => {
  expect(toDraft({ type: 'time' }, '08:30:00', 'en')).toBe('08:30')
  expect(toDraft({ type: 'time' }, '08:30:15', 'en')).toBe('08:30:15')
  expect(toDraft({ type: 'time' }, '00:00:00', 'en')).toBe('00:00')
  expect(toDraft({ type: 'date-time' }, '2026-04-23T08:00:00', 'en')).toBe('2026-04-23T08:00')
})

it('empties a field by an empty input, whatever its type', () => {
  for (const type of ['text', 'multiline', 'number', 'date', 'yes-no', 'selection', 'files', 'country', 'reference']) {
    expect(entered(type, type === 'multiline' ? '\n ' : ' ')).toEqual({ value: null })
  }
  expect(entered('multi-selection', [])).toEqual({ value: null })
})

it('says how much too long a text is, and holds identifiers to their letters', () => {
  expect(entered('text', 'abcd', { maxLength: 3 })).toEqual({ wrong: { why: 'tooLong', max: 3, length: 4 } })
  expect(entered('identifier', 'K 1', { pattern: '[A-Z0-9]{1,40}' })).toEqual({ wrong: { why: 'pattern' } })
  expect(entered('identifier', ' K1 ', { pattern: '[A-Z0-9]{1,40}' })).toEqual({ value: 'K1' })
})

it('reads yes and no, several options, and one link a line', () => {
  expect(entered('yes-no', 'no')).toEqual({ value: false })
  expect(entered('multi-selection', ['a', 'b'])).toEqual({ value: ['a', 'b'] })
  expect(entered('files', 'https://a.example/1\n\nhttps://a.example/2 ')).toEqual({
    value: ['https://a.example/1', 'https://a.example/2'],
  })
  expect(toDraft({ type: 'files' }, ['https://a.example/1', 'https://a.example/2'], 'en')).toBe(
    'https://a.example/1\nhttps://a.example/2',
  )
})
