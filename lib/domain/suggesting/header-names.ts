import { headerWithoutBrackets, normaliseHeader } from '../headers.ts'
import type { Field, RecordType } from '../record-types/types.ts'
import { editDistance } from './edit-distance.ts'

/** A name under which people keep a field: as it is written, and as it is compared. */
interface Name {
  readonly text: string
  readonly key: string
  readonly letters: number
}

/** A field with everything it may be called, the most usual first. */
export interface NamedField {
  readonly field: Field
  readonly names: readonly Name[]
}

/** A column's header in the forms in which it is compared, made once. */
export interface Header {
  readonly text: string
  readonly key: string
  /** Without what stands in brackets. */
  readonly bareKey: string
  readonly letters: number
}

export function headerOf(text: string): Header {
  const key = normaliseHeader(text)
  return { text, key, bareKey: headerWithoutBrackets(text), letters: lettersOf(key) }
}

const A = 97
const Z = 122

/** Which of the letters a to z are in a text, as bits. */
function lettersOf(key: string): number {
  let letters = 0
  for (let index = 0; index < key.length; index += 1) {
    const code = key.charCodeAt(index)
    if (code >= A && code <= Z) letters |= 1 << (code - A)
  }
  return letters
}

/** How many letters only one of the two texts has: one edit makes at most two. */
function lettersApart(one: number, other: number): number {
  let count = 0
  for (let bits = one ^ other; bits !== 0; bits &= bits - 1) count += 1
  return count
}

/** How a header names a field. The lower the rank, the more usual the name, within one kind of match. */
export interface NameMatch {
  readonly rank: number
  readonly why: string
}

/** A header that is a name only without its brackets comes after every header that is one as a whole. */
const BRACKETS_LEFT_OUT = 1000

/** Own fields of a company have names that nobody writes above a column. */
function namesOf(field: Field): Name[] {
  const own = field.name === 'id' || field.custom === true ? [] : [field.name]
  return [field.label.en, field.label.de, ...own, ...field.synonyms].map(headerOf)
}

/** The fields of a type with their names, to be compared with many headers. */
export function namedFields(type: RecordType): NamedField[] {
  return type.fields.map((field) => ({ field, names: namesOf(field) }))
}

/** A header that is a name of the field, as a whole or without what stands in brackets. */
export function namedExactly({ text, key, bareKey }: Header, { field, names }: NamedField): NameMatch | undefined {
  const exact = names.findIndex((name) => name.key === key)
  const bare = exact >= 0 ? -1 : names.findIndex((name) => name.key === bareKey)
  if (exact < 0 && bare < 0) return undefined
  const rank = exact >= 0 ? exact : BRACKETS_LEFT_OUT + bare
  const why = rank < 2 ? `"${text}" is the name of this field.` : `"${text}" is a usual name for ${field.label.en}.`
  return { rank, why }
}

/**
 * A header that is a name of the field with the record's own word before or behind it, however they are joined:
 * `Kunde - PLZ`, `Customer.City`, `Kundenort`, `Telefon (Kunde)`.
 * @param words what the records of the type are called, as compared
 */
export function namedWithRecord(
  { text, key }: Header,
  { field, names }: NamedField,
  words: readonly string[],
): NameMatch | undefined {
  for (const word of words) {
    const rest = key.startsWith(word) ? key.slice(word.length) : key.endsWith(word) ? key.slice(0, -word.length) : ''
    const rank = rest === '' ? -1 : names.findIndex((name) => name.key === rest)
    const name = names[rank]
    if (name !== undefined) return { rank, why: `"${text}" is "${name.text}" of the record, so ${field.label.en}.` }
  }
  return undefined
}

/** Words of fewer letters are other words when one letter differs: Ort and Art, Land and Lang. */
const SHORTEST_MISSPELT = 5
/** From here on one letter is a slip. Below, it is offered only: Klasse and Kasse. */
const SHORTEST_SURE = 8
/** From here on two letters may be one. */
const SHORTEST_TWO = 10

const digitsOf = (key: string): string => key.replaceAll(/\D/gu, '')

/** A header that differs from a name of the field by a letter, or two in long ones. `sure`: by one in a long one. */
export function namedNearly(
  { text, key, letters }: Header,
  { field, names }: NamedField,
): (NameMatch & { readonly sure: boolean }) | undefined {
  if (key.length < SHORTEST_MISSPELT) return undefined
  let best: { name: Name; rank: number; edits: number } | undefined
  for (const [index, name] of names.entries()) {
    const length = Math.min(key.length, name.key.length)
    const limit = length < SHORTEST_MISSPELT ? 0 : length < SHORTEST_TWO ? 1 : 2
    // A file may have thousands of columns: what is clearly another word is not measured.
    if (limit === 0 || Math.abs(key.length - name.key.length) > limit) continue
    if (lettersApart(letters, name.letters) > 2 * limit) continue
    const edits = editDistance(key, name.key, limit)
    // "Telefon 2" is no misspelt "Telefon".
    if (edits === 0 || edits > limit || digitsOf(key) !== digitsOf(name.key)) continue
    const rank = edits * BRACKETS_LEFT_OUT + index
    if (best === undefined || rank < best.rank) best = { name, rank, edits }
  }
  if (best === undefined) return undefined
  return {
    rank: best.rank,
    why: `"${text}" is spelt nearly like "${best.name.text}", a name for ${field.label.en}.`,
    sure: best.edits === 1 && Math.min(key.length, best.name.key.length) >= SHORTEST_SURE,
  }
}
