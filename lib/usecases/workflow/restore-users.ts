import pMap from 'p-map'
import { restoreBatchKey, restoreUsersKey } from '../../contracts/keys.ts'
import type { SecuredUser } from '../../domain/restore-points.ts'
import type { Ports } from '../../ports/ports.ts'
import { restoreUser, type RestoreUserDeps } from '../restore-user.ts'
import type { RestoredUser } from '../restored-user.ts'
import { loadRunning, RESTORE_BATCH } from './begin-restore.ts'
import { findStored, readStored } from '../stored.ts'

type Deps = RestoreUserDeps & Pick<Ports, 'getRestore' | 'readJson' | 'findJson' | 'writeJson'>

interface Input {
  readonly companyId: string
  readonly restoreId: string
  readonly batch: number
}

const USERS_AT_ONCE = 2

/**
 * Restores one batch of users, and writes down what that did. A batch that is written down is done.
 * @throws RestoreOver
 */
export const restoreUsers =
  (deps: Deps) =>
  async ({ companyId, restoreId, batch }: Input): Promise<{ users: number }> => {
    const key = restoreBatchKey(companyId, restoreId, batch)
    const done = await findStored<RestoredUser[]>(deps, key)
    if (done !== undefined) return { users: done.length }
    const all = await readStored<SecuredUser[]>(deps, restoreUsersKey(companyId, restoreId))
    const restored = await pMap(
      all.slice(batch * RESTORE_BATCH, (batch + 1) * RESTORE_BATCH),
      async (user) => restoreUser(deps, () => loadRunning(deps, companyId, restoreId), user),
      { concurrency: USERS_AT_ONCE },
    )
    await deps.writeJson(key, restored)
    return { users: restored.length }
  }
