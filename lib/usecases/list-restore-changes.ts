import type { z } from 'zod'
import type { restoreChange } from '../contracts/restores.ts'
import type { RestoreAction } from '../domain/restores.ts'
import type { Ports } from '../ports/ports.ts'
import { mayView, notFound, type Caller } from './access.ts'
import { pageOfEntries } from './entry-pages.ts'
import type { PageQuery } from './pages.ts'
import { nameAuthors, type AuthorDeps } from './restoring/authors.ts'
import { authorsOf, changesOf, plannedOf, viewChange } from './restoring/changes.ts'
import { readProgress } from './restoring/read-restored-users.ts'

type Deps = AuthorDeps & Pick<Ports, 'getRestore' | 'findJson' | 'readLines'>
type Args = Caller & {
  readonly path: { readonly restoreId: string }
  readonly query: PageQuery & { readonly user?: string | undefined; readonly action?: RestoreAction | undefined }
}

/**
 * What a restore or undo changes, or would change, record by record and user by user: what is lost by it and whose work
 * that was, and what stays because it was edited since. As far as it is planned.
 * @throws Problem `not-found`, `invalid-request` for a cursor of another list
 */
export const listRestoreChanges =
  (deps: Deps) =>
  async ({
    path,
    query,
    actor,
    company,
  }: Args): Promise<{ changes: z.input<typeof restoreChange>[]; cursor?: string }> => {
    const restore = await deps.getRestore(company.id, path.restoreId)
    if (restore === undefined || !mayView(actor, restore.startedBy)) throw notFound('restore')
    const { planned } = await readProgress(deps, company.id, restore.id)
    const { user = '', action } = query
    const users = plannedOf(planned, user)
    const { entries, ...page } = await pageOfEntries(
      `${restore.id}/${user}`,
      changesOf(deps, restore, users),
      query,
      (change) => action === undefined || change.action === action,
    )
    const named = await nameAuthors(deps, company.id, entries.flatMap(authorsOf))
    return { changes: entries.map((change) => viewChange(change, named)), ...page }
  }
