import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { AuditEntry } from '../../lib/domain/audit.ts'
import type { RestorePoint } from '../../lib/domain/restore-points.ts'
import type { Import } from '../../lib/domain/imports.ts'
import { appendSystemEntry, auditImportEnd, auditRestoreEnd } from '../../lib/usecases/audit-ends.ts'
import { listAudit } from '../../lib/usecases/list-audit.ts'
import { company, user } from '../runtime/events.ts'
import { endIfDead } from '../../lib/usecases/company-lock.ts'
import { purgeRestorePoints } from '../../lib/usecases/purge-restore-points.ts'
import { secureDaily } from '../../lib/usecases/secure-daily.ts'
import { anImport, startWorld } from './world.ts'

let world: Awaited<ReturnType<typeof startWorld>>
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const admin = user('admin', { level: 'administrator' })
const boss = user('boss', { level: 'supervisor' })
const rep = user('rep')
const personOf = ({ id, email }: { id: string; email: string }) => ({ userId: id, email, name: id })

let companies = 0
async function aCompany() {
  const of = company(`audited-${(companies += 1)}`)
  await world.ports.putCompany(of)
  return of
}

const minute = (n: number) => `2026-11-22T09:${String(n).padStart(2, '0')}:00.000Z`
const entry = (n: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
  id: `e${n}`,
  at: minute(n),
  by: personOf(rep),
  action: 'decision.made',
  subject: { kind: 'import', id: 'i1' },
  outcome: 'done',
  details: {},
  ...more,
})

describe('listAudit', () => {
  it('shows administrators all of their company, everybody else what they did themselves', async () => {
    const [ours, theirs] = [await aCompany(), await aCompany()]
    const until = '2027-01-01T00:00:00.000Z'
    for (const [n, who] of [rep, boss, admin].entries())
      await world.ports.appendAudit(ours.id, entry(n, { by: personOf(who) }), until)
    await world.ports.appendAudit(theirs.id, entry(7), until)
    const idsOf = async (actor: typeof admin, query = {}) =>
      (await listAudit(world.ports)({ actor, company: ours, query })).entries.map(({ id }) => id)
    expect(await idsOf(admin)).toEqual(['e2', 'e1', 'e0'])
    expect(await idsOf(boss)).toEqual(['e1'])
    expect(await idsOf(rep)).toEqual(['e0'])
    // Nor do filters lead anywhere else.
    expect(await idsOf(rep, { by: admin.email })).toEqual([])
  })

  it('filters by person, action, subject and time, and pages through what fits', async () => {
    const ours = await aCompany()
    for (let n = 0; n < 40; n += 1) {
      const more: Partial<AuditEntry> =
        n % 10 === 0 ? { by: personOf(boss), action: 'import.started', subject: { kind: 'import', id: `i${n}` } } : {}
      await world.ports.appendAudit(ours.id, entry(n, more), '2027-01-01T00:00:00.000Z')
    }
    const allOf = async (query: object) => {
      const ids: string[] = []
      let cursor: string | undefined
      do {
        const page = await listAudit(world.ports)({
          actor: admin,
          company: ours,
          query: { ...query, limit: 2, cursor },
        })
        ids.push(...page.entries.map(({ id }) => id))
        cursor = page.cursor
      } while (cursor !== undefined)
      return ids
    }
    expect(await allOf({ by: 'BOSS@alpha.test' })).toEqual(['e30', 'e20', 'e10', 'e0'])
    expect(await allOf({ by: 'boss', to: minute(20) })).toEqual(['e10', 'e0'])
    expect(await allOf({ action: 'import.started', from: '2026-11-22T11:10:00+02:00' })).toEqual(['e30', 'e20', 'e10'])
    expect(await allOf({ subject: 'i20' })).toEqual(['e20'])
  })
})

const quiet = () => undefined
const machines = (state: 'running' | 'failed') => ({
  logger: { info: quiet, warn: quiet, error: quiet },
  restoreExecutionArn: (name: string) => `arn:${name}`,
  startRestoreExecution: async (name: string) => `arn:${name}`,
  describeImportExecution: async () => state,
  describeRestoreExecution: async () => state,
})

describe('what nobody is there to say', () => {
  const wordsOf = async (of: Awaited<ReturnType<typeof aCompany>>) =>
    (await listAudit(world.ports)({ actor: admin, company: of, query: {} })).entries.map(
      ({ action, outcome, subject, by, details }) => [action, outcome, subject.id, by.userId, details['because']],
    )

  it('of an import whose file never came, and of one that died, is said once by whoever finds it', async () => {
    const ours = await aCompany()
    const deps = { ...world.ports, ...machines('failed') }
    const owner = (id: string) => ({ kind: 'import', id, by: personOf(rep), since: minute(0) }) as const
    await world.ports.createImport(anImport(ours.id, 'i1', rep, { status: 'awaiting-upload' }))
    await world.ports.createImport(anImport(ours.id, 'i2', rep, { executionArn: 'arn:i2' }))
    for (let times = 0; times < 2; times += 1) {
      expect(await endIfDead(deps)(ours.id, owner('i1'))).toBe(true)
      expect(await endIfDead(deps)(ours.id, owner('i2'))).toBe(true)
    }
    expect((await wordsOf(ours)).toSorted()).toEqual([
      ['import.cancelled', 'done', 'i1', 'system', 'never-uploaded'],
      ['import.failed', 'internal', 'i2', 'system', undefined],
    ])
  })

  it('of a restore and of a restore point that died is said once', async () => {
    const ours = await aCompany()
    const deps = { ...world.ports, ...machines('failed') }
    const [by, companyId] = [personOf(admin), ours.id]
    await world.ports.putRestore({
      companyId,
      id: 'r1',
      restorePointId: 'p1',
      dryRun: false,
      status: 'running',
      startedBy: by,
      startedAt: minute(0),
      executionArn: 'arn:r1',
    })
    const { id, ...point } = { ...aPoint(companyId), executionArn: 'arn:p2' }
    await world.ports.putRestorePoint({ id, ...point, status: 'securing' })
    for (let times = 0; times < 2; times += 1) {
      expect(await endIfDead(deps)(companyId, { kind: 'restore', id: 'r1', by, since: minute(0) })).toBe(true)
      expect(await endIfDead(deps)(companyId, { kind: 'restore-point', id, by, since: minute(0) })).toBe(true)
    }
    expect((await wordsOf(ours)).toSorted()).toEqual([
      ['restore-point.failed', 'internal', 'p2', 'system', undefined],
      ['restore.failed', 'internal', 'r1', 'system', undefined],
    ])
  })

  it('of daily restore points, and of those whose time is over, is said by Muster', async () => {
    const ours = await aCompany()
    const deps = { ...world.ports, ...machines('running') }
    await secureDaily({
      ...deps,
      listChanges: async () => [{ companyId: ours.id, at: minute(0) }],
      forgetChange: async () => undefined,
    })
    const { restorePoints } = await world.ports.listRestorePoints(ours.id, { limit: 1 })
    const id = restorePoints[0]?.id ?? ''
    expect(await wordsOf(ours)).toEqual([['restore-point.created', 'done', id, 'system', undefined]])
    await world.ports.releaseLock(ours.id, { kind: 'restore-point', id })

    await world.ports.putRestorePoint({ ...aPoint(ours.id), expiresAt: minute(1) })
    const none = { listKeys: async () => [], removeObjects: async () => undefined }
    for (let times = 0; times < 2; times += 1) await purgeRestorePoints({ ...deps, ...none })
    const words = await wordsOf(ours)
    expect(words).toHaveLength(2)
    expect(words).toContainEqual(['restore-point.deleted', 'done', 'p2', 'system', undefined])
  })

  const aPoint = (companyId: string): RestorePoint => ({
    companyId,
    id: 'p2',
    reason: 'by-hand',
    status: 'complete',
    createdAt: minute(0),
    createdBy: personOf(admin),
    expiresAt: '2026-12-22T09:00:00.000Z',
  })
})

describe('what happens without a request', () => {
  const trailOf = async (of: Awaited<ReturnType<typeof aCompany>>) =>
    (await listAudit(world.ports)({ actor: admin, company: of, query: {} })).entries

  const ended = (companyId: string, more: Partial<Import>) =>
    ({
      companyId,
      id: 'i1',
      recordType: 'customers',
      status: 'completed',
      fileName: 'März.xlsx',
      startedBy: personOf(rep),
      startedAt: minute(0),
      endedAt: minute(5),
      attempt: 1,
      timeline: [{ at: minute(5), status: 'completed' }],
      ...more,
    }) as Import

  it('is written down once, however often it is said, by Muster itself', async () => {
    const ours = await aCompany()
    for (let times = 0; times < 3; times += 1) await auditImportEnd(world.ports)(ended(ours.id, {}))
    expect(await trailOf(ours)).toEqual([
      {
        id: 'i1-1-ended',
        at: minute(5),
        by: { userId: 'system', email: '', name: 'Muster' },
        action: 'import.completed',
        subject: { kind: 'import', id: 'i1', name: 'März.xlsx' },
        outcome: 'done',
        details: { recordType: 'customers', startedBy: 'rep' },
      },
    ])
  })

  it('of an import is how each of its attempts ended, and why', async () => {
    const ours = await aCompany()
    const problem = { code: 'internal', message: 'secret row' } as const
    await auditImportEnd(world.ports)(ended(ours.id, { status: 'failed', problem }))
    await auditImportEnd(world.ports)(ended(ours.id, { status: 'previewing' }))
    const note = 'Nobody answered in time.'
    const timeline = [{ at: minute(9), status: 'cancelled', note }] as const
    await auditImportEnd(world.ports)(ended(ours.id, { status: 'cancelled', attempt: 2, endedAt: minute(9), timeline }))
    const trail = await trailOf(ours)
    expect(trail.map(({ action, outcome, details }) => [action, outcome, details['because']])).toEqual([
      ['import.cancelled', 'done', 'no-answer'],
      ['import.failed', 'internal', undefined],
    ])
    expect(JSON.stringify(trail)).not.toContain('secret')
  })

  it('of a restore or an undo is how it ended, and of a dry run nothing', async () => {
    const ours = await aCompany()
    const restore = {
      companyId: ours.id,
      id: 'r1',
      restorePointId: 'p1',
      status: 'completed',
      dryRun: false,
      startedBy: personOf(admin),
      endedAt: minute(5),
      counts: { updated: 3 },
    }
    for (let times = 0; times < 2; times += 1) await auditRestoreEnd(world.ports)(restore)
    await auditRestoreEnd(world.ports)({ ...restore, id: 'r2', dryRun: true })
    await auditRestoreEnd(world.ports)({ ...restore, id: 'r3', endedAt: undefined })
    const undo = {
      ...restore,
      id: 'r4',
      status: 'failed',
      undoes: { kind: 'import', id: 'i1' },
      restorePointId: undefined,
    }
    await auditRestoreEnd(world.ports)({
      ...undo,
      problem: { code: 'record-changed', message: 'x' },
      endedAt: minute(6),
    })
    expect((await trailOf(ours)).map(({ action, outcome, details }) => [action, outcome, details])).toEqual([
      ['undo.failed', 'record-changed', { undoes: 'i1', startedBy: 'admin', records: { updated: 3 } }],
      ['restore.completed', 'done', { restorePointId: 'p1', startedBy: 'admin', records: { updated: 3 } }],
    ])
  })

  it('is kept for as long as the company says', async () => {
    const ours = { ...(await aCompany()), auditDays: 30 }
    await world.ports.putCompany(ours)
    const old = { id: 'old', action: 'restore-point.deleted', subject: { kind: 'restore-point', id: 'p1' } } as const
    await appendSystemEntry(world.ports)(ours.id, { ...old, at: '2026-10-01T00:00:00.000Z' })
    await appendSystemEntry(world.ports)(ours.id, { ...old, id: 'new', at: '2026-11-01T00:00:00.000Z' })
    expect((await trailOf(ours)).map(({ id }) => id)).toEqual(['new'])
  })
})
