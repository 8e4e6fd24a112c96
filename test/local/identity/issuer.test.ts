import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRemoteJWKSet, jwtVerify, SignJWT } from 'jose'
import { createFront } from '../../../local/front.ts'
import { createGateway } from '../../../local/gateway.ts'
import { createVerifier } from '../../../local/gateway/authorizer.ts'
import { listen } from '../../../local/http.ts'
import type { Listening } from '../../../local/http.ts'
import { createIssuer } from '../../../local/identity/issuer.ts'
import { openKeys } from '../../../local/identity/keys.ts'
import type { Keys } from '../../../local/identity/keys.ts'

/** Whatever JSON was answered; the expectations say what it has to be. */
type Json = ReturnType<typeof JSON.parse>

const account = { email: 'anna@x.example', name: 'Anna <Huber>', level: 'administrator', companyId: 'c1' }
const client = { id: 'web', callbackUrls: ['https://app.example/back'] }

let folder: string
let server: Listening
let url: string
let keys: Keys

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-identity-'))
  keys = await openKeys(join(folder, 'key.json'))
  let answer: ReturnType<typeof createFront> = () => undefined
  server = await listen(
    createServer((message, response) => answer(message, response)),
    0,
  )
  url = `http://127.0.0.1:${server.port}`
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
    issuer: createIssuer({ url, keys, clients: [client], findAccounts: async () => [account] }),
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

afterAll(async () => {
  await server.stop()
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
