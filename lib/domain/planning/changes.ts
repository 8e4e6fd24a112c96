import { sameFieldValue } from '../equality.ts'
import type { Reason } from '../outcomes.ts'
import type { RecordType } from '../record-types/types.ts'
import type { Fields, FieldValue } from '../records.ts'
import { cellReason, withZeros } from './columns.ts'
import type { Given, Reading } from './columns.ts'

/** The fields a record would have, what of it differs from before, and what speaks against it. */
export interface Change {
  readonly fields: Fields
  readonly changed: readonly string[]
  readonly reasons: readonly Reason[]
}

/** Names of the fields that differ between two states of a record. */
export function changedFields(before: Fields, after: Fields): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].filter((name) => !sameFieldValue(before[name], after[name]))
}

/** Rules over several fields, as far as they concern fields that change: an old flaw must not block an unrelated update. */
function brokenRules(type: RecordType, fields: Fields, changed: readonly string[]): Reason[] {
  return type.rules
    .filter((rule) => rule.fields.some((name) => changed.includes(name)) && rule.broken(fields))
    .map(({ code, message, fields: [field] }) => ({
      code,
      message: message.en,
      ...(field === undefined ? {} : { field }),
    }))
}

function missingRequired(type: RecordType, reading: Reading, fields: Fields): Reason[] {
  return type.fields
    .filter((field) => field.required === true && fields[field.name] === undefined)
    .map((field) => {
      const mapped = reading.given.find((given) => given.mapped.field === field)?.mapped
      const message = `${field.label.en} is required for a new record, and ${mapped === undefined ? 'no column is mapped to it' : 'the cell is empty'}.`
      return mapped === undefined
        ? { code: 'required-missing', message, field: field.name }
        : cellReason(mapped, reading.row, 'required-missing', message)
    })
}

const filledNames = (given: readonly Given[]): string[] =>
  given.filter(({ value }) => value !== null).map(({ mapped }) => mapped.field.name)

/** What follows from other fields; those that are settled decide over what was derived before. */
function finished(type: RecordType, fields: Fields, settled: readonly string[]): Fields {
  return type.complete?.(fields, new Set(settled)) ?? fields
}

/** The fields of a new record: everything the row gives, initial values where it gives none. */
export function newFields(type: RecordType, reading: Reading): Change {
  const fields: Record<string, FieldValue> = {}
  for (const { name, initial } of type.fields) if (initial !== undefined) fields[name] = initial
  for (const { mapped, value } of reading.given) {
    if (value !== null && mapped.field.name !== 'id') fields[mapped.field.name] = value
  }
  const complete = finished(type, fields, filledNames(reading.given))
  const changed = Object.keys(complete)
  const everything = type.fields.map((field) => field.name)
  const missing = missingRequired(type, reading, complete)
  return { fields: complete, changed, reasons: [...missing, ...brokenRules(type, complete, everything)] }
}

/** Why a value may not come into an existing record, or null. */
function refusal({ mapped, value }: Given, reading: Reading, before: Fields): Reason | null {
  const { field } = mapped
  const old = before[field.name]
  if (value === null && field.required === true) {
    return cellReason(mapped, reading.row, 'required-missing', `${field.label.en} is required and cannot be cleared.`)
  }
  if (field.immutable === true && old !== undefined && !sameFieldValue(old, value ?? undefined)) {
    const message = `${field.label.en} is "${String(old)}" and cannot be changed once it is set.`
    return cellReason(mapped, reading.row, 'immutable', message)
  }
  return null
}

/**
 * Whether a cell replaces what a record has. `overwrite-if-newer` lets a later date through and nothing else: ISO dates
 * and date-times compare as text. An empty cell only counts where it clears.
 */
function isOverwritten({ mapped, value, clears }: Given, old: FieldValue | undefined): boolean {
  switch (mapped.update) {
    case 'overwrite':
      return value !== null || clears
    case 'overwrite-if-newer':
      return value !== null && (old === undefined || String(value) > String(old))
    default:
      return false
  }
}

/** The fields of an existing record after the row: only what is to be overwritten, empty cells by their policy. */
export function updatedFields(type: RecordType, reading: Reading, before: Fields): Change {
  const fields: Record<string, FieldValue> = { ...before }
  const reasons: Reason[] = []
  const used = reading.given.filter(
    (given) => given.mapped.field.name !== 'id' && isOverwritten(given, before[given.mapped.field.name]),
  )
  const country = used.find(({ mapped }) => mapped.field.name === 'country')
  for (const found of used) {
    const { field } = found.mapped
    // The row may say nothing of the country; a ZIP without its zeros must not replace one that has them. What counts is
    // the country it then has, in whatever order the columns are, so that the same row finds nothing to do again.
    const given = withZeros(found, country === undefined ? before['country'] : country.value)
    const reason = refusal(given, reading, before)
    if (reason !== null) reasons.push(reason)
    else if (given.value !== null) fields[field.name] = given.value
    else if (field.initial !== undefined) fields[field.name] = field.initial
    else delete fields[field.name]
  }
  // A field that is kept does not follow from one that came in: a kept end stays, and the duration follows from it.
  const kept = reading.given
    .filter(({ mapped }) => mapped.update === 'keep' && before[mapped.field.name] !== undefined)
    .map(({ mapped }) => mapped.field.name)
  // Only a row that changes something may derive anew: an untouched record stays exactly as it is.
  const isChanged = changedFields(before, fields).length > 0
  const complete = isChanged ? finished(type, fields, [...filledNames(used), ...kept]) : fields
  const changed = changedFields(before, complete)
  return { fields: complete, changed, reasons: [...reasons, ...brokenRules(type, complete, changed)] }
}
