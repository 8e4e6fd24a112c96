import type { z } from 'zod'
import type { pointQuery } from '../contracts/restore-points.ts'
import type { Ports } from '../ports/ports.ts'
import { mayView, type Caller } from './access.ts'
import { pageOf } from './pages.ts'
import { showRestorePoint, type ShownRestorePoint, type ShowRestorePointDeps } from './show-restore-point.ts'

type Args = Caller & { readonly query: z.output<typeof pointQuery> }

/** The restore points that who asks may see, newest first: administrators all, others those of their own imports. */
export const listRestorePoints =
  (deps: ShowRestorePointDeps & Pick<Ports, 'listRestorePoints'>) =>
  async ({ actor, company, query }: Args): Promise<{ restorePoints: ShownRestorePoint[]; cursor?: string }> => {
    const { reason: wanted, ...pageQuery } = query
    const { items, ...rest } = await pageOf(pageQuery, async (page) => {
      const { restorePoints, ...more } = await deps.listRestorePoints(company.id, page)
      const visible = restorePoints.filter(
        ({ createdBy, reason }) => mayView(actor, createdBy) && (wanted === undefined || reason === wanted),
      )
      return { items: await Promise.all(visible.map(async (point) => showRestorePoint(deps, point))), ...more }
    })
    return { restorePoints: items, ...rest }
  }
