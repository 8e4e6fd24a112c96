import { pointPrefix } from '../contracts/keys.ts'
import { Problem } from '../domain/problems.ts'
import type { RestorePoint } from '../domain/restore-points.ts'
import { daysAfter, isExpired, isPinned, keepTag } from '../domain/retention.ts'
import type { Ports } from '../ports/ports.ts'
import { notFound, requireAdministrator, type Caller } from './access.ts'
import { showRestorePoint, type ShownRestorePoint, type ShowRestorePointDeps } from './show-restore-point.ts'

interface Change {
  readonly name?: string | undefined
  readonly pinned?: boolean | undefined
}
type Args = Caller & { readonly path: { readonly restorePointId: string }; readonly body: Change }
type Deps = ShowRestorePointDeps &
  Pick<Ports, 'getRestorePoint' | 'changeRestorePoint' | 'listKeys' | 'tagObjects' | 'now'>

/**
 * Pins, unpins or renames a restore point. Unpinned, it is kept for as many days from now on as the company keeps new ones.
 * @throws Problem `not-permitted` unless by an administrator; `not-found`; `company-busy` while it is being made;
 *   `restore-point-damaged` if there is nothing left to keep
 */
export const updateRestorePoint =
  (deps: Deps) =>
  async ({ actor, company, path, body }: Args): Promise<ShownRestorePoint> => {
    requireAdministrator(actor)
    const point = await deps.getRestorePoint(company.id, path.restorePointId)
    if (point === undefined) throw notFound('restore point')
    requireKept(await showRestorePoint(deps, point), deps.now())
    const change = {
      ...(body.name === undefined ? {} : { name: body.name }),
      ...expiryOf(point, body.pinned, () => daysAfter(deps.now(), company.restorePointDays)),
    }
    const changed = { ...point, ...change }
    // Whatever comes in between, the objects are there for at least as long as the point says.
    if (isPinned(changed)) await tag(deps, changed)
    if (Object.keys(change).length > 0 && !(await deps.changeRestorePoint(point, change))) {
      throw new Problem('record-changed', 'Somebody changed this restore point at the same time.', {
        advice: 'Look at it, and try again.',
      })
    }
    if (body.pinned === false) await tag(deps, changed)
    return showRestorePoint(deps, changed)
  }

/** Nothing for a point that is pinned, or is not, already. */
function expiryOf(
  point: RestorePoint,
  pinned: boolean | undefined,
  anew: () => string,
): Partial<Pick<RestorePoint, 'expiresAt'>> {
  if (pinned === undefined || pinned === isPinned(point)) return {}
  return { expiresAt: pinned ? undefined : anew() }
}

/** Also where it is so already: an earlier change may have stopped short of it. */
async function tag(deps: Deps, point: RestorePoint): Promise<void> {
  await deps.tagObjects(await deps.listKeys(pointPrefix(point.companyId, point.id)), keepTag(point))
}

function requireKept(point: RestorePoint, now: string): void {
  if (point.status === 'securing') {
    throw new Problem('company-busy', 'This restore point is still being made.', { advice: 'Try again in a moment.' })
  }
  if (point.status === 'complete' && !isExpired(point, now)) return
  throw new Problem('restore-point-damaged', 'There is nothing to keep: this restore point cannot be used.', {
    advice: 'See which there are (muster restore-points list).',
  })
}
