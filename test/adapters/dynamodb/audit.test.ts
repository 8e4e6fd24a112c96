import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { createAudit } from '../../../lib/adapters/dynamodb/audit.ts'
import type { AuditEntry } from '../../../lib/domain/audit.ts'
import { startTable, type TestTable } from './support.ts'

let db: TestTable
let store: ReturnType<typeof createAudit>
beforeAll(async () => {
  db = await startTable()
  store = createAudit(db.client, db.table)
})
afterAll(() => db.stop())

let count = 0
const newCompany = () => `company-${(count += 1)}`
const NOW = '2026-03-10T00:00:00.000Z'
const LATER = '2027-03-01T12:00:00.000Z'
const minute = (n: number) => `2026-03-01T12:${String(n).padStart(2, '0')}:00.000Z`

const anEntry = (n: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
  id: `e${n}`,
  at: minute(n),
  by: { userId: 'u1', email: 'a@acme.test', name: 'Anna' },
  action: 'import.started',
  subject: { kind: 'import', id: 'i1', name: 'März.xlsx' },
  outcome: 'done',
  from: { ip: '203.0.113.7', userAgent: 'test' },
  details: { recordType: 'customers', list: ['a'], nested: { before: null, after: 1 } },
  ...more,
})

async function all(company: string, page: { from?: string; to?: string; limit?: number } = {}) {
  const entries: AuditEntry[] = []
  let cursor: string | undefined
  do {
    const found = await store.listAudit(company, {
      now: NOW,
      limit: 100,
      ...page,
      ...(cursor === undefined ? {} : { cursor }),
    })
    expect(found.entries.length).toBeLessThanOrEqual(page.limit ?? 100)
    entries.push(...found.entries)
    cursor = found.cursor
  } while (cursor !== undefined)
  return entries
}

describe('the audit trail in its table', () => {
  it('keeps entries as they were written, newest first, page by page, of one company', async () => {
    const [company, other] = [newCompany(), newCompany()]
    for (const n of [3, 1, 5, 2, 4]) expect(await store.appendAudit(company, anEntry(n), LATER)).toBe(true)
    await store.appendAudit(other, anEntry(9), LATER)
    const newestFirst = [5, 4, 3, 2, 1].map((n) => anEntry(n))
    expect(await all(company)).toEqual(newestFirst)
    expect(await all(company, { limit: 2 })).toEqual(newestFirst)
    expect(await all(other)).toEqual([anEntry(9)])
  })

  it('never writes an entry again', async () => {
    const company = newCompany()
    expect(await store.appendAudit(company, anEntry(1), LATER)).toBe(true)
    expect(await store.appendAudit(company, anEntry(1, { action: 'user.deleted' }), LATER)).toBe(false)
    expect(await all(company)).toEqual([anEntry(1)])
    // Another one of the same moment has another id.
    expect(await store.appendAudit(company, anEntry(1, { id: 'e1b' }), LATER)).toBe(true)
    expect(await all(company)).toHaveLength(2)
  })

  it.each([
    [{ from: minute(2) }, ['e4', 'e3', 'e2']],
    [{ to: minute(2) }, ['e1']],
    [{ from: minute(2), to: minute(4) }, ['e3', 'e2']],
    [{ from: minute(3), to: minute(3) }, []],
    [{ from: minute(4), to: minute(2) }, []],
    [{ from: '2030-01-01T00:00:00.000Z' }, []],
  ])('finds those of a time: %j', async (time, ids) => {
    const company = newCompany()
    for (const n of [1, 2, 3, 4]) await store.appendAudit(company, anEntry(n), LATER)
    expect((await all(company, time)).map(({ id }) => id)).toEqual(ids)
    expect((await all(company, { ...time, limit: 1 })).map(({ id }) => id)).toEqual(ids)
  })

  it('leaves out what is due, also before the table removes it, and goes on behind it', async () => {
    const company = newCompany()
    for (const n of [1, 2, 3, 4, 5]) await store.appendAudit(company, anEntry(n), n === 1 ? LATER : NOW)
    expect(await all(company, { limit: 1 })).toEqual([anEntry(1)])
    const { Item } = await db.client.send(
      new GetCommand({ TableName: db.table, Key: { pk: `A#${company}`, sk: `${minute(1)}#e1` } }),
    )
    // Time to live counts in seconds since 1970.
    expect(Item?.['expires']).toBe(Date.parse(LATER) / 1000)
  })

  it.each(['nonsense', Buffer.from('["A#other","2026#x"]').toString('base64url')])(
    'takes no cursor of another list: %s',
    async (cursor) => {
      await expect(store.listAudit(newCompany(), { now: NOW, limit: 1, cursor })).rejects.toMatchObject({
        code: 'invalid-request',
      })
    },
  )

  it('takes no cursor that lies outside the time that is asked for', async () => {
    const company = newCompany()
    for (const n of [1, 2, 3, 4]) await store.appendAudit(company, anEntry(n), LATER)
    const { cursor = '' } = await store.listAudit(company, { now: NOW, limit: 1 })
    await expect(store.listAudit(company, { now: NOW, limit: 1, to: minute(2), cursor })).rejects.toMatchObject({
      code: 'invalid-request',
    })
  })
})
