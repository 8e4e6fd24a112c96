import pMap from 'p-map'
import { manifestKey, restoreUsersKey } from '../../contracts/keys.ts'
import type { Manifest, Restore, SecuredUser } from '../../domain/restore-points.ts'
import type { Ports } from '../../ports/ports.ts'
import { RestorePointIncomplete, verify } from './seal-restore-point.ts'
import { findStored } from '../stored.ts'

type Deps = Pick<
  Ports,
  'getRestore' | 'putRestore' | 'listUsers' | 'readJson' | 'findJson' | 'writeJson' | 'hashObject' | 'now'
>

interface Input {
  readonly companyId: string
  readonly restoreId: string
}

/** Users per batch of a restore. */
export const RESTORE_BATCH = 10

/**
 * Verifies the restore point before the first write: manifest, and the hash of every user's object.
 * Users who are in the point and no more, or the other way round, are named, not guessed.
 * @throws RestorePointIncomplete, RestoreOver
 */
export const beginRestore =
  (deps: Deps) =>
  async ({ companyId, restoreId }: Input): Promise<{ batches: number[] }> => {
    const restore = await loadRunning(deps, companyId, restoreId)
    const users = await chosenUsers(deps, restore)
    await pMap(users, async (user) => verify(deps, user), { concurrency: 16 })
    await deps.writeJson(restoreUsersKey(companyId, restoreId), users)
    return { batches: Array.from({ length: Math.ceil(users.length / RESTORE_BATCH) }, (_, batch) => batch) }
  }

async function chosenUsers(deps: Deps, restore: Restore): Promise<SecuredUser[]> {
  const { companyId, restorePointId } = restore
  const manifest = await findStored<Manifest>(deps, manifestKey(companyId, restorePointId))
  if (manifest === undefined) throw new RestorePointIncomplete(`The restore point ${restorePointId} has no manifest.`)
  const present = new Map((await deps.listUsers(companyId)).map((user) => [user.id, user.email]))
  const wanted = restore.users === undefined ? undefined : new Set(restore.users)
  const secured = manifest.users.filter(({ userId }) => wanted === undefined || wanted.has(userId))
  const securedIds = new Set(secured.map(({ userId }) => userId))
  const missingUsers = secured.filter(({ userId }) => !present.has(userId)).map(({ email }) => email)
  const newUsers = [...present]
    .filter(([userId]) => (wanted === undefined || wanted.has(userId)) && !securedIds.has(userId))
    .map(([, email]) => email)
  if (!(await deps.putRestore({ ...restore, missingUsers, newUsers }))) throw new RestoreOver(restore.id)
  return secured.filter(({ userId }) => present.has(userId))
}

export async function loadRestore(
  deps: Pick<Ports, 'getRestore'>,
  companyId: string,
  restoreId: string,
): Promise<Restore> {
  const restore = await deps.getRestore(companyId, restoreId)
  if (restore === undefined) throw new Error(`There is no restore ${restoreId}.`)
  return restore
}

/** A restore that is over, whose late step must write nothing any more: somebody else may hold the company by now. */
class RestoreOver extends Error {
  override readonly name = 'RestoreOver'
  constructor(restoreId: string) {
    super(`The restore ${restoreId} is over.`)
  }
}

/** The restore, which must be running still. @throws RestoreOver */
export async function loadRunning(
  deps: Pick<Ports, 'getRestore'>,
  companyId: string,
  restoreId: string,
): Promise<Restore> {
  const restore = await loadRestore(deps, companyId, restoreId)
  if (restore.status !== 'running') throw new RestoreOver(restoreId)
  return restore
}
