import { sameData, sameFieldValue, withoutEtag } from './equality.ts'
import { isExpired } from './recycle-bin.ts'
import { recordName, type Account } from './record-changes.ts'
import type { Fields } from './record-types/types.ts'
import { recordTitle, type MusterRecord, type StoredRecord } from './records.ts'
import type { RestoreEntry } from './restores.ts'

/** Whether two records are equal in everything but their etag: id, version, fields, times, authors, recycle bin. */
export function sameRecord(a: MusterRecord | StoredRecord, b: MusterRecord | StoredRecord): boolean {
  return sameData(withoutEtag(a), withoutEtag(b))
}

/** Names of the fields that differ between two states. */
export function differingFields(a: Fields, b: Fields): string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].filter((name) => !sameFieldValue(a[name], b[name]))
}

/** A record as it stands in the account, as it stood in the restore point, or both. */
export interface Pair {
  readonly current?: StoredRecord
  readonly point?: MusterRecord
}

/**
 * Lays one user's records beside those of a restore point, record by record.
 * Both are complete, of all types and with the recycle bin, and in the order of the store: type, then ID. Neither is held.
 * @throws Error if one of them is in another order: a record would be taken for two
 */
export async function* pairs(
  current: AsyncIterable<StoredRecord>,
  point: AsyncIterable<MusterRecord>,
): AsyncGenerator<Pair, void, undefined> {
  const now = inOrder(current)
  const then = inOrder(point)
  let [left, right] = await Promise.all([now.next(), then.next()])
  while (left.done !== true || right.done !== true) {
    const order = compare(left.done === true ? undefined : left.value, right.done === true ? undefined : right.value)
    const pair: Pair = {
      ...(order <= 0 && left.done !== true ? { current: left.value } : {}),
      ...(order >= 0 && right.done !== true ? { point: right.value } : {}),
    }
    yield pair
    if (order <= 0) left = await now.next()
    if (order >= 0) right = await then.next()
  }
}

/** What is at its end comes after everything. */
function compare(a: MusterRecord | undefined, b: MusterRecord | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
  if (a.type !== b.type) return a.type < b.type ? -1 : 1
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}

async function* inOrder<Kind extends MusterRecord>(
  records: AsyncIterable<Kind>,
): AsyncGenerator<Kind, undefined, undefined> {
  let last: Kind | undefined
  for await (const record of records) {
    if (last !== undefined && compare(last, record) >= 0) {
      throw new Error(`${recordName(record)} does not come after ${recordName(last)}.`)
    }
    last = record
    yield record
  }
  return undefined
}

/** Whether the time that this record of the restore point had in the recycle bin is over: then it counts as not there. */
export function isOverdue({ current, point }: Pair, now: string): boolean {
  return current === undefined && point !== undefined && isExpired(point, now)
}

/**
 * What brings one record back to the restore point, and what is lost with it. Only differences are written; what came
 * after the point is taken away altogether, for it was not there.
 */
export function restoreOf(at: Account, { current, point }: Pair): RestoreEntry | 'unchanged' {
  if (current === undefined && point === undefined) throw new Error('A pair is of some record.')
  if (point === undefined) return current === undefined ? 'unchanged' : removal(at, current)
  if (current === undefined) {
    return {
      ...named(point),
      action: 'created',
      fields: [],
      since: { what: 'gone' },
      change: { after: { at, record: withoutEtag(point) } },
    }
  }
  if (sameRecord(current, point)) return 'unchanged'
  const isDeletedSince = current.deleted !== undefined && point.deleted === undefined
  const isRestoredSince = current.deleted === undefined && point.deleted !== undefined
  return {
    ...named(current),
    action: isDeletedSince ? 'restored' : isRestoredSince ? 'deleted' : 'updated',
    fields: differingFields(current.fields, point.fields),
    since: isDeletedSince
      ? { what: 'deleted', by: current.deleted?.by ?? current.updatedBy, at: current.deleted?.at ?? current.updatedAt }
      : { what: 'changed', by: current.updatedBy, at: current.updatedAt },
    change: { before: { at, record: current }, after: { at, record: withoutEtag(point) } },
  }
}

function removal(at: Account, current: StoredRecord): RestoreEntry {
  return {
    ...named(current),
    action: 'deleted',
    fields: [],
    since: { what: 'created', by: current.updatedBy, at: current.updatedAt },
    change: { before: { at, record: current } },
  }
}

export const named = (record: MusterRecord) => ({ type: record.type, id: record.id, title: recordTitle(record) })
