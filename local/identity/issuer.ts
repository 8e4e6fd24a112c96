import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { readBody, sendProblem } from '../http.ts'
import type { ClientSpec } from '../template/model.ts'
import type { Keys } from './keys.ts'
import { choicePage } from './page.ts'
import { accessToken, idToken, TOKEN_SECONDS } from './tokens.ts'
import type { Account } from './tokens.ts'

export interface IssuerOptions {
  /** The address of this machine's product, also the tokens' `iss`. */
  readonly url: string
  readonly keys: Keys
  readonly clients: readonly ClientSpec[]
  /** Everybody who may sign in. */
  readonly findAccounts: () => Promise<readonly Account[]>
}

/** Answers a request if it is the issuer's. @returns false if it is not */
export type Issuer = (message: IncomingMessage, response: ServerResponse) => Promise<boolean>

interface Grant {
  readonly account: Account
  readonly challenge: string
  readonly redirectUri: string
  readonly clientId: string
  readonly nonce: string | undefined
  readonly expires: number
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

const exchange = z.object({
  grant_type: z.literal('authorization_code'),
  code: z.string(),
  redirect_uri: z.string(),
  client_id: z.string(),
  code_verifier: z.string().min(43).max(128),
})

/**
 * The OpenID Connect issuer of this machine in place of Cognito: code with PKCE and a page to choose who one is; for the
 * command line and tests `POST /local/token {email}`. It trusts whoever reaches this machine's loopback address, and
 * nobody else: pages of other origins are refused.
 */
export function createIssuer(options: IssuerOptions): Issuer {
  const { url, keys, clients, findAccounts } = options
  const grants = new Map<string, Grant>()

  const find = async (email: string): Promise<Account | undefined> => {
    const wanted = email.trim().toLowerCase()
    return (await findAccounts()).find((account) => account.email.toLowerCase() === wanted)
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

  const routes: Readonly<
    Record<string, (message: IncomingMessage, response: ServerResponse, query: URLSearchParams) => Promise<void> | void>
  > = {
    'GET /.well-known/openid-configuration': (_message, response) =>
      sendJson(response, {
        issuer: url,
        authorization_endpoint: `${url}/oauth2/authorize`,
        token_endpoint: `${url}/oauth2/token`,
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
        expires: Date.now() + CODE_MS,
      })
      const target = new URL(request.redirect_uri)
      target.searchParams.set('code', code)
      if (request.state !== undefined) target.searchParams.set('state', request.state)
      response.writeHead(303, { location: target.href, 'cache-control': 'no-store' }).end()
    },
    'POST /oauth2/token': async (message, response) => {
      const request = exchange.safeParse(Object.fromEntries(new URLSearchParams(await readSmall(message))))
      const grant = request.success ? grants.get(request.data.code) : undefined
      if (!request.success || grant === undefined) return sendJson(response, { error: 'invalid_grant' }, 400)
      grants.delete(request.data.code)
      const challenge = createHash('sha256').update(request.data.code_verifier).digest('base64url')
      const fits =
        challenge === grant.challenge &&
        request.data.redirect_uri === grant.redirectUri &&
        request.data.client_id === grant.clientId &&
        grant.expires > Date.now()
      if (!fits) return sendJson(response, { error: 'invalid_grant' }, 400)
      sendJson(response, {
        access_token: await accessToken(keys, url, grant.clientId, grant.account),
        id_token: await idToken(keys, url, grant.clientId, grant.account, grant.nonce),
        token_type: 'Bearer',
        expires_in: TOKEN_SECONDS,
      })
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

/** A browser names the origin of the page that posts. The token endpoint is protected by the code alone. */
function refuseOtherOrigins(message: IncomingMessage, url: string, pathname: string): void {
  const { origin } = message.headers
  if (origin === undefined || pathname === '/oauth2/token') return
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
