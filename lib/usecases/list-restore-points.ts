import type { RestorePoint } from '../domain/restore-points.ts'
import type { Ports } from '../ports/ports.ts'
import { mayView, type Caller } from './access.ts'
import { pageOf, type PageQuery } from './pages.ts'

/** The restore points that who asks may see, newest first: administrators all, others those of their own imports. */
export const listRestorePoints =
  ({ listRestorePoints: list }: Pick<Ports, 'listRestorePoints'>) =>
  async ({
    actor,
    company,
    query,
  }: Caller & { readonly query: PageQuery }): Promise<{ restorePoints: RestorePoint[]; cursor?: string }> => {
    const { items, ...rest } = await pageOf(query, async (page) => {
      const { restorePoints, ...more } = await list(company.id, page)
      return { items: restorePoints.filter(({ createdBy }) => mayView(actor, createdBy)), ...more }
    })
    return { restorePoints: items, ...rest }
  }
