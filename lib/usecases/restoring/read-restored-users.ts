import pMap from 'p-map'
import { restoreBatchKey, restorePlannedKey, restoreUsersKey } from '../../contracts/keys.ts'
import type { Ports } from '../../ports/ports.ts'
import { findStored } from '../stored.ts'
import { RESTORE_BATCH, type ChosenUser, type PlannedUser, type RestoredUser } from './restored-user.ts'

type Deps = Pick<Ports, 'findJson'>

const AT_ONCE = 16

/** How far a restore is. `chosen` is absent until it is settled who takes part. */
export interface RestoreProgress {
  readonly chosen: readonly ChosenUser[] | undefined
  readonly planned: readonly PlannedUser[]
  readonly restored: readonly RestoredUser[]
}

/** What a restore is to do and did for each user so far. Batches that are not written down yet are not done yet. */
export async function readProgress(deps: Deps, companyId: string, restoreId: string): Promise<RestoreProgress> {
  const chosen = await findStored<ChosenUser[]>(deps, restoreUsersKey(companyId, restoreId))
  if (chosen === undefined) return { chosen, planned: [], restored: [] }
  const batches = batchesOf(chosen)
  const of = async <User extends object>(key: typeof restoreBatchKey): Promise<User[]> =>
    (
      await pMap(batches, async (batch) => findStored<User[]>(deps, key(companyId, restoreId, batch)), {
        concurrency: AT_ONCE,
      })
    ).flatMap((users) => users ?? [])
  const planned = await of<PlannedUser>(restorePlannedKey)
  // Nothing is written before everything is planned.
  const restored = planned.length < chosen.length ? [] : await of<RestoredUser>(restoreBatchKey)
  return { chosen, planned, restored }
}

/** The numbers of the batches in which these users are worked on. */
export function batchesOf(users: readonly unknown[]): number[] {
  return Array.from({ length: Math.ceil(users.length / RESTORE_BATCH) }, (_, batch) => batch)
}
