import { manifestKey, pointPrefix } from '../contracts/keys.ts'
import type { RestorePoint } from '../domain/restore-points.ts'
import type { LockOwner } from '../ports/locks.ts'
import type { Ports } from '../ports/ports.ts'

export type DiscardDeps = Pick<
  Ports,
  | 'getLockOwner'
  | 'getRestore'
  | 'getRestorePoint'
  | 'changeRestorePoint'
  | 'removeRestorePoint'
  | 'listKeys'
  | 'removeObjects'
  | 'now'
>

/**
 * `gone`: nothing is left of it. `in-use`: somebody needs it, and it stays. `begun`: it can be used no more, and what is
 * left of it goes later. `changed`: it is another by now, and stays.
 */
export type Discarded =
  { readonly kind: 'gone' | 'begun' | 'changed' } | { readonly kind: 'in-use'; readonly owner: LockOwner }

/**
 * Does away with a restore point: first it says so itself, then its manifest goes, without which no restore begins, then
 * the other objects, then the point. Wherever this stops, nothing looks complete that is not, and doing it again goes on.
 * A restore that had begun before the manifest went needs no manifest any more, and finds the other objects.
 */
export const discardRestorePoint =
  (deps: DiscardDeps) =>
  async (point: RestorePoint): Promise<Discarded> => {
    const { companyId, id } = point
    const owner = await userOf(deps, point)
    if (owner !== undefined) return { kind: 'in-use', owner }
    if (point.status !== 'deleting' && !(await mark(deps, point))) {
      return { kind: (await deps.getRestorePoint(companyId, id)) === undefined ? 'gone' : 'changed' }
    }
    await deps.removeObjects([manifestKey(companyId, id)])
    if ((await userOf(deps, point)) !== undefined) return { kind: 'begun' }
    await deps.removeObjects(await deps.listKeys(pointPrefix(companyId, id)))
    await deps.removeRestorePoint(companyId, id)
    return { kind: 'gone' }
  }

/** From now on it is overdue: should this stop here, it is gone on with by the hour. */
function mark(deps: DiscardDeps, point: RestorePoint): Promise<boolean> {
  return deps.changeRestorePoint(point, { status: 'deleting', expiresAt: deps.now() })
}

/** Who holds the company and needs this point: to go back to it, or as the way back from what runs. */
async function userOf(deps: DiscardDeps, { companyId, id, madeFor }: RestorePoint): Promise<LockOwner | undefined> {
  const owner = await deps.getLockOwner(companyId)
  if (owner === undefined) return undefined
  if (owner.id === madeFor) return owner
  if (owner.kind !== 'restore') return undefined
  const restore = await deps.getRestore(companyId, owner.id)
  // One that names no point may be about to name it.
  const source = restore?.restorePointId
  return source === undefined || source === id ? owner : undefined
}
