import { countryCode } from '../conversions/countries.ts'
import { normaliseHeader, plainLetters } from '../headers.ts'
import type { Field, FieldType } from '../record-types/types.ts'
import type { SuggestColumn } from './columns.ts'

/** What values of a kind look like, and parts of headers that go with them. */
interface Kind {
  readonly values: string
  readonly looks: (sample: string) => boolean
  readonly hints: readonly string[]
  /** Parts of headers that stand for something else with such values. */
  readonly not: readonly string[]
  /** Whether the values alone are worth offering, whatever the header says. */
  readonly alone: boolean
}

const digits = (text: string): number => text.replaceAll(/\D/gu, '').length

const KINDS: Partial<Record<FieldType, Kind>> = {
  email: {
    values: 'e-mail addresses',
    looks: (sample) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/u.test(sample),
    hints: ['mail'],
    not: [],
    alone: true,
  },
  link: {
    values: 'web addresses',
    looks: (sample) => /^(https?:\/\/|www\.)[^\s]+$/iu.test(sample),
    hints: ['web', 'www', 'url', 'http', 'link', 'page', 'site', 'internet'],
    not: [],
    alone: true,
  },
  phone: {
    values: 'phone numbers',
    // A number without a sign or a gap in it may be anything.
    looks: (sample) => /^(\+|0)[\d\s()/.-]+$/u.test(sample) && digits(sample) >= 6 && /\+|[^\d]\d/u.test(sample),
    hints: ['tel', 'fon', 'phone', 'durchwahl'],
    not: ['fax'],
    alone: true,
  },
  country: {
    values: 'countries',
    // One letter may be a class as well as a vehicle code.
    looks: (sample) => sample.length > 1 && countryCode(sample) !== null,
    hints: ['land', 'country', 'staat', 'nation'],
    not: ['bundes', 'region'],
    alone: false,
  },
}

/** Of the two phone numbers of a customer, these are hints at the one that is carried around. */
const MOBILE = ['mobil', 'handy', 'cell']

const contains = (header: string, parts: readonly string[]): boolean => parts.some((part) => header.includes(part))

/** What the values of a column say for a field, and whether the header says so too. */
export interface ValueMatch {
  readonly hinted: boolean
  readonly why: string
}

/** A column all of whose known values are of the field's kind: addresses, phone numbers, countries, days. */
export function valuesSuggest(column: SuggestColumn, field: Field): ValueMatch | undefined {
  if (column.samples.length === 0) return undefined
  if (field.type === 'date' || field.type === 'date-time') return datesSuggest(column, field)
  const kind = KINDS[field.type]
  if (kind === undefined || !column.samples.every((sample) => kind.looks(sample.trim()))) return undefined
  const header = normaliseHeader(column.name)
  if (contains(header, kind.not)) return undefined
  const saysMobile = field.type === 'phone' && contains(header, MOBILE)
  if (saysMobile !== (field.name === 'mobile') && (saysMobile || field.name === 'mobile')) return undefined
  const hinted = saysMobile || contains(header, kind.hints)
  if (!hinted && !kind.alone) return undefined
  const why = hinted
    ? `Its values are ${kind.values}, and "${column.name}" sounds like ${field.label.en}.`
    : `Its values are ${kind.values}.`
  return { hinted, why }
}

const wordsOf = (text: string): string[] => plainLetters(text).match(/[\p{L}\p{M}]+/gu) ?? []

/** Days say little by themselves: all words of one of the field's names must be in the header. */
function datesSuggest(column: SuggestColumn, field: Field): ValueMatch | undefined {
  if (column.type !== 'date' && column.type !== 'date-time') return undefined
  const header = new Set(wordsOf(column.name))
  const names = [field.label.en, field.label.de, ...field.synonyms]
  const name = names.find((text) => {
    const words = wordsOf(text)
    return words.length > 1 && words.every((word) => header.has(word))
  })
  if (name === undefined) return undefined
  return { hinted: true, why: `Its values are dates, and "${column.name}" has the words of "${name}".` }
}
