import { z } from 'zod'
import type { Field, FieldValue } from '../api/shapes.ts'

type Language = keyof Field['label']

/** A value as it stands in an input; the empty text and the empty list are the empty field. */
export type Draft = string | readonly string[]

/** Why what stands in an input is no value of the field: a text of `records.input.wrong`, and what it names. */
export type Wrong =
  | { readonly why: 'number' | 'integer' | 'pattern' | 'required' | 'incomplete' }
  | { readonly why: 'range'; readonly min: number; readonly max: number }
  | { readonly why: 'rangeOr'; readonly min: number; readonly max: number; readonly also: string }
  | { readonly why: 'min'; readonly min: number }
  | { readonly why: 'max'; readonly max: number }
  | { readonly why: 'tooLong'; readonly max: number; readonly length: number }

const ruleShape = z.object({
  maxLength: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  also: z.array(z.number()).optional(),
  pattern: z.string().optional(),
  options: z.array(z.object({ key: z.string(), label: z.object({ en: z.string(), de: z.string() }) })).optional(),
})

/** What the API says a value must satisfy. */
export const ruleOf = ({ rule }: Pick<Field, 'rule'>): z.infer<typeof ruleShape> => ruleShape.parse(rule ?? {})

type Shape = Pick<Field, 'type' | 'rule'>

const isList = (value: Draft | FieldValue): value is readonly string[] => Array.isArray(value)

/** A number with the decimal sign of the language and without groups, so that it can be typed over. */
function written(number: number, language: Language): string {
  return new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 20 }).format(number)
}

/** The value of a field as it stands in its input at first. */
export function toDraft({ type }: Shape, value: FieldValue | undefined, language: Language): Draft {
  if (type === 'multi-selection') return value === undefined ? [] : isList(value) ? value : [String(value)]
  if (value === undefined) return ''
  if (isList(value)) return value.join('\n')
  if (typeof value === 'number') return written(value, language)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  // Inputs for times leave seconds away where there are none.
  if (type === 'time' || type === 'date-time') return value.replace(/(T?\d\d:\d\d):00$/u, '$1')
  return value
}

const NUMBER: Readonly<Record<Language, RegExp>> = { en: /^[-+]?\d*\.?\d+$/u, de: /^[-+]?\d*,?\d+$/u }

function toNumber(field: Shape, text: string, language: Language): { value: number } | { wrong: Wrong } {
  // Only the decimal sign of the language: 1.234 is too much in one of them where it is too little in the other.
  if (!NUMBER[language].test(text)) return { wrong: { why: field.type === 'integer' ? 'integer' : 'number' } }
  const number = Number(text.replace(',', '.'))
  if (field.type === 'integer' && !Number.isSafeInteger(number)) return { wrong: { why: 'integer' } }
  const { min, max, also = [] } = ruleOf(field)
  const isWithin = number >= (min ?? -Infinity) && number <= (max ?? Infinity)
  if (isWithin || also.includes(number)) return { value: number }
  if (min === undefined) return { wrong: { why: 'max', max: max ?? Infinity } }
  if (max === undefined) return { wrong: { why: 'min', min } }
  if (also.length === 0) return { wrong: { why: 'range', min, max } }
  return { wrong: { why: 'rangeOr', min, max, also: also.map((one) => written(one, language)).join(', ') } }
}

/** The value that stands in an input, null for the empty one, or why it is none. */
export function fromDraft(
  field: Shape,
  draft: Draft,
  language: Language,
): { readonly value: FieldValue | null } | { readonly wrong: Wrong } {
  if (isList(draft)) return { value: draft.length === 0 ? null : draft }
  const text = field.type === 'multiline' ? draft.trimEnd() : draft.trim()
  if (text === '') return { value: null }
  if (field.type === 'integer' || field.type === 'number') return toNumber(field, text, language)
  if (field.type === 'yes-no') return { value: text === 'yes' }
  if (field.type === 'files') return { value: text.split(/\s+/u) }
  const { maxLength, pattern } = ruleOf(field)
  if (maxLength !== undefined && text.length > maxLength) {
    return { wrong: { why: 'tooLong', max: maxLength, length: text.length } }
  }
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(text)) return { wrong: { why: 'pattern' } }
  return { value: text }
}
