import pMap from 'p-map'
import { restorePlanKey } from '../../contracts/keys.ts'
import { recordName, type Account, type PlannedChange } from '../../domain/record-changes.ts'
import type { StoredRecord } from '../../domain/records.ts'
import { isOverdue, sameRecord } from '../../domain/restoring.ts'
import type { SecuredUser } from '../../domain/restore-points.ts'
import { uncounted, type Restore, type RestoreCounts, type RestoreEntry } from '../../domain/restores.ts'
import type { Ports } from '../../ports/ports.ts'
import { stored } from '../stored.ts'
import { differencesTo, type DifferencesDeps } from './differences.ts'
import type { ChosenUser, PlannedUser, RestoredUser, Survivor } from './restored-user.ts'
import { etagOf, survivor, writeChange } from './write-change.ts'

export type WriteRestoreDeps = DifferencesDeps &
  Pick<Ports, 'readLines' | 'readRecords' | 'getRecord' | 'writeRecord' | 'now'>

/** Conditional writes in flight. The store slows down rather than up beyond it. */
const WINDOW = 32

/**
 * Makes the writes that were planned for one user, each on condition that the record is still as it was compared, and
 * reads back. What somebody changes meanwhile survives and is named. Repeated, it writes the same and knows its own
 * writes by their etag.
 */
export async function writeUser(
  deps: WriteRestoreDeps,
  restore: Restore,
  user: ChosenUser,
  planned: PlannedUser,
): Promise<RestoredUser> {
  const met = await pMap(
    changes(deps, restore, user),
    async (change) => writeChange(deps, restore.companyId, restore.id, change),
    { concurrency: WINDOW },
  )
  const spared = met.filter((one) => one !== undefined)
  const { verified, changedSince, untouched } = await check(deps, restore, user, met.length > 0)
  const survivors = new Map([...spared, ...changedSince].map((one) => [recordName(one), one]))
  const counts =
    survivors.size === 0 ? planned.counts : await countsWithout(deps, restore, user, planned, survivors, untouched)
  return { ...planned, counts, verified, survivors: [...survivors.values()] }
}

/** Whoever survives counts as conflict, and no more as what was planned. */
async function countsWithout(
  deps: WriteRestoreDeps,
  restore: Restore,
  user: ChosenUser,
  planned: PlannedUser,
  survivors: ReadonlyMap<string, Survivor>,
  untouched: ReadonlySet<string>,
): Promise<RestoreCounts> {
  let counts: RestoreCounts = { ...planned.counts, conflicts: survivors.size }
  const unplanned = new Set(survivors.keys())
  for await (const entry of entriesOf(deps, restore, user)) {
    if (unplanned.delete(recordName(entry))) counts = uncounted(counts, entry)
  }
  const unchanged = [...unplanned].filter((name) => untouched.has(name)).length
  return { ...counts, unchanged: counts.unchanged - unchanged }
}

async function* changes(
  deps: Pick<Ports, 'readLines'>,
  restore: Restore,
  user: Account,
): AsyncGenerator<PlannedChange, void, undefined> {
  for await (const { change } of entriesOf(deps, restore, user)) if (change !== undefined) yield change
}

async function* entriesOf(
  { readLines }: Pick<Ports, 'readLines'>,
  { companyId, id }: Restore,
  { userId }: Account,
): AsyncGenerator<RestoreEntry, void, undefined> {
  for await (const line of readLines(restorePlanKey(companyId, id, userId))) yield stored<RestoreEntry>(line)
}

/** What was found when it was read back: whether all is as it should be, but for what somebody changed since. */
interface Check {
  readonly verified: boolean
  readonly changedSince: readonly Survivor[]
  /** Names of those among them that there was nothing to do about, unless they were planned. */
  readonly untouched: ReadonlySet<string>
}

async function check(deps: WriteRestoreDeps, restore: Restore, user: ChosenUser, isChanged: boolean): Promise<Check> {
  // Planning compared everything, record by record, and found no difference.
  if (!isChanged) return { verified: true, changedSince: [], untouched: new Set() }
  return user.secured === undefined ? checkUndo(deps, restore, user) : checkRestore(deps, restore, user.secured)
}

/** Compares the account with the restore point, record by record. A difference that a person made is theirs. */
async function checkRestore(deps: WriteRestoreDeps, restore: Restore, secured: SecuredUser): Promise<Check> {
  const changedSince: Survivor[] = []
  const untouched = new Set<string>()
  let verified = true
  for await (const met of differencesTo(deps, restore.companyId, secured)) {
    if (typeof met === 'number' || isOverdue(met, deps.now())) continue
    const { current, point } = met
    if (current !== undefined && point !== undefined && sameRecord(current, point)) continue
    if (current === undefined || current.etag === etagOf(restore.id, current.id)) verified = false
    else {
      changedSince.push(survivor(current))
      if (point !== undefined) untouched.add(recordName(current))
    }
  }
  return { verified, changedSince, untouched }
}

/** Looks at every record that was written, where it was written. */
async function checkUndo(deps: WriteRestoreDeps, restore: Restore, { userId }: ChosenUser): Promise<Check> {
  const { companyId, id } = restore
  const own = new Map<string, StoredRecord>()
  for await (const record of deps.readRecords(companyId, userId)) own.set(recordName(record), record)
  const found = await pMap(
    changes(deps, restore, { userId, email: '' }),
    async ({ before, after }): Promise<Survivor | 'as-planned' | 'missing'> => {
      if (after === undefined)
        return before === undefined || !own.has(recordName(before.record)) ? 'as-planned' : survivor(before.record)
      const { at, record } = after
      const current =
        at.userId === userId
          ? own.get(recordName(record))
          : await deps.getRecord(companyId, at.userId, record.type, record.id)
      if (current?.etag === etagOf(id, record.id)) return 'as-planned'
      const spared = current ?? (before?.at.userId === userId ? own.get(recordName(before.record)) : undefined)
      return spared === undefined ? 'missing' : survivor(spared)
    },
    { concurrency: WINDOW },
  )
  return {
    verified: !found.includes('missing'),
    changedSince: found.filter((one) => one !== 'as-planned' && one !== 'missing'),
    untouched: new Set(),
  }
}
