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

/** A record of the account: what it is, in which state, and the JSON text of it without its etag. */
export interface CurrentText extends Pick<StoredRecord, 'type' | 'id' | 'etag'> {
  readonly text: string
}

/**
 * Lays one user's records beside those of a restore point. Both are complete, of all types and with the recycle bin, in
 * pages, and in the order of the store: type, then ID; neither is held. Most are as they were and have the same text:
 * those are only counted, and nobody has to read them. Answers how many there were in a row, and pairs of all others.
 * @param parse reads the text of a record
 * @throws Error if one of them is in another order: a record would be taken for two
 */
export async function* differences(
  current: AsyncIterable<readonly CurrentText[]>,
  point: AsyncIterable<readonly string[]>,
  parse: (text: string) => MusterRecord,
): AsyncGenerator<Pair | number, void, undefined> {
  const now = cursor(current)
  const then = cursor(point)
  const inOrder = order()
  let same = 0
  for (;;) {
    const left = now.item() ?? (await now.turn())
    const right = then.item() ?? (await then.turn())
    if (left === undefined && right === undefined) break
    if (left?.text === right) {
      if (left !== undefined) inOrder(left)
      same += 1
      now.step()
      then.step()
      continue
    }
    if (same > 0) yield same
    same = 0
    const there = right === undefined ? undefined : parse(right)
    const sign = compare(left, there)
    inOrder(sign <= 0 ? left : there)
    yield {
      ...(sign <= 0 && left !== undefined ? { current: { ...parse(left.text), etag: left.etag } } : {}),
      ...(sign >= 0 && there !== undefined ? { point: there } : {}),
    }
    if (sign <= 0) now.step()
    if (sign >= 0) then.step()
  }
  if (same > 0) yield same
}

type Named = Pick<MusterRecord, 'type' | 'id'>

/** What is at its end comes after everything. */
function compare(a: Named | undefined, b: Named | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
  if (a.type !== b.type) return a.type < b.type ? -1 : 1
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}

/** Goes through pages item by item; only turning a page takes waiting. */
function cursor<Item>(pages: AsyncIterable<readonly Item[]>) {
  const rest = pages[Symbol.asyncIterator]()
  let page: readonly Item[] = []
  let at = 0
  return {
    item: (): Item | undefined => page[at],
    step: (): void => {
      at += 1
    },
    turn: async (): Promise<Item | undefined> => {
      while (at >= page.length) {
        const next = await rest.next()
        if (next.done === true) return undefined
        page = next.value
        at = 0
      }
      return page[at]
    },
  }
}

/** Merged, the records of both sides come in order if those of each do. */
function order(): (record: Named | undefined) => void {
  let last: Named | undefined
  return (record) => {
    if (record !== undefined && last !== undefined && compare(last, record) >= 0) {
      throw new Error(`${recordName(record)} does not come after ${recordName(last)}.`)
    }
    last = record
  }
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
    action: 'removed',
    fields: [],
    since: { what: 'created', by: current.updatedBy, at: current.updatedAt },
    change: { before: { at, record: current } },
  }
}

export const named = (record: MusterRecord) => ({ type: record.type, id: record.id, title: recordTitle(record) })
