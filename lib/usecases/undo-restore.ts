import type { z } from 'zod'
import type { restore as restoreShape } from '../contracts/restores.ts'
import { Problem } from '../domain/problems.ts'
import type { Restore } from '../domain/restores.ts'
import type { Ports } from '../ports/ports.ts'
import { mayView, notFound, requireAdministrator, type Caller } from './access.ts'
import { originOf, refuseHalves, type MovesDeps } from './moved-since.ts'
import { refuseForgotten, refuseUndone } from './restoring/undone.ts'
import { readProgress } from './restoring/read-restored-users.ts'
import { reachedForUndo } from './restoring/may-undo.ts'
import { chosenIds, startRestoring, type RestoreBody, type StartDeps } from './restoring/start.ts'
import { refuseCrmManaged } from './start-import.ts'

type Args = Caller & { readonly path: { readonly restoreId: string }; readonly body: RestoreBody }
type Deps = StartDeps & MovesDeps & Pick<Ports, 'findJson' | 'listUndone'>

/**
 * Takes back what a restore or an undo changed, and leaves what was edited since: an undone import is there again.
 * For administrators; an undo also for whoever began it.
 * @throws Problem `not-found`, `not-permitted`, `crm-managed`, `company-busy`, `nothing-to-undo`, `invalid-request`
 */
export const undoRestore =
  (deps: Deps) =>
  async ({ path, body, actor, company }: Args): Promise<z.input<typeof restoreShape>> => {
    const restore = await deps.getRestore(company.id, path.restoreId)
    if (restore === undefined || !mayView(actor, restore.startedBy)) throw notFound('restore')
    if (restore.undoes === undefined) requireAdministrator(actor)
    refuseCrmManaged(company)
    refuseUnwritten(restore)
    refuseForgotten(restore.endedAt, deps.now())
    const caller = { actor, company }
    const named = await chosenIds(deps, caller, body.users)
    const { chosen = [], planned } = await readProgress(deps, company.id, restore.id)
    const written = chosen.map(({ userId }) => userId)
    const users = await reachedForUndo(deps, caller, { users: named, written, others: restore.users ?? [] })
    const part = written.filter((userId) => users === undefined || users.includes(userId))
    if (part.length === 0 || planned.length < chosen.length) {
      throw new Problem('nothing-to-undo', 'It changed nothing for these users.')
    }
    if (users !== undefined) await refuseHalvesOfRestore(deps, restore, users)
    refuseUndone('restore', part, await deps.listUndone(company.id, restore.id))
    const what = { undoes: { kind: 'restore', id: restore.id } } as const
    return startRestoring(deps, { company, actor, dryRun: body.dryRun, users, what })
  }

/** What a restore put back it took away from one and gave to the other, which does not say that it belongs together. */
async function refuseHalvesOfRestore(deps: Deps, restore: Restore, users: readonly string[]): Promise<void> {
  let root: Restore | undefined = restore
  while (root?.undoes?.kind === 'restore') root = await deps.getRestore(root.companyId, root.undoes.id)
  if (root === undefined || root.undoes !== undefined) return
  await refuseHalves(deps, root.companyId, await originOf(deps, root), users)
}

function refuseUnwritten({ id, dryRun, status }: Restore): void {
  if (dryRun) throw new Problem('nothing-to-undo', 'A dry run changes nothing.')
  if (status === 'running') {
    throw new Problem('company-busy', 'It is still running.', {
      advice: 'Wait until it has ended, then try again.',
      details: { kind: 'restore', id },
    })
  }
}
