import { describe, expect, it } from '@jest/globals'
import type { StoredRecord } from '../../lib/domain/records.ts'
import { createRecord } from '../../lib/usecases/create-record.ts'
import { deleteRecord } from '../../lib/usecases/delete-record.ts'
import { getRecord } from '../../lib/usecases/get-record.ts'
import { listRecordTypes } from '../../lib/usecases/list-record-types.ts'
import { listRecords } from '../../lib/usecases/list-records.ts'
import { updateRecord } from '../../lib/usecases/update-record.ts'
import { by, companyPerTest, count, staff, world } from './company.ts'
import { foundCompany } from './world.ts'

companyPerTest()

const customers = () => ({ userId: staff.rob.id, type: 'customers' as const })
const ACME = { name: 'Acme', zip: '04020', city: 'Linz', externalId: 'K-1' }
const enter = async (fields: object, type: 'customers' | 'tasks' | 'reports' = 'customers') =>
  createRecord(world.ports)({ ...by(staff.rob), path: { userId: staff.rob.id, type }, body: { fields: { ...fields } } })

describe('createRecord', () => {
  it('enters what was given, converted, with its author', async () => {
    const record = await enter({ ...ACME, country: 'Österreich', lastCall: null })
    expect(record).toMatchObject({
      version: 1,
      fields: { ...ACME, country: 'AT' },
      createdBy: { kind: 'user', id: staff.rob.id },
    })
    expect(await getRecord(world.ports)({ ...by(staff.rob), path: { ...customers(), recordId: record.id } })).toEqual(
      record,
    )
  })

  it('names every wrong field', async () => {
    const wrong = { name: 'Acme', zip: null, email: 'nonsense', colour: 'red', id: 'mine', phone: ['1', '2'] }
    await expect(enter(wrong)).rejects.toMatchObject({
      code: 'invalid-request',
      places: ['email', 'colour', 'id', 'phone'].map((name) => ({ pointer: `/body/fields/${name}` })),
    })
    await expect(enter({ name: 'Acme', zip: null })).rejects.toMatchObject({
      places: ['zip', 'city'].map((name) => ({ pointer: `/body/fields/${name}` })),
    })
  })

  it('derives what follows, and holds the rules over several fields', async () => {
    const customer = await enter(ACME)
    const report = { customer: 'K-1', date: '2026-11-20', startTime: '08:30' }
    await expect(enter(report, 'reports')).rejects.toMatchObject({ code: 'invalid-request' })
    const entered = await enter({ ...report, durationMinutes: 30 }, 'reports')
    expect(entered.fields).toMatchObject({ customer: customer.id, endTime: '09:00:00', reportType: '0' })
    await expect(enter({ ...report, endTime: '08:00' }, 'reports')).rejects.toMatchObject({ code: 'invalid-request' })
    await expect(enter({ subject: 'x', customer: 'K-2' }, 'tasks')).rejects.toMatchObject({
      places: [{ pointer: '/body/fields/customer' }],
    })
  })

  it('keeps external IDs unique per user and type, the recycle bin included', async () => {
    const first = await enter(ACME)
    await expect(enter(ACME)).rejects.toMatchObject({
      code: 'duplicate-key',
      details: { recordId: first.id, deleted: false },
    })
    await deleteRecord(world.ports)({ ...by(staff.rob), path: { ...customers(), recordId: first.id } })
    await expect(enter(ACME)).rejects.toMatchObject({ code: 'duplicate-key', details: { deleted: true } })
    await enter({ subject: 'x', externalId: 'K-1' }, 'tasks')
    const atRita = {
      ...by(staff.rita),
      path: { userId: staff.rita.id, type: 'customers' as const },
      body: { fields: ACME },
    }
    await expect(createRecord(world.ports)(atRita)).resolves.toMatchObject({ version: 1 })
  })

  it('gives way to a record that an import wrote with the same external ID meanwhile', async () => {
    const { ports } = world
    const imported: StoredRecord = {
      id: 'i-1-2',
      type: 'customers',
      version: 1,
      fields: { ...ACME, name: 'From the file' },
      createdAt: ports.now(),
      createdBy: { kind: 'import', id: 'i-1' },
      updatedAt: ports.now(),
      updatedBy: { kind: 'import', id: 'i-1' },
      lastImport: { importId: 'i-1', row: 2 },
      etag: 'i-1:2',
    }
    const racing = {
      ...ports,
      writeRecord: async (...args: Parameters<typeof ports.writeRecord>) => {
        if (args[2].kind === 'put') await ports.writeNewRecords(staff.company.id, staff.rob.id, [imported])
        return ports.writeRecord(...args)
      },
    }
    await expect(
      createRecord(racing)({ ...by(staff.rob), path: customers(), body: { fields: ACME } }),
    ).rejects.toMatchObject({ code: 'duplicate-key', details: { recordId: 'i-1-2' } })
    const { records } = await listRecords(ports)({ ...by(staff.rob), path: customers(), query: {} })
    expect(records).toEqual([imported])
  })
})

describe('updateRecord', () => {
  const at = (record: StoredRecord) => ({ ...by(staff.rob), path: { ...customers(), recordId: record.id } })

  it('changes what is given, keeps the rest and which import wrote it, and counts the version', async () => {
    const { ports } = world
    const before: StoredRecord = { ...(await enter(ACME)), lastImport: { importId: 'i', row: 4 }, etag: 'i:4' }
    await ports.writeNewRecords(staff.company.id, staff.rob.id, [before])
    const after = await updateRecord(ports)({ ...at(before), body: { fields: { phone: '+43 1', city: 'Wels' } } })
    expect(after).toMatchObject({
      version: 2,
      fields: { ...ACME, city: 'Wels', phone: '+43 1' },
      lastImport: { importId: 'i', row: 4 },
    })
    expect(after.etag).not.toBe(before.etag)
    expect(await getRecord(ports)(at(before))).toEqual(after)
    const cleared = await updateRecord(ports)({ ...at(before), body: { fields: { phone: null } } })
    expect(cleared.fields).toEqual({ ...ACME, city: 'Wels' })
  })

  it('changes nothing where nothing differs', async () => {
    const before = await enter(ACME)
    expect(await updateRecord(world.ports)({ ...at(before), body: { fields: { city: 'Linz ' } } })).toEqual(before)
  })

  it('never changes an external ID, nor empties what is required', async () => {
    const before = await enter(ACME)
    const refused: Record<string, string | null>[] = [{ externalId: 'K-2' }, { externalId: null }, { name: null }]
    for (const fields of refused) {
      await expect(updateRecord(world.ports)({ ...at(before), body: { fields } })).rejects.toMatchObject({
        code: 'invalid-request',
      })
    }
    const other = await enter({ name: 'B', zip: '1', city: 'C' })
    await expect(
      updateRecord(world.ports)({ ...at(other), body: { fields: { externalId: 'K-1' } } }),
    ).rejects.toMatchObject({
      code: 'duplicate-key',
    })
  })

  it('refuses a version that is not the present one', async () => {
    const before = await enter(ACME)
    await updateRecord(world.ports)({ ...at(before), body: { fields: { city: 'Wels' }, version: 1 } })
    await expect(
      updateRecord(world.ports)({ ...at(before), body: { fields: { city: 'Graz' }, version: 1 } }),
    ).rejects.toMatchObject({ code: 'record-changed', details: { version: 2, given: 1 } })
  })

  it('goes on from the new state after a lost race, unless the client named a version', async () => {
    const { ports } = world
    const before = await enter(ACME)
    const race = () => {
      let raced = false
      return {
        ...ports,
        writeRecord: async (...args: Parameters<typeof ports.writeRecord>) => {
          if (!raced) {
            raced = true
            await updateRecord(ports)({
              ...at(before),
              body: { fields: { street: `Street ${args[2].record.version}` } },
            })
          }
          return ports.writeRecord(...args)
        },
      }
    }
    const after = await updateRecord(race())({ ...at(before), body: { fields: { city: 'Wels' } } })
    expect(after).toMatchObject({ version: 3, fields: { ...ACME, street: 'Street 2', city: 'Wels' } })
    await expect(
      updateRecord(race())({ ...at(before), body: { fields: { city: 'Graz' }, version: 3 } }),
    ).rejects.toMatchObject({ code: 'record-changed' })
  })
})

describe('deleteRecord, getRecord and listRecords', () => {
  it('put into the recycle bin, where the list does not show it', async () => {
    const kept = await enter({ ...ACME, externalId: 'K-2' })
    const gone = await enter(ACME)
    const args = { ...by(staff.rob), path: { ...customers(), recordId: gone.id } }
    await deleteRecord(world.ports)(args)
    expect(await world.ports.getRecord(staff.company.id, staff.rob.id, 'customers', gone.id)).toMatchObject({
      version: 2,
      deleted: { at: world.ports.now(), by: { kind: 'user', id: staff.rob.id } },
    })
    await expect(getRecord(world.ports)(args)).rejects.toMatchObject({ code: 'not-found' })
    await expect(deleteRecord(world.ports)(args)).rejects.toMatchObject({ code: 'not-found' })
    const { records } = await listRecords(world.ports)({ ...by(staff.rob), path: customers(), query: {} })
    expect(records.map(({ id }) => id)).toEqual([kept.id])
  })

  it('come page by page without gaps, whatever lies in the recycle bin between', async () => {
    const ids: string[] = []
    for (let n = 0; n < 7; n += 1) {
      const { id } = await enter({ ...ACME, externalId: `K-${n}` })
      if (n % 2 === 1) await deleteRecord(world.ports)({ ...by(staff.rob), path: { ...customers(), recordId: id } })
      else ids.push(id)
    }
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listRecords(world.ports)({ ...by(staff.rob), path: customers(), query: { limit: 2, cursor } })
      expect(page.records.length).toBeLessThanOrEqual(2)
      seen.push(...page.records.map(({ id }) => id))
      cursor = page.cursor
    } while (cursor !== undefined)
    expect(seen).toEqual(ids.sort())
  })
})

describe('a search', () => {
  const found = async (search: string, limit = 2) => {
    const ids: string[] = []
    let cursor: string | undefined
    do {
      const page = await listRecords(world.ports)({
        ...by(staff.rob),
        path: customers(),
        query: { search, limit, cursor },
      })
      expect(page.records.length).toBeLessThanOrEqual(limit)
      ids.push(...page.records.map(({ id }) => id))
      cursor = page.cursor
    } while (cursor !== undefined)
    return ids
  }

  it('finds records by their ID and every field, page by page, and not what lies in the recycle bin', async () => {
    const ids: string[] = []
    for (let n = 0; n < 7; n += 1) {
      const { id } = await enter({
        ...ACME,
        externalId: `K-${n}`,
        city: n % 2 === 0 ? 'Köln' : 'Linz',
        note: `No ${n}`,
      })
      ids.push(id)
    }
    const [first = '', , third = ''] = ids
    await deleteRecord(world.ports)({ ...by(staff.rob), path: { ...customers(), recordId: third } })
    expect(await found('KOLN')).toEqual([ids[0], ids[4], ids[6]])
    expect(await found('koln', 100)).toEqual([ids[0], ids[4], ids[6]])
    expect(await found('no 5')).toEqual([ids[5]])
    expect(await found(first)).toEqual([first])
    expect(await found('nothing of this')).toEqual([])
  })
})

describe('whose records one may touch', () => {
  it('reaches oneself, a shared group, or as administrator everybody of the company, and nobody else', async () => {
    const record = await enter(ACME)
    const path = { ...customers(), recordId: record.id }
    for (const actor of [staff.admin, staff.sue, staff.rob]) {
      await expect(getRecord(world.ports)({ ...by(actor), path })).resolves.toMatchObject({ id: record.id })
    }
    const other = await foundCompany(world, `other${count}`)
    const strangers = [
      by(staff.rita),
      { actor: other.admin, company: other.company },
      // The path names a user of another company; the company is the token's.
      { actor: { ...other.admin, id: staff.rob.id }, company: other.company },
    ]
    for (const caller of strangers) {
      await expect(getRecord(world.ports)({ ...caller, path })).rejects.toMatchObject({ code: 'not-found' })
      await expect(listRecords(world.ports)({ ...caller, path, query: {} })).rejects.toMatchObject({
        code: 'not-found',
      })
      await expect(createRecord(world.ports)({ ...caller, path, body: { fields: ACME } })).rejects.toMatchObject({
        code: 'not-found',
      })
      await expect(
        updateRecord(world.ports)({ ...caller, path, body: { fields: { city: 'X' } } }),
      ).rejects.toMatchObject({
        code: 'not-found',
      })
      await expect(deleteRecord(world.ports)({ ...caller, path })).rejects.toMatchObject({ code: 'not-found' })
    }
    expect(await getRecord(world.ports)({ ...by(staff.rob), path })).toEqual(record)
  })
})

describe('listRecordTypes', () => {
  it('says everything of every type', async () => {
    const { recordTypes } = await listRecordTypes(world.ports)({ company: staff.company })
    expect(recordTypes.map(({ name }) => name)).toEqual(['customers', 'appointments', 'tasks', 'reports'])
    const zip = recordTypes[0]?.fields.find(({ name }) => name === 'zip')
    expect(zip).toMatchObject({
      type: 'text',
      required: true,
      immutable: false,
      label: { de: 'PLZ' },
      rule: { maxLength: 20 },
    })
    expect(zip).not.toHaveProperty('synonyms')
  })
})
