import type { z } from 'zod'
import type { userChange } from '../contracts/schemas.ts'
import type { User } from '../domain/companies.ts'
import type { Ports } from '../ports/ports.ts'
import { notFound, requireAdministrator, type Caller } from './access.ts'
import { requireAnAdministrator, taken } from './user-rules.ts'

type Args = Caller & { readonly path: { readonly userId: string }; readonly body: z.output<typeof userChange> }

function changed(before: User, body: Args['body']): User {
  const employeeNumber = body.employeeNumber ?? before.employeeNumber ?? ''
  const locale = body.locale ?? before.locale
  return {
    id: before.id,
    email: body.email ?? before.email,
    ...(employeeNumber === '' ? {} : { employeeNumber }),
    firstName: body.firstName ?? before.firstName,
    lastName: body.lastName ?? before.lastName,
    level: body.level ?? before.level,
    groups: body.groups ?? before.groups,
    active: body.active ?? before.active,
    ...(locale === undefined ? {} : { locale }),
  }
}

/**
 * Changes what is given of an account. The empty employee number takes it away.
 * @throws Problem `not-permitted` unless by an administrator, or if the last active administrator would be gone;
 *   `not-found`; `duplicate-key`
 */
export const updateUser =
  ({ getUser, listUsers, putUser }: Pick<Ports, 'getUser' | 'listUsers' | 'putUser'>) =>
  async ({ actor, company, path: { userId }, body }: Args): Promise<User> => {
    requireAdministrator(actor)
    const before = await getUser(company.id, userId)
    if (before === undefined) throw notFound('user')
    const user = changed(before, body)
    if (before.level === 'administrator' && (user.level !== 'administrator' || !user.active)) {
      const others = (await listUsers(company.id)).filter(({ id }) => id !== userId)
      requireAnAdministrator([...others, user])
    }
    const written = await putUser(company.id, user, before)
    if (written !== 'written') throw taken(written.taken, user, '/body')
    return user
  }
