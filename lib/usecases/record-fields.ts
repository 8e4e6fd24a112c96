import { convertCell } from '../domain/conversions.ts'
import { sameFieldValue } from '../domain/equality.ts'
import { createResolver, type ResolveReference } from '../domain/planning/references.ts'
import { Problem, type ProblemPlace } from '../domain/problems.ts'
import { fieldOf } from '../domain/record-types/catalogue.ts'
import type { Field, RecordType } from '../domain/record-types/types.ts'
import type { Fields, FieldValue } from '../domain/records.ts'
import type { Ports } from '../ports/ports.ts'

/** Fields as a client gives them; null empties a field. */
export type FieldChanges = Readonly<Record<string, FieldValue | null>>

/** How the API writes numbers and dates, whatever the language: point, and year first. */
const NOTATION = { decimal: '.', dateOrder: 'ymd' } as const

const place = (name: string, message: string, value?: FieldValue | null): ProblemPlace => ({
  pointer: `/body/fields/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  message,
  ...(value === undefined || value === null ? {} : { value: String(value).slice(0, 200) }),
})

type Entered = { readonly value: FieldValue | null } | { readonly place: ProblemPlace }

/** A list is written as lines, which is one of the ways a cell holds several selections or links. */
function cellOf(value: string | number | boolean | readonly string[]): string | number | boolean {
  return typeof value === 'object' ? value.join('\n') : value
}

function enterField(field: Field, given: FieldValue | null, resolve: ResolveReference): Entered {
  if (given === null) return { value: null }
  if (typeof given === 'object' && field.type !== 'multi-selection' && field.type !== 'files') {
    return { place: place(field.name, `${field.label.en} takes one value, not a list.`, given) }
  }
  const converted = convertCell(cellOf(given), field, NOTATION)
  if (converted.kind === 'empty') return { value: null }
  if (converted.kind === 'invalid') return { place: place(field.name, converted.message, given) }
  if (field.type !== 'reference') return { value: converted.value }
  const target = resolve(String(converted.value))
  return target.kind === 'found' ? { value: target.id } : { place: place(field.name, target.message, given) }
}

/** Why this field of the record may not become that value, or undefined. */
function refusal(field: Field, before: FieldValue | undefined, value: FieldValue | null): string | undefined {
  if (field.name === 'id') return 'The ID is given by Muster and cannot be set.'
  if (field.immutable === true && before !== undefined && !sameFieldValue(before, value ?? undefined)) {
    return `${field.label.en} is "${String(before)}" and cannot be changed once it is set.`
  }
  return undefined
}

/** Required fields and rules over several fields, as far as they concern what changes: an old flaw blocks no other change. */
function brokenRules(type: RecordType, before: Fields | undefined, fields: Fields): ProblemPlace[] {
  const concerned = (name: string) => before === undefined || !sameFieldValue(before[name], fields[name])
  const missing = type.fields
    .filter(({ name, required }) => required === true && fields[name] === undefined && concerned(name))
    .map(({ name, label }) => place(name, `${label.en} is required.`))
  const broken = type.rules
    .filter((rule) => rule.fields.some(concerned) && rule.broken(fields))
    .map((rule) => place(rule.fields[0] ?? '', rule.message.en))
  return [...missing, ...broken]
}

/**
 * The fields of a record after a person's entry.
 * @param before the fields as they are; undefined for a new record, which gets initial values where none are given
 * @throws Problem `invalid-request` naming every field that is wrong
 */
export function enterFields(
  type: RecordType,
  before: Fields | undefined,
  changes: FieldChanges,
  resolve: ResolveReference,
): Fields {
  const fields: Record<string, FieldValue> = { ...before }
  const places: ProblemPlace[] = []
  const given = new Set<string>()
  if (before === undefined)
    for (const { name, initial } of type.fields) if (initial !== undefined) fields[name] = initial
  for (const [name, change] of Object.entries(changes)) {
    const field = fieldOf(type, name)
    const entered =
      field === undefined
        ? { place: place(name, `${type.label.en} have no such field.`) }
        : enterField(field, change, resolve)
    if ('place' in entered) places.push(entered.place)
    else if (field !== undefined) {
      const refused = refusal(field, before?.[name], entered.value)
      if (refused !== undefined) places.push(place(name, refused, change))
      else if (entered.value !== null) {
        fields[name] = entered.value
        given.add(name)
      } else if (field.initial !== undefined) fields[name] = field.initial
      else delete fields[name]
    }
  }
  const complete = type.complete?.(fields, given) ?? fields
  if (places.length === 0) places.push(...brokenRules(type, before, complete))
  if (places.length === 0) return complete
  throw new Problem('invalid-request', 'The record would not be valid.', {
    advice: 'Correct the fields that are named (GET /record-types says what each may hold).',
    places,
  })
}

/** Finds the customers that the given fields name; the user's customers are read only if there are any such fields. */
export async function resolverFor(
  { readRecords }: Pick<Ports, 'readRecords'>,
  companyId: string,
  userId: string,
  type: RecordType,
  changes: FieldChanges,
): Promise<ResolveReference> {
  const needed = type.fields.some((field) => field.type === 'reference' && (changes[field.name] ?? null) !== null)
  return createResolver(needed ? await Array.fromAsync(readRecords(companyId, userId, 'customers')) : [])
}
