import type { SheetRow } from './cells.ts'
import { newFields, updatedFields } from './planning/changes.ts'
import { mapColumns, readRow } from './planning/columns.ts'
import type { MappedColumn } from './planning/columns.ts'
import { planDeletions, withheldReasons } from './planning/deletions.ts'
import { layOut } from './planning/desk.ts'
import type { Desk } from './planning/desk.ts'
import { changeOfExisting, creation, rejection } from './planning/entries.ts'
import type { PlanInput } from './planning/input.ts'
import { recordKeys, rowKey } from './planning/keys.ts'
import type { KeyedReading } from './planning/keys.ts'
import { raiseLastCalls } from './planning/last-calls.ts'
import { duplicateReasons, matchForCreate, matchForUpdate, takenReasons } from './planning/matching.ts'
import { createResolver } from './planning/references.ts'
import { companionsOf, transfer } from './planning/transfers.ts'
import { NO_COUNTS } from './plans.ts'
import type { Plan, PlanCounts, PlanEntry } from './plans.ts'
import type { StoredRecord } from './records.ts'

/** What becomes of one row, and of what comes along with it. */
function planRow(desk: Desk, reading: KeyedReading): PlanEntry[] {
  const { input } = desk
  const { recordType, configuration } = input
  const { row } = reading.row
  const flaws = [...reading.reasons, ...duplicateReasons(desk, reading)]
  const withheld = withheldReasons(desk, reading.key)
  if (flaws.length > 0) return [rejection(reading, [...flaws, ...withheld])]
  const match = configuration.mode === 'create' ? matchForCreate(desk, reading) : matchForUpdate(desk, reading)
  if (match.kind === 'refused') return [rejection(reading, [match.reason, ...withheld])]
  const before = match.kind === 'new' ? null : match.kind === 'elsewhere' ? match.candidate.record : match.record
  const change = before === null ? newFields(recordType, reading) : updatedFields(recordType, reading, before.fields)
  const reasons = [...change.reasons, ...takenReasons(desk, reading, change.fields['externalId'], before)]
  if (reasons.length > 0) return [rejection(reading, reasons)]
  if (match.kind === 'new') return [creation(input, row, change)]
  if (match.kind !== 'elsewhere') return [changeOfExisting(input, match.kind, match.record, row, change)]
  const entry = transfer(input, match.candidate, row, change)
  return [entry, ...companionsOf(input, match.candidate, entry)]
}

function countEntries(entries: readonly PlanEntry[]): PlanCounts {
  const counts = { ...NO_COUNTS }
  for (const { outcome } of entries) counts[outcome] += 1
  return counts
}

type RowsInput = Pick<PlanInput, 'recordType' | 'configuration' | 'columns' | 'customers'>

/** Reads rows by the mapping, each with its key. */
function createReader(input: RowsInput): {
  keys: readonly MappedColumn[]
  read: (row: SheetRow) => KeyedReading
} {
  const columns = mapColumns(input.recordType, input.configuration, input.columns)
  const keys = columns.filter(({ update }) => update === 'key')
  const resolve = createResolver(input.recordType.name === 'customers' ? [] : input.customers)
  return {
    keys,
    read: (row) => {
      const reading = readRow(row, columns, resolve)
      return { ...reading, key: rowKey(reading, keys) }
    },
  }
}

/** Makes the function that says by which keys rows may name a record. */
export function recordNamer(input: RowsInput): (record: Pick<StoredRecord, 'id' | 'fields'>) => string[] {
  const fields = createReader(input).keys.map(({ field }) => field)
  return (record) => recordKeys(record, fields)
}

/** The keys that rows name, as `keysOfOthers` takes them. */
export function keysOfRows(input: RowsInput, rows: readonly SheetRow[]): string[] {
  const { read } = createReader(input)
  return rows.map((row) => read(row).key).flatMap((key) => (key.kind === 'key' ? [key.key] : []))
}

/** What rows say that find no record of their user: the external IDs and IDs under which other users may have them. */
export function identifiersNotFound(input: PlanInput): { readonly externalId?: string; readonly id?: string }[] {
  const { keys, read } = createReader(input)
  const readings = input.rows.map(read)
  const desk = layOut(input, keys, readings)
  return readings.flatMap(({ key, given }) => {
    if (key.kind !== 'key' || desk.live.has(key.key) || desk.binned.has(key.key)) return []
    const text = (name: string): string | undefined => {
      const value = given.find(({ mapped }) => mapped.update === 'key' && mapped.field.name === name)?.value
      return typeof value === 'string' ? value : undefined
    }
    return [{ externalId: text('externalId'), id: text('id') }]
  })
}

/**
 * What an import would do to one user's records of one type: one entry per row, in the order of the rows, then the
 * deletions, then what is changed beside the rows. Pure: the same input gives the same plan. The configuration must have
 * been checked against these columns; a column or field that does not exist throws an Error (a fault).
 */
export function plan(input: PlanInput): Plan {
  const { keys, read } = createReader(input)
  const readings = input.rows.map(read)
  const desk = layOut(input, keys, readings)
  const strays = (input.unassignedRows ?? []).map(read).filter(({ key }) => key.kind === 'key')
  const planned = readings.flatMap((reading) => planRow(desk, reading))
  const ofRows = planned.filter(({ outcome }) => outcome !== 'related')
  const entries = [
    ...ofRows,
    ...planDeletions(desk, [...readings, ...strays]),
    ...planned.filter(({ outcome }) => outcome === 'related'),
    ...raiseLastCalls(input, ofRows),
  ]
  return { entries, counts: countEntries(entries) }
}
