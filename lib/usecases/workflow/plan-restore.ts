import pMap from 'p-map'
import { restorePlannedKey, restoreUsersKey } from '../../contracts/keys.ts'
import type { Restore } from '../../domain/restores.ts'
import { DamagedObject } from '../../ports/files.ts'
import type { Ports } from '../../ports/ports.ts'
import { planUser, type PlanRestoreDeps } from '../restoring/plan-user.ts'
import { RESTORE_BATCH, type ChosenUser, type PlannedUser } from '../restoring/restored-user.ts'
import { loadRunning } from '../restoring/running.ts'
import { findStored, readStored } from '../stored.ts'
import { RestorePointIncomplete } from './seal-restore-point.ts'

type Deps = PlanRestoreDeps & Pick<Ports, 'getRestore' | 'putRestore' | 'readJson' | 'writeJson'>

interface Input {
  readonly companyId: string
  readonly restoreId: string
  readonly batch: number
}

const USERS_AT_ONCE = 2

/**
 * Decides what a restore or undo is to write for one batch of users. All batches are planned before the first write, so
 * that a dry run says exactly what would be written, and damage is found before anything is changed.
 * @throws RestoreOver, RestorePointIncomplete
 */
export const planRestore =
  (deps: Deps) =>
  async ({ companyId, restoreId, batch }: Input): Promise<{ users: number }> => {
    const key = restorePlannedKey(companyId, restoreId, batch)
    const done = await findStored<PlannedUser[]>(deps, key)
    if (done !== undefined) return { users: done.length }
    const restore = await loadRunning(deps, companyId, restoreId)
    const all = await readStored<ChosenUser[]>(deps, restoreUsersKey(companyId, restoreId))
    const users = all.slice(batch * RESTORE_BATCH, (batch + 1) * RESTORE_BATCH)
    const planned = await pMap(users, async (user) => planOrName(deps, restore, user), { concurrency: USERS_AT_ONCE })
    await deps.writeJson(key, planned)
    return { users: planned.length }
  }

/** A part of the restore point that is missing or not what was written is named in the restore: whose it is. */
async function planOrName(deps: Deps, restore: Restore, user: ChosenUser): Promise<PlannedUser> {
  try {
    return await planUser(deps, restore, user)
  } catch (error) {
    if (!(error instanceof DamagedObject)) throw error
    const problem = {
      code: 'restore-point-damaged',
      message: `What the restore point holds of ${user.email} is missing or is not what was written; nothing was changed.`,
      advice: 'Choose another restore point, or restore the other users only.',
      details: { email: user.email },
    } as const
    await deps.putRestore({ ...(await loadRunning(deps, restore.companyId, restore.id)), problem })
    throw new RestorePointIncomplete(`The restore point of user ${user.userId} cannot be read back as it was written.`)
  }
}
