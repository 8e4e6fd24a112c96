import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createRestorePoints } from '../../../lib/adapters/dynamodb/restore-points.ts'
import { createRestores } from '../../../lib/adapters/dynamodb/restores.ts'
import type { RestorePoint } from '../../../lib/domain/restore-points.ts'
import { NO_COUNTS, type Restore } from '../../../lib/domain/restores.ts'
import { startTable, type TestTable } from './support.ts'

let db: TestTable
beforeAll(async () => {
  db = await startTable()
})
afterAll(() => db.stop())

const by = { userId: 'u1', email: 'a@acme.test', name: 'Anna' }
const aPoint = (id: string): RestorePoint => ({
  companyId: 'acme',
  id,
  reason: 'before-import',
  status: 'securing',
  createdAt: '2026-03-01T12:00:00.000Z',
  createdBy: by,
  expiresAt: '2026-03-31T12:00:00.000Z',
})

const aRestore = (id: string): Restore => ({
  companyId: 'acme',
  id,
  restorePointId: 'p1',
  dryRun: false,
  users: [],
  status: 'running',
  startedBy: by,
  startedAt: '2026-03-01T12:00:00.000Z',
})

describe('restore points', () => {
  it('are replaced whole, found in their company and listed newest first, page by page', async () => {
    const { putRestorePoint, getRestorePoint, listRestorePoints } = createRestorePoints(db.client, db.table)
    for (const id of ['p1', 'p2', 'p3']) await putRestorePoint(aPoint(id))
    const complete: RestorePoint = {
      ...aPoint('p2'),
      status: 'complete',
      users: 3,
      records: 100_000,
      bytes: 5_000_000_000,
      name: 'März',
    }
    expect(await putRestorePoint(complete)).toBe(true)
    await putRestorePoint({ ...aPoint('p9'), companyId: 'other' })
    expect(await getRestorePoint('acme', 'p2')).toEqual(complete)
    expect(await getRestorePoint('acme', 'p9')).toBeUndefined()
    const first = await listRestorePoints('acme', { limit: 2 })
    const second = await listRestorePoints('acme', { limit: 2, cursor: String(first.cursor) })
    expect([first, second].map((page) => page.restorePoints)).toEqual([[aPoint('p3'), complete], [aPoint('p1')]])
    expect(second).not.toHaveProperty('cursor')
  })

  it('that are complete or failed are never written again, by no late and no repeated step', async () => {
    const { putRestorePoint, getRestorePoint } = createRestorePoints(db.client, db.table)
    const complete: RestorePoint = { ...aPoint('over'), status: 'complete', users: 1, name: undefined }
    expect(await putRestorePoint(aPoint('over'))).toBe(true)
    expect(await putRestorePoint(complete)).toBe(true)
    for (const status of ['securing', 'failed'] as const) {
      expect(await putRestorePoint({ ...aPoint('over'), status })).toBe(false)
    }
    expect(await getRestorePoint('acme', 'over')).toEqual(complete)
    // The same put again, as when its first answer was lost, is this put.
    expect(await putRestorePoint(complete)).toBe(true)
  })
})

describe('a restore point that is complete', () => {
  const aComplete = async (id: string, more: Partial<RestorePoint> = {}) => {
    const stores = createRestorePoints(db.client, db.table)
    const point: RestorePoint = { ...aPoint(id), status: 'complete', users: 1, ...more }
    await stores.putRestorePoint(point)
    return { ...stores, point }
  }

  it('is changed in what is said of it, unless it was changed or pinned in between', async () => {
    const { point, changeRestorePoint, getRestorePoint } = await aComplete('c1')
    expect(await changeRestorePoint(point, { name: 'März' })).toBe(true)
    expect(await changeRestorePoint(point, { expiresAt: undefined })).toBe(true)
    const { expiresAt: _, ...pinned } = { ...point, name: 'März' }
    expect(await getRestorePoint('acme', 'c1')).toEqual(pinned)
    expect(await changeRestorePoint(point, { status: 'deleting' })).toBe(false)
    expect(await changeRestorePoint(pinned, { status: 'deleting', expiresAt: '2026-03-02T00:00:00.000Z' })).toBe(true)
    // The same change again, as when its first answer was lost, is this change.
    expect(await changeRestorePoint(pinned, { status: 'deleting', expiresAt: '2026-03-02T00:00:00.000Z' })).toBe(true)
    expect(await changeRestorePoint(pinned, { name: 'late' })).toBe(false)
    expect(await changeRestorePoint(aPoint('nowhere'), { name: 'x' })).toBe(false)
    expect(await getRestorePoint('acme', 'nowhere')).toBeUndefined()
  })

  it('is removed only while it is being deleted, and no late step brings it back to life', async () => {
    const { point, changeRestorePoint, getRestorePoint, removeRestorePoint, putRestorePoint } = await aComplete('c2')
    await removeRestorePoint('acme', 'c2')
    expect(await getRestorePoint('acme', 'c2')).toEqual(point)
    await changeRestorePoint(point, { status: 'deleting' })
    expect(await putRestorePoint({ ...point, status: 'securing' })).toBe(false)
    await removeRestorePoint('acme', 'c2')
    await removeRestorePoint('acme', 'c2')
    expect(await getRestorePoint('acme', 'c2')).toBeUndefined()
  })

  it('is listed by the moment it expires, over all companies, until that is forgotten', async () => {
    const { listExpiries, forgetExpiry, changeRestorePoint, point } = await aComplete('c3', {
      expiresAt: '2025-01-02T00:00:00.000Z',
    })
    await aComplete('c4', { companyId: 'other', expiresAt: '2025-01-01T00:00:00.000Z' })
    await aComplete('c5', { expiresAt: undefined })
    const expiry = (companyId: string, restorePointId: string, expiresAt: string) => ({
      companyId,
      restorePointId,
      expiresAt,
    })
    const [c4, c3] = [
      expiry('other', 'c4', '2025-01-01T00:00:00.000Z'),
      expiry('acme', 'c3', '2025-01-02T00:00:00.000Z'),
    ]
    expect(await listExpiries('2025-01-01T00:00:00.000Z', 10)).toEqual([])
    expect(await listExpiries('2025-01-01T00:00:00.001Z', 10)).toEqual([c4])
    expect(await listExpiries('2025-06-01T00:00:00.000Z', 10)).toEqual([c4, c3])
    expect(await listExpiries('2025-06-01T00:00:00.000Z', 1)).toEqual([c4])
    await forgetExpiry(c4)
    await changeRestorePoint(point, { expiresAt: '2025-02-01T00:00:00.000Z' })
    expect(await listExpiries('2025-06-01T00:00:00.000Z', 10)).toEqual([
      c3,
      expiry('acme', 'c3', '2025-02-01T00:00:00.000Z'),
    ])
  })
})

describe('restores', () => {
  it('are replaced whole and found in their company', async () => {
    const { putRestore, getRestore } = createRestores(db.client, db.table)
    const running = aRestore('r1')
    await putRestore(running)
    expect(await getRestore('acme', 'r1')).toEqual(running)
    const done: Restore = {
      ...running,
      status: 'completed',
      counts: { ...NO_COUNTS, created: 1, updated: 2, deleted: 3, unchanged: 4 },
    }
    await putRestore(done)
    expect(await getRestore('acme', 'r1')).toEqual(done)
    expect(await getRestore('other', 'r1')).toBeUndefined()
  })

  it('that are over are never written again, by no late and no repeated step', async () => {
    const { putRestore, getRestore } = createRestores(db.client, db.table)
    const running = aRestore('over')
    const failed: Restore = { ...running, status: 'failed', endedAt: '2026-03-01T12:01:00.000Z' }
    expect(await putRestore(running)).toBe(true)
    expect(await putRestore({ ...running, newUsers: ['a'] })).toBe(true)
    expect(await putRestore(failed)).toBe(true)
    expect(await putRestore({ ...running, status: 'completed' })).toBe(false)
    expect(await putRestore(running)).toBe(false)
    expect(await getRestore('acme', 'over')).toEqual(failed)
    expect(await putRestore(failed)).toBe(true)
  })
})
