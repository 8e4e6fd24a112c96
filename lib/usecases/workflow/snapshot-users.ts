import pMap from 'p-map'
import { pointBatchKey, pointUserKey, pointUsersKey } from '../../contracts/keys.ts'
import { withoutEtag } from '../../domain/equality.ts'
import type { RestorePoint, SecuredUser } from '../../domain/restore-points.ts'
import type { Ports } from '../../ports/ports.ts'
import { BATCH, type PointUser } from './list-users.ts'
import { findStored, readStored } from '../stored.ts'

type Deps = Pick<Ports, 'getRestorePoint' | 'readRecords' | 'readJson' | 'findJson' | 'writeJson' | 'writeLines'>

interface Input {
  readonly companyId: string
  readonly restorePointId: string
  readonly batch: number
}

const USERS_AT_ONCE = 4

/** Secures one batch of users: all their records of all types, recycle bin included, one object per user. */
export const snapshotUsers =
  (deps: Deps) =>
  async ({ companyId, restorePointId, batch }: Input): Promise<{ users: number }> => {
    const point = await deps.getRestorePoint(companyId, restorePointId)
    if (point === undefined) throw new Error(`There is no restore point ${restorePointId}.`)
    const key = pointBatchKey(point, batch)
    const done = await findStored<SecuredUser[]>(deps, key)
    if (done !== undefined) return { users: done.length }
    const all = await readStored<PointUser[]>(deps, pointUsersKey(point))
    const secured = await pMap(
      all.slice(batch * BATCH, (batch + 1) * BATCH),
      async (user) => secureUser(deps, point, user),
      { concurrency: USERS_AT_ONCE },
    )
    await deps.writeJson(key, secured)
    return { users: secured.length }
  }

async function secureUser(deps: Deps, point: RestorePoint, { userId, email }: PointUser): Promise<SecuredUser> {
  const key = pointUserKey(point, userId)
  const { lines, bytes, sha256 } = await deps.writeLines(key, recordsOf(deps, point.companyId, userId))
  return { userId, email, key, records: lines, bytes, sha256 }
}

async function* recordsOf(deps: Deps, companyId: string, userId: string) {
  for await (const record of deps.readRecords(companyId, userId)) yield withoutEtag(record)
}
