import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { api, company, companyPerTest, world } from './company.ts'
import { begin, recordsOf, UNATTENDED, until } from './driving.ts'

companyPerTest()

/** Everything a person can see of all records of the company, per user. */
async function everything() {
  const all: Record<string, unknown> = {}
  for (const { id } of (await api.listUsers()).users) {
    all[id] = (await recordsOf(api, id)).sort((a, b) => (a.id < b.id ? -1 : 1))
  }
  return all
}

async function importFile(file: string) {
  const importId = await begin(api, file, UNATTENDED)
  return until(api, importId, 'completed')
}

async function restored(restorePointId: string, body: { users?: string[]; dryRun?: boolean } = {}) {
  const { id } = await api.startRestore({ path: { restorePointId }, body })
  for (let tries = 0; tries < 1000; tries += 1) {
    const restore = await api.getRestore({ path: { restoreId: id } })
    if (restore.status !== 'running') return restore
    await sleep(10)
  }
  throw new Error('The restore never ended')
}

async function change(userId: string) {
  const [first, second, third] = await recordsOf(api, userId)
  const path = (recordId = '') => ({ userId, type: 'customers' as const, recordId })
  await api.updateRecord({ path: path(first?.id), body: { fields: { note: 'changed' } } })
  await api.deleteRecord({ path: path(second?.id) })
  await api.updateRecord({ path: path(third?.id), body: { fields: { phone: null, note: 'changed too' } } })
  await api.createRecord({
    path: { userId, type: 'customers' },
    body: { fields: { name: 'New', zip: '1', city: 'Wien' } },
  })
}

describe('a restore', () => {
  it('of the company brings back exactly what was there, and says before what it will do', async () => {
    await importFile('customers.xlsx')
    const before = await everything()
    const { restorePointId } = await importFile('customers.ods')
    for (const userId of ['user-1', 'user-2']) await change(userId)
    const changed = await everything()
    expect(changed).not.toEqual(before)

    const dryRun = await restored(restorePointId ?? '', { dryRun: true })
    expect(dryRun).toMatchObject({ status: 'completed', counts: { created: 0, updated: 4, restored: 2, removed: 2 } })
    expect(await everything()).toEqual(changed)

    const restore = await restored(restorePointId ?? '')
    expect(restore.counts).toEqual(dryRun.counts)
    expect(restore.users.every(({ verified }) => verified)).toBe(true)
    expect(await everything()).toEqual(before)

    // The safety point takes the restore itself back.
    await restored(restore.safetyPointId ?? '')
    expect(await everything()).toEqual(changed)
  })

  it('of one user changes nobody else', async () => {
    await importFile('customers.xlsx')
    const before = await everything()
    const { restorePoints } = await api.listRestorePoints()
    expect(restorePoints).toHaveLength(1)
    const made = await api.createRestorePoint({ body: { name: 'by hand' } })
    await expectComplete(made.id)
    for (const userId of ['user-1', 'user-2']) await change(userId)
    const changed = await everything()
    await restored(made.id, { users: ['bjoern.lange@nordwind.example'] })
    expect(await everything()).toEqual({ ...changed, 'user-1': before['user-1'] })
  })

  it('goes on where it stopped when a step fails, with the same result', async () => {
    await importFile('customers.xlsx')
    const before = await everything()
    const made = await api.createRestorePoint({ body: {} })
    await expectComplete(made.id)
    await change('user-1')
    let failures = 0
    world.meddle = (step) => {
      if (['snapshotUsers', 'beginRestore', 'restoreUsers', 'finishRestore'].includes(step) && failures++ % 2 === 0) {
        throw new Error('The network failed')
      }
    }
    expect((await restored(made.id)).status).toBe('completed')
    expect(await everything()).toEqual(before)
  })

  it('fails visibly and frees the company when a step never works', async () => {
    await importFile('customers.xlsx')
    const { restorePoints } = await api.listRestorePoints()
    world.meddle = (step) => {
      if (step === 'restoreUsers') throw new Error('The network failed')
    }
    const restore = await restored(restorePoints[0]?.id ?? '')
    expect(restore).toMatchObject({ status: 'failed', problem: { code: 'internal' } })
    world.meddle = () => undefined
    await importFile('customers.xlsx')
  })

  it('is refused while an import runs, and to anybody but administrators', async () => {
    const { restorePointId } = await importFile('customers.xlsx')
    await begin(api, 'customers.xlsx', { selection: 'all', suggested: {} })
    await expect(restored(restorePointId ?? '')).rejects.toMatchObject({ code: 'company-busy' })
    const greta = world.as('greta.schmidt@nordwind.example', company)
    await expect(
      greta.startRestore({ path: { restorePointId: restorePointId ?? '' }, body: {} }),
    ).rejects.toMatchObject({ code: 'not-permitted' })
  })
})

async function expectComplete(restorePointId: string) {
  for (let tries = 0; tries < 1000; tries += 1) {
    const point = await api.getRestorePoint({ path: { restorePointId } })
    if (point.status === 'complete') return
    await sleep(10)
  }
  throw new Error('The restore point was never completed')
}
