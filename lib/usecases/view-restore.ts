import type { z } from 'zod'
import type { restore as restoreShape } from '../contracts/restores.ts'
import type { Restore } from '../domain/restores.ts'
import type { RestoreProgress } from './restoring/read-restored-users.ts'

/** What the API says of a user's losses and survivors at most; all of them are in the list of changes. */
const MOST_LISTED = 100

function phaseOf({ dryRun }: Restore, { chosen, planned }: RestoreProgress) {
  if (chosen === undefined) return dryRun ? 'comparing' : 'securing'
  return dryRun || planned.length < chosen.length ? 'comparing' : 'writing'
}

const UNWRITTEN = { verified: false, survivors: [] } as const

/**
 * A restore or undo as the API shows it, as far as it is.
 * @param isShown whether who asks reaches a user
 */
export function viewRestore(
  restore: Restore,
  progress: RestoreProgress,
  isShown: (userId: string) => boolean,
): z.input<typeof restoreShape> {
  const { chosen, planned, restored } = progress
  const done = new Map(restored.map((user) => [user.userId, user]))
  return {
    id: restore.id,
    kind: restore.undoes === undefined ? 'restore' : 'undo',
    restorePointId: restore.restorePointId,
    undoes: restore.undoes,
    dryRun: restore.dryRun,
    asked: restore.users?.filter(isShown),
    status: restore.status,
    progress: {
      phase: phaseOf(restore, progress),
      users: phaseOf(restore, progress) === 'writing' ? restored.length : planned.length,
      of: chosen?.length,
    },
    startedBy: restore.startedBy,
    startedAt: restore.startedAt,
    endedAt: restore.endedAt,
    safetyPointId: restore.safetyPointId,
    counts: restore.counts,
    users: planned
      .filter(({ userId }) => isShown(userId))
      .map((user) => {
        const { userId, email, counts, losses, verified, survivors } = {
          ...UNWRITTEN,
          ...user,
          ...done.get(user.userId),
        }
        const some = { losses: losses.slice(0, MOST_LISTED), survivors: survivors.slice(0, MOST_LISTED) }
        return { userId, email, counts, verified, ...some }
      }),
    missingUsers: restore.missingUsers ?? [],
    newUsers: restore.newUsers ?? [],
    problem: restore.problem,
  }
}
