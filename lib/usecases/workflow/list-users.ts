import type { z } from 'zod'
import { pointUsersKey } from '../../contracts/keys.ts'
import type { steps } from '../../contracts/workflow.ts'
import type { RestorePoint } from '../../domain/restore-points.ts'
import { keepTag } from '../../domain/retention.ts'
import type { Ports } from '../../ports/ports.ts'
import { pointOfImport } from '../secure-company.ts'
import { findStored } from '../stored.ts'
import { changeImport, loadImport } from './active-import.ts'

type Deps = Pick<
  Ports,
  | 'getCompany'
  | 'getImport'
  | 'updateImport'
  | 'listUsers'
  | 'getRestorePoint'
  | 'putRestorePoint'
  | 'findJson'
  | 'writeJson'
  | 'now'
>
type Input = z.output<typeof steps.listUsers.input>

/** Users per batch: small enough for the time a function has, large enough for a short history. */
export const BATCH = 50

export interface PointUser {
  readonly userId: string
  readonly email: string
}

/**
 * Names the restore point and the users it is made of, in batches. A point that is complete already needs none.
 * Who the users are is settled once per attempt: accounts may come and go between a step and its repetition.
 */
export const listUsers =
  (deps: Deps) =>
  async (input: Input): Promise<{ restorePointId: string; batches: number[] }> => {
    const point = await openPoint(deps, input)
    if (point.status === 'complete') return { restorePointId: point.id, batches: [] }
    const listed = (await findStored<PointUser[]>(deps, pointUsersKey(point))) ?? (await settleUsers(deps, point))
    return {
      restorePointId: point.id,
      batches: Array.from({ length: Math.ceil(listed.length / BATCH) }, (_, batch) => batch),
    }
  }

async function settleUsers(deps: Deps, point: RestorePoint): Promise<PointUser[]> {
  const users = await deps.listUsers(point.companyId)
  const listed = users.map(({ id, email }) => ({ userId: id, email }))
  await deps.writeJson(pointUsersKey(point), listed, keepTag(point))
  return listed
}

async function openPoint(deps: Deps, { companyId, importId, restorePointId }: Input): Promise<RestorePoint> {
  const wanted = importId === undefined ? restorePointId : await pointIdOfImport(deps, companyId, importId)
  const point = wanted === undefined ? undefined : await deps.getRestorePoint(companyId, wanted)
  if (point === undefined) throw new Error(`There is no restore point ${wanted}.`)
  return point
}

/** A resumed import secures anew what an earlier attempt left incomplete: that was another moment. */
async function pointIdOfImport(deps: Deps, companyId: string, importId: string): Promise<string> {
  const item = await loadImport(deps, { companyId, importId })
  const company = await deps.getCompany(companyId)
  if (company === undefined) throw new Error(`There is no company ${companyId}.`)
  const point = pointOfImport(item, deps.now(), company.restorePointDays)
  const there = await deps.getRestorePoint(companyId, point.id)
  if (there?.status !== 'complete') await changeImport(deps, item, { status: 'securing' })
  if (there?.attempt !== item.attempt) await deps.putRestorePoint(point)
  return point.id
}
