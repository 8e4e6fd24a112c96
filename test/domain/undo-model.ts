import type { RecordChange } from '../../lib/domain/record-changes.ts'
import type { Author, Fields, FieldValue, MusterRecord } from '../../lib/domain/records.ts'
import type { RestoreEntry } from '../../lib/domain/restores.ts'

/**
 * What an undo does, written down once more from its rules and not from its code: slower, and without external IDs.
 * Whether two records would have the same one afterwards is for the caller to see.
 */

/** All records of every account, by user ID and record ID. IDs are unique over types. */
export type Accounts<Kind extends MusterRecord = MusterRecord> = ReadonlyMap<string, ReadonlyMap<string, Kind>>

/** How something is afterwards, and where. */
export interface Then {
  readonly at: string
  readonly fields: Fields
  readonly deleted?: MusterRecord['deleted']
}

export interface Verdict {
  readonly id: string
  readonly action: RestoreEntry['action'] | 'unchanged'
  /** Fields that stay although they were changed by what is undone, or because of which all of it stays. */
  readonly stay: readonly string[]
  /** Where it is now, and where and how it is then; absent where it stays as it is. */
  readonly from?: string
  readonly then?: Then
}

export interface UndoModel {
  readonly changes: readonly RecordChange[]
  readonly accounts: Accounts
  readonly chosen: (userId: string) => boolean
  /** How a record is marked that goes into the recycle bin for the first time. */
  readonly bin: { readonly at: string; readonly by: Author }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const namesOf = (...all: readonly Fields[]) => [...new Set(all.flatMap((fields) => Object.keys(fields)))]
const differing = (a: Fields, b: Fields) => namesOf(a, b).filter((name) => !same(a[name], b[name]))
const customerOf = ({ fields }: Pick<MusterRecord, 'fields'>) => String(fields['customer'])

/** Field by field: what was given and is still there goes back; what is different now, and not as before, stays. */
function merged(before: Fields, after: Fields, now: Fields) {
  const touched = differing(before, after)
  const back = touched.filter((name) => same(now[name], after[name]))
  const stay = touched.filter((name) => !same(now[name], after[name]) && !same(now[name], before[name]))
  const fields: Record<string, FieldValue> = {}
  for (const name of namesOf(before, after, now)) {
    const value = back.includes(name) ? before[name] : now[name]
    if (value !== undefined) fields[name] = value
  }
  return { back, stay, fields }
}

const inBin = (record: MusterRecord) => (record.deleted === undefined ? {} : { deleted: record.deleted })

type Decided = Omit<Verdict, 'id'>
const stays = (stay: readonly string[] = []): Decided => ({ action: 'kept', stay })
const NOTHING: Decided = { action: 'unchanged', stay: [] }

const idOf = ({ before, after }: RecordChange) => (after ?? before)?.record.id ?? ''
const typeOf = ({ before, after }: RecordChange) => (after ?? before)?.record.type
const isMove = ({ before, after }: RecordChange) =>
  before !== undefined && after !== undefined && before.at.userId !== after.at.userId

/** What becomes of each change, in their order; after them what goes along. */
export function modelUndo({ changes, accounts, chosen, bin }: UndoModel): Verdict[] {
  const now = (userId: string, id: string) => accounts.get(userId)?.get(id)

  function moveOf({ before, after }: RecordChange, stayed: ReadonlySet<string>): Decided {
    if (before === undefined || after === undefined) return NOTHING
    const current = now(after.at.userId, after.record.id)
    const there = now(before.at.userId, after.record.id)
    if (current === undefined) return there === undefined ? stays() : NOTHING
    if (there !== undefined || !chosen(before.at.userId) || !chosen(after.at.userId)) return stays()
    if (stayed.has(customerOf(current))) return stays()
    const { stay, fields } = merged(before.record.fields, after.record.fields, current.fields)
    return { action: 'moved', stay, from: after.at.userId, then: { at: before.at.userId, fields, ...inBin(current) } }
  }

  function verdictOf(change: RecordChange, used: ReadonlySet<string>, stayed: ReadonlySet<string>): Decided {
    const { before, after } = change
    if (isMove(change)) return moveOf(change, stayed)
    const at = (after ?? before)?.at.userId ?? ''
    const current = now(at, idOf(change))
    if (after === undefined) {
      if (before === undefined || current !== undefined) return NOTHING
      return { action: 'created', stay: [], then: { at, fields: before.record.fields, ...inBin(before.record) } }
    }
    const goes = (fields: Fields, deleted: MusterRecord['deleted']): Decided => {
      const edited = differing(current?.fields ?? {}, after.record.fields)
      if (edited.length > 0) return stays(edited)
      if (used.has(after.record.id)) return stays()
      return { action: 'deleted', stay: [], from: at, then: { at, fields, ...(deleted && { deleted }) } }
    }
    if (before === undefined) {
      return current === undefined || current.deleted !== undefined ? NOTHING : goes(current.fields, bin)
    }
    if (current === undefined) return stays()
    const wasLive = before.record.deleted === undefined
    const isAsLeft = same(current.deleted, after.record.deleted)
    if (!wasLive && after.record.deleted === undefined && isAsLeft) {
      return goes(before.record.fields, before.record.deleted)
    }
    const { back, stay, fields } = merged(before.record.fields, after.record.fields, current.fields)
    if (wasLive && after.record.deleted !== undefined) {
      if (isAsLeft) return { action: 'restored', stay, from: at, then: { at, fields } }
      // Somebody took it out and deleted it anew.
      if (back.length === 0 && current.deleted !== undefined) return stays(stay)
    }
    if (back.length === 0) return stay.length > 0 ? stays(stay) : NOTHING
    return { action: 'updated', stay, from: at, then: { at, fields, ...inBin(current) } }
  }

  const verdicts = new Map<RecordChange, Verdict>()
  const settle = (some: readonly RecordChange[], used: ReadonlySet<string>, stayed: ReadonlySet<string>) => {
    for (const change of some) verdicts.set(change, { id: idOf(change), ...verdictOf(change, used, stayed) })
  }
  const customers = changes.filter((change) => typeOf(change) === 'customers')
  const others = changes.filter((change) => typeOf(change) !== 'customers')
  settle(customers.filter(isMove), new Set(), new Set())
  const moved = [...verdicts.values()].filter(({ action }) => action === 'moved')
  const stayed = new Set([...verdicts.values()].filter(({ action }) => action === 'kept').map(({ id }) => id))
  settle(others, new Set(), stayed)
  const along = alongWith(moved, { changes, accounts })
  const used = new Set(liveAfter(accounts, [...verdicts.values(), ...along]).map(customerOf))
  settle(
    customers.filter((change) => !isMove(change)),
    used,
    stayed,
  )
  return [...changes.flatMap((change) => verdicts.get(change) ?? []), ...along]
}

/** What was entered since for a customer that goes, goes along. */
function alongWith(
  moved: readonly Verdict[],
  { changes, accounts }: Pick<UndoModel, 'changes' | 'accounts'>,
): Verdict[] {
  const known = new Set(changes.map(idOf))
  return moved.flatMap(({ id, from = '', then }): Verdict[] =>
    [...(accounts.get(from)?.values() ?? [])].flatMap((record): Verdict[] => {
      if (then === undefined || known.has(record.id) || customerOf(record) !== id) return []
      if (accounts.get(then.at)?.has(record.id) === true) return [{ id: record.id, ...stays() }]
      const { fields } = record
      return [{ id: record.id, action: 'moved', stay: [], from, then: { at: then.at, fields, ...inBin(record) } }]
    }),
  )
}

/** Everything that is not in a recycle bin when these verdicts are carried out. */
function liveAfter(accounts: Accounts, verdicts: readonly Verdict[]): Pick<MusterRecord, 'fields'>[] {
  return [...afterwards(accounts, verdicts).values()]
    .flatMap((records) => [...records.values()])
    .filter(({ deleted }) => deleted === undefined)
}

/** Every account once these verdicts are carried out: of each record its fields, and whether it is in the bin. */
export function afterwards(
  accounts: Accounts,
  verdicts: readonly Verdict[],
): Map<string, Map<string, Pick<MusterRecord, 'fields' | 'deleted'>>> {
  const after = new Map(
    [...accounts].map(([user, records]) => [user, new Map<string, Pick<MusterRecord, 'fields' | 'deleted'>>(records)]),
  )
  for (const { id, from, then } of verdicts) {
    if (then === undefined) continue
    if (from !== undefined) after.get(from)?.delete(id)
    const { at, ...state } = then
    after.get(at)?.set(id, state)
  }
  return after
}

/** Whether no two live records of a user and type have the same external ID. */
export function areUnique(
  accounts: ReadonlyMap<string, ReadonlyMap<string, Pick<MusterRecord, 'fields' | 'deleted'>>>,
  typeOfId: (id: string) => string,
): boolean {
  const ids = [...accounts].flatMap(([user, records]) =>
    [...records].flatMap(([id, { fields, deleted }]) =>
      fields['externalId'] === undefined || deleted !== undefined
        ? []
        : `${user}/${typeOfId(id)}/${String(fields['externalId'])}`,
    ),
  )
  return new Set(ids).size === ids.length
}
