import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRemoteJWKSet, decodeJwt, jwtVerify, SignJWT } from 'jose'
import { createFront } from '../../../local/front.ts'
import { createGateway } from '../../../local/gateway.ts'
import { createVerifier } from '../../../local/gateway/authorizer.ts'
import { listen } from '../../../local/http.ts'
import type { Listening } from '../../../local/http.ts'
import { createIssuer } from '../../../local/identity/issuer.ts'
import { openKeys } from '../../../local/identity/keys.ts'
import type { Keys } from '../../../local/identity/keys.ts'
import { openRefreshTokens } from '../../../local/identity/refresh-tokens.ts'
import type { RefreshTokens } from '../../../local/identity/refresh-tokens.ts'

/** Whatever JSON was answered; the expectations say what it has to be. */
type Json = ReturnType<typeof JSON.parse>

const account = { email: 'anna@x.example', name: 'Anna <Huber>', level: 'administrator', companyId: 'c1' }
const client = {
  id: 'web',
  callbackUrls: ['https://app.example/back'],
  logoutUrls: ['https://app.example/'],
  scopes: [],
}
const accounts: (typeof account)[] = []

let folder: string
let server: Listening
let url: string
let keys: Keys
let refreshTokens: RefreshTokens

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-identity-'))
  keys = await openKeys(join(folder, 'key.json'))
  let answer: ReturnType<typeof createFront> = () => undefined
  server = await listen(
    createServer((message, response) => answer(message, response)),
    0,
  )
  url = `http://127.0.0.1:${server.port}`
  refreshTokens = openRefreshTokens(keys, url, join(folder, 'refresh-tokens.sqlite'))
  const authorizer = { issuer: url, audiences: ['web'] }
  const route = (routeKey: string, scopes: string[] = ['muster/api']) => ({
    routeKey,
    functionArn: routeKey,
    authorizer,
    scopes,
  })
  const routes = [
    route('GET /v1/users/{userId}'),
    route('GET /v1/users/me'),
    route('POST /v1/files'),
    route('GET /v1/admin', ['admin']),
  ]
  answer = createFront({
    url,
    issuer: createIssuer({ url, keys, clients: [client], findAccounts: async () => accounts, refreshTokens }),
    gateway: createGateway({
      api: {
        id: 'api',
        cors: {
          origins: ['https://app.example'],
          methods: ['GET'],
          headers: ['authorization'],
          exposed: [],
          credentials: false,
        },
        routes,
      },
      invoke: async (functionArn, event) => ({ functionArn, event }),
      verify: createVerifier(keys.publicKey),
      onFault: () => undefined,
    }),
    storage: async (_message, response) => void response.writeHead(501).end(),
    onFault: () => undefined,
  })
})

beforeEach(() => {
  accounts.splice(0, Infinity, account)
})

afterAll(async () => {
  await server.stop()
  refreshTokens.close()
  await rm(folder, { recursive: true })
})

async function localToken(): Promise<string> {
  const answer = await fetch(`${url}/local/token`, {
    method: 'POST',
    body: JSON.stringify({ email: 'ANNA@x.example' }),
  })
  return ((await answer.json()) as { access_token: string }).access_token
}

const get = async (path: string, token?: string, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, {
    headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
  })

const claim = (claims: Record<string, string>, expires = '1h') =>
  new SignJWT({ scope: 'muster/api', ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: keys.keyId })
    .setIssuer(url)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(keys.privateKey)

describe('sign-in', () => {
  const verifier = randomBytes(32).toString('base64url')
  const request = {
    response_type: 'code',
    client_id: 'web',
    redirect_uri: 'https://app.example/back',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: 'the "state"',
  }

  const choose = async (): Promise<URL> => {
    const body = new URLSearchParams({ ...request, email: account.email })
    const answer = await fetch(`${url}/oauth2/authorize`, { method: 'POST', body, redirect: 'manual' })
    expect(answer.status).toBe(303)
    return new URL(answer.headers.get('location') ?? '')
  }
  const exchange = (code: string, code_verifier: string) =>
    fetch(`${url}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        code_verifier,
        client_id: 'web',
        redirect_uri: request.redirect_uri,
      }),
    })

  it('offers the accounts in the language of the browser, and shows no foreign markup', async () => {
    const page = await (
      await get(`/oauth2/authorize?${new URLSearchParams(request).toString()}`, undefined, {
        'accept-language': 'de-AT',
      })
    ).text()
    expect(page).toContain('<html lang="de">')
    expect(page).toContain('Anna &lt;Huber&gt;')
    expect(page).toContain('value="the &quot;state&quot;"')
  })

  it('gives a code, and for it once a token that the published keys verify', async () => {
    const target = await choose()
    expect(target.searchParams.get('state')).toBe(request.state)
    const code = target.searchParams.get('code') ?? ''
    const answer = (await (await exchange(code, verifier)).json()) as { access_token: string }
    const jwks = createRemoteJWKSet(new URL(`${url}/.well-known/jwks.json`))
    const { payload } = await jwtVerify(answer.access_token, jwks, { issuer: url })
    expect(payload).toMatchObject({
      email: account.email,
      company: 'c1',
      scope: 'muster/api',
      client_id: 'web',
      token_use: 'access',
    })
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600)
    expect((await exchange(code, verifier)).status).toBe(400)
  })

  it('gives nothing for another verifier, and nothing to another address', async () => {
    const code = (await choose()).searchParams.get('code') ?? ''
    expect((await exchange(code, randomBytes(32).toString('base64url'))).status).toBe(400)
    const elsewhere = new URLSearchParams({ ...request, redirect_uri: 'https://evil.example/' })
    expect((await get(`/oauth2/authorize?${elsewhere.toString()}`)).status).toBe(400)
  })

  const signIn = async (): Promise<Json> =>
    (await exchange((await choose()).searchParams.get('code') ?? '', verifier)).json()
  const refresh = (refresh_token: string, client_id = 'web') =>
    fetch(`${url}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token, client_id }),
    })

  it('goes on with a refresh token: for seven days, as the same person, of the same sign-in', async () => {
    const first = await signIn()
    const { exp = 0, iat = 0 } = decodeJwt(first.refresh_token)
    expect(exp - iat).toBe(7 * 24 * 60 * 60)
    const answer = await refresh(first.refresh_token)
    expect(answer.status).toBe(200)
    const second: Json = await answer.json()
    expect(second).toMatchObject({ token_type: 'Bearer', expires_in: 3600 })
    expect((await get('/v1/users/me', second.access_token)).status).toBe(200)
    // What an OpenID Connect client compares before it takes the new ones.
    const facts = ({ sub, aud, iss, auth_time }: Record<string, unknown>) => ({ sub, aud, iss, auth_time })
    expect(facts(decodeJwt(second.id_token))).toEqual(facts(decodeJwt(first.id_token)))
    expect(facts(decodeJwt(second.id_token)).auth_time).toEqual(expect.any(Number))
  })

  it('goes on after a restart', async () => {
    const { refresh_token } = await signIn()
    const reopened = openRefreshTokens(keys, url, join(folder, 'refresh-tokens.sqlite'))
    expect(await reopened.read(refresh_token, 'web')).toMatchObject({ email: account.email, companyId: 'c1' })
    reopened.close()
  })

  it("does not go on for an account that is gone, or is another company's now", async () => {
    const { refresh_token } = await signIn()
    accounts.splice(0, 1, { ...account, companyId: 'c2' })
    expect((await refresh(refresh_token)).status).toBe(400)
    accounts.splice(0)
    expect((await refresh(refresh_token)).status).toBe(400)
  })

  it('takes a refresh token for nothing else, from no other client, and nothing else for one', async () => {
    const { refresh_token, access_token, id_token } = await signIn()
    expect((await get('/v1/users/me', refresh_token)).status).toBe(401)
    expect((await refresh(refresh_token, 'other')).status).toBe(400)
    for (const token of [access_token, id_token, 'nonsense', `${refresh_token.slice(0, -4)}AAAA`]) {
      expect((await refresh(token)).status).toBe(400)
    }
  })

  it('ends a refresh token when it is revoked, for good', async () => {
    const { refresh_token, access_token } = await signIn()
    const revoke = (token: string) =>
      fetch(`${url}/oauth2/revoke`, {
        method: 'POST',
        headers: { origin: 'https://app.example' },
        body: new URLSearchParams({ token, client_id: 'web' }),
      })
    expect((await revoke(access_token)).status).toBe(400)
    expect((await revoke(refresh_token)).status).toBe(200)
    expect((await refresh(refresh_token)).status).toBe(400)
    const reopened = openRefreshTokens(keys, url, join(folder, 'refresh-tokens.sqlite'))
    expect(await reopened.read(refresh_token, 'web')).toBeUndefined()
    reopened.close()
  })

  it('ends by leading back to a registered address only', async () => {
    const leave = (query: Record<string, string>) =>
      fetch(`${url}/logout?${new URLSearchParams(query).toString()}`, { redirect: 'manual' })
    const answer = await leave({ client_id: 'web', logout_uri: 'https://app.example/', id_token_hint: 'x', state: 'y' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://app.example/'])
    expect((await leave({ client_id: 'web', logout_uri: 'https://evil.example/' })).status).toBe(400)
    expect((await leave({ client_id: 'web', logout_uri: 'https://app.example/back' })).status).toBe(400)
    expect((await leave({ client_id: 'other', logout_uri: 'https://app.example/' })).status).toBe(400)
    expect((await leave({ client_id: 'web', post_logout_redirect_uri: 'https://app.example/' })).status).toBe(400)
  })

  it('says in its discovery document where all of it is', async () => {
    const document: Json = await (await get('/.well-known/openid-configuration')).json()
    expect(document).toMatchObject({
      issuer: url,
      authorization_endpoint: `${url}/oauth2/authorize`,
      token_endpoint: `${url}/oauth2/token`,
      end_session_endpoint: `${url}/logout`,
      revocation_endpoint: `${url}/oauth2/revoke`,
    })
  })

  it('keeps its key', async () => {
    expect((await openKeys(join(folder, 'key.json'))).keyId).toBe(keys.keyId)
  })
})

describe('the gateway', () => {
  it('prefers fixed paths, decodes parameters, and passes the claims on', async () => {
    const token = await localToken()
    const answer: Json = await (await get('/v1/users/a%2Fb?x=1&x=2', token)).json()
    expect(answer.functionArn).toBe('GET /v1/users/{userId}')
    expect(answer.event).toMatchObject({
      version: '2.0',
      rawPath: '/v1/users/a%2Fb',
      pathParameters: { userId: 'a/b' },
      queryStringParameters: { x: '1,2' },
      requestContext: {
        http: { method: 'GET' },
        authorizer: { jwt: { claims: { company: 'c1' }, scopes: ['muster/api'] } },
      },
      isBase64Encoded: false,
    })
    expect(((await (await get('/v1/users/me', token)).json()) as Json).functionArn).toBe('GET /v1/users/me')
  })

  it('passes binary bodies on as Base64', async () => {
    const body = Uint8Array.from([0, 255, 1])
    const headers = { authorization: `Bearer ${await localToken()}`, 'content-type': 'application/octet-stream' }
    const answer: Json = await (await fetch(`${url}/v1/files`, { method: 'POST', body, headers })).json()
    expect(answer.event).toMatchObject({ isBase64Encoded: true, body: 'AP8B' })
  })

  it('refuses bodies that are too large, also those that do not say how large they are', async () => {
    const send = async (path: string, bytes: number, chunked: boolean, token = '') => {
      const chunk = Buffer.alloc(bytes / 4, 'a')
      const body = chunked ? ReadableStream.from([chunk, chunk, chunk, chunk]) : Buffer.alloc(bytes, 'a')
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' }
      const init = { method: 'POST', body, headers, duplex: 'half' }
      const answer = await fetch(`${url}${path}`, init as RequestInit)
      return { status: answer.status, text: await answer.text() }
    }
    const token = await localToken()
    const most = 6 * 1024 * 1024
    for (const chunked of [false, true]) {
      expect((await send('/v1/files', most, chunked, token)).status).toBe(200)
      expect((await send('/v1/files', most + 4, chunked, token)).status).toBe(413)
      expect((await send('/oauth2/token', 16_384, chunked)).text).toContain('invalid_grant')
      expect((await send('/oauth2/token', 16_388, chunked)).text).toContain('too long')
    }
  })

  it('refuses tokens that are missing, forged, expired, for others or without the scope', async () => {
    const status = async (token?: string, path = '/v1/users/me') => (await get(path, token)).status
    expect(await status()).toBe(401)
    expect(await status(`${(await localToken()).slice(0, -4)}AAAA`)).toBe(401)
    expect(await status(await claim({ client_id: 'web' }, '-1s'))).toBe(401)
    expect(await status(await claim({ client_id: 'other' }))).toBe(401)
    expect(await status(await claim({ client_id: 'web' }))).toBe(200)
    expect(await status(await localToken(), '/v1/admin')).toBe(403)
  })

  it('answers refusals as problems, and lets only the allowed origin read', async () => {
    const refused = await get('/v1/users/me', undefined, { origin: 'https://app.example' })
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://app.example')
    expect(
      (await get('/v1/users/me', undefined, { origin: 'https://evil.example' })).headers.get(
        'access-control-allow-origin',
      ),
    ).toBeNull()
    expect((await get('/v1/nowhere')).status).toBe(404)
  })
})
