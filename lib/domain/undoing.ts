import { nameOfChange, recordName, type Placed, type RecordChange } from './record-changes.ts'
import type { MusterRecord, StoredRecord } from './records.ts'
import { named } from './restoring.ts'
import type { RestoreEntry } from './restores.ts'
import { kept, next, references, type Desk, type UndoInput } from './undoing/desk.ts'
import { undoOf } from './undoing/one-record.ts'
import { rivals } from './undoing/rivals.ts'

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
