import { describe, expect, it, jest } from '@jest/globals'
import { problemDocument } from '../../lib/contracts/problems.ts'
import { normaliseEmail, type User } from '../../lib/domain/companies.ts'
import { Problem } from '../../lib/domain/problems.ts'
import type { AppendAudit } from '../../lib/ports/audit.ts'
import { basics } from '../../lib/runtime/deps.ts'
import { httpHandler, type HttpDeps } from '../../lib/runtime/http.ts'
import { company, httpEvent, lambdaContext, user } from './events.ts'

const people: Record<string, User[]> = {
  alpha: [user('anna', { level: 'administrator' }), user('idle', { active: false })],
  beta: [user('anna', { id: 'beta-anna' })],
}

const wire = (): HttpDeps & { appendAudit: AppendAudit } => ({
  ...basics(),
  appendAudit: async () => true,
  getCompany: async (id) => (id in people ? company(id) : undefined),
  findUserByEmail: async (id, email) => {
    // As in the tables: no key can be made of these.
    if (/[#/]/.test(id) || email.length > 2000) throw new Error('This is no key')
    return people[id]?.find((one) => normaliseEmail(one.email) === normaliseEmail(email))
  },
})

const parsed = (response: { body?: string }) => JSON.parse(response.body ?? 'null') as Record<string, unknown>

describe('httpHandler', () => {
  it('answers by the contract and leaves out what the contract does not name', async () => {
    const handler = httpHandler('createUser', wire, () => async ({ body }) => ({
      ...user('new', { email: body.email }),
      passwordHash: 'secret',
    }))
    const response = await handler(httpEvent({ body: { email: ' New@Alpha.test ' } }), lambdaContext)
    expect(response.statusCode).toBe(201)
    expect(response.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    })
    expect(parsed(response)).toEqual(user('new', { email: 'New@Alpha.test' }))
  })

  it('hands over who asks, found by company and e-mail of the token', async () => {
    const seen: unknown[] = []
    const handler = httpHandler('getMe', wire, () => async ({ actor, company: of, person }) => {
      seen.push(person)
      return { user: actor, company: of, mayImport: true }
    })
    const claims = { email: 'ANNA@alpha.test', company: 'beta', scope: 'muster/api' }
    const response = await handler(httpEvent({ claims }), lambdaContext)
    expect(parsed(response)).toMatchObject({ user: { id: 'beta-anna' }, company: { id: 'beta', name: 'beta' } })
    expect(seen).toEqual([{ userId: 'beta-anna', email: 'anna@alpha.test', name: 'anna' }])
  })

  it.each([
    ['another company', { email: 'idle@alpha.test', company: 'beta', scope: 'muster/api' }],
    ['an unknown company', { email: 'anna@alpha.test', company: 'gamma', scope: 'muster/api' }],
    ['an inactive account', { email: 'idle@alpha.test', company: 'alpha', scope: 'muster/api' }],
    ['a company that cannot exist', { email: 'anna@alpha.test', company: 'alpha#x', scope: 'muster/api' }],
    ['a company with a path', { email: 'anna@alpha.test', company: '../alpha', scope: 'muster/api' }],
    ['an endless address', { email: `${'a'.repeat(3000)}@alpha.test`, company: 'alpha', scope: 'muster/api' }],
    ['no company', { email: 'anna@alpha.test', scope: 'muster/api' }],
  ])('refuses %s', async (_, claims: Record<string, string>) => {
    const act = jest.fn<() => Promise<never>>()
    const handler = httpHandler('getMe', wire, () => act)
    const response = await handler(httpEvent({ claims }), lambdaContext)
    expect(response.statusCode).toBe(401)
    expect(problemDocument.parse(parsed(response)).code).toBe('not-authenticated')
    expect(act).not.toHaveBeenCalled()
  })

  it('refuses a token without the scope, and a request that passed no authorizer', async () => {
    const handler = httpHandler('getMe', wire, () => async () => Promise.reject(new Error('must not run')))
    const idToken = await handler(httpEvent({ claims: { email: 'anna@alpha.test', company: 'alpha' } }), lambdaContext)
    expect(idToken.statusCode).toBe(403)
    const event = httpEvent({})
    const bare = { ...event, requestContext: { ...event.requestContext, authorizer: undefined } } as never
    expect((await handler(bare, lambdaContext)).statusCode).toBe(401)
  })

  it('names each wrong place of a request by a pointer', async () => {
    const handler = httpHandler('putUsers', wire, () => async () => Promise.reject(new Error('must not run')))
    const body = { users: [{ email: 'a@alpha.test' }, { email: 'nonsense', levle: 'user' }] }
    const response = await handler(httpEvent({ body }), lambdaContext)
    expect(response.statusCode).toBe(400)
    expect(response.headers?.['content-type']).toBe('application/problem+json')
    const problem = problemDocument.parse(parsed(response))
    expect(problem).toMatchObject({ code: 'invalid-request', status: 400 })
    expect(problem.places?.map((place) => place.pointer)).toEqual(['/body/users/1/email', '/body/users/1/levle'])
  })

  it.each(['{', '', '[]', '{"users":{"__proto__":{}}}'])('refuses the body %j', async (rawBody) => {
    const handler = httpHandler('putUsers', wire, () => async () => Promise.reject(new Error('must not run')))
    const response = await handler(httpEvent({ rawBody }), lambdaContext)
    expect([response.statusCode, parsed(response)['code']]).toEqual([400, 'invalid-request'])
  })

  it('reads a base64 body and coerces the query', async () => {
    const handler = httpHandler('listRecords', wire, () => async ({ query, path }) => {
      expect([query.limit, path.type]).toEqual([5, 'tasks'])
      return { records: [] }
    })
    const response = await handler(
      httpEvent({ path: { userId: 'u', type: 'tasks' }, query: { limit: '5' } }),
      lambdaContext,
    )
    expect(parsed(response)).toEqual({ records: [] })
    const patch = httpHandler(
      'updateUser',
      wire,
      () =>
        async ({ body }) =>
          user('x', { firstName: body.firstName ?? '' }),
    )
    const base64 = Buffer.from('{"firstName":"Zoë"}').toString('base64')
    const event = { ...httpEvent({ rawBody: base64, path: { userId: 'x' } }), isBase64Encoded: true }
    expect(parsed(await patch(event, lambdaContext))).toMatchObject({ firstName: 'Zoë' })
  })

  it('answers a refusal with its status, advice and places', async () => {
    const handler = httpHandler('getMe', wire, () => async () => {
      throw new Problem('company-busy', 'Busy.', { advice: 'Wait.', details: { since: 'x' } })
    })
    const response = await handler(httpEvent({}), lambdaContext)
    expect(response.statusCode).toBe(409)
    expect(parsed(response)).toEqual({
      type: 'urn:muster:problem:company-busy',
      title: 'Company busy',
      status: 409,
      detail: 'Busy.',
      code: 'company-busy',
      advice: 'Wait.',
      details: { since: 'x' },
      requestId: 'request-1',
    })
  })

  it('says nothing of a fault but the request id, and logs it', async () => {
    const logged: unknown[] = []
    const handler = httpHandler(
      'getMe',
      () => {
        const deps = wire()
        deps.logger.error = (...line: unknown[]) => void logged.push(line)
        return deps
      },
      () => async () => {
        throw new Error('table state-1 on fire')
      },
    )
    const response = await handler(httpEvent({}), lambdaContext)
    expect(response.statusCode).toBe(500)
    expect(response.body).not.toContain('fire')
    expect(parsed(response)).toMatchObject({ code: 'internal', requestId: 'request-1' })
    expect(JSON.stringify(logged)).toContain('Route getMe failed')
  })

  it('is a fault to answer what the contract does not allow', async () => {
    const handler = httpHandler('getMe', wire, () => async () => ({ nonsense: true }) as never)
    const error = jest.spyOn(process.stderr, 'write').mockImplementation(() => true)
    expect((await handler(httpEvent({}), lambdaContext)).statusCode).toBe(500)
    error.mockRestore()
  })

  it('says of a function that is set up wrongly no more to the client', async () => {
    const wrong = () => {
      throw new Error('STATE_TABLE is missing')
    }
    const written: string[] = []
    const error = jest.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
      written.push(String(chunk))
      return true
    })
    const response = await httpHandler(
      'getMe',
      wrong,
      () => async () => Promise.reject(new Error('must not run')),
    )(httpEvent({}), lambdaContext)
    error.mockRestore()
    expect(response.statusCode).toBe(500)
    expect(response.body).not.toContain('STATE_TABLE')
    expect(written.join('')).toContain('STATE_TABLE is missing')
  })

  it('wires once, at the first request', async () => {
    let wired = 0
    const handler = httpHandler(
      'listUsers',
      () => {
        wired += 1
        return wire()
      },
      () => async () => ({ users: [] }),
    )
    expect(wired).toBe(0)
    await handler(httpEvent({}), lambdaContext)
    await handler(httpEvent({}), lambdaContext)
    expect(wired).toBe(1)
  })

  it('answers a deletion without a body', async () => {
    const handler = httpHandler('deleteUser', wire, () => async () => undefined)
    const response = await handler(httpEvent({ path: { userId: 'u' } }), lambdaContext)
    expect(response.statusCode).toBe(204)
    expect(response.body ?? '').toBe('')
  })

  it('answers a download with its name, zipped in transport where that helps', async () => {
    const bytes = new TextEncoder().encode('a;b\n'.repeat(50_000))
    const handler = httpHandler('getRejectedRows', wire, () => async () => ({
      contentType: 'text/csv; charset=utf-8',
      fileName: 'rejected – März.csv',
      body: bytes,
    }))
    const plain = await handler(httpEvent({ path: { importId: 'i' } }), lambdaContext)
    expect(plain.headers?.['content-disposition']).toBe(
      `attachment; filename="rejected _ M_rz.csv"; filename*=UTF-8''rejected%20%E2%80%93%20M%C3%A4rz.csv`,
    )
    expect(Buffer.from(plain.body ?? '', 'base64').equals(bytes)).toBe(true)
    const zipped = await handler(
      httpEvent({ path: { importId: 'i' }, headers: { 'accept-encoding': 'gzip, br' } }),
      lambdaContext,
    )
    expect(zipped.headers?.['content-encoding']).toBe('gzip')
    expect((zipped.body ?? '').length).toBeLessThan(20_000)
  })
})
