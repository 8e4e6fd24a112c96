import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib'
import { createFront } from '../../../local/front.ts'
import { listen } from '../../../local/http.ts'
import type { Listening } from '../../../local/http.ts'
import { createPages } from '../../../local/web/pages.ts'

const PAGE = '<!doctype html><title>Muster</title>'
const SCRIPT = 'export const answer = 42\n'.repeat(100)
const CONFIG = { apiUrl: 'http://api', clientId: 'web' }

let folder: string
let server: Listening
let bare: Listening
let port: number

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-pages-'))
  const root = join(folder, 'pages')
  await mkdir(join(root, 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(root, 'index.html'), PAGE)
  await writeFile(join(root, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  await writeFile(join(root, 'assets/main-1a2b3c4d.js'), SCRIPT)
  await writeFile(join(root, 'assets/main-1a2b3c4d.js.br'), brotliCompressSync(SCRIPT))
  await writeFile(join(root, 'assets/main-1a2b3c4d.js.gz'), gzipSync(SCRIPT))

  const start = async (withPages: boolean): Promise<Listening> => {
    let answer: ReturnType<typeof createFront> = () => undefined
    const listening = await listen(
      createServer((message, response) => answer(message, response)),
      0,
    )
    const url = `http://127.0.0.1:${listening.port}`
    answer = createFront({
      url,
      issuer: async () => false,
      gateway: async () => false,
      storage: async (_message, response) => void response.writeHead(501).end(),
      pages: withPages
        ? createPages({
            url,
            folder: root,
            config: CONFIG,
            headers: { 'content-security-policy': "default-src 'self'", 'x-content-type-options': 'nosniff' },
            rewrite: (path) => (path.includes('.') ? path : '/index.html'),
          })
        : undefined,
      onFault: (error) => {
        throw error
      },
    })
    return listening
  }
  server = await start(true)
  bare = await start(false)
  port = server.port
})

afterAll(async () => {
  await server.stop()
  await bare.stop()
  await rm(folder, { recursive: true })
})

/** Sent as it stands: `fetch` would tidy the path, and unpack the answer. */
function send(path: string, headers: Record<string, string> = {}, method = 'GET', to = port) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: to, path, method, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}

describe('the pages', () => {
  it.each(['/', '/imports/01JABC', '/approvals/x?next=/a.b', '/index.html'])(
    '%s is the one page, asked for each time',
    async (path) => {
      const answer = await send(path)
      expect(answer).toMatchObject({
        status: 200,
        headers: { 'content-type': 'text/html;charset=utf-8', 'cache-control': 'no-cache' },
      })
      expect(answer.body.toString()).toBe(PAGE)
      const again = await send(path, { 'if-none-match': String(answer.headers['etag']) })
      expect([again.status, again.body.length]).toEqual([304, 0])
    },
  )

  it('come with the headers of the template, whatever the answer', async () => {
    for (const path of ['/', '/icon.svg', '/config.json', '/nowhere.js']) {
      expect((await send(path)).headers).toMatchObject({
        'content-security-policy': "default-src 'self'",
        'x-content-type-options': 'nosniff',
      })
    }
  })

  it('have types that a browser takes with nosniff', async () => {
    expect((await send('/assets/main-1a2b3c4d.js')).headers['content-type']).toBe('text/javascript')
    expect((await send('/icon.svg')).headers['content-type']).toBe('image/svg+xml')
  })

  it('keep for ever what has a hash in its name', async () => {
    expect((await send('/assets/main-1a2b3c4d.js')).headers['cache-control']).toBe(
      'public, max-age=31536000, immutable',
    )
    expect((await send('/icon.svg')).headers['cache-control']).toBe('no-cache')
  })

  it('are compressed as the browser likes', async () => {
    const brotli = await send('/assets/main-1a2b3c4d.js', { 'accept-encoding': 'gzip, br' })
    expect(brotli.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript',
      vary: 'Accept-Encoding',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT)
    expect((await send('/assets/main-1a2b3c4d.js', { 'accept-encoding': 'gzip' })).headers['content-encoding']).toBe(
      'gzip',
    )
    expect((await send('/assets/main-1a2b3c4d.js')).headers['content-encoding']).toBeUndefined()
  })

  it('say where API and sign-in are', async () => {
    const answer = await send('/config.json')
    expect(answer.headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-cache' })
    expect(JSON.parse(answer.body.toString())).toEqual(CONFIG)
  })

  it('answer HEAD without the body', async () => {
    for (const path of ['/', '/config.json', '/assets/main-1a2b3c4d.js']) {
      const answer = await send(path, {}, 'HEAD')
      expect([answer.status, answer.body.length]).toEqual([200, 0])
    }
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('know no %s', async (method) => {
    expect(await send('/imports', {}, method)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
  })

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/%00.txt',
    '/%E0%A4%A.txt',
    '//secret.txt',
    '/assets/nowhere-1a2b3c4d.js',
    '/constructor.prototype',
  ])('have no file at %s, and say so themselves', async (path) => {
    const answer = await send(path)
    expect([answer.status, answer.headers['cache-control']]).toEqual([404, 'no-cache'])
    expect(answer.body.toString()).toBe(PAGE)
  })

  it.each(['/v1/nowhere', '/v1', '/oauth2/nowhere', '/local/nowhere', '/.well-known/nowhere'])(
    'are not at %s, which belongs to others',
    async (path) => {
      const answer = await send(path)
      expect([answer.status, answer.headers['content-type']]).toEqual([404, 'application/problem+json'])
    },
  )

  it("are under one name of this machine, and not under somebody else's", async () => {
    const elsewhere = await send('//evil.example/x?a=1', { host: `localhost:${port}` })
    expect(elsewhere).toMatchObject({
      status: 302,
      headers: { location: `http://127.0.0.1:${port}//evil.example/x?a=1` },
    })
    expect((await send('/', { host: 'evil.example' })).status).toBe(403)
  })

  it('need not be there', async () => {
    expect((await send('/', {}, 'GET', bare.port)).status).toBe(404)
  })
})
