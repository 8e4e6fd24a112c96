import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { addressOf, ApiProblem, ApiUnreachable, createClient, eachItem, problemOf } from '../../lib/contracts/client.ts'
import { routes } from '../../lib/contracts/routes.ts'
import { downloadResponse } from '../../lib/runtime/responses.ts'

const URL_OF_API = 'http://127.0.0.1:4600'
const RECORD = { method: 'GET', path: '/users/{userId}/records/{type}/{recordId}' } as const

function clientAnswering(status: number, body: string, seen: Request[] = []) {
  return createClient({
    url: `${URL_OF_API}/`,
    token: () => Promise.resolve('secret'),
    fetch: (input, init) => {
      seen.push(new Request(input, init))
      return Promise.resolve(new Response(body, { status }))
    },
  })
}

describe('the address of a call', () => {
  it('keeps any id in its own path segment', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (recordId) => {
        fc.pre(recordId !== '.' && recordId !== '..')
        const address = new URL(addressOf(URL_OF_API, RECORD, { path: { userId: 'u', type: 'tasks', recordId } }))
        const segments = address.pathname.split('/')
        expect(segments.slice(0, 6)).toEqual(['', 'v1', 'users', 'u', 'records', 'tasks'])
        expect(segments.slice(6).map(decodeURIComponent)).toEqual([recordId])
        expect(address.search).toBe('')
      }),
    )
  })

  it.each(['', '.', '..'])('refuses "%s", which would reach another route', (recordId) => {
    const call = { path: { userId: 'u', type: 'tasks', recordId } }
    expect(() => addressOf(URL_OF_API, RECORD, call)).toThrow(expect.objectContaining({ code: 'invalid-request' }))
  })

  it('leaves out query parameters that are not given', () => {
    const call = { query: { cursor: undefined, limit: 5, name: 'a&b' } }
    expect(addressOf(URL_OF_API, { path: '/imports' }, call)).toBe(`${URL_OF_API}/v1/imports?limit=5&name=a%26b`)
  })
})

describe('a call', () => {
  it('sends method, token and body as the route says and gives the validated answer', async () => {
    const seen: Request[] = []
    const answer = {
      importId: 'i',
      action: 'skip',
      decidedBy: { userId: 'u', email: 'e', name: 'n' },
      decidedAt: '2026-01-01T00:00:00Z',
    }
    const client = clientAnswering(202, JSON.stringify({ ...answer, later: 'a field of a newer server' }), seen)
    expect(await client.decideUser({ path: { importId: 'i', userId: 'u' }, body: { action: 'skip' } })).toEqual(answer)
    const [request] = seen
    expect(request?.method).toBe('POST')
    expect(request?.url).toBe(`${URL_OF_API}/v1/imports/i/users/u/decision`)
    expect(request?.headers.get('authorization')).toBe('Bearer secret')
    expect(await request?.json()).toEqual({ action: 'skip' })
  })

  it('throws the problem document of a refusal', async () => {
    const problem = {
      type: 'about:blank',
      title: 'Busy',
      status: 409,
      detail: 'Another import is running.',
      code: 'company-busy',
      advice: 'Wait.',
    }
    const call = clientAnswering(409, JSON.stringify(problem)).getMe()
    await expect(call).rejects.toThrow(ApiProblem)
    await expect(call).rejects.toMatchObject({
      code: 'company-busy',
      status: 409,
      message: 'Another import is running.',
      problem,
    })
  })

  it('does not take an answer of another shape', async () => {
    await expect(clientAnswering(200, '{"users": 3}').listUsers()).rejects.toThrow(/was not answered as Muster's API/)
    await expect(clientAnswering(200, '<html>').listUsers()).rejects.toThrow(/was not answered as Muster's API/)
  })

  it('answers nothing for a route without an answer', async () => {
    const client = createClient({
      url: URL_OF_API,
      token: 't',
      fetch: () => Promise.resolve(new Response(null, { status: 204 })),
    })
    expect(await client.deleteUser({ path: { userId: 'u' } })).toBeUndefined()
  })

  it('hands a download out as a stream, with its name', async () => {
    const headers = { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="rejected.csv"' }
    const client = createClient({
      url: URL_OF_API,
      token: 't',
      fetch: () => Promise.resolve(new Response('a;b', { headers })),
    })
    const { body, ...rest } = await client.getRejectedRows({ path: { importId: 'i' }, query: { format: 'csv' } })
    expect(rest).toEqual({ contentType: 'text/csv', fileName: 'rejected.csv' })
    expect(await new Response(body).text()).toBe('a;b')
  })

  it('hands a download out under its whole name, whatever letters it has', async () => {
    const of = (disposition: string) =>
      createClient({
        url: URL_OF_API,
        token: 't',
        fetch: () => Promise.resolve(new Response('', { headers: { 'content-disposition': disposition } })),
      }).getRejectedRows({ path: { importId: 'i' } })
    const name = 'Müller\'s 100%, "Süd" (1); Ende.csv'
    const { headers = {} } = downloadResponse(
      routes.getRejectedRows,
      { contentType: 'text/csv', fileName: name, body: new Uint8Array() },
      '',
    )
    expect(await of(String(headers['content-disposition']))).toMatchObject({ fileName: name })
    // What is no UTF-8 is no name.
    expect(await of(`attachment; filename="a.csv"; filename*=UTF-8''%FF.csv`)).toMatchObject({ fileName: 'a.csv' })
  })

  it('tells a server that is away from one that refuses', async () => {
    const client = createClient({
      url: URL_OF_API,
      token: 't',
      fetch: () => Promise.reject(new TypeError('fetch failed')),
    })
    await expect(client.getMe()).rejects.toThrow(ApiUnreachable)
  })
})

describe('an error that is no problem document', () => {
  it.each([
    [401, '{"message":"Unauthorized"}', 'not-authenticated', 'Unauthorized'],
    [404, '<html>', 'not-found', 'The server answered with status 404.'],
    [500, '', 'internal', 'The server answered with status 500.'],
  ])('%i gets a code from its status', (status, body, code, title) => {
    expect(problemOf(status, body)).toMatchObject({ status, code, title })
  })

  it.each([
    [429, '{"message":"Too Many Requests"}'],
    [503, '{"message":"Service Unavailable"}'],
    [504, ''],
  ])('%i says what to do', (status, body) => {
    expect(problemOf(status, body)).toEqual({
      type: 'about:blank',
      title: 'The server has too much to do at the moment, or is just starting.',
      advice: 'Try again in a moment.',
      status,
      code: 'internal',
    })
  })
})

describe('eachItem', () => {
  it('gives every item of every page once, in order, and asks with the cursor of the page before', async () => {
    const asked: (string | undefined)[] = []
    const pages = [{ items: [1, 2], cursor: 'x' }, { items: [], cursor: 'y' }, { items: [3] }]
    const items = eachItem(
      ({ cursor }) => {
        asked.push(cursor)
        return Promise.resolve(pages[asked.length - 1] ?? { items: [] })
      },
      (page) => page.items,
    )
    expect(await Array.fromAsync(items)).toEqual([1, 2, 3])
    expect(asked).toEqual([undefined, 'x', 'y'])
  })
})
