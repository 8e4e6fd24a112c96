import type { RestorePoint } from '../domain/restore-points.ts'
import { isPinned } from '../domain/retention.ts'
import { isFinal } from '../domain/transitions.ts'
import type { Ports } from '../ports/ports.ts'

export type ShownRestorePoint = RestorePoint & { readonly pinned: boolean }

export type ShowRestorePointDeps = Pick<Ports, 'getImport' | 'getRestore'>

/**
 * A restore point as it is shown. One that is still being made, for an import or a restore that is over, is made no
 * more: it counts as failed, unless the import is resumed and makes it after all.
 */
export async function showRestorePoint(deps: ShowRestorePointDeps, point: RestorePoint): Promise<ShownRestorePoint> {
  const shown = { ...point, pinned: isPinned(point) }
  if (point.status !== 'securing' || point.madeFor === undefined) return shown
  return (await isOver(deps, point, point.madeFor)) ? { ...shown, status: 'failed' } : shown
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
