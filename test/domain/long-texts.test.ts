import { describe, expect, it } from '@jest/globals'
import { convertCell } from '../../lib/domain/conversions.ts'
import { normaliseHeader, headerWithoutBrackets } from '../../lib/domain/headers.ts'
import type { Field, FieldType } from '../../lib/domain/record-types/types.ts'
import { GERMAN } from './support.ts'

const LONG = 100_000

function codeOf(text: string, type: FieldType): string {
  const field: Field = { name: 'f', type, label: { en: 'F', de: 'F' }, help: { en: 'f', de: 'f' }, synonyms: [] }
  const result = convertCell(text, field, GERMAN)
  return result.kind === 'invalid' ? result.code : result.kind
}

// Each of these took minutes while a pattern was tried from every place of the text.
describe('a text of 100,000 characters', () => {
  it.each<[string, string, FieldType, string]>([
    ['spaces behind a date', `1.1.2026${' '.repeat(LONG)}x\nx`, 'date', 'not-a-date'],
    ['spaces behind a date', `1.1.2026${' '.repeat(LONG)}x\nx`, 'date-time', 'not-a-date-time'],
    ['spaces behind a date', `1.1.2026${' '.repeat(LONG)}x\nx`, 'time', 'not-a-time'],
    ['colons in an address', `a.${':'.repeat(LONG)} x`, 'link', 'not-a-link'],
    ['dots in a domain', `a@${'a.'.repeat(LONG)}@`, 'email', 'not-an-email'],
    ['groups of digits', `${'1.234'.repeat(LONG / 5)}x`, 'number', 'not-a-number'],
  ])('is judged at once: %s as %s', (_, text, type, code) => {
    expect(codeOf(text, type)).toBe(code)
  })

  it('is compared as a header by its beginning', () => {
    const header = `Name ${'('.repeat(LONG)}`
    expect(headerWithoutBrackets(header)).toBe('name')
    expect(normaliseHeader(header)).toBe('name')
    expect(headerWithoutBrackets('Intervall (Wochentage)')).toBe('intervall')
  })

  it('with a date at its beginning is none, and a date as people write it still is one', () => {
    expect(codeOf(`1.1.2026 ${'0'.repeat(60)}`, 'date')).toBe('not-a-date')
    expect(codeOf('1.1.2026, 08:30:15.123 p.m.', 'date-time')).toBe('value')
  })
})
