import pMap from 'p-map'
import { Problem } from '../domain/problems.ts'
import { RECORD_TYPE_NAMES } from '../domain/record-types/types.ts'
import type { StoredRecord } from '../domain/records.ts'
import type { Ports } from '../ports/ports.ts'
import type { Caller } from './access.ts'
import { nextState } from './change-record.ts'

export type BinDeps = Pick<Ports, 'getRecord' | 'readRecords' | 'writeRecord' | 'newId' | 'now'>

/** What became of one record. `in-use`: it stays in the bin, because `holder` has its external ID by now. */
export type TakenOut =
  | { readonly kind: 'restored'; readonly record: StoredRecord }
  | { readonly kind: 'not-there'; readonly recordId: string }
  | { readonly kind: 'in-use'; readonly record: StoredRecord; readonly holder: StoredRecord }

interface Args extends Caller {
  readonly userId: string
  readonly recordIds: readonly string[]
}

const AT_ONCE = 16
const TRIES = 10

/**
 * Takes records out of a user's recycle bin, as they were, except where another record has their external ID: it is
 * unique per user and type. Of several in the bin with the same one, the first named comes back. Answers in the order asked.
 */
export async function takeOutOfBin(deps: BinDeps, { userId, recordIds, ...caller }: Args): Promise<TakenOut[]> {
  const at = { companyId: caller.company.id, userId }
  const found = await pMap(
    new Set(recordIds),
    async (recordId) => ({ recordId, record: await binned(deps, at, recordId) }),
    { concurrency: AT_ONCE },
  )
  const records = found.flatMap(({ record }) => record ?? [])
  const holders = await liveHolders(deps, at, records)
  const decided = found.map(({ recordId, record }): TakenOut => {
    if (record === undefined) return { kind: 'not-there', recordId }
    const key = keyOf(record)
    const holder = key === undefined ? undefined : holders.get(key)?.[0]
    if (holder !== undefined) return { kind: 'in-use', record, holder }
    if (key !== undefined) holders.set(key, [record])
    return { kind: 'restored', record }
  })
  const written = await pMap(
    decided,
    async (one): Promise<TakenOut> => {
      if (one.kind !== 'restored') return one
      const record = await settle(deps, { ...caller, userId }, one.record, undefined)
      return record === undefined ? { kind: 'not-there', recordId: one.record.id } : { kind: 'restored', record }
    },
    { concurrency: AT_ONCE },
  )

  // Meanwhile somebody may have entered the same ID; they did so first, and ours goes back into the bin.
  const back = written.flatMap((one) => (one.kind === 'restored' ? one.record : []))
  const rivals = await liveHolders(deps, at, back)
  return pMap(
    written,
    async (one): Promise<TakenOut> => {
      const key = one.kind === 'restored' ? keyOf(one.record) : undefined
      if (one.kind !== 'restored' || key === undefined) return one
      const holder = rivals.get(key)?.find(({ id }) => id !== one.record.id)
      if (holder === undefined) return one
      const { deleted } = records.find(({ id }) => id === one.record.id) ?? one.record
      await settle(deps, { ...caller, userId }, one.record, deleted)
      return { kind: 'in-use', record: one.record, holder }
    },
    { concurrency: AT_ONCE },
  )
}

/** A record stays in the bin, because another one has its external ID. */
export function externalIdInUse({ record, holder }: Extract<TakenOut, { kind: 'in-use' }>): Problem {
  const id = String(record.fields['externalId'])
  return new Problem('duplicate-key', `Record ${holder.id} has the external ID "${id}" by now.`, {
    advice: 'Leave this record in the recycle bin, or put the other one there first.',
    details: { recordId: record.id, externalId: id, holderId: holder.id },
  })
}

interface At {
  readonly companyId: string
  readonly userId: string
}

/** The record of this ID in the bin, of whichever type: IDs are unique over all of them. */
async function binned(
  { getRecord }: Pick<BinDeps, 'getRecord'>,
  { companyId, userId }: At,
  recordId: string,
): Promise<StoredRecord | undefined> {
  const found = await Promise.all(RECORD_TYPE_NAMES.map(async (type) => getRecord(companyId, userId, type, recordId)))
  return found.find((record) => record?.deleted !== undefined)
}

function keyOf({ type, fields }: StoredRecord): string | undefined {
  const { externalId } = fields
  return externalId === undefined ? undefined : `${type}/${String(externalId)}`
}

/** By type and external ID: the user's records outside the bin that have one of the external IDs of `records`. */
async function liveHolders(
  { readRecords }: Pick<BinDeps, 'readRecords'>,
  { companyId, userId }: At,
  records: readonly StoredRecord[],
): Promise<Map<string, StoredRecord[]>> {
  const wanted = new Set(records.flatMap((record) => keyOf(record) ?? []))
  const types = new Set(records.filter((record) => keyOf(record) !== undefined).map(({ type }) => type))
  const holders = new Map<string, StoredRecord[]>()
  for (const type of types) {
    for await (const record of readRecords(companyId, userId, type)) {
      const key = keyOf(record)
      if (record.deleted !== undefined || key === undefined || !wanted.has(key)) continue
      holders.set(key, [...(holders.get(key) ?? []), record])
    }
  }
  return holders
}

/**
 * Takes a record out of the bin, or puts it back there, whatever else is changed about it at the same time. One that
 * somebody else has just moved the same way is where it should be.
 * @returns its state then; undefined if it is gone, or was changed again and again
 */
async function settle(
  deps: BinDeps,
  { userId, ...caller }: Caller & { readonly userId: string },
  record: StoredRecord,
  deleted: StoredRecord['deleted'],
): Promise<StoredRecord | undefined> {
  let before: StoredRecord | undefined = record
  for (let tries = 1; before !== undefined && tries <= TRIES; tries += 1) {
    const after = nextState(deps, caller, before, { deleted })
    const write = { kind: 'put', record: after, expect: { etag: before.etag } } as const
    const written = await deps.writeRecord(caller.company.id, userId, write)
    if (written.kind === 'written') return after
    before = written.current
    if (before !== undefined && (before.deleted === undefined) === (deleted === undefined)) return before
  }
  return undefined
}
