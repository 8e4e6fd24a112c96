import type { z } from 'zod'
import type { restore as restoreShape } from '../contracts/restores.ts'
import type { Import, ImportUser } from '../domain/imports.ts'
import { Problem } from '../domain/problems.ts'
import { isFinal } from '../domain/transitions.ts'
import type { Ports } from '../ports/ports.ts'
import { visibleImport, type Caller } from './access.ts'
import { refuseForgotten, refuseUndone } from './restoring/undone.ts'
import { reachedForUndo } from './restoring/may-undo.ts'
import { chosenIds, startRestoring, type RestoreBody, type StartDeps } from './restoring/start.ts'
import { refuseCrmManaged } from './start-import.ts'

type Args = Caller & { readonly path: { readonly importId: string }; readonly body: RestoreBody }
type Deps = StartDeps & Pick<Ports, 'listImportUsers' | 'listUndone'>

/**
 * Takes back what an import changed, for all its users or some, and leaves what was edited since. For administrators,
 * and for whoever imported and may still; a dry run only says what would happen.
 * @throws Problem `not-found`, `not-permitted`, `crm-managed`, `company-busy`, `nothing-to-undo`, `invalid-request`
 */
export const undoImport =
  (deps: Deps) =>
  async ({ path, body, actor, company }: Args): Promise<z.input<typeof restoreShape>> => {
    const caller = { actor, company }
    const item = await visibleImport(deps, caller, path.importId)
    refuseCrmManaged(company)
    const named = await chosenIds(deps, caller, body.users)
    const parts = await deps.listImportUsers(company.id, item.id)
    const users = await reachedForUndo(deps, caller, { users: named, ...concerned(parts) })
    refuseUnfinished(item)
    refuseForgotten(item.endedAt, deps.now())
    const userIds = writtenParts(parts, users).map(({ userId }) => userId)
    refuseUndone('import', userIds, await deps.listUndone(company.id, item.id))
    const what = { undoes: { kind: 'import', id: item.id } } as const
    return startRestoring(deps, { company, actor, dryRun: body.dryRun, users, what })
  }

/** For whom the import wrote, and from whom it took customers. */
function concerned(parts: readonly ImportUser[]): Record<'written' | 'others', string[]> {
  const written = parts.filter(hasWritten)
  const others = written.flatMap(({ takenFrom = [] }) => takenFrom.map(({ userId }) => userId))
  return { written: written.map(({ userId }) => userId), others }
}

const hasWritten = ({ state }: ImportUser): boolean => state === 'imported' || state === 'importing'

function refuseUnfinished({ id, status }: Import): void {
  if (!isFinal(status)) {
    throw new Problem('company-busy', 'This import is still running.', {
      advice: `Let it end, or cancel it first (muster imports cancel ${id}).`,
      details: { kind: 'import', id, status },
    })
  }
}

/** The parts of the import that wrote something, of these users. @throws Problem `nothing-to-undo` */
function writtenParts(parts: readonly ImportUser[], users: readonly string[] | undefined): ImportUser[] {
  const written = parts.filter(hasWritten)
  const chosen = written.filter(({ userId }) => users === undefined || users.includes(userId))
  if (chosen.length > 0) return chosen
  const takers = written.filter(({ takenFrom = [] }) => takenFrom.some(({ userId }) => users?.includes(userId)))
  throw new Problem(
    'nothing-to-undo',
    written.length === 0 ? 'This import wrote nothing.' : 'This import wrote nothing for these users.',
    takers.length === 0
      ? {}
      : {
          advice: `Customers went from them to others; they come back if those are named as well: ${takers.map(({ email }) => email).join(', ')}`,
        },
  )
}
