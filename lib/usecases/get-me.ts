import { mayImport, type Company, type User } from '../domain/companies.ts'
import type { Caller } from './access.ts'

/** Who asks, for which company, and whether its permission setting lets them import. */
export const getMe =
  () =>
  async ({
    actor,
    company,
  }: Caller): Promise<{ user: User; company: Pick<Company, 'id' | 'name'>; mayImport: boolean }> => ({
    user: actor,
    company: { id: company.id, name: company.name },
    mayImport: mayImport(company, actor),
  })
