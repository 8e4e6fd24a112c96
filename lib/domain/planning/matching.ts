import type { Reason } from '../outcomes.ts'
import { recordTitle } from '../records.ts'
import type { FieldValue, StoredRecord } from '../records.ts'
import { cellReason } from './columns.ts'
import type { MappedColumn, Reading } from './columns.ts'
import type { Desk } from './desk.ts'
import { givenExternalId, otherRows } from './keys.ts'
import type { KeyedReading } from './keys.ts'
import { findElsewhere } from './transfers.ts'
import type { Candidate } from './elsewhere.ts'

/** The record a row is about, or why that cannot be said. */
export type Match =
  | { readonly kind: 'new' }
  | { readonly kind: 'live' | 'binned'; readonly record: StoredRecord }
  | { readonly kind: 'elsewhere'; readonly candidate: Candidate }
  | { readonly kind: 'refused'; readonly reason: Reason }

const NO_RECORDS: readonly StoredRecord[] = []

const keyNames = (keys: readonly MappedColumn[]): string => keys.map(({ column }) => `"${column}"`).join(' + ')

function keyReason(keys: readonly MappedColumn[], reading: Reading, code: string, message: string): Reason {
  const [first] = keys
  return first === undefined ? { code, message } : cellReason(first, reading.row, code, message)
}

const externalIdColumn = (reading: Reading): readonly MappedColumn[] =>
  reading.given.map(({ mapped }) => mapped).filter(({ field }) => field.name === 'externalId')

/** Rows that name the same record twice: none of them is right by itself. */
export function duplicateReasons(desk: Desk, reading: KeyedReading): Reason[] {
  const twins = (group: readonly Reading[] | undefined, keys: readonly MappedColumn[]): Reason[] => {
    const rows = otherRows(group ?? [], reading.row)
    if (rows.length === 0) return []
    const message = `The same key ${keyNames(keys)} is also in row ${rows.join(', ')}.`
    return [{ ...keyReason(keys, reading, 'duplicate-key-in-file', message), rows }]
  }
  const byKey = reading.key.kind === 'key' ? twins(desk.rowsByKey.get(reading.key.key), desk.keys) : []
  if (byKey.length > 0) return byKey
  const externalId = givenExternalId(reading)
  const byExternalId =
    externalId === null ? [] : twins(desk.rowsByExternalId.get(externalId), externalIdColumn(reading))
  if (byExternalId.length > 0) return byExternalId
  const [record] = recordsFound(desk, reading)
  return record === undefined ? [] : twins(desk.rowsByRecord.get(record.id), desk.keys)
}

/** The user's records that have the key of a row; those in the recycle bin only if there is no other. */
function recordsFound({ live, binned }: Desk, { key }: KeyedReading): readonly StoredRecord[] {
  return key.kind === 'key' ? (live.get(key.key) ?? binned.get(key.key) ?? NO_RECORDS) : NO_RECORDS
}

const MOST_NAMES = 5

/** Names of records in a message, the first few of many. */
function named(records: readonly StoredRecord[]): string {
  const names = records.slice(0, MOST_NAMES).map((record) => `"${recordTitle(record)}"`)
  return `${names.join(', ')}${records.length > MOST_NAMES ? ', …' : ''}`
}

function oneOf(desk: Desk, reading: Reading, kind: 'live' | 'binned', found: readonly StoredRecord[]): Match {
  const [record] = found
  if (record === undefined) return { kind: 'new' }
  if (found.length === 1) return { kind, record }
  const where = kind === 'live' ? 'records of this user' : 'records in this user’s recycle bin'
  const message = `${found.length} ${where} have this key ${keyNames(desk.keys)}: ${named(found)}; which one is meant cannot be said.`
  return { kind: 'refused', reason: keyReason(desk.keys, reading, 'several-matches', message) }
}

/** The customer of another user that a row means, if customers are to be brought over. */
function matchElsewhere(desk: Desk, reading: KeyedReading, key: string): Match {
  const found = findElsewhere(desk, key)
  switch (found.kind) {
    case 'none':
      return { kind: 'new' }
    case 'found':
      return { kind: 'elsewhere', candidate: found.candidate }
    case 'refused':
      return { kind: 'refused', reason: keyReason(desk.keys, reading, found.code, found.message) }
  }
}

/** In modes that update: the user's own record, one in the recycle bin, one to be brought over, or a new one, in this order. */
export function matchForUpdate(desk: Desk, reading: KeyedReading): Match {
  const { key } = reading
  if (key.kind !== 'key') {
    const message = `The key ${keyNames(desk.keys)} is empty, so that the record cannot be found.`
    return { kind: 'refused', reason: keyReason(desk.keys, reading, 'key-empty', message) }
  }
  const live = oneOf(desk, reading, 'live', desk.live.get(key.key) ?? NO_RECORDS)
  const own = live.kind === 'new' ? oneOf(desk, reading, 'binned', desk.binned.get(key.key) ?? NO_RECORDS) : live
  const match = own.kind === 'new' ? matchElsewhere(desk, reading, key.key) : own
  const id = reading.given.find(({ mapped }) => mapped.field.name === 'id')
  if (match.kind !== 'new' || id === undefined || id.value === null) return match
  const message = `This user has no record with the ID "${String(id.value)}", and IDs are given by Muster only.`
  return { kind: 'refused', reason: cellReason(id.mapped, reading.row, 'unknown-id', message) }
}

/** In mode create a row must be about nothing that exists, neither among the records nor in the recycle bin. */
export function matchForCreate(desk: Desk, reading: KeyedReading): Match {
  const { key } = reading
  const byKey = key.kind === 'key' ? [...(desk.live.get(key.key) ?? []), ...(desk.binned.get(key.key) ?? [])] : []
  const byExternalId = desk.byExternalId.get(givenExternalId(reading) ?? '') ?? []
  const found = byKey[0] ?? byExternalId[0]
  if (found === undefined) return { kind: 'new' }
  const where = found.deleted === undefined ? 'exists already' : 'is in the recycle bin'
  const message = `"${recordTitle(found)}" ${where} with the same key; this import creates new records only.`
  const columns = byKey.length > 0 ? desk.keys : externalIdColumn(reading)
  return { kind: 'refused', reason: keyReason(columns, reading, 'already-exists', message) }
}

/** An external ID is unique per user and type, recycle bin included. `own`: the record that may have it. */
export function takenReasons(
  desk: Desk,
  reading: Reading,
  externalId: FieldValue | undefined,
  own: StoredRecord | null,
): Reason[] {
  if (typeof externalId !== 'string') return []
  const other = desk.byExternalId.get(externalId)?.find((record) => record !== own)
  if (other === undefined) return []
  const message = `"${recordTitle(other)}" of this user has the external ID "${externalId}" already.`
  return [keyReason(externalIdColumn(reading), reading, 'external-id-taken', message)]
}
