import pMap from 'p-map'
import { restoreBatchKey, restorePlannedKey, restoreUsersKey } from '../../contracts/keys.ts'
import type { Ports } from '../../ports/ports.ts'
import { RESTORE_BATCH, type ChosenUser, type PlannedUser, type RestoredUser } from '../restoring/restored-user.ts'
import { undoneNotes, type MarkDeps } from '../restoring/marks.ts'
import { loadRunning } from '../restoring/running.ts'
import { writeUser, type WriteRestoreDeps } from '../restoring/write-user.ts'
import { findStored, readStored } from '../stored.ts'

type Deps = WriteRestoreDeps & MarkDeps & Pick<Ports, 'readJson' | 'writeJson'>

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
    const note = undoneNotes(deps, companyId)
    const restored = await pMap(
      all.slice(batch * RESTORE_BATCH, (batch + 1) * RESTORE_BATCH),
      async (user, index) => {
        const plan = planned[index]
        if (plan?.userId !== user.userId) throw new Error(`Batch ${batch} of ${restoreId} was planned for others.`)
        const restore = await loadRunning(deps, companyId, restoreId)
        const written = await writeUser(deps, restore, user, plan)
        await note(restore, written)
        return written
      },
      { concurrency: USERS_AT_ONCE },
    )
    await deps.writeJson(key, restored)
    return { users: restored.length }
  }
