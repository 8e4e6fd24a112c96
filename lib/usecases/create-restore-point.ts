import type { Company, User } from '../domain/companies.ts'
import { requireAdministrator } from './access.ts'
import { beginRestorePoint, type BeginPointDeps } from './begin-restore-point.ts'
import { personOf } from './person.ts'
import { showRestorePoint, type ShownRestorePoint } from './show-restore-point.ts'

interface Args {
  readonly body: { readonly name?: string }
  readonly actor: User
  readonly company: Company
}

/** Makes a restore point by hand. It holds everybody's records: only administrators make and use one. @throws Problem `not-permitted`, `company-busy` */
export const createRestorePoint =
  (deps: BeginPointDeps) =>
  async ({ body, actor, company }: Args): Promise<ShownRestorePoint> => {
    requireAdministrator(actor)
    const order = { reason: 'by-hand', by: personOf(actor), name: body.name } as const
    return showRestorePoint(deps, await beginRestorePoint(deps)(company, order))
  }
