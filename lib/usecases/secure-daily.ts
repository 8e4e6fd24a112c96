import { SYSTEM } from '../domain/audit.ts'
import { dailyPointOf } from '../domain/daily-points.ts'
import { Problem } from '../domain/problems.ts'
import type { RestorePoint } from '../domain/restore-points.ts'
import type { Change } from '../ports/changes.ts'
import type { Ports } from '../ports/ports.ts'
import { appendSystemEntry } from './audit-ends.ts'
import { beginRestorePoint, type BeginPointDeps } from './begin-restore-point.ts'

export type DailyDeps = BeginPointDeps &
  Pick<Ports, 'getCompany' | 'listChanges' | 'forgetChange' | 'listRestorePoints'>

/**
 * Makes a restore point of each company whose records changed since its last one, once a day. A company that is busy is
 * left to the next hour.
 * @throws AggregateError when all were looked after, if some could not be secured
 */
export async function secureDaily(deps: DailyDeps): Promise<number> {
  const faults: unknown[] = []
  let begun = 0
  for (const change of await deps.listChanges()) {
    try {
      if (await secureIfDue(deps, change)) begun += 1
    } catch (fault) {
      if (fault instanceof Problem && fault.code === 'company-busy') continue
      deps.logger.error('A daily restore point could not be begun', { companyId: change.companyId })
      faults.push(fault)
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} companies could not be secured`)
  return begun
}

/** Whether a point was begun. What a point has is forgotten, so that only companies are looked at that changed since. */
async function secureIfDue(deps: DailyDeps, change: Change): Promise<boolean> {
  const company = await deps.getCompany(change.companyId)
  const needs =
    company === undefined ? 'covered' : dailyPointOf(change.at, await allPoints(deps, company.id), deps.now())
  if (company !== undefined && needs === 'due') {
    const { id, createdAt } = await beginRestorePoint(deps)(company, { reason: 'daily', by: SYSTEM })
    await appendSystemEntry(deps)(company.id, {
      id: `${id}-created`,
      at: createdAt,
      action: 'restore-point.created',
      subject: { kind: 'restore-point', id },
      details: { reason: 'daily' },
    })
    return true
  }
  if (needs === 'covered') await deps.forgetChange(change)
  return false
}

/** Points are listed by when what they are for began, which may be days before they were made: so all are looked at. */
async function allPoints(deps: DailyDeps, companyId: string): Promise<RestorePoint[]> {
  const points: RestorePoint[] = []
  let cursor: string | undefined
  do {
    const page = await deps.listRestorePoints(companyId, { limit: 1000, ...(cursor === undefined ? {} : { cursor }) })
    points.push(...page.restorePoints)
    cursor = page.cursor
  } while (cursor !== undefined)
  return points
}
