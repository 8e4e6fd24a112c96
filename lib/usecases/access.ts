import { reaches, type Company, type User } from '../domain/companies.ts'
import type { Import } from '../domain/imports.ts'
import { Problem } from '../domain/problems.ts'
import type { Ports } from '../ports/ports.ts'

/** Who asks, and for which company: given by the token, never by the request. */
export interface Caller {
  readonly actor: User
  readonly company: Company
}

/** What one may not see does not exist for them: nobody learns from an answer that something is there. */
export function notFound(what: string): Problem {
  return new Problem('not-found', `There is no such ${what}, or it is not yours to see.`)
}

/**
 * @throws Problem `not-permitted` unless the person is an administrator
 */
export function requireAdministrator(actor: User): void {
  if (actor.level === 'administrator') return
  throw new Problem('not-permitted', 'Only administrators may do this.', {
    advice: 'Ask an administrator of your company.',
  })
}

/**
 * An account of the company within reach of who asks.
 * @throws Problem `not-found`
 */
export async function reachableUser(
  { getUser }: Pick<Ports, 'getUser'>,
  { actor, company }: Caller,
  userId: string,
): Promise<User> {
  const user = await getUser(company.id, userId)
  if (user === undefined || !reaches(actor, user)) throw notFound('user')
  return user
}

/** Administrators see everything of the company, everybody else what they began themselves. */
export function mayView(actor: User, begunBy: { readonly userId: string }): boolean {
  return actor.level === 'administrator' || begunBy.userId === actor.id
}

/**
 * An import of the company that who asks may see.
 * @throws Problem `not-found`
 */
export async function visibleImport(
  { getImport }: Pick<Ports, 'getImport'>,
  { actor, company }: Caller,
  importId: string,
): Promise<Import> {
  const item = await getImport(company.id, importId)
  if (item === undefined || !mayView(actor, item.startedBy)) throw notFound('import')
  return item
}
