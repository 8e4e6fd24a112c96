import { restoreBatchKey, restoreUsersKey } from '../contracts/keys.ts'
import type { SecuredUser } from '../domain/restore-points.ts'
import type { Ports } from '../ports/ports.ts'
import type { RestoredUser } from './restored-user.ts'
import { RESTORE_BATCH } from './workflow/begin-restore.ts'
import { findStored } from './stored.ts'

/** What a restore did for each user so far: batches that are not written down yet are not done yet. */
export async function readRestoredUsers(
  deps: Pick<Ports, 'findJson'>,
  companyId: string,
  restoreId: string,
): Promise<{ users: RestoredUser[]; complete: boolean }> {
  const wanted = await findStored<SecuredUser[]>(deps, restoreUsersKey(companyId, restoreId))
  if (wanted === undefined) return { users: [], complete: false }
  const batches = Array.from({ length: Math.ceil(wanted.length / RESTORE_BATCH) }, (_, batch) => batch)
  const done = await Promise.all(
    batches.map(async (batch) => findStored<RestoredUser[]>(deps, restoreBatchKey(companyId, restoreId, batch))),
  )
  const users = done.flatMap((batch) => batch ?? [])
  return { users, complete: users.length === wanted.length }
}
