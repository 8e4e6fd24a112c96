import pMap from 'p-map'
import { restorePlanKey } from '../contracts/keys.ts'
import { planRestore, sameRecord, type RestoreOperation } from '../domain/restoring.ts'
import { recordTitle, type MusterRecord } from '../domain/records.ts'
import type { Restore, RestoreCounts, SecuredUser } from '../domain/restore-points.ts'
import type { Ports } from '../ports/ports.ts'
import type { RecordWrite } from '../ports/records.ts'
import type { RestoredUser, Survivor } from './restored-user.ts'
import { NO_COUNTS } from './restored-user.ts'
import { linesOf, stored } from './stored.ts'

export type RestoreUserDeps = Pick<Ports, 'readLines' | 'writeLines' | 'hashObject' | 'readRecords' | 'writeRecord'>

const WINDOW = 32
const MOST_SURVIVORS = 100

/** A line of the stored plan: first what it comes to, then each write, conditional on the state it was compared with. */
type PlanLine = { readonly counts: RestoreCounts } | RecordWrite

/**
 * Brings one user's records back to the point: writes only the difference, each write conditional on the state it was
 * compared with, then reads back and compares record by record. A dry run only counts.
 * A record somebody changes meanwhile survives and is counted as conflict. What is to be written is decided once and
 * kept: a repetition writes the same, knows its own writes by their etag, and counts the same.
 * `running` gives the restore before the first write. @throws what `running` throws if it is over
 */
export async function restoreUser(
  deps: RestoreUserDeps,
  running: () => Promise<Restore>,
  secured: SecuredUser,
): Promise<RestoredUser> {
  const restore = await running()
  const { companyId } = restore
  const { userId, email } = secured
  const point = await linesOf<MusterRecord>(deps.readLines(secured.key))
  if (restore.dryRun) {
    const { counts } = await compare(deps, companyId, userId, point)
    return { userId, email, counts, verified: false, survivors: [] }
  }
  await keepPlan(deps, restore, userId, point)
  // Comparing takes a while: what ended the restore meanwhile must find nothing written after.
  await running()
  const { counts, survivors } = await carryOut(deps, restore, userId)
  const verified = await isRestored(deps, companyId, userId, point)
  return {
    userId,
    email,
    counts: { ...counts, conflicts: survivors.length },
    verified,
    survivors: survivors.slice(0, MOST_SURVIVORS),
  }
}

async function compare(deps: RestoreUserDeps, companyId: string, userId: string, point: readonly MusterRecord[]) {
  return planRestore({ current: await Array.fromAsync(deps.readRecords(companyId, userId)), point })
}

/** Decides what to write and keeps it, unless an earlier attempt did. */
async function keepPlan(
  deps: RestoreUserDeps,
  { companyId, id }: Restore,
  userId: string,
  point: readonly MusterRecord[],
): Promise<void> {
  const key = restorePlanKey(companyId, id, userId)
  if ((await deps.hashObject(key)) !== undefined) return
  const { operations, counts } = await compare(deps, companyId, userId, point)
  const lines = function* (): Generator<PlanLine> {
    yield { counts }
    for (const operation of operations) yield writeOf(id, operation)
  }
  await deps.writeLines(key, lines())
}

function writeOf(restoreId: string, operation: RestoreOperation): RecordWrite {
  if (operation.kind === 'remove') {
    return { kind: 'remove', record: operation.before, expect: { etag: operation.before.etag } }
  }
  const { record, before } = operation
  const expect = before === undefined ? 'absent' : { etag: before.etag }
  return { kind: 'put', record: { ...record, etag: `${restoreId}:${record.id}` }, expect }
}

/** Makes all writes of the kept plan. `survivors`: what they met instead of the state they were decided on. */
async function carryOut(
  deps: RestoreUserDeps,
  { companyId, id }: Restore,
  userId: string,
): Promise<{ counts: RestoreCounts; survivors: Survivor[] }> {
  let counts = NO_COUNTS
  const writes = async function* () {
    for await (const read of deps.readLines(restorePlanKey(companyId, id, userId))) {
      const line = stored<PlanLine>(read)
      if ('counts' in line) counts = line.counts
      else yield line
    }
  }
  const met = await pMap(writes(), async (write) => survivorOf(deps, companyId, userId, write), { concurrency: WINDOW })
  return { counts, survivors: met.filter((survivor) => survivor !== undefined) }
}

/** One conditional write, and the record it met if somebody changed it. Its own earlier attempt is no change. */
async function survivorOf(
  deps: RestoreUserDeps,
  companyId: string,
  userId: string,
  write: RecordWrite,
): Promise<Survivor | undefined> {
  const answer = await deps.writeRecord(companyId, userId, write)
  if (answer.kind === 'written') return undefined
  const { type, id } = write.record
  return { type, id, title: recordTitle(answer.current ?? write.record) }
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
