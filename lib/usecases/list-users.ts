import { reaches, type User } from '../domain/companies.ts'
import type { Ports } from '../ports/ports.ts'
import type { Caller } from './access.ts'

/** The accounts within reach of who asks, by e-mail address. */
export const listUsers =
  ({ listUsers: all }: Pick<Ports, 'listUsers'>) =>
  async ({ actor, company }: Caller): Promise<{ users: User[] }> => {
    const users = (await all(company.id)).filter((user) => reaches(actor, user))
    return { users: users.sort((a, b) => a.email.localeCompare(b.email)) }
  }
