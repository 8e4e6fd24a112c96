import { Problem } from '../domain/problems.ts'
import { isPinned } from '../domain/retention.ts'
import type { LockOwner } from '../ports/locks.ts'
import { notFound, requireAdministrator, type Caller } from './access.ts'
import { discardRestorePoint, type DiscardDeps } from './discard-restore-point.ts'
import { showRestorePoint, type ShowRestorePointDeps } from './show-restore-point.ts'

/**
 * Deletes a restore point with all it holds.
 * @throws Problem `not-permitted` unless by an administrator; `not-found`; `restore-point-pinned`; `company-busy` while it is
 *   being made, or needed by an import or a restore that runs
 */
export const deleteRestorePoint =
  (deps: DiscardDeps & ShowRestorePointDeps) =>
  async ({ actor, company, path }: Caller & { readonly path: { readonly restorePointId: string } }): Promise<void> => {
    requireAdministrator(actor)
    const point = await deps.getRestorePoint(company.id, path.restorePointId)
    if (point === undefined) throw notFound('restore point')
    const { status } = await showRestorePoint(deps, point)
    if (status === 'securing') {
      throw new Problem('company-busy', 'This restore point is still being made.', { advice: 'Delete it afterwards.' })
    }
    if (isPinned(point)) {
      throw new Problem('restore-point-pinned', 'This restore point is pinned, so that nobody deletes it by mistake.', {
        advice: `Unpin it first (muster restore-points pin ${point.id} --unpin).`,
      })
    }
    const done = await discardRestorePoint(deps)(point)
    if (done.kind === 'in-use') throw inUse(done.owner)
    if (done.kind === 'changed') {
      throw new Problem('record-changed', 'Somebody changed this restore point at the same time.', {
        advice: 'Look at it, and try again.',
      })
    }
  }

function inUse({ kind, id, by, since }: LockOwner): Problem {
  const what = kind === 'import' ? 'an import' : 'a restore'
  return new Problem('company-busy', `${by.name} runs ${what} since ${since}, which needs this restore point.`, {
    advice: 'Delete it when that has ended.',
    details: { kind, id, by, since },
  })
}
