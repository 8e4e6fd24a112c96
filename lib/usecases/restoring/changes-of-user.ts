import { restorePlanKey } from '../../contracts/keys.ts'
import { changesOfImport, recordName, type Account, type RecordChange } from '../../domain/record-changes.ts'
import type { ResultEntry } from '../../domain/plans.ts'
import type { StoredRecord } from '../../domain/records.ts'
import type { Restore, RestoreEntry } from '../../domain/restores.ts'
import type { Ports } from '../../ports/ports.ts'
import { readPlan } from '../plan-user.ts'
import { etagOf } from './write-change.ts'
import { linesOf, stored } from '../stored.ts'
import { readProgress } from './read-restored-users.ts'

export type ChangesDeps = Pick<Ports, 'getImportUser' | 'readLines' | 'findJson'>

/** What was done for a user. With `isMarked` it did not come to its end: only what bears the mark was written in fact. */
export interface Done {
  readonly changes: readonly RecordChange[]
  readonly isMarked?: (record: StoredRecord) => boolean
}

/** What the import, restore or undo that is to be taken back did for one user. */
export async function changesOfUser(deps: ChangesDeps, { companyId, undoes }: Restore, at: Account): Promise<Done> {
  if (undoes === undefined) throw new Error('Only an undo takes something back.')
  return undoes.kind === 'import' ? ofImport(deps, companyId, undoes.id, at) : ofRestore(deps, companyId, undoes.id, at)
}

async function ofImport(deps: ChangesDeps, companyId: string, importId: string, at: Account): Promise<Done> {
  const user = await deps.getImportUser(companyId, importId, at.userId)
  if (user?.planKey === undefined) return { changes: [] }
  const { entries } = await readPlan(deps, user.planKey)
  if (user.resultKey !== undefined) {
    return { changes: changesOfImport(at, entries, await linesOf<ResultEntry>(deps.readLines(user.resultKey))) }
  }
  return {
    changes: changesOfImport(at, entries, undefined),
    isMarked: ({ lastImport }) => lastImport?.importId === importId,
  }
}

async function ofRestore(deps: ChangesDeps, companyId: string, restoreId: string, at: Account): Promise<Done> {
  const { restored } = await readProgress(deps, companyId, restoreId)
  const done = restored.find(({ userId }) => userId === at.userId)
  const survivors = new Set(done?.survivors.map(recordName))
  const changes: RecordChange[] = []
  for await (const line of deps.readLines(restorePlanKey(companyId, restoreId, at.userId))) {
    const { change, ...entry } = stored<RestoreEntry>(line)
    if (change !== undefined && !survivors.has(recordName(entry))) changes.push(change)
  }
  if (done !== undefined) return { changes }
  return { changes, isMarked: ({ etag, id }) => etag === etagOf(restoreId, id) }
}
