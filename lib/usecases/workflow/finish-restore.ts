import { addCounts, NO_COUNTS, type Restore } from '../../domain/restores.ts'
import type { Ports } from '../../ports/ports.ts'
import { auditRestoreEnd, type AuditDeps } from '../audit-ends.ts'
import { notifyRestored, type NotifyDeps } from '../notify.ts'
import { readProgress } from '../restoring/read-restored-users.ts'
import { loadRestore } from '../restoring/running.ts'

type Deps = NotifyDeps & AuditDeps & Pick<Ports, 'getRestore' | 'putRestore' | 'findJson' | 'releaseLock' | 'now'>

interface Input {
  readonly companyId: string
  readonly restoreId: string
}

/** Adds up what was restored, releases the company and tells the administrator. */
export const finishRestore =
  (deps: Deps) =>
  async ({ companyId, restoreId }: Input): Promise<{ status: string }> => {
    const restore = await loadRestore(deps, companyId, restoreId)
    const { chosen, planned, restored } = await readProgress(deps, companyId, restoreId)
    const users = restore.dryRun ? planned : restored
    if (users.length !== chosen?.length) throw new Error(`The restore ${restoreId} is not done for every user.`)
    const counts = users.map((user) => user.counts).reduce(addCounts, NO_COUNTS)
    // A difference that nobody made would mean that what was written is not what is there: never call that done.
    const unexplained = restored.find(({ verified }) => !verified)
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
              message: `The records of ${unexplained.email} are not what was written; nobody is known to have changed them.`,
              advice: 'Start the restore again: it writes only what still differs.',
            },
    }
    const isNews = restore.status === 'running' && (await deps.putRestore(finished))
    await deps.releaseLock(companyId, { kind: 'restore', id: restoreId })
    if (isNews && !restore.dryRun) await notifyRestored(deps)(finished)
    const ended = isNews ? finished : await loadRestore(deps, companyId, restoreId)
    await auditRestoreEnd(deps)(ended)
    return { status: ended.status }
  }
