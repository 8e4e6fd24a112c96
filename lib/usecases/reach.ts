import { reaches } from '../domain/companies.ts'
import type { AssignmentMode } from '../domain/configuration.ts'
import type { Ports } from '../ports/ports.ts'
import { notFound, type Caller } from './access.ts'

interface Named {
  readonly userId: string
  readonly email: string
  readonly name: string
}

/** Which users of an import who asks may see, and what of the others. */
export interface Reach {
  readonly has: (userId: string) => boolean
  /** E-mail address and name of a user; of one out of reach only what the file itself says. */
  readonly shown: (user: Named) => Pick<Named, 'email' | 'name'>
}

/**
 * The reach of who asks as it is now, not as it was when the import began.
 * @param by what the file names its users by, if that is known: of a user out of reach this alone is shown, in its own place
 */
export async function reachOf(
  { listUsers }: Pick<Ports, 'listUsers'>,
  { actor, company }: Caller,
  by?: AssignmentMode,
): Promise<Reach> {
  if (actor.level === 'administrator') return { has: () => true, shown: ({ email, name }) => ({ email, name }) }
  const accounts = new Map((await listUsers(company.id)).map((user) => [user.id, user]))
  const has = (userId: string) => {
    const account = accounts.get(userId)
    return account !== undefined && reaches(actor, account)
  }
  const shown = ({ userId, email, name }: Named) => {
    if (has(userId)) return { email, name }
    if (by === 'email') return { email, name: '' }
    return { email: '', name: by === undefined ? '' : (accounts.get(userId)?.employeeNumber ?? '') }
  }
  return { has, shown }
}

/**
 * Lets only those pass who reach this user of an import now. To an administrator also a removed account is there.
 * @throws Problem `not-found`
 */
export async function requireReach(
  { getUser }: Pick<Ports, 'getUser'>,
  { actor, company }: Caller,
  userId: string,
): Promise<void> {
  if (actor.level === 'administrator') return
  const account = await getUser(company.id, userId)
  if (account === undefined || !reaches(actor, account)) throw notFound('user in this import')
}
