import pMap from 'p-map'
import { manifestKey, pointBatchKey, pointUsersKey } from '../../contracts/keys.ts'
import type { Manifest, RestorePoint, SecuredUser } from '../../domain/restore-points.ts'
import { keepTag } from '../../domain/retention.ts'
import type { Ports } from '../../ports/ports.ts'
import { BATCH, type PointUser } from './list-users.ts'
import { changeImport, loadImport } from './active-import.ts'
import { readStored } from '../stored.ts'

type Deps = Pick<
  Ports,
  | 'getRestorePoint'
  | 'putRestorePoint'
  | 'listAllUndone'
  | 'getImport'
  | 'updateImport'
  | 'readJson'
  | 'writeJson'
  | 'hashObject'
  | 'now'
>

interface Input {
  readonly companyId: string
  readonly restorePointId: string
  readonly importId?: string
}

/** A restore point that is not what was written: a fault, thrown before the first record is changed. */
export class RestorePointIncomplete extends Error {
  override readonly name = 'RestorePointIncomplete'
}

/** Reads every object of a restore point back, and only then writes its manifest: without it there is no restore point. */
export const sealRestorePoint =
  (deps: Deps) =>
  async ({ companyId, restorePointId, importId }: Input): Promise<{ records: number }> => {
    const records = await seal(deps, companyId, restorePointId)
    if (importId !== undefined) {
      const item = await loadImport(deps, { companyId, importId })
      if (item.restorePointId === undefined) await changeImport(deps, item, { restorePointId })
    }
    return { records }
  }

async function seal(deps: Deps, companyId: string, restorePointId: string): Promise<number> {
  const point = await deps.getRestorePoint(companyId, restorePointId)
  if (point === undefined) throw new RestorePointIncomplete(`There is no restore point ${restorePointId}.`)
  if (point.status === 'complete') return point.records ?? 0
  const users = await securedUsers(deps, point)
  await pMap(users, async (user) => verify(deps, user), { concurrency: 16 })
  const undone = await deps.listAllUndone(companyId)
  const manifest: Manifest = { version: 1, companyId, restorePointId, createdAt: point.createdAt, users, undone }
  await deps.writeJson(manifestKey(companyId, restorePointId), manifest, keepTag(point))
  const records = users.reduce((sum, user) => sum + user.records, 0)
  const bytes = users.reduce((sum, user) => sum + user.bytes, 0)
  const complete = { status: 'complete', completedAt: deps.now(), users: users.length, records, bytes } as const
  if (!(await deps.putRestorePoint({ ...point, ...complete }))) {
    const there = await deps.getRestorePoint(companyId, restorePointId)
    if (there?.status !== 'complete') throw new RestorePointIncomplete(`${restorePointId} was given up.`)
  }
  return records
}

async function securedUsers(deps: Deps, point: RestorePoint): Promise<SecuredUser[]> {
  const wanted = await readStored<PointUser[]>(deps, pointUsersKey(point))
  const batches = Array.from({ length: Math.ceil(wanted.length / BATCH) }, (_, batch) => batch)
  const secured = await pMap(
    batches,
    async (batch) => await readStored<SecuredUser[]>(deps, pointBatchKey(point, batch)),
    { concurrency: 16 },
  )
  const users = secured.flat()
  const missing = wanted.find(({ userId }) => !users.some((user) => user.userId === userId))
  if (missing !== undefined) throw new RestorePointIncomplete(`User ${missing.userId} was not secured.`)
  return users
}

/** Compares what lies in the bucket with what was written. @throws RestorePointIncomplete */
async function verify(deps: Pick<Ports, 'hashObject'>, user: SecuredUser): Promise<void> {
  if ((await deps.hashObject(user.key)) !== user.sha256) {
    throw new RestorePointIncomplete(`The restore point of user ${user.userId} cannot be read back as it was written.`)
  }
}
