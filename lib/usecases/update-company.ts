import type { z } from 'zod'
import type { companyChange } from '../contracts/schemas.ts'
import type { Company } from '../domain/companies.ts'
import type { Ports } from '../ports/ports.ts'
import { requireAdministrator, type Caller } from './access.ts'

type Args = Caller & { readonly body: z.output<typeof companyChange> }

/**
 * Changes the settings that are given and leaves the others. An import that runs keeps the limits it began with.
 * @throws Problem `not-permitted` unless by an administrator
 */
export const updateCompany =
  ({ putCompany }: Pick<Ports, 'putCompany'>) =>
  async ({ actor, company, body }: Args): Promise<Company> => {
    requireAdministrator(actor)
    const changed: Company = {
      id: company.id,
      name: body.name ?? company.name,
      crmIntegration: body.crmIntegration ?? company.crmIntegration,
      importPermission: body.importPermission ?? company.importPermission,
      guard: { ...company.guard, ...body.guard },
      limits: {
        maxRows: body.limits?.maxRows ?? company.limits.maxRows,
        maxUsers: body.limits?.maxUsers ?? company.limits.maxUsers,
        maxBytes: body.limits?.maxBytes ?? company.limits.maxBytes,
      },
      locale: body.locale ?? company.locale,
      timeZone: body.timeZone ?? company.timeZone,
      restorePointDays: body.restorePointDays ?? company.restorePointDays,
      answerWithinSeconds: body.answerWithinSeconds ?? company.answerWithinSeconds,
      auditDays: body.auditDays ?? company.auditDays,
    }
    await putCompany(changed)
    return changed
  }
