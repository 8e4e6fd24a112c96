import type { z } from 'zod'
import type { restorePoint } from '../contracts/restore-points.ts'
import type { restoreWorkflowInput } from '../contracts/workflow.ts'
import type { Company, User } from '../domain/companies.ts'
import type { Ports } from '../ports/ports.ts'
import { requireAdministrator } from './access.ts'
import { lockCompany, type LockDeps } from './company-lock.ts'
import { personOf } from './person.ts'
import { newRestorePoint } from './secure-company.ts'

interface Args {
  readonly body: { readonly name?: string }
  readonly actor: User
  readonly company: Company
}
type Deps = LockDeps & Pick<Ports, 'startRestoreExecution' | 'restoreExecutionArn' | 'newId' | 'releaseLock'>

/** Makes a restore point by hand. It holds everybody's records: only administrators make and use one. @throws Problem `not-permitted`, `company-busy` */
export const createRestorePoint =
  (deps: Deps) =>
  async ({ body, actor, company }: Args): Promise<z.input<typeof restorePoint>> => {
    requireAdministrator(actor)
    const id = deps.newId()
    const now = deps.now()
    const by = personOf(actor)
    const name = `point-${id}`
    const point = {
      ...newRestorePoint({ companyId: company.id, id, reason: 'by-hand', by, now, name: body.name }),
      executionArn: deps.restoreExecutionArn(name),
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
      await deps.startRestoreExecution(name, input)
    } catch (error) {
      const problem = { code: 'internal', message: 'It could not be started.', advice: 'Make a new one.' } as const
      await deps.putRestorePoint({ ...point, status: 'failed', problem })
      await deps.releaseLock(company.id, owner)
      throw error
    }
    return point
  }
