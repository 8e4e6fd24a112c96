import { describe, expect, it } from '@jest/globals'
import { restore } from '../../lib/contracts/restores.ts'
import type { RestorePoint } from '../../lib/domain/restore-points.ts'
import { getRestore } from '../../lib/usecases/get-restore.ts'
import { getRestorePoint } from '../../lib/usecases/get-restore-point.ts'
import { listRestorePoints } from '../../lib/usecases/list-restore-points.ts'
import { by, companyPerTest, count, staff, world } from './company.ts'
import { type Staff } from './world.ts'

companyPerTest()

describe('restore points and restores', () => {
  it('are shown to administrators and to whom they were made for, newest first', async () => {
    const { ports, put } = world
    const point = (id: string, who: Staff['admin']): RestorePoint => ({
      companyId: staff.company.id,
      id,
      reason: 'before-import',
      status: 'complete',
      createdAt: ports.now(),
      createdBy: { userId: who.id, email: who.email, name: who.firstName },
      expiresAt: ports.now(),
    })
    await ports.putRestorePoint(point('p1', staff.admin))
    await ports.putRestorePoint(point('p2', staff.sue))
    const ids = async (actor: Staff['admin']) =>
      (await listRestorePoints(ports)({ ...by(actor), query: {} })).restorePoints.map(({ id }) => id)
    expect([await ids(staff.admin), await ids(staff.sue), await ids(staff.rob)]).toEqual([['p2', 'p1'], ['p2'], []])
    await expect(getRestorePoint(ports)({ ...by(staff.sue), path: { restorePointId: 'p1' } })).rejects.toMatchObject({
      code: 'not-found',
    })
    const { id, ...startedBy } = { ...point('x', staff.admin).createdBy, id: `restore-${count}` }
    await ports.putRestore({
      companyId: staff.company.id,
      id,
      restorePointId: 'p1',
      dryRun: false,
      users: [staff.rob.id],
      status: 'running',
      startedBy,
      startedAt: ports.now(),
    })
    put(`restores/${staff.company.id}/${id}/users.json`, [{ userId: 'u' }])
    const seen = restore.parse(await getRestore(ports)({ ...by(staff.admin), path: { restoreId: id } }))
    expect(seen).toMatchObject({ status: 'running', asked: [staff.rob.id], users: [], missingUsers: [] })
    await expect(getRestore(ports)({ ...by(staff.sue), path: { restoreId: id } })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})
