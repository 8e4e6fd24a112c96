import type { RestorePoint } from '../domain/restore-points.ts'
import { isExpired } from '../domain/retention.ts'
import type { Expiry } from '../ports/restore-points.ts'
import type { Ports } from '../ports/ports.ts'
import { appendSystemEntry, type AuditDeps } from './audit-ends.ts'
import { discardRestorePoint, type DiscardDeps } from './discard-restore-point.ts'

export type PurgeDeps = DiscardDeps & AuditDeps & Pick<Ports, 'listExpiries' | 'forgetExpiry' | 'logger'>

/** Points in one run: a company of 500 users has some 520 objects in each. */
const MOST = 200

/**
 * Removes the restore points whose time is over, of all companies, the longest overdue first. One that is needed just now
 * is left to the next hour.
 * @throws AggregateError when all were looked after, if some could not be removed
 */
export async function purgeRestorePoints(deps: PurgeDeps): Promise<number> {
  const faults: unknown[] = []
  let removed = 0
  for (const expiry of await deps.listExpiries(deps.now(), MOST)) {
    try {
      if (await purge(deps, expiry)) removed += 1
    } catch (fault) {
      deps.logger.error('A restore point could not be removed', { ...expiry })
      faults.push(fault)
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} restore points could not be removed`)
  return removed
}

/** Whether it was removed. One that was pinned since, or is gone, is not looked at again. */
async function purge(deps: PurgeDeps, expiry: Expiry): Promise<boolean> {
  const point = await deps.getRestorePoint(expiry.companyId, expiry.restorePointId)
  const isOver = point !== undefined && isExpired(point, deps.now())
  const done = isOver ? await discardRestorePoint(deps)(point) : undefined
  if (point !== undefined && done?.kind === 'gone') await auditPurged(deps, point)
  if (done === undefined || done.kind === 'gone') await deps.forgetExpiry(expiry)
  return done?.kind === 'gone'
}

/** Also of one that somebody deleted while it was needed: the rest of it went now. */
const auditPurged = async (deps: AuditDeps & Pick<Ports, 'now'>, point: RestorePoint): Promise<void> =>
  appendSystemEntry(deps)(point.companyId, {
    id: `${point.id}-deleted`,
    at: deps.now(),
    action: 'restore-point.deleted',
    subject: { kind: 'restore-point', id: point.id, name: point.name },
    details: { reason: point.reason, createdAt: point.createdAt },
  })
