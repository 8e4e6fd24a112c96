import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { readBody, sendProblem } from '../http.ts'
import type { ClientSpec } from '../template/model.ts'
import type { Keys } from './keys.ts'
import { choicePage } from './page.ts'
import type { RefreshTokens } from './refresh-tokens.ts'
import { accessToken, idToken, TOKEN_SECONDS } from './tokens.ts'
import type { Account } from './tokens.ts'

export interface IssuerOptions {
  /** The address of this machine's product, also the tokens' `iss`. */
  readonly url: string
  readonly keys: Keys
  readonly clients: readonly ClientSpec[]
  /** Everybody who may sign in. */
  readonly findAccounts: () => Promise<readonly Account[]>
  readonly refreshTokens: RefreshTokens
}

/** Answers a request if it is the issuer's. @returns false if it is not */
export type Issuer = (message: IncomingMessage, response: ServerResponse) => Promise<boolean>

interface Grant {
  readonly account: Account
  readonly challenge: string
  readonly redirectUri: string
  readonly clientId: string
  readonly nonce: string | undefined
  /** Milliseconds since 1970. */
  readonly at: number
}

const CODE_MS = 60_000
const CODE_BYTES = 32
const LONGEST_FORM_BYTES = 16_384

const authorization = z.object({
  response_type: z.literal('code'),
  client_id: z.string(),
  redirect_uri: z.string(),
  code_challenge: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'The challenge must be a SHA-256'),
  code_challenge_method: z.literal('S256'),
  state: z.string().optional(),
  scope: z.string().optional(),
  nonce: z.string().optional(),
})

const tokenRequest = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('authorization_code'),
    code: z.string(),
    redirect_uri: z.string(),
    client_id: z.string(),
    code_verifier: z.string().min(43).max(128),
  }),
  z.object({ grant_type: z.literal('refresh_token'), refresh_token: z.string(), client_id: z.string() }),
])
type TokenRequest = z.infer<typeof tokenRequest>

const signOut = z.object({ client_id: z.string(), logout_uri: z.string() })
const revocation = z.object({ token: z.string(), client_id: z.string() })

/**
 * The OpenID Connect issuer of this machine in place of Cognito: code with PKCE and a page to choose who one is; for the
 * command line and tests `POST /local/token {email}`. It trusts whoever reaches this machine's loopback address, and
 * nobody else: pages of other origins are refused.
 */
export function createIssuer(options: IssuerOptions): Issuer {
  const { url, keys, clients, findAccounts, refreshTokens } = options
  const grants = new Map<string, Grant>()

  /** @param companyId any if it is not given */
  const find = async (email: string, companyId?: string): Promise<Account | undefined> => {
    const wanted = email.trim().toLowerCase()
    return (await findAccounts()).find(
      (account) => account.email.toLowerCase() === wanted && (companyId ?? account.companyId) === account.companyId,
    )
  }

  const mayReturnTo = (redirectUri: string, clientId: string): boolean => {
    if (clients.find(({ id }) => id === clientId)?.callbackUrls.includes(redirectUri) === true) return true
    const target = URL.canParse(redirectUri) ? new URL(redirectUri) : undefined
    return target?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(target.hostname)
  }

  const readAuthorization = (fields: URLSearchParams): z.infer<typeof authorization> => {
    const request = authorization.safeParse(Object.fromEntries(fields))
    if (!request.success) throw new RequestError(z.prettifyError(request.error))
    if (!clients.some(({ id }) => id === request.data.client_id)) throw new RequestError('The client is not known')
    if (!mayReturnTo(request.data.redirect_uri, request.data.client_id)) {
      throw new RequestError('The redirect_uri is not registered')
    }
    return request.data
  }

  /** The tokens for a code, once, and only to whom it was given. */
  const redeem = async (request: TokenRequest & { grant_type: 'authorization_code' }): Promise<object | undefined> => {
    const grant = grants.get(request.code)
    if (grant === undefined) return undefined
    grants.delete(request.code)
    const challenge = createHash('sha256').update(request.code_verifier).digest('base64url')
    const { account, clientId } = grant
    const fits =
      challenge === grant.challenge &&
      request.redirect_uri === grant.redirectUri &&
      request.client_id === clientId &&
      grant.at + CODE_MS > Date.now()
    if (!fits) return undefined
    const at = Math.floor(grant.at / 1000)
    return {
      ...(await tokensFor(account, clientId, at, grant.nonce)),
      refresh_token: await refreshTokens.issue(account, clientId, at),
    }
  }

  /** New tokens for a sign-in that goes on, as long as the account is there and active. */
  const refresh = async (request: TokenRequest & { grant_type: 'refresh_token' }): Promise<object | undefined> => {
    const signIn = await refreshTokens.read(request.refresh_token, request.client_id)
    if (signIn === undefined) return undefined
    const account = await find(signIn.email, signIn.companyId)
    return account && tokensFor(account, request.client_id, signIn.at)
  }

  const tokensFor = async (account: Account, clientId: string, at: number, nonce?: string): Promise<object> => ({
    access_token: await accessToken(keys, url, clientId, account),
    id_token: await idToken(keys, url, clientId, account, at, nonce),
    token_type: 'Bearer',
    expires_in: TOKEN_SECONDS,
  })

  const routes: Readonly<
    Record<string, (message: IncomingMessage, response: ServerResponse, query: URLSearchParams) => Promise<void> | void>
  > = {
    'GET /.well-known/openid-configuration': (_message, response) =>
      sendJson(response, {
        issuer: url,
        authorization_endpoint: `${url}/oauth2/authorize`,
        token_endpoint: `${url}/oauth2/token`,
        end_session_endpoint: `${url}/logout`,
        revocation_endpoint: `${url}/oauth2/revoke`,
        jwks_uri: `${url}/.well-known/jwks.json`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
        scopes_supported: ['openid', 'email', 'muster/api'],
      }),
    'GET /.well-known/jwks.json': (_message, response) => sendJson(response, { keys: [keys.publicJwk] }),
    'GET /oauth2/authorize': async (message, response, query) => {
      const request = readAuthorization(query)
      const fields = Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined))
      const page = choicePage(await findAccounts(), fields, message.headers['accept-language'] ?? '')
      response
        .writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'no-store',
          'content-security-policy':
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
        })
        .end(page.text)
    },
    'POST /oauth2/authorize': async (message, response) => {
      const form = new URLSearchParams(await readSmall(message))
      const request = readAuthorization(form)
      const account = await find(form.get('email') ?? '')
      if (account === undefined) throw new RequestError('There is no such account')
      const code = randomBytes(CODE_BYTES).toString('base64url')
      grants.set(code, {
        account,
        challenge: request.code_challenge,
        redirectUri: request.redirect_uri,
        clientId: request.client_id,
        nonce: request.nonce,
        at: Date.now(),
      })
      const target = new URL(request.redirect_uri)
      target.searchParams.set('code', code)
      if (request.state !== undefined) target.searchParams.set('state', request.state)
      response.writeHead(303, { location: target.href, 'cache-control': 'no-store' }).end()
    },
    'POST /oauth2/token': async (message, response) => {
      const request = tokenRequest.safeParse(Object.fromEntries(new URLSearchParams(await readSmall(message))))
      if (!request.success) return sendJson(response, { error: 'invalid_grant' }, 400)
      const { data } = request
      const tokens = data.grant_type === 'refresh_token' ? await refresh(data) : await redeem(data)
      if (tokens === undefined) return sendJson(response, { error: 'invalid_grant' }, 400)
      sendJson(response, tokens)
    },
    'POST /oauth2/revoke': async (message, response) => {
      const { token, client_id } = revocation.parse(Object.fromEntries(new URLSearchParams(await readSmall(message))))
      if (await refreshTokens.revoke(token, client_id)) sendJson(response, {})
      else sendJson(response, { error: 'invalid_request' }, 400)
    },
    // Nothing here remembers who is signed in: whoever signs in is asked anew. It only leads back, as Cognito's does.
    'GET /logout': (_message, response, query) => {
      const { client_id, logout_uri } = signOut.parse(Object.fromEntries(query))
      if (clients.find(({ id }) => id === client_id)?.logoutUrls.includes(logout_uri) !== true) {
        throw new RequestError('The logout_uri is not registered')
      }
      response.writeHead(302, { location: logout_uri, 'cache-control': 'no-store' }).end()
    },
    'POST /local/token': async (message, response) => {
      const { email } = z.object({ email: z.string() }).parse(JSON.parse(await readSmall(message)))
      const account = await find(email)
      if (account === undefined)
        return sendProblem(response, 404, 'not-found', 'There is no account with this e-mail address')
      const [client] = clients
      const token = await accessToken(keys, url, client?.id ?? '', account)
      sendJson(response, { access_token: token, token_type: 'Bearer', expires_in: TOKEN_SECONDS })
    },
  }

  return async (message, response) => {
    const { pathname, searchParams } = new URL(message.url ?? '/', url)
    const route = routes[`${message.method === 'HEAD' ? 'GET' : message.method} ${pathname}`]
    if (route === undefined) return false
    try {
      if (message.method === 'POST') refuseOtherOrigins(message, url, pathname)
      await route(message, response, searchParams)
    } catch (error) {
      if (!(error instanceof RequestError || error instanceof z.ZodError || error instanceof SyntaxError)) throw error
      sendProblem(
        response,
        400,
        'invalid-request',
        error instanceof RequestError ? error.message : 'The request cannot be read',
      )
    }
    return true
  }
}

/** A request that cannot be answered; the message is for whoever made it. */
class RequestError extends Error {}

/** A browser names the origin of the page that posts. What is sent to the other endpoints is a secret already. */
function refuseOtherOrigins(message: IncomingMessage, url: string, pathname: string): void {
  const { origin } = message.headers
  if (origin === undefined || pathname === '/oauth2/token' || pathname === '/oauth2/revoke') return
  const port = new URL(url).port
  if (origin !== `http://127.0.0.1:${port}` && origin !== `http://localhost:${port}`) {
    throw new RequestError('Pages of other origins may not sign in')
  }
}

async function readSmall(message: IncomingMessage): Promise<string> {
  const body = await readBody(message, LONGEST_FORM_BYTES)
  if (body === undefined) throw new RequestError('The request is too long')
  return body.toString('utf8')
}

function sendJson(response: ServerResponse, body: object, status = 200): void {
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    })
    .end(JSON.stringify(body))
}
