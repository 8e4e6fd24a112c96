import type { SheetRow } from './cells.ts'
import type { ImportConfiguration } from './configuration.ts'
import { withoutEtag } from './equality.ts'
import type { Reason } from './outcomes.ts'
import { newFields, updatedFields } from './planning/changes.ts'
import type { Change } from './planning/changes.ts'
import { cellReason, mapColumns, readRow } from './planning/columns.ts'
import type { MappedColumn, Reading } from './planning/columns.ts'
import { externalIdOf, givenExternalId, groupBy, otherRows, recordKey, rowKey } from './planning/keys.ts'
import type { KeyedReading, RowKey } from './planning/keys.ts'
import { createResolver } from './planning/references.ts'
import type { Operation, Plan, PlanCounts, PlanEntry } from './plans.ts'
import type { RecordType } from './record-types/types.ts'
import { recordTitle } from './records.ts'
import type { Author, FieldValue, MusterRecord, StoredRecord } from './records.ts'

export interface PlanInput {
  readonly recordType: RecordType
  readonly configuration: ImportConfiguration
  /** The file's column names in order: `row.cells[i]` belongs to `columns[i]`. */
  readonly columns: readonly string[]
  /** All records of this user and type, recycle bin included. */
  readonly records: readonly StoredRecord[]
  /** All customers of this user, for references. Not used when customers are imported. */
  readonly customers: readonly StoredRecord[]
  /** The rows of the file that belong to this user. */
  readonly rows: readonly SheetRow[]
  /**
   * Rows of the file that belong to nobody (value empty or not found). They change nothing, but a record they name by
   * its key is in the file, and so is not deleted as missing from it.
   */
  readonly unassignedRows?: readonly SheetRow[]
  readonly importId: string
  readonly author: Author
  /** ISO timestamp of the plan, for the records it would write. */
  readonly now: string
  /** The ID of a record created from a row; the same row must give the same ID. */
  readonly newRecordId: (row: number) => string
}

/** What planning looks things up in, made once per user. */
interface Desk {
  readonly input: PlanInput
  readonly keys: readonly MappedColumn[]
  readonly live: ReadonlyMap<string, readonly StoredRecord[]>
  readonly binned: ReadonlyMap<string, readonly StoredRecord[]>
  readonly byExternalId: ReadonlyMap<string, readonly StoredRecord[]>
  readonly rowsByKey: ReadonlyMap<string, readonly KeyedReading[]>
  readonly rowsByExternalId: ReadonlyMap<string, readonly KeyedReading[]>
}

/** The record a row is about, or why that cannot be said. */
type Match =
  | { readonly kind: 'new' }
  | { readonly kind: 'live' | 'binned'; readonly record: StoredRecord }
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
function duplicateReasons(desk: Desk, reading: KeyedReading): Reason[] {
  const twins = (group: readonly Reading[] | undefined, keys: readonly MappedColumn[]): Reason[] => {
    const rows = otherRows(group ?? [], reading.row)
    if (rows.length === 0) return []
    const message = `The same key ${keyNames(keys)} is also in row ${rows.join(', ')}.`
    return [{ ...keyReason(keys, reading, 'duplicate-key-in-file', message), rows }]
  }
  const byKey = reading.key.kind === 'key' ? twins(desk.rowsByKey.get(reading.key.key), desk.keys) : []
  if (byKey.length > 0) return byKey
  const externalId = givenExternalId(reading)
  return externalId === null ? [] : twins(desk.rowsByExternalId.get(externalId), externalIdColumn(reading))
}

function oneOf(desk: Desk, reading: Reading, kind: 'live' | 'binned', found: readonly StoredRecord[]): Match {
  const [record] = found
  if (record === undefined) return { kind: 'new' }
  if (found.length === 1) return { kind, record }
  const where = kind === 'live' ? 'records of this user' : 'records in this user’s recycle bin'
  const message = `${found.length} ${where} have this key ${keyNames(desk.keys)}; which one is meant cannot be said.`
  return { kind: 'refused', reason: keyReason(desk.keys, reading, 'several-matches', message) }
}

function matchForUpdate(desk: Desk, reading: KeyedReading): Match {
  const { key } = reading
  if (key.kind !== 'key') {
    const message = `The key ${keyNames(desk.keys)} is empty, so that the record cannot be found.`
    return { kind: 'refused', reason: keyReason(desk.keys, reading, 'key-empty', message) }
  }
  const live = oneOf(desk, reading, 'live', desk.live.get(key.key) ?? NO_RECORDS)
  const match = live.kind === 'new' ? oneOf(desk, reading, 'binned', desk.binned.get(key.key) ?? NO_RECORDS) : live
  const id = reading.given.find(({ mapped }) => mapped.field.name === 'id')
  if (match.kind !== 'new' || id === undefined || id.value === null) return match
  const message = `This user has no record with the ID "${String(id.value)}", and IDs are given by Muster only.`
  return { kind: 'refused', reason: cellReason(id.mapped, reading.row, 'unknown-id', message) }
}

/** In mode create a row must be about nothing that exists, neither among the records nor in the recycle bin. */
function matchForCreate(desk: Desk, reading: KeyedReading): Match {
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

/** An external ID is unique per user and type, recycle bin included. */
function takenReasons(
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

/** Names a rejected row by what it gives, else by its number. */
function rowTitle(reading: Reading): string {
  const fields = Object.fromEntries(
    reading.given.flatMap(({ mapped, value }) => (value === null ? [] : [[mapped.field.name, value]])),
  )
  return recordTitle({ id: `Row ${reading.row.row}`, fields })
}

function rejected(reading: Reading, reasons: readonly Reason[]): PlanEntry {
  return { row: reading.row.row, outcome: 'rejected', title: rowTitle(reading), reasons, cells: reading.row.cells }
}

function creation({ input }: Desk, row: number, { fields }: Change): PlanEntry {
  const { recordType, author, now, importId, newRecordId } = input
  const after: MusterRecord = {
    id: newRecordId(row),
    type: recordType.name,
    version: 1,
    fields,
    createdAt: now,
    createdBy: author,
    updatedAt: now,
    updatedBy: author,
    lastImport: { importId, row },
  }
  return { row, outcome: 'created', title: recordTitle(after), operation: { kind: 'create', after } }
}

/** The next state of a record that exists, written by this import. */
function nextState({ author, now, importId }: PlanInput, before: StoredRecord, row: number | null): MusterRecord {
  return {
    ...withoutEtag(before),
    version: before.version + 1,
    updatedAt: now,
    updatedBy: author,
    lastImport: { importId, row },
  }
}

function changeOfExisting(
  { input }: Desk,
  kind: 'live' | 'binned',
  before: StoredRecord,
  row: number,
  { fields, changed }: Change,
): PlanEntry {
  if (kind === 'live' && changed.length === 0) return { row, outcome: 'unchanged', title: recordTitle(before) }
  const { deleted: _restored, ...live } = nextState(input, before, row)
  const after: MusterRecord = { ...live, fields }
  const operation: Operation = { kind: kind === 'live' ? 'update' : 'restore', before, after, changed }
  return { row, outcome: kind === 'live' ? 'updated' : 'restored', title: recordTitle(after), operation }
}

/** What is to be said of a row whose record is unknown when records missing from the file are deleted. */
function withheldReasons(desk: Desk, key: RowKey): Reason[] {
  if (desk.input.configuration.mode !== 'update-and-delete' || key.kind === 'key') return []
  const message =
    'Because it cannot be said which record this row is about, no record of this user is deleted as missing from the file.'
  return [{ code: 'deletions-withheld', message }]
}

function planRow(desk: Desk, reading: KeyedReading): PlanEntry {
  const { recordType, configuration } = desk.input
  const flaws = [...reading.reasons, ...duplicateReasons(desk, reading)]
  const withheld = withheldReasons(desk, reading.key)
  if (flaws.length > 0) return rejected(reading, [...flaws, ...withheld])
  const match = configuration.mode === 'create' ? matchForCreate(desk, reading) : matchForUpdate(desk, reading)
  if (match.kind === 'refused') return rejected(reading, [match.reason, ...withheld])
  const own = match.kind === 'new' ? null : match.record
  const change = own === null ? newFields(recordType, reading) : updatedFields(recordType, reading, own.fields)
  const reasons = [...change.reasons, ...takenReasons(desk, reading, change.fields['externalId'], own)]
  if (reasons.length > 0) return rejected(reading, reasons)
  return match.kind === 'new'
    ? creation(desk, reading.row.row, change)
    : changeOfExisting(desk, match.kind, match.record, reading.row.row, change)
}

/**
 * The user's records that are not in the file. A row that was rejected still names its record. If a row's key is
 * empty or cannot be read, any record may be meant by it, and none is deleted.
 */
function planDeletions(desk: Desk, rowKeys: readonly RowKey[]): PlanEntry[] {
  const { input, keys } = desk
  if (input.configuration.mode !== 'update-and-delete' || keys.length === 0) return []
  if (rowKeys.some((key) => key.kind !== 'key')) return []
  const named = new Set(rowKeys.flatMap((key) => (key.kind === 'key' ? [key.key] : [])))
  const fields = keys.map(({ field }) => field)
  return input.records
    .filter((record) => record.deleted === undefined && !named.has(recordKey(record, fields)))
    .map((before) => {
      const after: MusterRecord = { ...nextState(input, before, null), deleted: { at: input.now, by: input.author } }
      return { row: null, outcome: 'deleted', title: recordTitle(before), operation: { kind: 'delete', before, after } }
    })
}

function countEntries(entries: readonly PlanEntry[]): PlanCounts {
  const counts = { created: 0, updated: 0, unchanged: 0, restored: 0, rejected: 0, deleted: 0 }
  for (const { outcome } of entries) counts[outcome] += 1
  return counts
}

function layOut(input: PlanInput, keys: readonly MappedColumn[], readings: readonly KeyedReading[]): Desk {
  const fields = keys.map(({ field }) => field)
  const keyed = (record: StoredRecord): string | null => (fields.length === 0 ? null : recordKey(record, fields))
  return {
    input,
    keys,
    live: groupBy(
      input.records.filter((record) => record.deleted === undefined),
      keyed,
    ),
    binned: groupBy(
      input.records.filter((record) => record.deleted !== undefined),
      keyed,
    ),
    byExternalId: groupBy(input.records, externalIdOf),
    rowsByKey: groupBy(readings, ({ key }) => (key.kind === 'key' ? key.key : null)),
    rowsByExternalId: groupBy(readings, givenExternalId),
  }
}

/**
 * What an import would do to one user's records of one type: one entry per row, in the order of the rows, then the
 * deletions. Pure: the same input gives the same plan. The configuration must have been checked against these columns;
 * a column or field that does not exist throws an Error (a fault).
 */
export function plan(input: PlanInput): Plan {
  const columns = mapColumns(input.recordType, input.configuration, input.columns)
  const keys = columns.filter(({ update }) => update === 'key')
  const resolve = createResolver(input.recordType.name === 'customers' ? NO_RECORDS : input.customers)
  const read = (row: SheetRow): KeyedReading => {
    const reading = readRow(row, columns, resolve)
    return { ...reading, key: rowKey(reading, keys) }
  }
  const readings = input.rows.map(read)
  const desk = layOut(input, keys, readings)
  const strays = (input.unassignedRows ?? []).map((row) => read(row).key).filter(({ kind }) => kind === 'key')
  const ofRows = readings.map((reading) => planRow(desk, reading))
  const entries = [...ofRows, ...planDeletions(desk, [...readings.map(({ key }) => key), ...strays])]
  return { entries, counts: countEntries(entries) }
}
