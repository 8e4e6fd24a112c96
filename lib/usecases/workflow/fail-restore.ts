import type { z } from 'zod'
import type { steps } from '../../contracts/workflow.ts'
import type { ProblemData } from '../../domain/problems.ts'
import type { Ports } from '../../ports/ports.ts'
import { auditFailedPoint, auditRestoreEnd, type AuditDeps } from '../audit-ends.ts'
import { notifyRestored, type NotifyDeps } from '../notify.ts'

type Deps = NotifyDeps &
  AuditDeps &
  Pick<Ports, 'getRestore' | 'putRestore' | 'getRestorePoint' | 'putRestorePoint' | 'releaseLock' | 'now'>
type Input = z.output<typeof steps.failRestore.input>

/** Makes a failed restore, or restore point, visible: status, reason, released lock, mail. */
export const failRestore =
  (deps: Deps) =>
  async ({ input }: Input): Promise<Record<string, never>> => {
    const { companyId, restoreId, restorePointId, error } = input
    deps.logger.error('A restore failed', { companyId, restoreId, restorePointId, error: error.Error })
    if (restorePointId !== undefined) await failPoint(deps, companyId, restorePointId)
    if (restoreId !== undefined) await fail(deps, companyId, restoreId, problemOf(error.Error))
    return {}
  }

function problemOf(error: string | undefined): ProblemData {
  return error === 'RestorePointIncomplete'
    ? {
        code: 'restore-point-damaged',
        message: 'The restore point is not complete; nothing was changed.',
        advice: 'Choose another restore point.',
      }
    : {
        code: 'internal',
        message: 'A step of the restore failed again and again.',
        advice: 'Start the restore again: it writes only what still differs.',
        details: { error: error ?? 'unknown' },
      }
}

async function failPoint(deps: Deps, companyId: string, restorePointId: string): Promise<void> {
  const point = await deps.getRestorePoint(companyId, restorePointId)
  if (point?.status === 'securing') {
    const problem = { code: 'internal', message: 'It could not be completed.', advice: 'Make a new one.' } as const
    if (await deps.putRestorePoint({ ...point, status: 'failed', problem })) await auditFailedPoint(deps)(point)
  }
  await deps.releaseLock(companyId, { kind: 'restore-point', id: restorePointId })
}

async function fail(deps: Deps, companyId: string, restoreId: string, problem: ProblemData): Promise<void> {
  const restore = await deps.getRestore(companyId, restoreId)
  if (restore?.status === 'running') {
    // What a step found out itself says more than that it failed.
    const failed = { ...restore, status: 'failed', endedAt: deps.now(), problem: restore.problem ?? problem } as const
    const isNews = await deps.putRestore(failed)
    if (isNews && !restore.dryRun) await notifyRestored(deps)(failed)
  }
  await deps.releaseLock(companyId, { kind: 'restore', id: restoreId })
  const ended = await deps.getRestore(companyId, restoreId)
  if (ended !== undefined) await auditRestoreEnd(deps)(ended)
}
