import type { z } from 'zod'
import type { newUser } from '../contracts/schemas.ts'
import type { User } from '../domain/companies.ts'
import type { Ports } from '../ports/ports.ts'
import { requireAdministrator, type Caller } from './access.ts'
import { accountOf, taken } from './user-rules.ts'

type Args = Caller & { readonly body: z.output<typeof newUser> }

/**
 * Creates an account.
 * @throws Problem `not-permitted` unless by an administrator, `duplicate-key` for an e-mail address or employee number in use
 */
export const createUser =
  ({ putUser, newId }: Pick<Ports, 'putUser' | 'newId'>) =>
  async ({ actor, company, body }: Args): Promise<User> => {
    requireAdministrator(actor)
    const user = accountOf(newId(), body)
    const written = await putUser(company.id, user)
    if (written !== 'written') throw taken(written.taken, user, '/body')
    return user
  }
