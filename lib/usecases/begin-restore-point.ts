import type { z } from 'zod'
import type { restoreWorkflowInput } from '../contracts/workflow.ts'
import type { Company } from '../domain/companies.ts'
import type { Person } from '../domain/imports.ts'
import type { RestorePoint } from '../domain/restore-points.ts'
import type { Ports } from '../ports/ports.ts'
import { lockCompany, type LockDeps } from './company-lock.ts'
import { newRestorePoint } from './secure-company.ts'

export type BeginPointDeps = LockDeps &
  Pick<Ports, 'startRestoreExecution' | 'restoreExecutionArn' | 'newId' | 'releaseLock'>

interface Order {
  readonly reason: 'by-hand' | 'daily'
  readonly by: Person
  readonly name?: string | undefined
}

/**
 * Takes the company's lock and starts making a restore point that is for nothing else.
 * @throws Problem `company-busy`
 */
export const beginRestorePoint =
  (deps: BeginPointDeps) =>
  async (company: Company, { reason, by, name }: Order): Promise<RestorePoint> => {
    const id = deps.newId()
    const now = deps.now()
    const execution = `point-${id}`
    const point = {
      ...newRestorePoint({ companyId: company.id, id, reason, by, now, name, keepDays: company.restorePointDays }),
      executionArn: deps.restoreExecutionArn(execution),
    }
    const owner = { kind: 'restore-point', id, by, since: now } as const
    await lockCompany(deps)(company.id, owner)
    try {
      await deps.putRestorePoint(point)
      const input: z.input<typeof restoreWorkflowInput> = {
        kind: 'restore-point',
        companyId: company.id,
        restorePointId: id,
      }
      await deps.startRestoreExecution(execution, input)
    } catch (error) {
      const problem = { code: 'internal', message: 'It could not be started.', advice: 'Make a new one.' } as const
      await deps.putRestorePoint({ ...point, status: 'failed', problem })
      await deps.releaseLock(company.id, owner)
      throw error
    }
    return point
  }
