import type { Ports } from '../../ports/ports.ts'

interface Input {
  readonly companyId: string
  readonly restorePointId: string
}

/** A restore point by hand is made: the company is free again. */
export const finishRestorePoint =
  (deps: Pick<Ports, 'releaseLock'>) =>
  async ({ companyId, restorePointId }: Input): Promise<Record<string, never>> => {
    await deps.releaseLock(companyId, { kind: 'restore-point', id: restorePointId })
    return {}
  }
