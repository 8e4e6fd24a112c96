import type { z } from 'zod'
import type { restoreLine } from '../contracts/restores.ts'
import type { Restore } from '../domain/restores.ts'
import type { Ports } from '../ports/ports.ts'
import { mayView, type Caller } from './access.ts'
import { pageOf, type PageQuery } from './pages.ts'

type Line = z.input<typeof restoreLine>

/** Restores and undos that who asks may see, newest first: administrators all, others those they began. */
export const listRestores =
  (deps: Pick<Ports, 'listRestores'>) =>
  async ({
    actor,
    company,
    query,
  }: Caller & { readonly query: PageQuery }): Promise<{ restores: Line[]; cursor?: string }> => {
    const { items, ...rest } = await pageOf(query, async (page) => {
      const { restores, ...more } = await deps.listRestores(company.id, page)
      return { items: restores.filter(({ startedBy }) => mayView(actor, startedBy)).map(lineOf), ...more }
    })
    return { restores: items, ...rest }
  }

function lineOf(restore: Restore): Line {
  const { id, restorePointId, undoes, dryRun, status, startedBy, startedAt, endedAt } = restore
  const { safetyPointId, counts, problem } = restore
  const kind = undoes === undefined ? 'restore' : 'undo'
  return {
    id,
    kind,
    restorePointId,
    undoes,
    dryRun,
    status,
    startedBy,
    startedAt,
    endedAt,
    safetyPointId,
    counts,
    problem,
  }
}
