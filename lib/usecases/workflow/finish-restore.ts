import type { Restore } from '../../domain/restore-points.ts'
import type { Ports } from '../../ports/ports.ts'
import { notifyRestored, type NotifyDeps } from '../notify.ts'
import { readRestoredUsers } from '../read-restored-users.ts'
import { addCounts, NO_COUNTS } from '../restored-user.ts'
import { loadRestore } from './begin-restore.ts'

type Deps = NotifyDeps & Pick<Ports, 'getRestore' | 'putRestore' | 'findJson' | 'releaseLock' | 'now'>

interface Input {
  readonly companyId: string
  readonly restoreId: string
}

/** Adds up what was restored, releases the company and tells the administrator. */
export const finishRestore =
  (deps: Deps) =>
  async ({ companyId, restoreId }: Input): Promise<{ status: string }> => {
    const restore = await loadRestore(deps, companyId, restoreId)
    const { users, complete } = await readRestoredUsers(deps, companyId, restoreId)
    if (!complete) throw new Error(`The restore ${restoreId} is not done for every user.`)
    const counts = users.map((user) => user.counts).reduce(addCounts, NO_COUNTS)
    // A difference that no conflict explains would mean that the point and the records do not agree: never call that done.
    const unexplained = users.find(
      ({ counts: { conflicts }, verified }) => !restore.dryRun && !verified && conflicts === 0,
    )
    const finished: Restore = {
      ...restore,
      status: unexplained === undefined ? 'completed' : 'failed',
      endedAt: deps.now(),
      counts,
      problem:
        unexplained === undefined
          ? undefined
          : {
              code: 'record-changed',
              message: `The records of ${unexplained.email} changed while they were restored and differ from the restore point.`,
              advice: 'Start the restore again: it writes only what still differs.',
            },
    }
    const isNews = restore.status === 'running' && (await deps.putRestore(finished))
    await deps.releaseLock(companyId, { kind: 'restore', id: restoreId })
    if (isNews && !restore.dryRun) await notifyRestored(deps)(finished)
    return { status: isNews ? finished.status : (await loadRestore(deps, companyId, restoreId)).status }
  }
