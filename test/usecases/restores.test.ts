import { describe, expect, it } from '@jest/globals'
import type { RestorePoint } from '../../lib/domain/restore-points.ts'
import { createRestorePoint } from '../../lib/usecases/create-restore-point.ts'
import { getRestorePoint } from '../../lib/usecases/get-restore-point.ts'
import { listRestorePoints } from '../../lib/usecases/list-restore-points.ts'
import { startRestore } from '../../lib/usecases/start-restore.ts'
import { companyPerTest, staff, world } from './company.ts'
import { anImport } from './world.ts'

companyPerTest()

const logger = { info: () => undefined, warn: () => undefined, error: () => undefined }
const started: { name: string; input: unknown }[] = []
const deps = () => ({
  ...world.ports,
  logger,
  restoreExecutionArn: (name: string) => `arn:${name}`,
  startRestoreExecution: async (name: string, input: unknown) => {
    started.push({ name, input })
    return `arn:${name}`
  },
  describeImportExecution: async () => 'running' as const,
  describeRestoreExecution: async () => 'running' as const,
})
const by = () => ({ actor: staff.admin, company: staff.company })

async function aPoint(change: Partial<RestorePoint> = {}): Promise<RestorePoint> {
  const point: RestorePoint = {
    companyId: staff.company.id,
    id: 'p',
    reason: 'before-import',
    status: 'complete',
    createdAt: world.ports.now(),
    createdBy: { userId: staff.admin.id, email: staff.admin.email, name: 'admin' },
    expiresAt: '2026-12-01T00:00:00.000Z',
    ...change,
  }
  await world.ports.putRestorePoint(point)
  return point
}
const restore = (dryRun = false) => ({ ...by(), path: { restorePointId: 'p' }, body: { dryRun } })

describe('a restore', () => {
  it('knows its execution before it is started', async () => {
    await aPoint()
    let known: unknown
    const { id } = await startRestore({
      ...deps(),
      startRestoreExecution: async (name, input) => {
        const { restoreId } = input as { restoreId: string }
        known = (await world.ports.getRestore(staff.company.id, restoreId))?.executionArn
        return `arn:${name}`
      },
    })(restore())
    expect(known).toBe(`arn:restore-${id}`)
  })

  it.each([false, true])('that cannot be started is failed and frees the company (dry run: %s)', async (dryRun) => {
    await aPoint()
    let id = ''
    const refusing = {
      ...deps(),
      startRestoreExecution: async (_name: string, input: unknown) => {
        id = (input as { restoreId: string }).restoreId
        throw new Error('no answer')
      },
    }
    await expect(startRestore(refusing)(restore(dryRun))).rejects.toThrow('no answer')
    expect(await world.ports.getRestore(staff.company.id, id)).toMatchObject({ status: 'failed' })
    expect(await world.ports.getLockOwner(staff.company.id)).toBeUndefined()
  })

  it('is for administrators whoever may import, but not where the records are kept in another system', async () => {
    await aPoint()
    const nobody = { ...staff.company, importPermission: 'nobody' as const }
    expect(await startRestore(deps())({ ...restore(true), company: nobody })).toMatchObject({ status: 'running' })
    const elsewhere = { ...staff.company, crmIntegration: 'salesforce' as const }
    await expect(startRestore(deps())({ ...restore(), company: elsewhere })).rejects.toMatchObject({
      code: 'crm-managed',
    })
  })

  it.each([{ expiresAt: '2026-11-22T10:00:00.000Z' }, { status: 'securing' as const }, { status: 'failed' as const }])(
    'is refused from a point that is %j',
    async (change) => {
      await aPoint(change)
      await expect(startRestore(deps())(restore())).rejects.toMatchObject({ code: 'restore-point-damaged' })
      expect(await world.ports.getLockOwner(staff.company.id)).toBeUndefined()
    },
  )
})

describe('a restore point', () => {
  it('by hand knows its execution before it is started, and fails visibly if it cannot be', async () => {
    const seen: unknown[] = []
    const refusing = {
      ...deps(),
      startRestoreExecution: async (_name: string, input: unknown) => {
        const { restorePointId } = input as { restorePointId: string }
        seen.push(restorePointId, await world.ports.getRestorePoint(staff.company.id, restorePointId))
        throw new Error('no answer')
      },
    }
    await expect(createRestorePoint(refusing)({ ...by(), body: {} })).rejects.toThrow('no answer')
    const [id, before] = seen
    expect(before).toMatchObject({ status: 'securing', executionArn: `arn:point-${String(id)}` })
    expect(await world.ports.getRestorePoint(staff.company.id, String(id))).toMatchObject({ status: 'failed' })
    expect(await world.ports.getLockOwner(staff.company.id)).toBeUndefined()
  })

  it('whose import or restore is over before it was complete is shown as failed', async () => {
    const { ports } = world
    const companyId = staff.company.id
    const by = { userId: staff.admin.id, email: staff.admin.email, name: 'admin' }
    await ports.createImport(anImport(companyId, 'running', staff.admin, { status: 'securing' }))
    await ports.createImport(anImport(companyId, 'failed', staff.admin, { status: 'failed' }))
    const item = { companyId, id: 'r', restorePointId: 'p', dryRun: false, startedBy: by, startedAt: ports.now() }
    await ports.putRestore({ ...item, status: 'failed' })
    for (const madeFor of ['running', 'failed']) await aPoint({ id: madeFor, madeFor, status: 'securing' })
    await aPoint({ id: 'r', madeFor: 'r', reason: 'before-restore', status: 'securing' })
    await aPoint({ id: 'done', madeFor: 'failed' })
    const { restorePoints } = await listRestorePoints(ports)({
      ...{ actor: staff.admin, company: staff.company },
      query: {},
    })
    const shown = Object.fromEntries(restorePoints.map(({ id, status }) => [id, status]))
    expect(shown).toEqual({ running: 'securing', failed: 'failed', r: 'failed', done: 'complete' })
    for (const [restorePointId, status] of Object.entries(shown)) {
      const path = { restorePointId }
      expect(await getRestorePoint(ports)({ actor: staff.admin, company: staff.company, path })).toMatchObject({
        status,
      })
    }
  })
})
