import pMap from 'p-map'
import { restoreBatchKey, restorePlannedKey, restoreUsersKey } from '../../contracts/keys.ts'
import type { Restore } from '../../domain/restores.ts'
import type { Ports } from '../../ports/ports.ts'
import { RESTORE_BATCH, type ChosenUser, type PlannedUser, type RestoredUser } from '../restoring/restored-user.ts'
import { loadRestore, loadRunning } from '../restoring/running.ts'
import { writeUser, type WriteRestoreDeps } from '../restoring/write-user.ts'
import { findStored, readStored } from '../stored.ts'

type Deps = WriteRestoreDeps &
  Pick<Ports, 'getRestore' | 'readJson' | 'findJson' | 'writeJson' | 'markUndone' | 'clearUndone'>

interface Input {
  readonly companyId: string
  readonly restoreId: string
  readonly batch: number
}

const USERS_AT_ONCE = 2

/**
 * Makes the planned writes of one batch of users, and writes down what that did. A batch that is written down is done.
 * @throws RestoreOver
 */
export const restoreUsers =
  (deps: Deps) =>
  async ({ companyId, restoreId, batch }: Input): Promise<{ users: number }> => {
    const key = restoreBatchKey(companyId, restoreId, batch)
    const done = await findStored<RestoredUser[]>(deps, key)
    if (done !== undefined) return { users: done.length }
    const all = await readStored<ChosenUser[]>(deps, restoreUsersKey(companyId, restoreId))
    const planned = await readStored<PlannedUser[]>(deps, restorePlannedKey(companyId, restoreId, batch))
    const restored = await pMap(
      all.slice(batch * RESTORE_BATCH, (batch + 1) * RESTORE_BATCH),
      async (user, index) => {
        const plan = planned[index]
        if (plan?.userId !== user.userId) throw new Error(`Batch ${batch} of ${restoreId} was planned for others.`)
        const restore = await loadRunning(deps, companyId, restoreId)
        const written = await writeUser(deps, restore, user, plan)
        await note(deps, restore, written)
        return written
      },
      { concurrency: USERS_AT_ONCE },
    )
    await deps.writeJson(key, restored)
    return { users: restored.length }
  }

/**
 * Notes for whom something is undone. What was an undo itself is in force no longer, so that what it took back is there
 * again, and so on. Where somebody interfered, or others have to take part, nothing is noted: it can be undone once more.
 */
async function note(
  deps: Deps,
  restore: Restore,
  { userId, counts, awaitsOthers = false }: RestoredUser,
): Promise<void> {
  if (counts.conflicts > 0 || awaitsOthers) return
  const { companyId } = restore
  let by = restore
  for (let isUndone = true; by.undoes !== undefined; isUndone = !isUndone) {
    const { kind, id } = by.undoes
    if (isUndone) await deps.markUndone(companyId, id, userId, by.id)
    else await deps.clearUndone(companyId, id, userId)
    if (kind === 'import') return
    by = await loadRestore(deps, companyId, id)
  }
}
