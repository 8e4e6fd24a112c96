import { createHash, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Keys } from './keys.ts'

/** Somebody who may sign in on this machine. */
export interface Account {
  readonly email: string
  readonly name: string
  readonly level: string
  readonly companyId: string
}

export const TOKEN_SECONDS = 3600
const SCOPE = 'muster/api'

/**
 * An access token as Cognito issues it: `sub`, `email`, `company`, `scope`, `client_id`, `token_use`, one hour.
 * @param clientId the app client the API's authorizer accepts
 */
export function accessToken(keys: Keys, issuer: string, clientId: string, account: Account): Promise<string> {
  return sign(keys, issuer, account, { scope: SCOPE, client_id: clientId, token_use: 'access', jti: randomUUID() })
}

/**
 * An ID token, for clients that want to show who is signed in.
 * @param signedInAt in seconds since 1970; the same in every ID token of a sign-in, as OpenID Connect wants it
 */
export function idToken(
  keys: Keys,
  issuer: string,
  clientId: string,
  account: Account,
  signedInAt: number,
  nonce?: string,
): Promise<string> {
  return sign(keys, issuer, account, {
    aud: clientId,
    token_use: 'id',
    name: account.name,
    auth_time: signedInAt,
    ...(nonce === undefined ? {} : { nonce }),
  })
}

function sign(keys: Keys, issuer: string, account: Account, claims: Record<string, string | number>): Promise<string> {
  return new SignJWT({ ...claims, email: account.email, company: account.companyId })
    .setProtectedHeader({ alg: 'RS256', kid: keys.keyId })
    .setIssuer(issuer)
    .setSubject(subjectOf(account))
    .setIssuedAt()
    .setExpirationTime(`${TOKEN_SECONDS}s`)
    .sign(keys.privateKey)
}

/** The same for the same person for ever, and nothing that can be read. */
function subjectOf({ companyId, email }: Account): string {
  const hash = createHash('sha256').update(`${companyId}\n${email.toLowerCase()}`).digest('hex')
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-')
}
