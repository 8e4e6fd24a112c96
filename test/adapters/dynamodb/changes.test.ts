import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createChanges } from '../../../lib/adapters/dynamodb/changes.ts'
import { createRecords } from '../../../lib/adapters/dynamodb/records.ts'
import type { StoredRecord } from '../../../lib/domain/records.ts'
import { startTable, type TestTable } from './support.ts'

let db: TestTable
let changes: ReturnType<typeof createChanges>
let now: string
/** What was written, in order: notes and records. */
let written: string[]
let isDown: boolean
beforeAll(async () => {
  db = await startTable()
  changes = createChanges(db.client, db.table)
})
afterAll(() => db.stop())
beforeEach(async () => {
  for (const change of await changes.listChanges()) await changes.forgetChange(change)
  now = '2026-11-22T10:00:00.000Z'
  written = []
  isDown = false
})

/** One process that writes records. */
function aProcess() {
  const client = db.anotherClient()
  client.middlewareStack.add(
    (next) => async (args) => {
      const input = args.input as { Item?: { pk: string; sk: string; at?: string }; RequestItems?: object }
      if (input.Item?.pk === 'CHANGES') {
        if (isDown) throw new Error('out of reach')
        written.push(`note ${input.Item.sk}`)
      } else written.push(input.RequestItems === undefined ? 'record' : 'batch')
      return next(args)
    },
    { step: 'initialize' },
  )
  return createRecords(client, db.table, { now: () => now })
}

const record = (id: string): StoredRecord => ({
  id,
  type: 'customers',
  version: 1,
  etag: id,
  fields: { name: id },
  createdAt: '2026-11-22T10:00:00.000Z',
  createdBy: { kind: 'user', id: 'u' },
  updatedAt: '2026-11-22T10:00:00.000Z',
  updatedBy: { kind: 'user', id: 'u' },
})
const put = (id: string) => ({ kind: 'put', record: record(id), expect: 'absent' }) as const

describe('which companies changed', () => {
  it('is noted before the first record is written, whichever way, and not again for a minute', async () => {
    const records = aProcess()
    await records.writeRecord('acme', 'u1', put('a'))
    await records.writeRecord('acme', 'u2', put('b'))
    expect(written).toEqual(['note acme', 'record', 'record'])
    await records.writeNewRecords(
      'other',
      'u1',
      Array.from({ length: 60 }, (_, index) => record(`n${index}`)),
    )
    expect(written.slice(3)).toEqual(['note other', 'batch', 'batch', 'batch'])
    expect(await changes.listChanges()).toEqual([
      { companyId: 'acme', at: now },
      { companyId: 'other', at: now },
    ])
    now = '2026-11-22T10:01:00.000Z'
    await records.writeRecord('acme', 'u1', put('c'))
    expect(await changes.listChanges()).toContainEqual({ companyId: 'acme', at: now })
  })

  it('is noted by each process for itself', async () => {
    await aProcess().writeRecord('acme', 'u1', put('d'))
    await aProcess().writeRecord('acme', 'u1', put('e'))
    expect(written).toEqual(['note acme', 'record', 'note acme', 'record'])
  })

  it('must be noted: without the note no record is written, and the next write notes it', async () => {
    const records = aProcess()
    isDown = true
    await expect(records.writeRecord('acme', 'u1', put('f'))).rejects.toThrow('out of reach')
    await expect(records.writeNewRecords('acme', 'u1', [record('g')])).rejects.toThrow('out of reach')
    expect([await records.getRecord('acme', 'u1', 'customers', 'f'), await changes.listChanges()]).toEqual([
      undefined,
      [],
    ])
    isDown = false
    await records.writeRecord('acme', 'u1', put('f'))
    expect(await changes.listChanges()).toHaveLength(1)
  })

  it('is forgotten only if there was no later note', async () => {
    const seen = { companyId: 'acme', at: now }
    await aProcess().writeRecord('acme', 'u1', put('h'))
    now = '2026-11-22T10:00:01.000Z'
    await aProcess().writeRecord('acme', 'u1', put('i'))
    await changes.forgetChange(seen)
    expect(await changes.listChanges()).toEqual([{ companyId: 'acme', at: now }])
    await changes.forgetChange({ companyId: 'acme', at: now })
    expect(await changes.listChanges()).toEqual([])
  })

  it('is no record of anybody', async () => {
    const records = aProcess()
    await records.writeRecord('acme', 'u9', put('j'))
    expect((await Array.fromAsync(records.readRecords('acme', 'u9'))).map(({ id }) => id)).toEqual(['j'])
  })
})
