import { sameData, sameFieldValue, withoutEtag } from './equality.ts'
import { isExpired } from './recycle-bin.ts'
import { nameOfChange, recordName, type Placed, type RecordChange } from './record-changes.ts'
import { RECORD_TYPES } from './record-types/catalogue.ts'
import type { Fields, FieldValue } from './record-types/types.ts'
import type { Author, MusterRecord, StoredRecord } from './records.ts'
import { differingFields, named } from './restoring.ts'
import type { KeptReason, RestoreEntry } from './restores.ts'
import { rivals } from './undo-rivals.ts'

/** What an undo is planned on. */
export interface UndoInput {
  /** What is taken back, each record once. */
  readonly changes: readonly RecordChange[]
  /** All records of every account that the changes are about, by user ID. */
  readonly records: ReadonlyMap<string, readonly StoredRecord[]>
  /** Whether this user's records may be touched. */
  readonly isChosen: (userId: string) => boolean
  readonly author: Author
  readonly now: string
}

/** The accounts as they are now, for looking up. */
interface Desk extends UndoInput {
  readonly find: (placed: Placed) => StoredRecord | undefined
  /** By name, the records that stay as they are because another one has the external ID that they would come by. */
  readonly blocked: ReadonlyMap<string, MusterRecord>
  /** Names of records that live records refer to, which stay where they are. */
  readonly used: Set<string>
  /** Names of customers that were moved and do not go back. */
  readonly staying: Set<string>
}

/**
 * What takes changes back without touching what was edited since. Each field that changed is laid beside its present
 * value: untouched, it goes back to what it was; touched since, it stays and is named. What was created goes to the
 * recycle bin, unless it was edited or others refer to it; what was deleted or moved comes back.
 * Two edits that led to the same value again are no edit: there is nothing that one could lose.
 */
export function planUndo(input: UndoInput): (RestoreEntry | 'unchanged')[] {
  const find = finder(input.records)
  const blocked = new Map<string, MusterRecord>()
  for (;;) {
    const plans = planWith({ ...input, find, blocked, used: new Set(), staying: new Set() })
    const inTheWay = rivals(input.records, plans)
    if (inTheWay.size === 0) return plans
    // What stays for their sake keeps its own external ID, which others may have been about to come by.
    for (const [name, rival] of inTheWay) blocked.set(name, rival)
  }
}

function planWith(desk: Desk): (RestoreEntry | 'unchanged')[] {
  const plans = new Map<RecordChange, RestoreEntry | 'unchanged'>()
  // Customers that were moved come first, for what belongs to them goes with them; the others last, for whether one may
  // go depends on what still refers to it.
  const { moved, others, customers } = sorted(desk.changes)
  for (const change of moved) {
    const entry = undoOf(desk, change)
    plans.set(change, entry)
    if (entry !== 'unchanged' && entry.action === 'kept') desk.staying.add(nameOfChange(change))
  }
  for (const change of others) plans.set(change, undoOf(desk, change))
  for (const name of referredTo(desk, plans.values())) desk.used.add(name)
  for (const change of customers) plans.set(change, undoOf(desk, change))
  const planned = desk.changes.map((change) => plans.get(change) ?? 'unchanged')
  return [...planned, ...companions(desk, planned)]
}

function sorted(changes: readonly RecordChange[]): Record<'moved' | 'others' | 'customers', RecordChange[]> {
  const found: Record<'moved' | 'others' | 'customers', RecordChange[]> = { moved: [], others: [], customers: [] }
  for (const change of changes) {
    const { before, after } = change
    const isCustomer = (after ?? before)?.record.type === 'customers'
    const isMove = before !== undefined && after !== undefined && before.at.userId !== after.at.userId
    found[!isCustomer ? 'others' : isMove ? 'moved' : 'customers'].push(change)
  }
  return found
}

function finder(records: UndoInput['records']): Desk['find'] {
  const accounts = new Map(
    [...records].map(([userId, all]) => [userId, new Map(all.map((record) => [recordName(record), record]))]),
  )
  return ({ at, record }) => accounts.get(at.userId)?.get(recordName(record))
}

/** The names of the records to which others refer that are live once these plans are carried out. */
function* referredTo({ records }: UndoInput, plans: Iterable<RestoreEntry | 'unchanged'>): Generator<string> {
  const changes = [...plans].flatMap((entry) => (entry === 'unchanged' ? [] : (entry.change ?? [])))
  const changed = new Set(changes.flatMap(({ before }) => before?.record ?? []))
  const untouched = [...records.values()].flat().filter((record) => !changed.has(record))
  for (const record of [...untouched, ...changes.flatMap(({ after }) => after?.record ?? [])])
    if (record.deleted === undefined) yield* references(record)
}

function references(record: MusterRecord): string[] {
  return RECORD_TYPES[record.type].fields.flatMap(({ name, type, rule }) => {
    const id = record.fields[name]
    const isReference = type === 'reference' && rule?.target !== undefined && typeof id === 'string'
    return isReference ? [recordName({ type: rule.target, id })] : []
  })
}

/** What was entered for a moved customer since goes back with it, as it would go along with a transfer: what can. */
function companions(desk: Desk, planned: readonly (RestoreEntry | 'unchanged')[]): RestoreEntry[] {
  const ways = new Map<string, { from: Placed['at']; to: Placed['at'] }>()
  for (const entry of planned) {
    if (entry === 'unchanged' || entry.type !== 'customers' || entry.action !== 'moved') continue
    const { before, after } = entry.change ?? {}
    if (before !== undefined && after !== undefined) ways.set(recordName(entry), { from: before.at, to: after.at })
  }
  const known = new Set(desk.changes.map(nameOfChange))
  return [...new Set([...ways.values()].map(({ from }) => from.userId))].flatMap((userId) =>
    (desk.records.get(userId) ?? []).flatMap((record) => {
      const [way] = references(record).flatMap((name) => ways.get(name) ?? [])
      if (way?.from.userId !== userId || known.has(recordName(record))) return []
      const there = desk.find({ at: way.to, record })
      if (there !== undefined) return [kept(record, 'already-there', there)]
      const rival = desk.blocked.get(recordName(record))
      if (rival !== undefined) return [kept(record, 'external-id-in-use', rival)]
      const change = { before: { at: way.from, record }, after: { at: way.to, record: next(desk, record, {}) } }
      return [{ ...named(record), action: 'moved', fields: [], change } as const]
    }),
  )
}

function undoOf(desk: Desk, change: RecordChange): RestoreEntry | 'unchanged' {
  const { before, after } = change
  if (after === undefined) return before === undefined ? 'unchanged' : undoOfRemoval(desk, before)
  if (before === undefined) return undoOfCreation(desk, after)
  return before.at.userId === after.at.userId
    ? undoOfChange(desk, before.record, after)
    : undoOfMove(desk, before, after)
}

const kept = (
  record: MusterRecord,
  reason: KeptReason,
  by?: MusterRecord,
  fields: readonly string[] = [],
): RestoreEntry => ({
  ...named(record),
  action: 'kept',
  fields: [],
  kept: { reason, fields, ...(by === undefined ? {} : { by: by.updatedBy, at: by.updatedAt }) },
})

/** The next state of a record, written by this undo. */
function next(
  { author, now }: Desk,
  current: MusterRecord | StoredRecord,
  change: { readonly fields?: Fields; readonly deleted?: MusterRecord['deleted'] },
): MusterRecord {
  const { deleted, ...rest } = withoutEtag(current)
  const binned = 'deleted' in change ? change.deleted : deleted
  return {
    ...rest,
    ...(change.fields === undefined ? {} : { fields: change.fields }),
    version: current.version + 1,
    updatedAt: now,
    updatedBy: author,
    ...(binned === undefined ? {} : { deleted: binned }),
  }
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

/** The IDs of the users whose records the changes are about. */
export function accountsOf(changes: readonly RecordChange[]): Set<string> {
  return new Set(
    changes.flatMap(({ before, after }) => [before, after].flatMap((placed) => (placed ? [placed.at.userId] : []))),
  )
}

/**
 * The changes that were made in fact, of those that were meant: what was written can be told by its mark. Of a removal
 * nothing is left to tell by; it counts as made, for undoing it changes nothing where the record still is.
 */
export function madeInFact(
  changes: readonly RecordChange[],
  records: UndoInput['records'],
  isMarked: (record: StoredRecord) => boolean,
): RecordChange[] {
  const find = finder(records)
  return changes.filter(({ after }) => {
    const current = after === undefined ? undefined : find(after)
    return after === undefined || (current !== undefined && isMarked(current))
  })
}
