import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, jest } from '@jest/globals'
import { timeOf } from '../../cli/commands/audit.ts'
import { program } from '../../cli/program.ts'

describe('muster audit --since', () => {
  it.each([
    ['2026-11-01', new Date(2026, 10, 1)],
    ['2026-11-01T08:00', new Date(2026, 10, 1, 8)],
    ['2026-11-01T08:00:30Z', new Date(Date.UTC(2026, 10, 1, 8, 0, 30))],
    ['2026-11-01T08:00+02:00', new Date(Date.UTC(2026, 10, 1, 6))],
  ])('takes %s, without a zone in that of this machine', (text, time) => {
    expect(timeOf(text)).toBe(time.toISOString())
  })

  it.each(['yesterday', '', '1', '01.11.2026', '2026-13-01', '2026-11-01Tx'])('refuses "%s"', (text) => {
    expect(() => timeOf(text)).toThrow(/2026-11-01/)
  })
})

describe('muster audit', () => {
  afterEach(() => {
    jest.restoreAllMocks()
  })

  const entry = (n: number) => ({
    id: `e${n}`,
    at: `2026-11-01T08:0${n}:00.000Z`,
    by: { userId: 'u1', email: 'anna@x.example', name: 'Anna' },
    action: 'decision.made',
    subject: { kind: 'import', id: 'i1' },
    outcome: 'done',
    from: { ip: '203.0.113.7', userAgent: 'x' },
    details: { via: 'link', decision: 'skip\u001b[2J' },
  })

  /** Runs it against a server that has three entries on two pages. Answers what was asked and what was printed. */
  async function audit(...options: string[]) {
    const asked: URLSearchParams[] = []
    const server = createServer((request, response) => {
      const query = new URL(request.url ?? '', 'http://x').searchParams
      asked.push(query)
      const page = query.has('cursor') ? { entries: [entry(1)] } : { entries: [entry(3), entry(2)], cursor: 'c' }
      response.end(JSON.stringify(page))
    }).listen(0, '127.0.0.1')
    const printed: string[] = []
    jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      printed.push(String(chunk))
      return true
    })
    try {
      await new Promise((resolve) => server.once('listening', resolve))
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      await program().parseAsync(['audit', '--url', url, '--token', 't', ...options], { from: 'user' })
    } finally {
      server.closeAllConnections()
      server.close()
    }
    return { asked: asked.map((query) => Object.fromEntries(query)), text: printed.join('') }
  }

  it('asks for what is wanted, page by page, and shows each in a line that cannot move the cursor', async () => {
    const filter = ['--by', 'anna@x.example', '--action', 'decision.made', '--subject', 'i1']
    const { asked, text } = await audit('--since', '2026-11-01T00:00Z', '--until', '2026-11-02T00:00Z', ...filter)
    const wanted = {
      by: 'anna@x.example',
      action: 'decision.made',
      subject: 'i1',
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-02T00:00:00.000Z',
    }
    expect(asked).toEqual([wanted, { ...wanted, cursor: 'c' }])
    const lines = text.trimEnd().split('\n')
    expect(lines).toHaveLength(5)
    expect(lines[2]).toMatch(
      /^2026-11-01T08:03\S+ +anna@x.example +decision.made +done +import i1 +203.0.113.7 +via=link/,
    )
    expect(text).not.toContain('\u001b')
  })

  it('prints one document with --json, and no more than --limit', async () => {
    const { asked, text } = await audit('--json', '--limit', '1')
    expect(JSON.parse(text)).toEqual([entry(3)])
    expect(asked).toEqual([{}])
  })
})
