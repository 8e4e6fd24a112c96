import { sameData, sameFieldValue } from '../equality.ts'
import { isExpired } from '../recycle-bin.ts'
import { recordName, type Placed, type RecordChange } from '../record-changes.ts'
import type { Fields, FieldValue } from '../record-types/types.ts'
import type { MusterRecord, StoredRecord } from '../records.ts'
import { differingFields, named } from '../restoring.ts'
import type { RestoreEntry } from '../restores.ts'
import { kept, next, references, type Desk } from './desk.ts'

/** What takes the change of one record back: what it was, what the change made of it and what it is now, beside each other. */
export function undoOf(desk: Desk, change: RecordChange): RestoreEntry | 'unchanged' {
  const { before, after } = change
  if (after === undefined) return before === undefined ? 'unchanged' : undoOfRemoval(desk, before)
  if (before === undefined) return undoOfCreation(desk, after)
  return before.at.userId === after.at.userId
    ? undoOfChange(desk, before.record, after)
    : undoOfMove(desk, before, after)
}

/** It was taken away for good, and is put there again. */
function undoOfRemoval(desk: Desk, before: Placed): RestoreEntry | 'unchanged' {
  if (desk.find(before) !== undefined || isExpired(before.record, desk.now)) return 'unchanged'
  const rival = desk.blocked.get(recordName(before.record))
  if (rival !== undefined) return kept(before.record, 'external-id-in-use', rival)
  return {
    ...named(before.record),
    action: 'created',
    fields: [],
    change: { after: { at: before.at, record: next(desk, before.record, {}) } },
  }
}

/** It was not there before: it goes to the recycle bin, unless somebody has worked with it since. */
function undoOfCreation(desk: Desk, after: Placed): RestoreEntry | 'unchanged' {
  const current = desk.find(after)
  if (current === undefined || current.deleted !== undefined) return 'unchanged'
  const obstacle = obstacleToBin(desk, current, after.record)
  if (obstacle !== undefined) return obstacle
  return {
    ...named(current),
    action: 'deleted',
    fields: [],
    change: { before: { at: after.at, record: current }, after: { at: after.at, record: binned(desk, current) } },
  }
}

/** It goes into the recycle bin: as it lay there before, if it did and its time there is not over. */
function binned(desk: Desk, current: StoredRecord, before?: MusterRecord): MusterRecord {
  const lay = before?.deleted
  const by = lay?.by ?? desk.author
  const deleted = lay === undefined || isExpired({ deleted: lay }, desk.now) ? { at: desk.now, by } : lay
  return next(desk, current, { deleted, fields: before?.fields ?? current.fields })
}

function obstacleToBin(desk: Desk, current: StoredRecord, after: MusterRecord): RestoreEntry | undefined {
  const edited = differingFields(current.fields, after.fields)
  if (edited.length > 0) return kept(current, 'edited', current, edited)
  return desk.used.has(recordName(current)) ? kept(current, 'in-use', current) : undefined
}

/** Fields that the change changed: which go back, which stay, and what comes of it. */
function mergedFields(before: Fields, after: Fields, current: Fields) {
  const fields: Record<string, FieldValue> = { ...current }
  const back: string[] = []
  const stay: string[] = []
  for (const name of differingFields(before, after)) {
    const value = before[name]
    if (sameFieldValue(current[name], value)) continue
    if (!sameFieldValue(current[name], after[name])) {
      stay.push(name)
      continue
    }
    back.push(name)
    if (value === undefined) Reflect.deleteProperty(fields, name)
    else fields[name] = value
  }
  return { fields, back, stay }
}

function undoOfChange(desk: Desk, before: MusterRecord, after: Placed): RestoreEntry | 'unchanged' {
  const current = desk.find(after)
  if (current === undefined) return kept(after.record, 'gone')
  const bin = binChange(before, after.record, current)
  if (bin === 'delete') {
    const obstacle = obstacleToBin(desk, current, after.record)
    if (obstacle !== undefined) return obstacle
  }
  const { fields, back, stay } = mergedFields(before.fields, after.record.fields, current.fields)
  const still = isDeletedAnew(before, after.record, current) ? 'deleted-since' : 'edited'
  if (back.length === 0 && bin === 'stay') {
    return stay.length === 0 && still === 'edited' ? 'unchanged' : kept(current, still, current, stay)
  }
  const rival = desk.blocked.get(recordName(current))
  if (rival !== undefined) return kept(current, 'external-id-in-use', rival)
  const record =
    bin === 'delete'
      ? binned(desk, current, { ...before, fields })
      : next(desk, current, { fields, ...(bin === 'restore' ? { deleted: undefined } : {}) })
  return {
    ...named(record),
    action: bin === 'stay' ? 'updated' : bin === 'restore' ? 'restored' : 'deleted',
    fields: back,
    ...keptFields(current, stay, still),
    change: { before: { at: after.at, record: current }, after: { at: after.at, record } },
  }
}

function keptFields(
  current: StoredRecord,
  stay: readonly string[],
  reason: 'edited' | 'deleted-since' = 'edited',
): Pick<RestoreEntry, 'kept'> {
  if (stay.length === 0 && reason === 'edited') return {}
  return { kept: { reason, fields: stay, by: current.updatedBy, at: current.updatedAt } }
}

/** What an import deleted, somebody took out of the recycle bin and deleted again: that is theirs to take back. */
function isDeletedAnew(before: MusterRecord, after: MusterRecord, current: StoredRecord): boolean {
  if (before.deleted !== undefined || after.deleted === undefined || current.deleted === undefined) return false
  return !sameData(current.deleted, after.deleted)
}

/** Whether the record goes into the recycle bin or comes out of it. What a person did about that since, stays. */
function binChange(before: MusterRecord, after: MusterRecord, current: StoredRecord): 'delete' | 'restore' | 'stay' {
  if ((before.deleted === undefined) === (after.deleted === undefined)) return 'stay'
  if (!sameData(current.deleted, after.deleted)) return 'stay'
  return after.deleted === undefined ? 'delete' : 'restore'
}

/** It goes back to whom it was taken from, with what was edited since. */
function undoOfMove(desk: Desk, before: Placed, after: Placed): RestoreEntry | 'unchanged' {
  const current = desk.find(after)
  const there = desk.find(before)
  if (current === undefined) return there === undefined ? kept(after.record, 'gone') : 'unchanged'
  if (there !== undefined) return kept(current, 'already-there', there)
  if (![before, after].every(({ at }) => desk.isChosen(at.userId))) return kept(current, 'belongs-to-another-user')
  if (references(current).some((name) => desk.staying.has(name))) return kept(current, 'customer-stays')
  const { fields, back, stay } = mergedFields(before.record.fields, after.record.fields, current.fields)
  const record = next(desk, current, { fields })
  const rival = desk.blocked.get(recordName(current))
  if (rival !== undefined) return kept(current, 'external-id-in-use', rival)
  return {
    ...named(record),
    action: 'moved',
    fields: back,
    ...keptFields(current, stay),
    change: { before: { at: after.at, record: current }, after: { at: before.at, record } },
  }
}
