import { beforeEach, describe, expect, it } from '@jest/globals'
import { routes } from '../../lib/contracts/routes.ts'
import { AUDIT_ACTIONS, type AuditEntry } from '../../lib/domain/audit.ts'
import { Problem, type ProblemCode } from '../../lib/domain/problems.ts'
import type { AppendAudit } from '../../lib/ports/audit.ts'
import { AUDITS, NOT_AUDITED } from '../../lib/runtime/audits.ts'
import { basics } from '../../lib/runtime/deps.ts'
import { httpHandler } from '../../lib/runtime/http.ts'
import { company, httpEvent, lambdaContext, user } from './events.ts'

const anna = user('anna', { level: 'administrator' })
const NOW = '2026-11-22T10:00:00.000Z'

let trail: { companyId: string; entry: AuditEntry; keepUntil: string }[] = []
let logged: unknown[] = []
beforeEach(() => {
  trail = []
  logged = []
})

const append: AppendAudit = async (companyId, entry, keepUntil) => {
  trail.push({ companyId, entry, keepUntil })
  return true
}

const wireWith = (appendAudit: AppendAudit) => () => ({
  ...basics(),
  logger: { ...basics().logger, error: (...line: unknown[]) => void logged.push(line) },
  now: () => NOW,
  appendAudit,
  getCompany: async (id: string) => (id === 'alpha' ? company(id, { auditDays: 30 }) : undefined),
  findUserByEmail: async (_id: string, email: string) => (email === anna.email ? anna : undefined),
})
const wire = wireWith(append)
const refuse = (code: ProblemCode) => () => async () => Promise.reject(new Problem(code, 'No.'))

describe('every route', () => {
  const changing = Object.entries(routes).filter(([, { method }]) => method !== 'GET')

  it.each(changing.map(([name]) => name))('%s says what is written down of it, or why nothing is', (name) => {
    const reasons: Partial<Record<string, string>> = NOT_AUDITED
    const declared = Object.hasOwn(AUDITS, name)
    expect(declared).toBe(reasons[name] === undefined)
    if (!declared) expect(reasons[name]?.length).toBeGreaterThan(30)
  })

  it('that only reads writes nothing down', () => {
    const names = [...Object.keys(AUDITS), ...Object.keys(NOT_AUDITED)]
    expect(names.toSorted()).toEqual(changing.map(([name]) => name).toSorted())
  })

  it('uses words that are known', () => {
    for (const { action } of Object.values(AUDITS)) expect(Object.keys(AUDIT_ACTIONS)).toContain(action)
  })
})

describe('a request that changes something', () => {
  const deleting = httpHandler('deleteUser', wire, () => async () => undefined)
  const event = httpEvent({
    path: { userId: 'u7' },
    headers: { 'x-forwarded-for': '198.51.100.1', 'user-agent': 'forged' },
  })

  it('is written down before it is answered: who, what, when, from where, for how long', async () => {
    const response = await deleting(event, lambdaContext)
    expect(response.statusCode).toBe(204)
    expect(trail).toEqual([
      {
        companyId: 'alpha',
        keepUntil: '2026-12-22T10:00:00.000Z',
        entry: {
          id: expect.any(String),
          at: NOW,
          by: { userId: 'anna', email: 'anna@alpha.test', name: 'anna' },
          action: 'user.deleted',
          subject: { kind: 'user', id: 'u7' },
          outcome: 'done',
          // The connection's, whatever the client's headers say.
          from: { ip: '127.0.0.1', userAgent: 'test' },
          details: {},
        },
      },
    ])
  })

  it.each(['not-permitted', 'company-busy', 'crm-managed', 'already-decided', 'not-found'] as const)(
    'and is refused is written down as %s',
    async (code) => {
      const response = await httpHandler('deleteUser', wire, refuse(code))(event, lambdaContext)
      expect(JSON.parse(response.body ?? '')).toMatchObject({ code })
      expect(trail.map(({ entry }) => [entry.action, entry.outcome])).toEqual([['user.deleted', code]])
    },
  )

  it('and goes wrong is written down as internal, and the fault is logged', async () => {
    const handler = httpHandler('deleteUser', wire, () => async () => Promise.reject(new Error('on fire')))
    expect((await handler(event, lambdaContext)).statusCode).toBe(500)
    expect(trail.map(({ entry }) => entry.outcome)).toEqual(['internal'])
    expect(logged).toHaveLength(1)
  })

  it('but is malformed, or comes from nobody we know, is not', async () => {
    const patch = httpHandler('updateUser', wire, () => async () => anna)
    const bad = await patch(httpEvent({ path: { userId: 'u7' }, body: { nonsense: 1 } }), lambdaContext)
    const inside = await httpHandler('deleteUser', wire, refuse('invalid-request'))(event, lambdaContext)
    const claims = { email: 'anna@alpha.test', company: 'beta', scope: 'muster/api' }
    const foreign = await deleting(httpEvent({ path: { userId: 'u7' }, claims }), lambdaContext)
    const unknown = await deleting(
      httpEvent({ path: { userId: 'u7' }, claims: { ...claims, company: 'alpha', email: 'eve@alpha.test' } }),
      lambdaContext,
    )
    expect([bad, inside, foreign, unknown].map(({ statusCode }) => statusCode)).toEqual([400, 400, 401, 401])
    expect(trail).toEqual([])
  })

  it('that cannot be written down is answered as a fault, and logged', async () => {
    const broken = wireWith(async () => Promise.reject(new Error('the table is away')))
    for (const act of [() => async () => undefined, refuse('not-permitted')]) {
      const response = await httpHandler('deleteUser', broken, act)(event, lambdaContext)
      expect([response.statusCode, response.body]).toEqual([500, expect.not.stringContaining('table')])
    }
    expect(JSON.stringify(logged)).toContain('Route deleteUser failed')
    // What it was refused for must not get lost under it.
    expect(JSON.stringify(logged)).toContain('not-permitted')
  })
})

describe('what is written down', () => {
  const last = () => trail.at(-1)?.entry

  it('of settings is what differs, before and after', async () => {
    const handler = httpHandler('updateCompany', wire, () => async ({ company: before }) => ({
      ...before,
      locale: 'de' as const,
    }))
    await handler(httpEvent({ body: { locale: 'de', name: 'alpha' } }), lambdaContext)
    expect(last()).toMatchObject({
      action: 'company.changed',
      subject: { kind: 'company', id: 'alpha' },
      details: { changes: { locale: { before: 'en', after: 'de' } } },
    })
    expect(Object.keys(last()?.details['changes'] ?? {})).toEqual(['locale'])
  })

  it('of a record is whose it is and which fields, by somebody else only', async () => {
    const handler = httpHandler('deleteRecord', wire, () => async () => undefined)
    const path = (userId: string) => ({ userId, type: 'customers', recordId: 'r1' })
    await handler(httpEvent({ path: path('anna') }), lambdaContext)
    expect(trail).toEqual([])
    await handler(httpEvent({ path: path('bert') }), lambdaContext)
    expect(last()).toMatchObject({ action: 'record.deleted', details: { userId: 'bert', type: 'customers' } })
    const create = httpHandler('createRecord', wire, refuse('duplicate-key'))
    const body = { fields: { name: 'Secret & Sons', zip: '4020' } }
    await create(httpEvent({ path: { userId: 'bert', type: 'customers' }, body }), lambdaContext)
    expect(last()).toMatchObject({ outcome: 'duplicate-key', details: { fields: ['name', 'zip'] } })
    expect(JSON.stringify(trail)).not.toContain('Secret')
  })

  it('of a decision is which one, and whether by the link of a mail', async () => {
    const decided = {
      importId: 'i1',
      action: 'skip',
      decidedBy: { userId: 'anna', email: 'a', name: 'a' },
      decidedAt: NOW,
    }
    const body = { action: 'skip' }
    const byApi = httpHandler('decideUser', wire, () => async () => decided)
    await byApi(httpEvent({ path: { importId: 'i1', userId: 'bert' }, body }), lambdaContext)
    const byLink = httpHandler('decideApproval', wire, () => async () => decided)
    await byLink(httpEvent({ path: { approvalId: 'a1' }, body }), lambdaContext)
    expect(trail.map(({ entry: { action, subject, details } }) => [action, subject.id, details])).toEqual([
      ['decision.made', 'i1', { via: 'api', decision: 'skip', userId: 'bert' }],
      ['decision.made', 'i1', { via: 'link', decision: 'skip' }],
    ])
  })

  it('of a dry run is nothing', async () => {
    const handler = httpHandler('startRestore', wire, refuse('not-permitted'))
    await handler(httpEvent({ path: { restorePointId: 'p1' }, body: { dryRun: true } }), lambdaContext)
    expect(trail).toEqual([])
    await handler(httpEvent({ path: { restorePointId: 'p1' }, body: { users: ['a', 'b'] } }), lambdaContext)
    expect(last()).toMatchObject({ action: 'restore.started', subject: { id: 'p1' }, details: { users: 2 } })
  })

  it('of a selection are counts, not what the file says', async () => {
    const handler = httpHandler('putSelection', wire, refuse('no-longer-waiting'))
    const body = { corrections: [{ value: 'secret@typo.test', email: 'bert@alpha.test' }] }
    const response = await handler(httpEvent({ path: { importId: 'i1' }, body }), lambdaContext)
    expect(response.statusCode).toBe(410)
    expect(last()?.details).toEqual({ corrections: 1 })
  })
})
