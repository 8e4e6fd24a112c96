import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { restorePoint } from '../../lib/contracts/restore-points.ts'
import type { RestorePoint } from '../../lib/domain/restore-points.ts'
import { daysAfter } from '../../lib/domain/retention.ts'
import { deleteRestorePoint } from '../../lib/usecases/delete-restore-point.ts'
import { listRestorePoints } from '../../lib/usecases/list-restore-points.ts'
import { purgeRestorePoints } from '../../lib/usecases/purge-restore-points.ts'
import { updateCompany } from '../../lib/usecases/update-company.ts'
import { updateRestorePoint } from '../../lib/usecases/update-restore-point.ts'
import { foundCompany, startWorld, type Staff, type World } from './world.ts'

const CREATED = '2026-11-20T10:00:00.000Z'
const EXPIRES = daysAfter(CREATED, 30)

let world: World
let staff: Staff
let count = 0
/** The objects of the bucket with their tag; `breakAfter` is after how many requests the storage is out of reach. */
let objects: Map<string, string>
let breakAfter: number
let now: string
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(async () => {
  staff = await foundCompany(world, `points${(count += 1)}`)
  objects = new Map()
  breakAfter = Infinity
  // What other tests left is not looked at again.
  now = '2099-01-01T00:00:00.000Z'
  await purgeRestorePoints(deps())
  now = '2026-11-25T10:00:00.000Z'
})

function deps() {
  const reach = <Args extends unknown[], Result>(act: (...args: Args) => Promise<Result>) => {
    return async (...args: Args): Promise<Result> => {
      if (breakAfter-- <= 0) throw new Error('out of reach')
      return act(...args)
    }
  }
  const quiet = () => undefined
  return {
    ...world.ports,
    changeRestorePoint: reach(world.ports.changeRestorePoint),
    removeRestorePoint: reach(world.ports.removeRestorePoint),
    now: () => now,
    logger: { info: quiet, warn: quiet, error: quiet },
    listKeys: reach(async (prefix: string) => [...objects.keys()].filter((key) => key.startsWith(prefix))),
    tagObjects: reach(async (keys: readonly string[], { keep = '' }: Readonly<Record<string, string>>) => {
      for (const key of keys) objects.set(key, keep)
    }),
    removeObjects: reach(async (keys: readonly string[]) => {
      for (const key of keys) objects.delete(key)
    }),
  }
}

const folder = (id: string) => `restore-points/${staff.company.id}/${id}/`
const tags = (id: string) => [...objects].filter(([key]) => key.startsWith(folder(id))).map(([, tag]) => tag)

/** A complete point with its objects. */
async function given(id: string, more: Partial<RestorePoint> = {}): Promise<RestorePoint> {
  const { id: userId, email, firstName: name } = staff.admin
  const point: RestorePoint = {
    companyId: staff.company.id,
    id,
    reason: 'by-hand',
    status: 'complete',
    createdAt: CREATED,
    createdBy: { userId, email, name },
    expiresAt: EXPIRES,
    ...more,
  }
  await world.ports.putRestorePoint(point)
  for (const name of ['manifest.json', '1/users.json', '1/users/u.ndjson.gz']) objects.set(`${folder(id)}${name}`, '30')
  return point
}

const stored = (id: string) => world.ports.getRestorePoint(staff.company.id, id)
const as = (actor = staff.admin) => ({ actor, company: staff.company })
const at = (restorePointId: string) => ({ path: { restorePointId } })
const change = (id: string, body: { name?: string; pinned?: boolean }, actor = staff.admin) =>
  updateRestorePoint(deps())({ ...as(actor), ...at(id), body })
const remove = (id: string, actor = staff.admin) => deleteRestorePoint(deps())({ ...as(actor), ...at(id) })

const lock = (kind: 'import' | 'restore', id: string) =>
  world.ports.takeLock(staff.company.id, { kind, id, by: { userId: 'u', email: 'e', name: 'Eva' }, since: now })
const restoreOf = (id: string, restorePointId: string) =>
  world.ports.putRestore({
    companyId: staff.company.id,
    id,
    restorePointId,
    dryRun: false,
    status: 'running',
    startedBy: { userId: 'u', email: 'e', name: 'Eva' },
    startedAt: now,
  })

describe('pinning a restore point', () => {
  it('takes its expiry away and keeps its objects; unpinned, it is kept as long as new ones from now on', async () => {
    await given('p1')
    expect(restorePoint.parse(await change('p1', { pinned: true }))).toMatchObject({ id: 'p1', pinned: true })
    expect(await stored('p1')).not.toHaveProperty('expiresAt')
    expect(tags('p1')).toEqual(['always', 'always', 'always'])
    now = daysAfter(CREATED, 50)
    await updateCompany(world.ports)({ ...as(), body: { restorePointDays: 7 } })
    staff = { ...staff, company: { ...staff.company, restorePointDays: 7 } }
    expect(await change('p1', { pinned: false })).toMatchObject({ pinned: false, expiresAt: daysAfter(now, 7) })
    // The bucket counts from when the objects were made: 57 days ago when the point expires.
    expect(tags('p1')).toEqual(['60', '60', '60'])
  })

  it('changes nothing where it is so already: whoever unpins what is not pinned gets no more days', async () => {
    await given('p1')
    expect(await change('p1', { pinned: false, name: 'März' })).toMatchObject({ expiresAt: EXPIRES, name: 'März' })
    await change('p1', { pinned: true })
    expect(await change('p1', { pinned: true })).toMatchObject({ pinned: true, name: 'März' })
  })

  it('stopped anywhere, leaves objects that live as long as their point, and can be done again', async () => {
    for (const pinned of [true, false]) {
      for (let broken = 0; broken < 3; broken += 1) {
        const id = `p-${pinned}-${broken}`
        await given(id)
        if (!pinned) await change(id, { pinned: true })
        breakAfter = broken
        await expect(change(id, { pinned })).rejects.toThrow('out of reach')
        breakAfter = Infinity
        if ((await stored(id))?.expiresAt === undefined) expect(tags(id)).toEqual(['always', 'always', 'always'])
        await change(id, { pinned })
        expect(new Set(tags(id))).toEqual(new Set([pinned ? 'always' : '60']))
      }
    }
  })

  it('is for administrators, and for points that can be used', async () => {
    await given('p1')
    await expect(change('p1', { pinned: true }, staff.sue)).rejects.toMatchObject({ code: 'not-permitted' })
    await expect(change('nowhere', { pinned: true })).rejects.toMatchObject({ code: 'not-found' })
    await given('p2', { status: 'securing' })
    await expect(change('p2', { pinned: true })).rejects.toMatchObject({ code: 'company-busy' })
    await given('p3', { status: 'failed' })
    await expect(change('p3', { name: 'x' })).rejects.toMatchObject({ code: 'restore-point-damaged' })
    now = daysAfter(EXPIRES, 1)
    await expect(change('p1', { pinned: true })).rejects.toMatchObject({ code: 'restore-point-damaged' })
    expect(tags('p1')).toEqual(['30', '30', '30'])
  })
})

describe('deleting a restore point', () => {
  it('leaves nothing of it, nor takes anything of others; a second time it is not found', async () => {
    await given('p1')
    await given('p10')
    await remove('p1')
    expect([await stored('p1'), tags('p1')]).toEqual([undefined, []])
    expect([(await stored('p10'))?.status, tags('p10').length]).toEqual(['complete', 3])
    await expect(remove('p1')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is refused for pinned ones, for those that are being made, and to all but administrators', async () => {
    await given('p1')
    await change('p1', { pinned: true })
    await expect(remove('p1')).rejects.toMatchObject({
      code: 'restore-point-pinned',
      advice: expect.stringContaining('pin p1 --unpin'),
    })
    await given('p2', { status: 'securing' })
    await expect(remove('p2')).rejects.toMatchObject({ code: 'company-busy' })
    await expect(remove('p2', staff.rob)).rejects.toMatchObject({ code: 'not-permitted' })
    expect([tags('p1').length, tags('p2').length]).toEqual([3, 3])
  })

  it('is refused while a restore goes back to it, or an import or a restore has it as its way back, and for no other', async () => {
    await given('source')
    await given('safety', { reason: 'before-restore', madeFor: 'r1' })
    await given('other')
    await restoreOf('r1', 'source')
    await lock('restore', 'r1')
    for (const id of ['source', 'safety']) {
      await expect(remove(id)).rejects.toMatchObject({ code: 'company-busy', message: expect.stringContaining('Eva') })
    }
    await remove('other')
    await world.ports.releaseLock(staff.company.id, { kind: 'restore', id: 'r1' })
    await given('secured', { reason: 'before-import', madeFor: 'i1' })
    await lock('import', 'i1')
    await expect(remove('secured')).rejects.toMatchObject({ code: 'company-busy' })
    await remove('source')
    expect([tags('secured').length, tags('source').length]).toEqual([3, 0])
    await world.ports.releaseLock(staff.company.id, { kind: 'import', id: 'i1' })
  })

  it('leaves the other objects to a restore that began at the same moment, and the rest to the next hour', async () => {
    await given('p1')
    const looks: string[] = []
    const racing = {
      ...deps(),
      getLockOwner: async (companyId: string) => {
        // The second look, after the manifest went, sees the restore.
        if (looks.push(companyId) === 2) {
          await restoreOf('r9', 'p1')
          await lock('restore', 'r9')
        }
        return world.ports.getLockOwner(companyId)
      },
    }
    await deleteRestorePoint(racing)({ ...as(), ...at('p1') })
    expect([(await stored('p1'))?.status, tags('p1').length]).toEqual(['deleting', 2])
    now = daysAfter(now, 1)
    expect(await purgeRestorePoints(deps())).toBe(0)
    await world.ports.releaseLock(staff.company.id, { kind: 'restore', id: 'r9' })
    expect(await purgeRestorePoints(deps())).toBe(1)
    expect([await stored('p1'), tags('p1')]).toEqual([undefined, []])
  })

  it('stopped anywhere, leaves a whole point or one that says that it is being deleted; the next hour goes on', async () => {
    for (let broken = 0; broken < 5; broken += 1) {
      const id = `p${broken}`
      await given(id)
      breakAfter = broken
      await expect(remove(id)).rejects.toThrow('out of reach')
      breakAfter = Infinity
      const left = await stored(id)
      if (left?.status === 'complete') expect(tags(id)).toHaveLength(3)
      else expect(left?.status).toBe('deleting')
      if (left?.status !== 'deleting') continue
      now = daysAfter(now, 1 / 24)
      expect(await purgeRestorePoints(deps())).toBe(1)
      expect([await stored(id), tags(id)]).toEqual([undefined, []])
    }
  })
})

describe('a restore point whose time is over', () => {
  it('goes by itself; one that was pinned stays, and one that was unpinned goes when its new time is over', async () => {
    for (const id of ['p1', 'pinned', 'later']) await given(id)
    await change('pinned', { pinned: true })
    await change('later', { pinned: true })
    now = daysAfter(CREATED, 20)
    await change('later', { pinned: false })
    now = daysAfter(CREATED, 29)
    expect(await purgeRestorePoints(deps())).toBe(0)
    now = daysAfter(CREATED, 31)
    expect(await purgeRestorePoints(deps())).toBe(1)
    expect([await stored('p1'), tags('p1')]).toEqual([undefined, []])
    now = daysAfter(CREATED, 51)
    expect(await purgeRestorePoints(deps())).toBe(1)
    expect([await stored('later'), tags('later'), tags('pinned').length]).toEqual([undefined, [], 3])
    expect(await world.ports.listExpiries(now, 10)).toEqual([])
  })

  it('of one company, if it cannot be removed, does not keep those of others', async () => {
    await given('a')
    const first = folder('a')
    staff = await foundCompany(world, `points${(count += 1)}`)
    await given('b')
    now = daysAfter(CREATED, 31)
    const all = deps()
    const failing = {
      ...all,
      listKeys: async (prefix: string) => {
        if (prefix === first) throw new Error('out of reach')
        return all.listKeys(prefix)
      },
    }
    await expect(purgeRestorePoints(failing)).rejects.toThrow('1 restore points')
    expect(tags('b')).toEqual([])
    expect(await purgeRestorePoints(all)).toBe(1)
    expect(objects).toEqual(new Map())
  })
})

describe('the list of restore points', () => {
  it('says what each is for and whether it is pinned, all of them or those of one reason', async () => {
    await given('p1', { reason: 'daily' })
    await given('p2')
    await change('p2', { pinned: true })
    const list = async (reason?: 'daily') => {
      const { restorePoints } = await listRestorePoints(deps())({ ...as(), query: { reason } })
      return restorePoints.map((point) => [point.id, point.reason, point.pinned, point.expiresAt])
    }
    expect(await list()).toEqual([
      ['p2', 'by-hand', true, undefined],
      ['p1', 'daily', false, EXPIRES],
    ])
    expect(await list('daily')).toEqual([['p1', 'daily', false, EXPIRES]])
  })
})
