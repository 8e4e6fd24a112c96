import { errors, jwtVerify } from 'jose'
import type { CryptoKey, JWTPayload } from 'jose'
import type { AuthorizerSpec } from '../template/model.ts'

/** What a function finds in `requestContext.authorizer.jwt`. */
export interface Authorization {
  readonly claims: Record<string, string | number | boolean | string[]>
  readonly scopes: string[]
}

export interface Refusal {
  readonly status: 401 | 403
  readonly code: 'not-authenticated' | 'not-permitted'
  readonly title: string
}

/** The claims of a token whose signature, issuer and time are right; undefined for any other. */
export type TokenVerifier = (token: string, issuer: string) => Promise<JWTPayload | undefined>

/** Verifies tokens of the local issuer, which signs with this key. */
export function createVerifier(publicKey: CryptoKey): TokenVerifier {
  return async (token, issuer) => {
    try {
      const { payload } = await jwtVerify(token, publicKey, {
        issuer,
        algorithms: ['RS256'],
        requiredClaims: ['exp', 'iat'],
      })
      return payload
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined
      throw error
    }
  }
}

/**
 * The JWT authorizer of an HTTP API: issuer, time, audience (`aud`, or `client_id` where there is none), and one of the
 * route's scopes.
 */
export async function authorize(
  header: string | undefined,
  { issuer, audiences }: AuthorizerSpec,
  scopes: readonly string[],
  verify: TokenVerifier,
): Promise<Authorization | Refusal> {
  const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1]
  const claims = token === undefined ? undefined : await verify(token, issuer)
  if (claims === undefined)
    return { status: 401, code: 'not-authenticated', title: 'Sign in first: there is no valid token' }
  const audience = [claims.aud ?? claims['client_id'] ?? []].flat()
  if (!audience.some((one) => typeof one === 'string' && audiences.includes(one))) {
    return { status: 401, code: 'not-authenticated', title: 'The token is meant for somebody else' }
  }
  const granted = typeof claims['scope'] === 'string' ? claims['scope'].split(' ') : []
  if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope))) {
    return { status: 403, code: 'not-permitted', title: 'The token does not allow this' }
  }
  return { claims: asGateway(claims), scopes: scopes.filter((scope) => granted.includes(scope)) }
}

/** API Gateway shows every claim as a text. */
function asGateway(claims: JWTPayload): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  )
}
