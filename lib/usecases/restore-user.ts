import pMap from 'p-map'
import { planRestore, sameRecord, type RestoreOperation } from '../domain/restoring.ts'
import type { MusterRecord, StoredRecord } from '../domain/records.ts'
import type { Restore, SecuredUser } from '../domain/restore-points.ts'
import type { Ports } from '../ports/ports.ts'
import type { RestoredUser } from './restored-user.ts'
import { linesOf } from './stored.ts'

export type RestoreUserDeps = Pick<Ports, 'readLines' | 'readRecords' | 'writeRecord'>

const WINDOW = 32

/**
 * Brings one user's records back to the point: writes only the difference, each write conditional on the state it was
 * compared with, then reads back and compares record by record. A dry run only counts.
 * A record somebody changes meanwhile survives and is counted as conflict.
 */
export async function restoreUser(
  deps: RestoreUserDeps,
  restore: Restore,
  secured: SecuredUser,
): Promise<RestoredUser> {
  const { companyId } = restore
  const { userId, email } = secured
  const [point, current] = await Promise.all([
    linesOf<MusterRecord>(deps.readLines(secured.key)),
    Array.fromAsync(deps.readRecords(companyId, userId)),
  ])
  const { operations, counts } = planRestore({ current, point })
  if (restore.dryRun) return { userId, email, counts, verified: false }
  const conflicts = await pMap(operations, async (operation) => write(deps, restore, userId, operation), {
    concurrency: WINDOW,
  })
  const missed = conflicts.filter(Boolean).length
  const verified = await isRestored(deps, companyId, userId, point)
  return { userId, email, counts: { ...counts, conflicts: missed }, verified }
}

/** One conditional write; whether it met a change. Its own earlier attempt is no change. */
async function write(
  deps: RestoreUserDeps,
  { companyId, id }: Restore,
  userId: string,
  operation: RestoreOperation,
): Promise<boolean> {
  if (operation.kind === 'remove') {
    const { before } = operation
    const answer = await deps.writeRecord(companyId, userId, {
      kind: 'remove',
      record: before,
      expect: { etag: before.etag },
    })
    return answer.kind === 'changed' && answer.current !== undefined
  }
  const record: StoredRecord = { ...operation.record, etag: `${id}:${operation.record.id}` }
  const expect = operation.before === undefined ? 'absent' : { etag: operation.before.etag }
  const answer = await deps.writeRecord(companyId, userId, { kind: 'put', record, expect })
  return answer.kind === 'changed' && answer.current?.etag !== record.etag
}

async function isRestored(
  deps: RestoreUserDeps,
  companyId: string,
  userId: string,
  point: readonly MusterRecord[],
): Promise<boolean> {
  const wanted = new Map(point.map((record) => [`${record.type}/${record.id}`, record]))
  let equal = 0
  for await (const record of deps.readRecords(companyId, userId)) {
    const there = wanted.get(`${record.type}/${record.id}`)
    if (there === undefined || !sameRecord(there, record)) return false
    equal += 1
  }
  return equal === wanted.size
}
