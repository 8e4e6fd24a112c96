import type { z } from 'zod'
import type { restore as restoreShape } from '../contracts/restore-points.ts'
import type { Restore } from '../domain/restore-points.ts'
import type { RestoredUser } from './restored-user.ts'

/** A restore as the API shows it. */
export function viewRestore(restore: Restore, users: readonly RestoredUser[]): z.input<typeof restoreShape> {
  return {
    id: restore.id,
    restorePointId: restore.restorePointId,
    dryRun: restore.dryRun,
    status: restore.status,
    startedBy: restore.startedBy,
    startedAt: restore.startedAt,
    endedAt: restore.endedAt,
    safetyPointId: restore.safetyPointId,
    counts: restore.counts,
    users: users,
    missingUsers: restore.missingUsers ?? [],
    newUsers: restore.newUsers ?? [],
    problem: restore.problem,
  }
}
