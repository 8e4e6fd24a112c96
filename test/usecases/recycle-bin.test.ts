import { beforeEach, describe, expect, it } from '@jest/globals'
import type { RecordTypeName } from '../../lib/domain/record-types/types.ts'
import type { Author, StoredRecord } from '../../lib/domain/records.ts'
import { listBinnedRecords } from '../../lib/usecases/list-binned-records.ts'
import { restoreRecord } from '../../lib/usecases/restore-record.ts'
import { restoreRecords } from '../../lib/usecases/restore-records.ts'
import { by, companyPerTest, staff, world } from './company.ts'

companyPerTest()

const HAND: Author = { kind: 'user', id: 'rob' }
const IMPORT: Author = { kind: 'import', id: 'i1' }

function record(id: string, type: RecordTypeName, deletedBy?: Author): StoredRecord {
  const at = '2026-11-20T10:00:00.000Z'
  const deleted = deletedBy === undefined ? {} : { deleted: { at, by: deletedBy } }
  const fields: StoredRecord['fields'] = type === 'customers' ? { name: id } : { subject: id }
  return {
    id,
    type,
    version: 2,
    fields,
    createdAt: at,
    createdBy: HAND,
    updatedAt: at,
    updatedBy: HAND,
    etag: `e-${id}`,
    ...deleted,
  }
}
const put = async (...records: StoredRecord[]) => world.ports.writeNewRecords(staff.company.id, staff.rob.id, records)

async function listed(query: { type?: RecordTypeName; by?: 'hand' | 'import'; search?: string; limit?: number } = {}) {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await listBinnedRecords(world.ports)({
      ...by(staff.rob),
      path: { userId: staff.rob.id },
      query: { ...query, cursor },
    })
    ids.push(...page.records.map(({ id }) => id))
    cursor = page.cursor
  } while (cursor !== undefined)
  return ids
}

describe('the recycle bin', () => {
  beforeEach(async () =>
    put(
      record('c1', 'customers', HAND),
      record('c2', 'customers'),
      record('c3', 'customers', IMPORT),
      record('t1', 'tasks', IMPORT),
      record('t2', 'tasks', HAND),
    ),
  )

  it.each([1, 2, 100])('lists deleted records of all types, page by page of %i', async (limit) => {
    expect((await listed({ limit })).sort()).toEqual(['c1', 'c3', 't1', 't2'])
  })
  it('tells apart what was deleted by hand and by an import, and types', async () => {
    expect((await listed({ by: 'hand' })).sort()).toEqual(['c1', 't2'])
    expect((await listed({ by: 'import' })).sort()).toEqual(['c3', 't1'])
    expect(await listed({ by: 'import', type: 'tasks' })).toEqual(['t1'])
  })
  it.each([1, 100])('finds what contains a text, of all types, page by page of %i', async (limit) => {
    expect((await listed({ search: 'C', limit })).sort()).toEqual(['c1', 'c3'])
    expect((await listed({ search: '1', limit })).sort()).toEqual(['c1', 't1'])
    expect(await listed({ search: '1', by: 'import', limit })).toEqual(['t1'])
  })
  it('gives a record back as it was, of whichever type', async () => {
    const path = { userId: staff.rob.id, recordId: 't1' }
    const back = await restoreRecord(world.ports)({ ...by(staff.rob), path })
    expect(back).toMatchObject({ version: 3, fields: { subject: 't1' }, updatedBy: { kind: 'user', id: staff.rob.id } })
    expect(back.deleted).toBeUndefined()
    expect(await listed({ type: 'tasks' })).toEqual(['t2'])
    await expect(restoreRecord(world.ports)({ ...by(staff.rob), path })).rejects.toMatchObject({ code: 'not-found' })
  })
  it('gives several back, each once, and names what is not there', async () => {
    const answer = await restoreRecords(world.ports)({
      ...by(staff.rob),
      path: { userId: staff.rob.id },
      body: { recordIds: ['c1', 'c1', 'c3', 'c2', 'nothing'] },
    })
    expect(answer).toEqual({ restored: 2, notThere: ['c2', 'nothing'], inUse: [] })
    expect((await listed()).sort()).toEqual(['t1', 't2'])
  })
  it('is nobody else’s to see or to empty', async () => {
    const path = { userId: staff.rob.id, recordId: 'c1' }
    const body = { recordIds: ['c1'] }
    for (const answer of [
      listBinnedRecords(world.ports)({ ...by(staff.rita), path, query: {} }),
      restoreRecord(world.ports)({ ...by(staff.rita), path }),
      restoreRecords(world.ports)({ ...by(staff.rita), path, body }),
    ])
      await expect(answer).rejects.toMatchObject({ code: 'not-found' })
    expect(await listed({ by: 'hand', type: 'customers' })).toEqual(['c1'])
  })
  it('says until when a record waits, and knows it no longer then', async () => {
    const old = (id: string, at: string) => ({ ...record(id, 'reports'), deleted: { at, by: HAND } })
    // It is 2026-11-22T10:00:00.000Z.
    await put(old('over', '2026-11-08T10:00:00.000Z'), old('still', '2026-11-08T10:00:00.001Z'))
    const page = await listBinnedRecords(world.ports)({
      ...by(staff.rob),
      path: { userId: staff.rob.id },
      query: { type: 'reports' },
    })
    expect(page.records).toMatchObject([{ id: 'still', expiresAt: '2026-11-22T10:00:01.000Z' }])
    const path = { userId: staff.rob.id, recordId: 'over' }
    await expect(restoreRecord(world.ports)({ ...by(staff.rob), path })).rejects.toMatchObject({ code: 'not-found' })
  })
  it('gives a record back once, also if two ask for it at the same moment', async () => {
    const ask = async () =>
      restoreRecord(world.ports)({ ...by(staff.rob), path: { userId: staff.rob.id, recordId: 'c1' } })
    const answers = await Promise.allSettled([ask(), ask()])
    expect(answers.some(({ status }) => status === 'fulfilled')).toBe(true)
    const now = await world.ports.getRecord(staff.company.id, staff.rob.id, 'customers', 'c1')
    expect(now).toMatchObject({ version: 3 })
  })
})

describe('a record in the bin whose external ID is in use', () => {
  const withId = (id: string, externalId: string, deletedBy?: Author, type: RecordTypeName = 'customers') => {
    const made = record(id, type, deletedBy)
    return { ...made, fields: { ...made.fields, externalId } }
  }
  const restore = async (recordId: string) =>
    restoreRecord(world.ports)({ ...by(staff.rob), path: { userId: staff.rob.id, recordId } })
  const restoreAll = async (recordIds: string[]) =>
    restoreRecords(world.ports)({ ...by(staff.rob), path: { userId: staff.rob.id }, body: { recordIds } })

  it('stays there, and who has it is named', async () => {
    await put(withId('old', 'K-1', HAND), withId('new', 'K-1'))
    await expect(restore('old')).rejects.toMatchObject({
      code: 'duplicate-key',
      details: { recordId: 'old', externalId: 'K-1', holderId: 'new' },
    })
    expect(await listed()).toEqual(['old'])
  })
  it('stays there, and the others come back', async () => {
    await put(
      withId('old', 'K-1', HAND),
      withId('new', 'K-1'),
      withId('free', 'K-2', HAND),
      record('none', 'tasks', HAND),
    )
    expect(await restoreAll(['free', 'old', 'none', 'gone'])).toEqual({
      restored: 2,
      notThere: ['gone'],
      inUse: [{ recordId: 'old', externalId: 'K-1', holderId: 'new' }],
    })
    expect(await listed()).toEqual(['old'])
  })
  it('comes back if the other one is in the bin as well, of another type, or written otherwise', async () => {
    await put(
      withId('old', 'K-1', HAND),
      withId('binned', 'K-1', IMPORT),
      withId('task', 'K-1', undefined, 'tasks'),
      withId('case', 'k-1'),
    )
    expect((await restore('old')).deleted).toBeUndefined()
    await expect(restore('binned')).rejects.toMatchObject({ details: { holderId: 'old' } })
  })
  it('is one of several that are asked for at once: only the first comes back', async () => {
    await put(withId('a', 'K-1', HAND), withId('b', 'K-1', HAND))
    expect(await restoreAll(['b', 'a'])).toMatchObject({ restored: 1, inUse: [{ recordId: 'a', holderId: 'b' }] })
    expect(await listed()).toEqual(['a'])
  })
  it('goes back if somebody entered it in the same moment', async () => {
    await put(withId('old', 'K-1', HAND))
    const before = await world.ports.getRecord(staff.company.id, staff.rob.id, 'customers', 'old')
    const ports = {
      ...world.ports,
      writeRecord: async (...[company, user, write]: Parameters<typeof world.ports.writeRecord>) => {
        await put(withId('new', 'K-1'))
        return world.ports.writeRecord(company, user, write)
      },
    }
    const restoring = restoreRecord(ports)({ ...by(staff.rob), path: { userId: staff.rob.id, recordId: 'old' } })
    await expect(restoring).rejects.toMatchObject({ code: 'duplicate-key', details: { holderId: 'new' } })
    const after = await world.ports.getRecord(staff.company.id, staff.rob.id, 'customers', 'old')
    expect(after?.deleted).toEqual(before?.deleted)
  })
})
