import type { SheetRow } from '../cells.ts'
import { comparableText, comparisonOf } from '../record-types/comparison.ts'
import type { Field } from '../record-types/types.ts'
import type { FieldValue, StoredRecord } from '../records.ts'
import type { MappedColumn, Reading } from './columns.ts'

/** What a row's key cells say: a key to look for, nothing at all, or something that cannot be read. */
export type RowKey =
  { readonly kind: 'key'; readonly key: string } | { readonly kind: 'empty' } | { readonly kind: 'unreadable' }

/** How a value is compared as part of a key, by its field: see `comparisonOf`. */
function comparable(field: Field, value: FieldValue | null | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return JSON.stringify(value)
  return comparableText(comparisonOf(field), value)
}

type Keyed = Pick<StoredRecord, 'id' | 'fields'>

export const valueOf = (record: Keyed, field: Field): FieldValue | undefined =>
  field.name === 'id' ? record.id : record.fields[field.name]

/**
 * The keys of a record, comparable to `rowKey` over the same fields. Beside its whole key that is the one without the
 * Muster ID: a row that gives no ID, as those added to an exported file, means the record by its other keys.
 */
export function recordKeys(record: Keyed, fields: readonly Field[]): string[] {
  const whole = fields.map((field) => comparable(field, valueOf(record, field)))
  const withoutId = whole.map((part, index) => (fields[index]?.name === 'id' ? '' : part))
  const hasId = fields.some(({ name }) => name === 'id')
  const others = hasId && withoutId.some((part) => part !== '') ? [JSON.stringify(withoutId)] : []
  return fields.length === 0 ? [] : [JSON.stringify(whole), ...others]
}

/** The key of a row over its key columns. Without any key column every row has the empty key. */
export function rowKey(reading: Reading, keys: readonly MappedColumn[]): RowKey {
  if (keys.some(({ field }) => reading.unreadable.has(field.name))) return { kind: 'unreadable' }
  const parts = keys.map((key) => comparable(key.field, reading.given.find(({ mapped }) => mapped === key)?.value))
  return parts.every((part) => part === '') ? { kind: 'empty' } : { kind: 'key', key: JSON.stringify(parts) }
}

/** A row that was read, with its key. */
export interface KeyedReading extends Reading {
  readonly key: RowKey
}

/** Everything under the same name, in order. An item may have several names, or none, and is then left out. */
export function groupBy<Item>(
  items: Iterable<Item>,
  namesOf: (item: Item) => readonly string[],
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    for (const name of namesOf(item)) {
      const group = groups.get(name)
      if (group === undefined) groups.set(name, [item])
      else group.push(item)
    }
  }
  return groups
}

/** The external ID a row gives, or null. */
export function givenExternalId(reading: Reading): string | null {
  const value = reading.given.find(({ mapped }) => mapped.field.name === 'externalId')?.value
  return typeof value === 'string' ? value : null
}

export const externalIdOf = (record: Pick<StoredRecord, 'fields'>): string | null => {
  const value = record.fields['externalId']
  return typeof value === 'string' ? value : null
}

export const otherRows = (group: readonly Reading[], row: SheetRow): number[] =>
  group.map((reading) => reading.row.row).filter((number) => number !== row.row)
