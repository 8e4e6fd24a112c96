import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { api, company, companyPerTest } from './company.ts'
import { BJOERN, CARLA, customersFile, MOVE, settings, type Row } from './customer-files.ts'
import { begin, recordsOf, until } from './driving.ts'
import { openStores } from './stores.ts'

companyPerTest()

const free = async () => {
  while ((await openStores().getLockOwner(company)) !== undefined) await sleep(5)
}

async function importRows(...rows: Row[]): Promise<string> {
  const configuration = settings({ transfer: MOVE })
  const importId = await begin(api, customersFile(rows), { configuration, selection: 'all', decide: 'import-all' })
  await until(api, importId, 'completed')
  await free()
  return importId
}

async function ended(started: Promise<{ id: string }>) {
  const { id: restoreId } = await started
  let restore = await api.getRestore({ path: { restoreId } })
  while (restore.status === 'running') restore = await api.getRestore({ path: { restoreId } })
  await free()
  return restore
}

const numbersOf = async ({ userId }: typeof BJOERN) =>
  (await recordsOf(api, userId)).map(({ fields }) => fields['externalId'])
const where = async () => ({ bjoern: await numbersOf(BJOERN), carla: await numbersOf(CARLA) })

describe('a customer that went from one user to another, and back again', () => {
  let moving: string
  beforeEach(async () => {
    await importRows([BJOERN, '1'])
    moving = await importRows([CARLA, '1'], [BJOERN, '2'])
  })

  it.each([
    ['an undo', () => api.undoImport({ path: { importId: moving }, body: {} })],
    ['a restore', () => api.startRestore({ path: { restorePointId: `${moving}-before` }, body: {} })],
  ])('by %s is not lost by a restore of one of them to the time in between', async (_what, start) => {
    const { id: restorePointId } = await api.createRestorePoint({ body: {} })
    await free()
    await ended(start())
    expect((await where()).bjoern).toContain('1')
    for (const [one, other] of [
      [BJOERN, CARLA],
      [CARLA, BJOERN],
    ] as const) {
      const alone = api.startRestore({ path: { restorePointId }, body: { users: [one.email] } })
      await expect(alone).rejects.toMatchObject({
        code: 'invalid-request',
        problem: { details: { users: [other.email] } },
      })
    }
    await ended(api.startRestore({ path: { restorePointId }, body: { users: [BJOERN.email, CARLA.email] } }))
    expect(await where()).toEqual({ bjoern: ['2'], carla: ['1'] })
  })

  it('by a restore is not there twice after its undo for one of them, which is refused', async () => {
    const { id: restoreId } = await ended(api.startRestore({ path: { restorePointId: `${moving}-before` }, body: {} }))
    const half = api.undoRestore({ path: { restoreId }, body: { users: [CARLA.email] } })
    await expect(half).rejects.toMatchObject({
      code: 'invalid-request',
      problem: { details: { users: [BJOERN.email] } },
    })
    await ended(api.undoRestore({ path: { restoreId }, body: { users: [CARLA.email, BJOERN.email] } }))
    expect(await where()).toEqual({ bjoern: ['2'], carla: ['1'] })
  })

  it('comes back when both are undone, also after the one to whom it went was undone alone', async () => {
    await ended(api.undoImport({ path: { importId: moving }, body: { users: [CARLA.email] } }))
    expect(await where()).toEqual({ bjoern: ['2'], carla: ['1'] })
    await ended(api.undoImport({ path: { importId: moving }, body: {} }))
    expect(await where()).toEqual({ bjoern: ['1'], carla: [] })
  })

  it('is not taken again from somebody for whom the undo is not undone', async () => {
    const { id: restoreId } = await ended(api.undoImport({ path: { importId: moving }, body: {} }))
    const undone = await where()
    await ended(api.undoRestore({ path: { restoreId }, body: { users: [CARLA.email] } }))
    expect(await where()).toEqual(undone)
    await ended(api.undoRestore({ path: { restoreId }, body: {} }))
    expect(await where()).toEqual({ bjoern: ['2'], carla: ['1'] })
  })
})
