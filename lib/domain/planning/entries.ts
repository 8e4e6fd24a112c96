import { withoutEtag } from '../equality.ts'
import type { Reason } from '../outcomes.ts'
import type { PlanInput } from './input.ts'
import type { Operation, PlanEntry } from '../plans.ts'
import { recordTitle } from '../records.ts'
import type { MusterRecord, StoredRecord } from '../records.ts'
import type { Change } from './changes.ts'
import type { Reading } from './columns.ts'

/** Names a rejected row by what it gives, else by its number. */
function rowTitle(reading: Reading): string {
  const fields = Object.fromEntries(
    reading.given.flatMap(({ mapped, value }) => (value === null ? [] : [[mapped.field.name, value]])),
  )
  return recordTitle({ id: `Row ${reading.row.row}`, fields })
}

/** The row is refused; it keeps its cells, so that it can be handed back. */
export function rejection(reading: Reading, reasons: readonly Reason[]): PlanEntry {
  return { row: reading.row.row, outcome: 'rejected', title: rowTitle(reading), reasons, cells: reading.row.cells }
}

/** The row becomes a new record. */
export function creation(input: PlanInput, row: number, { fields }: Change): PlanEntry {
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

/** The next state of a record that exists, written by this import; `row` is null where no row is about it. */
export function nextState(input: PlanInput, before: StoredRecord, row: number | null): MusterRecord {
  const { author, now, importId } = input
  return {
    ...withoutEtag(before),
    version: before.version + 1,
    updatedAt: now,
    updatedBy: author,
    lastImport: { importId, row },
  }
}

/** The row changes a record of the user, brings it back from the recycle bin, or finds it as it is. */
export function changeOfExisting(
  input: PlanInput,
  kind: 'live' | 'binned',
  before: StoredRecord,
  row: number,
  { fields, changed }: Change,
): PlanEntry {
  if (kind === 'live' && changed.length === 0) {
    return { row, outcome: 'unchanged', title: recordTitle(before), recordId: before.id }
  }
  const { deleted: _restored, ...live } = nextState(input, before, row)
  const after: MusterRecord = { ...live, fields }
  const operation: Operation = { kind: kind === 'live' ? 'update' : 'restore', before, after, changed }
  return { row, outcome: kind === 'live' ? 'updated' : 'restored', title: recordTitle(after), operation }
}
