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
