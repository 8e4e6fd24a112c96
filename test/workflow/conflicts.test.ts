import { beforeEach, describe, expect, it } from '@jest/globals'
import type { Client } from '../../lib/contracts/client.ts'
import { api, company, companyPerTest, world } from './company.ts'
import { begin, recordsOf, UNATTENDED, until, untilAsked } from './driving.ts'

const BJOERN = 'bjoern.lange@nordwind.example'
const USER = 'user-1'

companyPerTest()
let bjoern: Client
beforeEach(() => {
  bjoern = world.as(BJOERN, company)
})

/** Customers of Björn as a text file, with notes that differ from import to import. */
const file = (note: string, ids = ['A-1', 'A-2', 'A-3']) =>
  Buffer.from(
    [
      'E-Mail,Kundennummer,Firma,PLZ,Ort,Notiz',
      ...ids.map((id) => `${BJOERN},${id},Firma ${id},1010,Wien,${note}`),
    ].join('\n'),
  )
const SUGGESTED = { suggested: { assign: 'email', assignColumn: 'E-Mail' } } as const

async function importAll(note: string) {
  const importId = await begin(api, file(note), { ...UNATTENDED, ...SUGGESTED })
  await until(api, importId, 'completed')
  return importId
}

async function beginAndPreview(note: string, ids?: string[]) {
  const importId = await begin(api, file(note, ids), { selection: 'all', ...SUGGESTED })
  await untilAsked(api, importId)
  return importId
}

const decideImport = async (importId: string) => {
  await api.decideUser({ path: { importId, userId: USER }, body: { action: 'import' } })
  await until(api, importId, 'completed')
  return (await api.getUserResult({ path: { importId, userId: USER } })).entries
}

describe('records that change between preview and import', () => {
  it("keeps a representative's change and reports the row as conflict", async () => {
    await importAll('first')
    const importId = await beginAndPreview('second')
    const [first] = await recordsOf(bjoern, USER)
    const path = { userId: USER, type: 'customers' as const, recordId: first?.id ?? '' }
    await bjoern.updateRecord({ path, body: { fields: { note: 'called today' } } })
    const entries = await decideImport(importId)
    expect(entries.map(({ outcome }) => outcome)).toEqual(['conflict', 'updated', 'updated'])
    expect(entries[0]?.reasons[0]).toMatchObject({ code: 'record-changed' })
    const records = await recordsOf(api, USER)
    expect(records.map(({ fields }) => fields['note'])).toEqual(['called today', 'second', 'second'])
    expect(records.map(({ version }) => version)).toEqual([2, 2, 2])
    expect((await api.getSummary({ path: { importId } })).totals).toMatchObject({ conflict: 1, updated: 2 })
  })

  it('keeps a record entered meanwhile with the same external ID, and withdraws its own', async () => {
    const importId = await beginAndPreview('from the file')
    await bjoern.createRecord({
      path: { userId: USER, type: 'customers' },
      body: { fields: { externalId: 'A-2', name: 'Entered by hand', zip: '1020', city: 'Wien' } },
    })
    const entries = await decideImport(importId)
    expect(entries.map(({ outcome }) => outcome)).toEqual(['created', 'conflict', 'created'])
    expect(entries[1]?.reasons[0]).toMatchObject({ code: 'entered-meanwhile', value: 'A-2' })
    const records = await recordsOf(api, USER)
    expect(records.map(({ fields }) => fields['name'])).toEqual(['Firma A-1', 'Entered by hand', 'Firma A-3'])
  })

  it('leaves a record deleted meanwhile in the recycle bin', async () => {
    await importAll('first')
    const importId = await beginAndPreview('second')
    const [first] = await recordsOf(bjoern, USER)
    await bjoern.deleteRecord({ path: { userId: USER, type: 'customers', recordId: first?.id ?? '' } })
    const entries = await decideImport(importId)
    expect(entries[0]).toMatchObject({ outcome: 'conflict', reasons: [{ code: 'record-deleted' }] })
    expect(await recordsOf(api, USER)).toHaveLength(2)
  })
})
