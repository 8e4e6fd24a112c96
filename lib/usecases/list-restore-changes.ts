import type { z } from 'zod'
import type { restoreChange } from '../contracts/restores.ts'
import type { RestoreAction } from '../domain/restores.ts'
import type { Ports } from '../ports/ports.ts'
import { mayView, notFound, type Caller } from './access.ts'
import { foreignCursor, pageOfEntries } from './entry-pages.ts'
import { pageOf, type PageQuery } from './pages.ts'
import { reachOf } from './reach.ts'
import { nameAuthors, type AuthorDeps } from './restoring/authors.ts'
import { authorsOf, changesOf, plannedOf, viewChange } from './restoring/changes.ts'
import { readProgress } from './restoring/read-restored-users.ts'

type Deps = AuthorDeps & Pick<Ports, 'getRestore' | 'listUsers' | 'findJson' | 'readLines'>
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
    const users = plannedOf(planned, await reachOf(deps, { actor, company }), user)
    const { items, ...page } = await pageOf(query, async ({ cursor, limit }) => {
      const [userId, inner = ''] = cursor?.split(':') ?? []
      const index = userId === undefined ? 0 : users.findIndex((one) => one.userId === userId)
      const at = users[index]
      if (at === undefined && userId === undefined) return { items: [] }
      if (at === undefined) throw foreignCursor()
      const found = await pageOfEntries(
        `${restore.id}/${at.userId}`,
        changesOf(deps, restore, [at]),
        { limit, ...(inner === '' ? {} : { cursor: inner }) },
        (change) => action === undefined || change.action === action,
      )
      const next = found.cursor === undefined ? users[index + 1] : at
      return { items: found.entries, ...(next === undefined ? {} : { cursor: `${next.userId}:${found.cursor ?? ''}` }) }
    })
    const named = await nameAuthors(deps, { actor, company }, items.flatMap(authorsOf))
    return { changes: items.map((change) => viewChange(change, named)), ...page }
  }
