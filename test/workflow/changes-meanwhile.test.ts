import { beforeAll, describe, expect, it } from '@jest/globals'
import { api, company, companyPerTest, world } from './company.ts'
import { begin, recordsOf, UNATTENDED, untilAsked, upload } from './driving.ts'
import { openStores, settled } from './stores.ts'

companyPerTest()
let stores: ReturnType<typeof openStores>
beforeAll(() => {
  stores = openStores()
})
const count = async (userId: string) => {
  let n = 0
  for await (const _ of stores.readRecords(company, userId)) n += 1
  return n
}
const csv = (...rows: string[]) => Buffer.from(['who;externalId;name;zip;city', ...rows].join('\n') + '\n')
const B = 'bjoern.lange@nordwind.example'

describe('what changes while an import waits', () => {
  it('a deletion that met a change is reported, and the import goes on', async () => {
    const assign = { assign: 'email' as const, assignColumn: 'who' }
    const first = await begin(api, csv(`${B};1;A;1;Wien`, `${B};2;B;1;Wien`), { ...UNATTENDED, suggested: assign })
    await settled(api, first, 'completed')
    const importId = await begin(api, csv(`${B};1;A2;1;Wien`), {
      selection: 'all',
      suggested: { ...assign, mode: 'update-and-delete' },
    })
    const userId = (await untilAsked(api, importId)).waiting?.userId ?? ''
    const second = (await recordsOf(api, userId)).find(({ fields }) => fields['externalId'] === '2')
    await api.updateRecord({
      path: { userId, type: 'customers', recordId: second?.id ?? '' },
      body: { fields: { note: 'edited after the preview' } },
    })
    await api.decideUser({ path: { importId, userId }, body: { action: 'import' } })
    const s = await settled(api, importId, 'completed', 'failed')
    expect(s).toMatchObject({ status: 'completed', totals: { updated: 1, conflict: 0 }, deleted: 0 })
  })

  it('users who are left out do not count towards the limit, and the others are imported', async () => {
    await world.putCompany(company, { limits: { maxRows: 100_000, maxUsers: 2, maxBytes: 30_000_000 } })
    const keep = [B, 'carla.rossi@nordwind.example']
    const exclude = (await api.listUsers()).users.map(({ email }) => email).filter((email) => !keep.includes(email))
    const importId = await begin(api, 'customers.xlsx', { ...UNATTENDED, exclude })
    const s = await settled(api, importId, 'completed', 'failed', 'aborted')
    expect(s.status).toBe('completed')
  })

  it('no rows are written for an account that was removed meanwhile', async () => {
    const importId = await begin(api, 'customers.xlsx', { decide: 'import-all', suggested: {} })
    await untilAsked(api, importId)
    const removed = await api.deleteUser({ path: { userId: 'user-3' } }).then(
      () => 'removed',
      (e: { code: string }) => e.code,
    )
    await api.updateUser({ path: { userId: 'user-4' }, body: { active: false } })
    await api.putSelection({ path: { importId }, body: { exclude: [] } })
    await settled(api, importId, 'completed', 'failed')
    expect(removed === 'removed' ? await count('user-3') : 0).toBe(0)
  })

  it('of two different selections at once exactly one is taken', async () => {
    const importId = await begin(api, 'customers.xlsx', { suggested: {} })
    await untilAsked(api, importId)
    let go: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      go = resolve
    })
    world.meddle = async (step) => {
      if (step === 'selectUsers') await held
    }
    const anna = await api.putSelection({ path: { importId }, body: { exclude: [] } }).then(
      () => 'taken',
      (e: { code: string }) => e.code,
    )
    const other = await api
      .putSelection({ path: { importId }, body: { include: ['carla.rossi@nordwind.example'] } })
      .then(
        () => 'taken',
        (e: { code: string }) => e.code,
      )
    go()
    expect([anna, other]).toEqual(['taken', 'already-decided'])
  })

  it('an exclusion that names nobody is refused', async () => {
    const r = await api
      .startImport({ body: { recordType: 'customers', fileName: 'a.csv', exclude: ['bjoern.lang@nordwind.example'] } })
      .then(
        () => 'taken',
        (e: { code: string }) => e.code,
      )
    expect(r).not.toBe('taken')
  })

  it('a supervisor who lost the group no longer sees and imports its users', async () => {
    const greta = world.as('greta.schmidt@nordwind.example', company)
    const importId = await begin(greta, 'customers.xlsx', { selection: 'all', suggested: {} })
    const asked = await untilAsked(greta, importId)
    const userId = asked.waiting?.userId ?? ''
    await api.updateUser({ path: { userId: 'user-6' }, body: { groups: [], level: 'user' } })
    await expect(greta.getPreview({ path: { importId, userId } })).rejects.toMatchObject({ code: 'not-found' })
    const decided = greta.decideUser({ path: { importId, userId }, body: { action: 'import-all' } })
    await expect(decided).rejects.toMatchObject({ code: 'import-not-permitted' })
    await api.decideUser({ path: { importId, userId }, body: { action: 'import-all' } })
    const ended = await settled(api, importId, 'completed', 'failed')
    // Greta herself is still within her own reach; nobody else is.
    expect(ended).toMatchObject({ status: 'completed', totals: { created: 50, excluded: 350 } })
  })

  it('a resume clears an earlier wish to cancel', async () => {
    let n = 0
    world.meddle = async (step) => {
      if (step === 'importUnattended') {
        if ((n += 1) === 1)
          await stores.updateImport(company, importId, {
            cancelRequestedBy: { userId: 'u', email: 'e', name: 'n' },
            at: new Date().toISOString(),
          })
        throw new Error('down')
      }
    }
    let importId = ''
    world.deliverUploads = false
    const started = await api.startImport({ body: { recordType: 'customers', fileName: 'a.xlsx', ...UNATTENDED } })
    importId = started.import.id
    world.deliverUploads = true
    const { sample } = await import('./people.ts')
    await upload(started.upload, await sample('customers.xlsx'))
    await settled(api, importId, 'failed')
    world.meddle = () => undefined
    await api.resumeImport({ path: { importId } })
    const s = await settled(api, importId, 'completed', 'failed', 'cancelled')
    expect(s.status).toBe('completed')
  })

  it('lowered limits do not make a half-done import impossible to resume', async () => {
    let calls = 0
    world.meddle = (step) => {
      if (step === 'importUnattended' && (calls += 1) > 2) throw new Error('down')
    }
    const importId = await begin(api, 'customers.xlsx', UNATTENDED)
    await settled(api, importId, 'failed')
    world.meddle = () => undefined
    await world.putCompany(company, { limits: { maxRows: 10, maxUsers: 2, maxBytes: 1000000 } })
    await api.resumeImport({ path: { importId } })
    const s = await settled(api, importId, 'completed', 'failed', 'aborted')
    expect(s.status).toBe('completed')
  })
})
