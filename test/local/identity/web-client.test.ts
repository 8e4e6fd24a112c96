import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from 'oidc-client-ts'
import { listen } from '../../../local/http.ts'
import type { Listening } from '../../../local/http.ts'
import { createIssuer } from '../../../local/identity/issuer.ts'
import type { Issuer } from '../../../local/identity/issuer.ts'
import { openKeys } from '../../../local/identity/keys.ts'
import { openRefreshTokens } from '../../../local/identity/refresh-tokens.ts'
import type { RefreshTokens } from '../../../local/identity/refresh-tokens.ts'

let folder: string
let server: Listening
let url: string
let refreshTokens: RefreshTokens

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-web-client-'))
  let issuer: Issuer = async () => false
  server = await listen(
    createServer((message, response) => void issuer(message, response)),
    0,
  )
  url = `http://127.0.0.1:${server.port}`
  const keys = await openKeys(join(folder, 'key.json'))
  refreshTokens = openRefreshTokens(keys, url, join(folder, 'refresh-tokens.sqlite'))
  const account = { email: 'anna@x.example', name: 'Anna Huber', level: 'administrator', companyId: 'c1' }
  const client = { id: 'web', callbackUrls: [`${url}/`], logoutUrls: [`${url}/`], scopes: [] }
  issuer = createIssuer({ url, keys, clients: [client], findAccounts: async () => [account], refreshTokens })
})

afterAll(async () => {
  await server.stop()
  refreshTokens.close()
  await rm(folder, { recursive: true })
})

it('serves the OpenID Connect client of the web application: in, on, and out', async () => {
  const client = new OidcClient({
    authority: url,
    client_id: 'web',
    redirect_uri: `${url}/`,
    post_logout_redirect_uri: `${url}/`,
    scope: 'openid email muster/api',
    stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  })
  const request = await client.createSigninRequest({ state: 'where I was' })
  const form = new URL(request.url).searchParams
  form.set('email', 'anna@x.example')
  const chosen = await fetch(`${url}/oauth2/authorize`, { method: 'POST', body: form, redirect: 'manual' })
  const first = await client.processSigninResponse(chosen.headers.get('location') ?? '')
  expect(first).toMatchObject({ userState: 'where I was', profile: { email: 'anna@x.example', name: 'Anna Huber' } })

  const { refresh_token = '', id_token = '', profile } = first
  const state = { refresh_token, id_token, profile, session_state: null, scope: first.scope ?? '' }
  const second = await client.useRefreshToken({ state })
  expect(second).toMatchObject({ token_type: 'Bearer', profile: { sub: profile.sub } })

  await client.revokeToken(refresh_token, 'refresh_token')
  await expect(client.useRefreshToken({ state })).rejects.toThrow('invalid_grant')
  const out = await client.createSignoutRequest({
    id_token_hint: id_token,
    extraQueryParams: { client_id: 'web', logout_uri: `${url}/` },
  })
  const left = await fetch(out.url, { redirect: 'manual' })
  expect([left.status, left.headers.get('location')]).toEqual([302, `${url}/`])
})
