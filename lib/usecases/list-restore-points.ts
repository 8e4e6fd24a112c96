import type { RestorePoint } from '../domain/restore-points.ts'
import type { Ports } from '../ports/ports.ts'
import { mayView, type Caller } from './access.ts'
import { pageOf, type PageQuery } from './pages.ts'
import { showRestorePoint, type ShowRestorePointDeps } from './show-restore-point.ts'

/** The restore points that who asks may see, newest first: administrators all, others those of their own imports. */
export const listRestorePoints =
  (deps: ShowRestorePointDeps & Pick<Ports, 'listRestorePoints'>) =>
  async ({
    actor,
    company,
    query,
  }: Caller & { readonly query: PageQuery }): Promise<{ restorePoints: RestorePoint[]; cursor?: string }> => {
    const { items, ...rest } = await pageOf(query, async (page) => {
      const { restorePoints, ...more } = await deps.listRestorePoints(company.id, page)
      const visible = restorePoints.filter(({ createdBy }) => mayView(actor, createdBy))
      return { items: await Promise.all(visible.map(async (point) => showRestorePoint(deps, point))), ...more }
    })
    return { restorePoints: items, ...rest }
  }
