import type { Ports } from '../ports/ports.ts'
import { mayView, notFound, type Caller } from './access.ts'
import { showRestorePoint, type ShownRestorePoint, type ShowRestorePointDeps } from './show-restore-point.ts'

/**
 * One restore point.
 * @throws Problem `not-found`
 */
export const getRestorePoint =
  (deps: ShowRestorePointDeps & Pick<Ports, 'getRestorePoint'>) =>
  async ({
    path,
    actor,
    company,
  }: Caller & { readonly path: { readonly restorePointId: string } }): Promise<ShownRestorePoint> => {
    const point = await deps.getRestorePoint(company.id, path.restorePointId)
    if (point === undefined || !mayView(actor, point.createdBy)) throw notFound('restore point')
    return showRestorePoint(deps, point)
  }
