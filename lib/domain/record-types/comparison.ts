import type { Field } from './types.ts'

/** How two values of a field are told apart where the field is a key. */
export const COMPARISONS = [
  'exact',
  'ignores-case',
  'ignores-case-and-space',
  'ignores-zeros-in-front',
  'digits',
] as const
export type Comparison = (typeof COMPARISONS)[number]

/**
 * Identifiers are compared exactly but for surrounding space; e-mail addresses without case; texts as people read
 * them, without case and with any space counting as one; a ZIP so too, and without the zeros that spreadsheets lose;
 * phone numbers by their digits and a leading plus; everything else as the value it is. Always in one Unicode form.
 */
export function comparisonOf({ name, type }: Pick<Field, 'name' | 'type'>): Comparison {
  if (name === 'zip') return 'ignores-zeros-in-front'
  switch (type) {
    case 'text':
    case 'multiline':
    case 'link':
      return 'ignores-case-and-space'
    case 'email':
      return 'ignores-case'
    case 'phone':
      return 'digits'
    default:
      return 'exact'
  }
}

/** A text in the form in which it is compared. */
export function comparableText(comparison: Comparison, value: string): string {
  const text = value.normalize('NFC').trim()
  switch (comparison) {
    case 'exact':
      return text
    case 'ignores-case':
      return text.toLowerCase()
    case 'ignores-case-and-space':
      return text.toLowerCase().replace(/\s+/gu, ' ')
    case 'ignores-zeros-in-front':
      return comparableText('ignores-case-and-space', text).replace(/^0+(?=.)/u, '')
    case 'digits':
      // A number without digits ("see note") is compared as the text it is.
      return /\d/u.test(text) ? text.replace(/(?!^\+)\D/gu, '') : text.toLowerCase()
  }
}
