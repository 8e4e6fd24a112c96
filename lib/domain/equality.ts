import type { FieldValue, MusterRecord, StoredRecord } from './records.ts'

function definedNames(data: object): number {
  let count = 0
  for (const name of Object.keys(data)) if (Reflect.get(data, name) !== undefined) count += 1
  return count
}

/** Deep equality of plain data. The order of properties does not count, that of lists does; an undefined property is none. */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b) || definedNames(a) !== definedNames(b)) return false
  return Object.keys(a).every((name) => sameData(Reflect.get(a, name), Reflect.get(b, name)))
}

/** Whether a field has the same value in two states; undefined where it is empty. */
export function sameFieldValue(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  return sameData(a, b)
}

/** A record as it is kept outside the store: without the name of its state there. */
export function withoutEtag(record: MusterRecord | StoredRecord): MusterRecord {
  if (!('etag' in record)) return record
  const { etag: _etag, ...rest } = record
  return rest
}
