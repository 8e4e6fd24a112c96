import { normaliseHeader, plainLetters } from '../headers.ts'
import type { ProblemPlace } from '../problems.ts'
import { CUSTOM_PREFIX } from './custom-fields.ts'
import type { CustomField, CustomFieldSet } from './custom-fields.ts'
import type { RecordType, SelectionOption, Text } from './types.ts'

/** A custom field as it is given: a new one needs no name, a new option no key. */
export interface GivenField extends Omit<CustomField, 'name' | 'options' | 'labelledAt'> {
  readonly name?: string
  readonly options?: readonly GivenOption[]
}

interface GivenOption {
  readonly key?: string
  readonly label: Text
}

/** Source: the reference product's limit of custom fields. */
const MOST_FIELDS = 100
const MOST_OPTIONS = 200
/** More names are not remembered: who removes so many fields meets the values of the first ones no more. */
const MOST_REMOVED = 1000
/** The fields of one type are one item of the store, which takes 400 KB. */
const MOST_BYTES = 200_000

const NAME = /^custom\.[a-z0-9]+(-[a-z0-9]+)*$/u
const LONGEST_NAME = 64
/** A name made from a label leaves room for a number behind it. */
const LONGEST_WORD = 40
const KEY = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/u

/** What was given, with the names and keys it got, and what is wrong with it: places point into `/fields`. */
export interface CustomFieldChange {
  readonly fields: readonly CustomField[]
  readonly removed: CustomFieldSet['removed']
  readonly problems: readonly ProblemPlace[]
}

const place = (pointer: string, message: string): ProblemPlace => ({ pointer: `/fields${pointer}`, message })

const headersOf = ({ en, de }: Text): string[] => [...new Set([en, de].map(normaliseHeader))]
const sameLabel = (a: Text, b: Text): boolean =>
  normaliseHeader(a.en) === normaliseHeader(b.en) && normaliseHeader(a.de) === normaliseHeader(b.de)

/** The fields, each with the time since when it has its label: what it had before, or else now. */
export function withLabelTimes(
  fields: readonly CustomField[],
  before: readonly CustomField[],
  now: string,
): CustomField[] {
  const known = new Map(before.map((field) => [field.name, field]))
  return fields.map((field) => {
    const old = known.get(field.name)
    const labelledAt = old !== undefined && sameLabel(old.label, field.label) ? old.labelledAt : now
    return { ...field, ...(labelledAt === undefined ? {} : { labelledAt }) }
  })
}

/** A label as a word of small letters, digits and hyphens: `Größe (m²)` is `groesse-m2`. */
function wordOf({ en, de }: Text, otherwise: string): string {
  const words = [en, de].map((text) =>
    plainLetters(text)
      .replace(/\p{M}/gu, '')
      .split(/[^a-z0-9]+/u)
      .filter((part) => part !== '')
      .join('-')
      .slice(0, LONGEST_WORD)
      .replace(/-$/u, ''),
  )
  return words.find((word) => word !== '') ?? otherwise
}

/** The word itself, or with the first number from 2 that makes it free. */
function firstFree(word: string, isFree: (word: string) => boolean): string {
  if (isFree(word)) return word
  let number = 2
  while (!isFree(`${word}-${number}`)) number += 1
  return `${word}-${number}`
}

/** An option without key is the one that has this label already, so that one document can be given twice; else it is new. */
function withKeys(given: readonly GivenOption[], before: readonly SelectionOption[] = []): SelectionOption[] {
  const taken = new Set(given.flatMap(({ key }) => key ?? []))
  return given.map(({ key, label }) => {
    const known = before.find((option) => !taken.has(option.key) && sameLabel(option.label, label))
    const made = key ?? known?.key ?? firstFree(wordOf(label, 'option'), (word) => !taken.has(word))
    taken.add(made)
    return { key: made, label }
  })
}

/** The same for fields. A name that was removed comes back only for a field of its type, which then has its values again. */
function withNames(given: readonly GivenField[], { fields: before, removed }: CustomFieldSet): CustomField[] {
  const taken = new Set(given.flatMap(({ name }) => name ?? []))
  return given.map((field) => {
    const { name, options, ...rest } = field
    const known = before.find((one) => !taken.has(one.name) && sameLabel(one.label, field.label))
    const isFree = (word: string): boolean => {
      const wanted = `${CUSTOM_PREFIX}${word}`
      const old = removed.find((one) => one.name === wanted)
      return (
        !taken.has(wanted) && !before.some((one) => one.name === wanted) && (old?.type ?? field.type) === field.type
      )
    }
    const made = name ?? known?.name ?? `${CUSTOM_PREFIX}${firstFree(wordOf(field.label, 'field'), isFree)}`
    taken.add(made)
    const present = before.find((one) => one.name === made)
    return {
      ...rest,
      name: made,
      ...(options === undefined ? {} : { options: withKeys(options, present?.options) }),
    }
  })
}

function nameProblems(field: CustomField, at: string, before: CustomFieldSet): ProblemPlace[] {
  const { name, type } = field
  if (!NAME.test(name) || name.length > LONGEST_NAME) {
    const form = `${CUSTOM_PREFIX} and small letters, digits and hyphens, at most ${LONGEST_NAME} characters`
    return [place(`${at}/name`, `"${name}" is no name of a custom field: it is ${form}. Without a name it gets one.`)]
  }
  const present = before.fields.find((one) => one.name === name)
  if (present !== undefined && present.type !== type) {
    const message = `"${present.label.en}" is of type ${present.type}, and its values would not fit ${type}. Make a new field with another name and label.`
    return [place(`${at}/type`, message)]
  }
  const old = before.removed.find((one) => one.name === name)
  if (present === undefined && old !== undefined && old.type !== type) {
    const message = `"${name}" was a field of type ${old.type}, and records may still hold its values. Give another name, or none.`
    return [place(`${at}/name`, message)]
  }
  return []
}

function rangeProblems({ type, min, max }: CustomField, at: string): ProblemPlace[] {
  if (min === undefined && max === undefined) return []
  if (type !== 'integer' && type !== 'number') {
    return [place(at, `min and max belong to an integer or a number, not to ${type}.`)]
  }
  if (min !== undefined && max !== undefined && min > max) {
    return [place(`${at}/min`, `The least value ${min} is above the greatest, ${max}.`)]
  }
  return []
}

/** Options are found by key or label, without case: each of these words may mean one option only. */
function optionProblems({ type, options }: CustomField, at: string): ProblemPlace[] {
  const isSelection = type === 'selection' || type === 'multi-selection'
  if (!isSelection) return options === undefined ? [] : [place(`${at}/options`, `A field of type ${type} has none.`)]
  if (options === undefined || options.length === 0) return [place(`${at}/options`, 'A selection needs options.')]
  if (options.length > MOST_OPTIONS) {
    return [place(`${at}/options`, `${options.length} options are too many: at most ${MOST_OPTIONS}.`)]
  }
  const owners = new Map<string, number>()
  return options.flatMap(({ key, label }, index) => {
    const here = `${at}/options/${index}`
    const problems = KEY.test(key)
      ? []
      : [place(`${here}/key`, `"${key}" is no key: up to 40 letters, digits, hyphens and underscores.`)]
    if (type === 'multi-selection' && /[,;|]/u.test(`${label.en}${label.de}`)) {
      problems.push(place(`${here}/label`, 'Commas, semicolons and | separate options in a cell; leave them out.'))
    }
    for (const word of new Set([key, label.en, label.de].map((one) => one.normalize('NFC').toLowerCase()))) {
      const owner = owners.get(word)
      if (owner === undefined) owners.set(word, index)
      else if (owner !== index) problems.push(place(here, `"${word}" names option ${owner + 1} already.`))
    }
    return problems
  })
}

/** Labels are the titles of columns: each names one field, compared as headers are, in both languages. */
function labelProblems(type: RecordType, fields: readonly CustomField[]): ProblemPlace[] {
  const owners = new Map<string, string>()
  for (const { name, label } of type.fields) {
    for (const header of [...headersOf(label), normaliseHeader(name)]) {
      owners.set(header, `the field ${label.en} that ${type.label.en.toLowerCase()} have anyway`)
    }
  }
  return fields.flatMap(({ label }, index) =>
    headersOf(label).flatMap((header) => {
      const owner = owners.get(header)
      owners.set(header, owner ?? `field ${index + 1} of this list`)
      const text = normaliseHeader(label.en) === header ? label.en : label.de
      if (header === '') return [place(`/${index}/label`, `"${text}" has no letter and no digit.`)]
      if (owner === undefined) return []
      return [place(`/${index}/label`, `"${text}" names ${owner}; choose a label that titles this column only.`)]
    }),
  )
}

function sizeProblems(fields: readonly CustomField[]): ProblemPlace[] {
  if (fields.length > MOST_FIELDS) {
    return [place('', `${fields.length} custom fields are too many: at most ${MOST_FIELDS} per record type.`)]
  }
  const bytes = new TextEncoder().encode(JSON.stringify(fields)).length
  if (bytes <= MOST_BYTES) return []
  return [place('', `The fields take ${bytes} bytes, at most ${MOST_BYTES} fit. Shorten help texts and options.`)]
}

/**
 * The company's whole list of custom fields as it is to be from now on, against the list before. Names and keys are made
 * where none are given. A field that is not in the list any more is removed: records keep its values unseen, and its name is
 * remembered, so that no field of another type ever finds them.
 */
export function changeCustomFields(
  type: RecordType,
  before: CustomFieldSet,
  given: readonly GivenField[],
): CustomFieldChange {
  const fields = withNames(given, before)
  const names = new Set<string>()
  const problems = fields.flatMap((field, index) => {
    const at = `/${index}`
    const twice = names.has(field.name) ? [place(`${at}/name`, `"${field.name}" stands twice in the list.`)] : []
    names.add(field.name)
    return [...twice, ...nameProblems(field, at, before), ...rangeProblems(field, at), ...optionProblems(field, at)]
  })
  const gone = before.fields.filter(({ name }) => !names.has(name)).map(({ name, type: was }) => ({ name, type: was }))
  return {
    fields,
    removed: [...before.removed.filter(({ name }) => !names.has(name)), ...gone].slice(-MOST_REMOVED),
    problems: [...problems, ...labelProblems(type, fields), ...sizeProblems(fields)],
  }
}
