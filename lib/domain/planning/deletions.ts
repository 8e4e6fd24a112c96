import type { Reason } from '../outcomes.ts'
import type { PlanEntry } from '../plans.ts'
import { recordTitle } from '../records.ts'
import type { MusterRecord, StoredRecord } from '../records.ts'
import type { Desk } from './desk.ts'
import { nextState } from './entries.ts'
import { recordKeys } from './keys.ts'
import type { KeyedReading, RowKey } from './keys.ts'

/** What is to be said of a row whose record is unknown when records missing from the file are deleted. */
export function withheldReasons(desk: Desk, key: RowKey): Reason[] {
  if (desk.input.configuration.mode !== 'update-and-delete' || key.kind === 'key') return []
  const message =
    'Because it cannot be said which record this row is about, no record of this user is deleted as missing from the file.'
  return [{ code: 'deletions-withheld', message }]
}

/**
 * The records that rows name by external ID or Muster ID, where that alone is not the key: a row whose name is another
 * than its record's finds nothing by a key of ID and name, yet its record is in the file.
 */
function isIdentified(readings: readonly KeyedReading[]): (record: StoredRecord) => boolean {
  const values = (name: string) =>
    new Set(readings.map(({ given }) => given.find(({ mapped }) => mapped.field.name === name)?.value ?? null))
  const [externalIds, ids] = [values('externalId'), values('id')]
  return ({ id, fields }) => ids.has(id) || externalIds.has(fields['externalId'] ?? '')
}

/**
 * The user's records that are not in the file. A row that was rejected still names its record. If a row's key is
 * empty or cannot be read, any record may be meant by it, and none is deleted.
 * @param readings all rows that may name a record of this user
 */
export function planDeletions(desk: Desk, readings: readonly KeyedReading[]): PlanEntry[] {
  const { input, keys } = desk
  if (input.configuration.mode !== 'update-and-delete' || keys.length === 0) return []
  if (readings.some(({ key }) => key.kind !== 'key')) return []
  const named = new Set(readings.flatMap(({ key }) => (key.kind === 'key' ? [key.key] : [])))
  const others = [...(input.keysOfOthers?.values() ?? [])]
  const isNamed = (key: string) => named.has(key) || others.some((keys) => keys.has(key))
  const fields = keys.map(({ field }) => field)
  const identified = isIdentified(readings)
  return input.records
    .filter(
      (record) => record.deleted === undefined && !recordKeys(record, fields).some(isNamed) && !identified(record),
    )
    .map((before) => {
      const after: MusterRecord = { ...nextState(input, before, null), deleted: { at: input.now, by: input.author } }
      return { row: null, outcome: 'deleted', title: recordTitle(before), operation: { kind: 'delete', before, after } }
    })
}
