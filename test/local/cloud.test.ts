import { afterAll, describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Whatever JSON was answered; the expectations say what it has to be. */
type Json = ReturnType<typeof JSON.parse>

const SERVE = join(import.meta.dirname, 'fixtures/serve.ts')
const PATIENCE_MS = 120_000

const children: ChildProcess[] = []
const folders: string[] = []

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function serve(folder: string): Promise<{ child: ChildProcess; url: string; errors: string }> {
  const child = spawn(process.execPath, [SERVE, folder], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let said = ''
  let errors = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  child.stderr.on('data', (chunk) => (errors += chunk))
  while (!said.includes('\n') && child.exitCode === null) await pause(50)
  return { child, url: /ready (\S+)/.exec(said)?.[1] ?? '', errors }
}

async function until<Result>(work: () => Promise<Result | undefined>): Promise<Result> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(100)) {
    const result = await work()
    if (result !== undefined) return result
  }
  throw new Error('It did not happen')
}

async function tokenFor(url: string): Promise<string> {
  const answer = await fetch(`${url}/local/token`, {
    method: 'POST',
    body: '{"email":" Anna.Huber@nordwind.example "}',
  })
  return ((await answer.json()) as { access_token: string }).access_token
}

const state = async (url: string): Promise<Json> => (await fetch(`${url}/v1/state`)).json()

async function texts(folder: string): Promise<string> {
  const all = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))
  return all.join('\n')
}

describe('the embedded cloud', () => {
  it(
    'runs a template: sign-in, routes, upload, event, workflow, wait, mail; and goes on after kill -9',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'muster-cloud-'))
      folders.push(folder)
      const first = await serve(folder)
      expect(first.errors).toBe('')
      const headers = { authorization: `Bearer ${await tokenFor(first.url)}` }

      const hello = await fetch(`${first.url}/v1/hello/W%C3%A4lt%2F1?a=1&a=2`, { headers })
      expect(await hello.json()).toEqual({
        name: 'Wält/1',
        email: 'anna.huber@nordwind.example',
        company: 'nordwind',
        query: { a: '1,2' },
        left: true,
        secret: null,
      })
      expect((await fetch(`${first.url}/v1/hello/x`)).status).toBe(401)
      expect((await fetch(`${first.url}/v1/nothing`, { headers })).headers.get('content-type')).toBe(
        'application/problem+json',
      )
      const stranger = await fetch(`${first.url}/local/token`, {
        method: 'POST',
        body: '{"email":"anna.huber@nordwind.example"}',
        headers: { origin: 'https://evil.example' },
      })
      expect(stranger.status).toBe(400)

      const { url, fields } = (await (await fetch(`${first.url}/v1/upload`, { method: 'POST', headers })).json()) as {
        url: string
        fields: Record<string, string>
      }
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      form.set('file', new Blob(['twelve bytes']))
      expect((await fetch(url, { method: 'POST', body: form })).status).toBe(204)
      await until(async () => ((await state(first.url)).asked === '1' ? true : undefined))

      const second = await serve(folder)
      expect(second.errors).toMatch(/in use by process \d+/)
      expect(second.child.exitCode).toBe(1)

      first.child.kill('SIGKILL')
      await once(first.child, 'exit')
      const third = await serve(folder)
      await until(async () => ((await state(third.url)).asked === '2' ? true : undefined))
      const again = { authorization: `Bearer ${await tokenFor(third.url)}` }
      expect(
        (await fetch(`${third.url}/v1/answer`, { method: 'POST', headers: again, body: '{"action":"import"}' })).status,
      ).toBe(200)
      const done = await until(async () => {
        const now = await state(third.url)
        return now.action === undefined ? undefined : now
      })
      expect(done).toMatchObject({ action: 'import', size: '12' })

      expect(await texts(join(folder, 'mails'))).toContain('Subject: A question')
      const logs = await texts(join(folder, 'logs'))
      expect(logs).toContain('asking')
      expect(logs).not.toMatch(/[A-Za-z0-9_-]{64}/)
      third.child.kill('SIGTERM')
      const [code] = await once(third.child, 'exit')
      expect(code).toBe(0)
      expect(await readdir(folder)).not.toContain('lock')
    },
    PATIENCE_MS * 2,
  )
})
