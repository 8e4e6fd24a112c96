import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createDynamoClient } from '../../lib/adapters/dynamodb/client.ts'
import { createLocks } from '../../lib/adapters/dynamodb/locks.ts'
import { createRestorePoints } from '../../lib/adapters/dynamodb/restore-points.ts'
import { createRestores } from '../../lib/adapters/dynamodb/restores.ts'
import type { Client } from '../../lib/contracts/client.ts'
import { begin, recordsOf, UNATTENDED, until } from './driving.ts'
import { callHandler } from './handlers.ts'
import { ANNA, settle } from './people.ts'
import { createWorld, type World } from './world.ts'

let world: World
let api: Client
let company = ''
let tests = 0
let stores: ReturnType<typeof createLocks> & ReturnType<typeof createRestores> & ReturnType<typeof createRestorePoints>
let release: () => void = () => undefined

beforeAll(async () => {
  world = await createWorld()
  const client = createDynamoClient()
  stores = {
    ...createLocks(client, 'state'),
    ...createRestores(client, 'state'),
    ...createRestorePoints(client, 'state'),
  }
})
beforeEach(async () => {
  company = `company-${(tests += 1)}`
  world.meddle = () => undefined
  await settle(world, company)
  api = world.as(ANNA, company)
})
afterEach(() => release())
afterAll(() => world.stop())

const TWO_MINUTES_AGO = () => new Date(Date.now() - 120_000).toISOString()

/** Lets this step wait until `release` is called; the answer is fulfilled once the step has begun. */
function hold(held: string): Promise<void> {
  const wait = new Promise<void>((resolve) => {
    release = resolve
  })
  return new Promise((begun) => {
    world.meddle = async (step) => {
      if (step !== held) return
      begun()
      await wait
    }
  })
}

async function imported() {
  const importId = await begin(api, 'customers.xlsx', UNATTENDED)
  const { restorePointId } = await until(api, importId, 'completed')
  return restorePointId ?? ''
}

async function ended(restoreId: string) {
  for (let tries = 0; tries < 1000; tries += 1) {
    const restore = await api.getRestore({ path: { restoreId } })
    if (restore.status !== 'running') return restore
    await sleep(10)
  }
  throw new Error('The restore never ended')
}

async function untilFree() {
  for (let tries = 0; tries < 1000; tries += 1) {
    if ((await stores.getLockOwner(company)) === undefined) return
    await sleep(10)
  }
  throw new Error('The company was never free')
}

async function failedImport(step: string) {
  world.meddle = (name) => {
    if (name === step) throw new Error('down')
  }
  const importId = await begin(api, 'customers.xlsx', UNATTENDED)
  for (let tries = 0; tries < 1500; tries += 1) {
    if ((await api.getImport({ path: { importId } })).status === 'failed') break
    await sleep(10)
  }
  await untilFree()
  world.meddle = () => undefined
  return importId
}

describe('the lock', () => {
  it('stays with a restore whose safety point takes longer than a minute', async () => {
    const restorePointId = await imported()
    const held = hold('snapshotUsers')
    const restore = await api.startRestore({ path: { restorePointId }, body: {} })
    await held
    const item = await stores.getRestore(company, restore.id)
    if (item !== undefined) await stores.putRestore({ ...item, startedAt: TWO_MINUTES_AGO() })
    await world.sweep()
    expect((await stores.getLockOwner(company))?.id).toBe(restore.id)
    release()
    expect((await ended(restore.id)).status).toBe('completed')
    await untilFree()
  })

  it('stays with a restore point by hand that takes longer than a minute', async () => {
    const held = hold('snapshotUsers')
    const point = await api.createRestorePoint({ body: {} })
    await held
    const item = await stores.getRestorePoint(company, point.id)
    if (item !== undefined) await stores.putRestorePoint({ ...item, createdAt: TWO_MINUTES_AGO() })
    await world.sweep()
    expect((await stores.getLockOwner(company))?.id).toBe(point.id)
    release()
    await untilFree()
    expect((await api.getRestorePoint({ path: { restorePointId: point.id } })).status).toBe('complete')
  })

  it('is taken from a restore and a restore point that never began, which fail visibly', async () => {
    const restorePointId = await imported()
    const by = { userId: 'u', email: 'e', name: 'n' }
    const since = TWO_MINUTES_AGO()
    const executionArn = 'arn:aws:states:eu-central-1:000000000000:execution:restore:never'
    for (const named of [{ executionArn }, {}]) {
      const id = `restore-${named.executionArn === undefined ? 'without' : 'with'}`
      await stores.takeLock(company, { kind: 'restore', id, by, since })
      const restore = { companyId: company, id, restorePointId, dryRun: false, status: 'running', ...named } as const
      await stores.putRestore({ ...restore, startedBy: by, startedAt: new Date().toISOString() })
      await world.sweep()
      expect((await stores.getLockOwner(company))?.id).toBe(id)
      await stores.putRestore({ ...restore, startedBy: by, startedAt: since })
      await world.sweep()
      expect(await stores.getLockOwner(company)).toBeUndefined()
      expect(await api.getRestore({ path: { restoreId: id } })).toMatchObject({ status: 'failed' })
    }
    const point = { companyId: company, id: 'point', reason: 'by-hand', status: 'securing', executionArn } as const
    await stores.takeLock(company, { kind: 'restore-point', id: point.id, by, since })
    await stores.putRestorePoint({ ...point, createdBy: by, createdAt: since, expiresAt: since })
    await world.sweep()
    expect(await stores.getLockOwner(company)).toBeUndefined()
    expect((await api.getRestorePoint({ path: { restorePointId: 'point' } })).status).toBe('failed')
  })
})

describe('a restore that is over', () => {
  it('is no longer carried out by a late step, and stays what it is', async () => {
    const restorePointId = await imported()
    const point = await api.createRestorePoint({ body: {} })
    await untilFree()
    const [first] = await recordsOf(api, 'user-1')
    const path = { userId: 'user-1', type: 'customers', recordId: first?.id ?? '' } as const
    await api.updateRecord({ path, body: { fields: { note: 'by hand' } } })
    const held = hold('restoreUsers')
    const { id: restoreId } = await api.startRestore({ path: { restorePointId: point.id }, body: {} })
    await held
    const item = await stores.getRestore(company, restoreId)
    if (item !== undefined) await stores.putRestore({ ...item, status: 'failed', endedAt: item.startedAt })
    release()
    await untilFree()
    expect((await api.getRecord({ path })).fields['note']).toBe('by hand')
    for (const step of ['beginRestore', 'restoreUsers']) {
      await expect(callHandler('workflow', step, { companyId: company, restoreId, batch: 0 })).rejects.toMatchObject({
        name: 'RestoreOver',
      })
    }
    expect((await api.getRestore({ path: { restoreId } })).status).toBe('failed')
    expect(restorePointId).not.toBe(point.id)
  })
})

describe('a restore point whose making failed', () => {
  it('is made anew when its import is resumed, with the accounts there are by then', async () => {
    const leaving = await api.createUser({ body: { email: 'leaving@nordwind.example' } })
    const importId = await failedImport('sealRestorePoint')
    const { restorePoints } = await api.listRestorePoints()
    expect(restorePoints).toMatchObject([{ status: 'failed', madeFor: importId }])
    const { id } = await api.createUser({ body: { email: 'new@nordwind.example' } })
    await api.deleteUser({ path: { userId: leaving.id } })
    await api.createRecord({
      path: { userId: 'user-1', type: 'customers' },
      body: { fields: { name: 'Entered before the resumption', zip: '1', city: 'Wien' } },
    })
    await api.resumeImport({ path: { importId } })
    const { restorePointId } = await until(api, importId, 'completed')
    const point = await api.getRestorePoint({ path: { restorePointId: restorePointId ?? '' } })
    const users = (await api.listUsers()).users.map((user) => user.id)
    expect(users).toContain(id)
    expect(point).toMatchObject({ status: 'complete', users: users.length, records: 1 })

    const restore = await api.startRestore({ path: { restorePointId: point.id }, body: {} })
    expect(await ended(restore.id)).toMatchObject({ status: 'completed', missingUsers: [], newUsers: [] })
    expect((await recordsOf(api, 'user-1')).map(({ fields }) => fields['name'])).toEqual([
      'Entered before the resumption',
    ])
  })
})
