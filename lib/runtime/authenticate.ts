import { displayName, type Company, type User } from '../domain/companies.ts'
import type { Person } from '../domain/imports.ts'
import { Problem } from '../domain/problems.ts'
import type { FindUserByEmail, GetCompany } from '../ports/companies.ts'
import type { HttpEvent } from './requests.ts'

/** The scope an access token must carry. An ID token has none, and is refused by that. */
const SCOPE = 'muster/api'

/** It begins the keys of everything a company has, so that it holds none of the characters that separate their parts. */
const COMPANY_ID = /^[\w.-]{1,128}$/
const LONGEST_EMAIL = 254

export interface Caller {
  readonly actor: User
  readonly company: Company
  readonly person: Person
}

function refuse(message: string): Problem {
  return new Problem('not-authenticated', message, { advice: 'Sign in with an active account of the company.' })
}

function scopesOf(jwt: { claims: Record<string, unknown>; scopes?: readonly string[] | null }): readonly string[] {
  const { scope } = jwt.claims
  return [...(jwt.scopes ?? []), ...(typeof scope === 'string' ? scope.split(' ') : [])]
}

/**
 * Who makes a request: the company is the token's claim, the account is looked up anew each time, so that a removed or
 * inactive one is out at once. Throws Problem `not-authenticated`, or `not-permitted` if the token lacks the scope.
 */
export async function authenticate(
  event: Pick<HttpEvent, 'requestContext'>,
  { findUserByEmail, getCompany }: { findUserByEmail: FindUserByEmail; getCompany: GetCompany },
): Promise<Caller> {
  // The types say that the authorizer was there; a route deployed without one must not pass.
  const jwt: HttpEvent['requestContext']['authorizer']['jwt'] | undefined = event.requestContext?.authorizer?.jwt
  if (jwt === undefined) throw refuse('The request has no access token.')
  const { company: companyId, email } = jwt.claims
  if (!scopesOf(jwt).includes(SCOPE)) throw new Problem('not-permitted', `The access token lacks the scope ${SCOPE}.`)
  if (typeof companyId !== 'string' || companyId === '' || typeof email !== 'string' || email === '') {
    throw refuse('The access token names no company or no e-mail address.')
  }
  // No account has such an address, and no key could be made of them.
  if (!COMPANY_ID.test(companyId) || email.length > LONGEST_EMAIL) {
    throw refuse('The access token names a company or an e-mail address that cannot exist.')
  }
  const [company, actor] = await Promise.all([getCompany(companyId), findUserByEmail(companyId, email)])
  if (company === undefined || actor === undefined || !actor.active) {
    throw refuse('There is no active account with this e-mail address in the company.')
  }
  return { actor, company, person: { userId: actor.id, email: actor.email, name: displayName(actor) } }
}
