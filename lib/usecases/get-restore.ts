import type { z } from 'zod'
import type { restore as restoreShape } from '../contracts/restores.ts'
import type { Ports } from '../ports/ports.ts'
import { mayView, notFound, type Caller } from './access.ts'
import { reachOf } from './reach.ts'
import { readProgress } from './restoring/read-restored-users.ts'
import { viewRestore } from './view-restore.ts'

type Deps = Pick<Ports, 'getRestore' | 'listUsers' | 'findJson'>

/**
 * The state of a restore, with what it did, or would do, for each user so far.
 * @throws Problem `not-found`
 */
export const getRestore =
  (deps: Deps) =>
  async ({
    path,
    actor,
    company,
  }: Caller & { readonly path: { readonly restoreId: string } }): Promise<z.input<typeof restoreShape>> => {
    const restore = await deps.getRestore(company.id, path.restoreId)
    if (restore === undefined || !mayView(actor, restore.startedBy)) throw notFound('restore')
    const progress = await readProgress(deps, company.id, restore.id)
    const { has } = await reachOf(deps, { actor, company })
    return viewRestore(restore, progress, has)
  }
