import type { RestorePoint } from '../domain/restore-points.ts'
import { isFinal } from '../domain/transitions.ts'
import type { Ports } from '../ports/ports.ts'

export type ShowRestorePointDeps = Pick<Ports, 'getImport' | 'getRestore'>

/**
 * A restore point as it is shown. One that is still being made, for an import or a restore that is over, is made no
 * more: it counts as failed, unless the import is resumed and makes it after all.
 */
export async function showRestorePoint(deps: ShowRestorePointDeps, point: RestorePoint): Promise<RestorePoint> {
  if (point.status !== 'securing' || point.madeFor === undefined) return point
  return (await isOver(deps, point, point.madeFor)) ? { ...point, status: 'failed' } : point
}

async function isOver(
  deps: ShowRestorePointDeps,
  { companyId, reason }: RestorePoint,
  maker: string,
): Promise<boolean> {
  if (reason === 'before-import') {
    const item = await deps.getImport(companyId, maker)
    return item !== undefined && isFinal(item.status)
  }
  const restore = await deps.getRestore(companyId, maker)
  return restore !== undefined && restore.status !== 'running'
}
