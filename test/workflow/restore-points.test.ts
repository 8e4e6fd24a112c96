import { setTimeout as sleep } from 'node:timers/promises'
import { GetObjectTaggingCommand } from '@aws-sdk/client-s3'
import { describe, expect, it } from '@jest/globals'
import { createS3Client } from '../../lib/adapters/s3/client.ts'
import { createFiles } from '../../lib/adapters/s3/files.ts'
import { api, company, companyPerTest, world } from './company.ts'
import { begin, recordsOf, UNATTENDED, until } from './driving.ts'
import { callHandler } from './handlers.ts'

companyPerTest()

const everyHour = async () => callHandler('events', 'keepRestorePoints', {})

async function importSample() {
  const { restorePointId = '' } = await until(api, await begin(api, 'customers.xlsx', UNATTENDED), 'completed')
  return restorePointId
}

/** The point, once it is no more being made. */
async function made(restorePointId: string) {
  for (let tries = 0; tries < 1000; tries += 1) {
    const point = await api.getRestorePoint({ path: { restorePointId } })
    if (point.status !== 'securing') return point
    await sleep(10)
  }
  throw new Error('The restore point was never completed')
}

async function restored(restorePointId: string) {
  const { id: restoreId } = await api.startRestore({ path: { restorePointId }, body: {} })
  for (let tries = 0; tries < 1000; tries += 1) {
    const restore = await api.getRestore({ path: { restoreId } })
    if (restore.status !== 'running') return restore
    await sleep(10)
  }
  throw new Error('The restore never ended')
}

/** The tags of all objects of a point. */
async function tagsOf(restorePointId: string) {
  const client = createS3Client()
  const Bucket = process.env['BUCKET'] ?? ''
  const keys = await createFiles(client, Bucket).listKeys(`restore-points/${company}/${restorePointId}/`)
  const tags = keys.map(async (Key) => (await client.send(new GetObjectTaggingCommand({ Bucket, Key }))).TagSet)
  const found = await Promise.all(tags)
  client.destroy()
  return found.map((set) => set?.map(({ Key, Value }) => `${Key}=${Value}`).join())
}

describe('a restore point', () => {
  it('is pinned with all its objects, unpinned, deleted, and then cannot be gone back to', async () => {
    await api.updateCompany({ body: { restorePointDays: 60 } })
    const restorePointId = await importSample()
    const path = { restorePointId }
    const tags = await tagsOf(restorePointId)
    expect([tags.length > 3, new Set(tags)]).toEqual([true, new Set(['keep=60'])])
    const pinned = await api.updateRestorePoint({ path, body: { pinned: true, name: 'Before it all' } })
    expect(pinned).toMatchObject({ pinned: true, name: 'Before it all', status: 'complete' })
    expect(pinned.expiresAt).toBeUndefined()
    expect(await tagsOf(restorePointId)).toEqual(tags.map(() => 'keep=always'))
    expect((await restored(restorePointId)).status).toBe('completed')
    await expect(api.deleteRestorePoint({ path })).rejects.toMatchObject({ code: 'restore-point-pinned' })

    const unpinned = await api.updateRestorePoint({ path, body: { pinned: false } })
    expect(Date.parse(unpinned.expiresAt ?? '') - Date.now()).toBeGreaterThan(59.9 * 24 * 60 * 60 * 1000)
    // A moment more than 60 days after its objects were made.
    expect(await tagsOf(restorePointId)).toEqual(tags.map(() => 'keep=90'))
    await api.deleteRestorePoint({ path })
    expect(await tagsOf(restorePointId)).toEqual([])
    for (const act of [api.getRestorePoint, api.deleteRestorePoint]) {
      await expect(act({ path })).rejects.toMatchObject({ code: 'not-found' })
    }
    await expect(api.startRestore({ path, body: {} })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is not deleted while a restore goes back to it, which then completes', async () => {
    await importSample()
    const { id } = await api.createRestorePoint({ body: {} })
    await made(id)
    const refusals: unknown[] = []
    world.meddle = async (step) => {
      if (step === 'restoreUsers')
        await api.deleteRestorePoint({ path: { restorePointId: id } }).catch((error: unknown) => refusals.push(error))
    }
    expect((await restored(id)).status).toBe('completed')
    expect(refusals.length).toBeGreaterThan(0)
    expect(refusals[0]).toMatchObject({ code: 'company-busy' })
  })

  it('of the day is made by itself after a change, once, and brings back what was there', async () => {
    await everyHour()
    const daily = async () => (await api.listRestorePoints({ query: { reason: 'daily' } })).restorePoints
    expect(await daily()).toEqual([])
    await importSample()
    await everyHour()
    const [point, ...others] = await daily()
    expect(others).toEqual([])
    expect(point).toMatchObject({ createdBy: { name: 'Muster' } })
    expect(await made(point?.id ?? '')).toMatchObject({ status: 'complete', pinned: false })
    const before = await recordsOf(api, 'user-1')
    await api.deleteRecord({ path: { userId: 'user-1', type: 'customers', recordId: before[0]?.id ?? '' } })
    await everyHour()
    expect(await daily()).toHaveLength(1)
    expect((await restored(point?.id ?? '')).status).toBe('completed')
    expect(await recordsOf(api, 'user-1')).toEqual(before)
  })
})
