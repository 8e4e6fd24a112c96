import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import fc from 'fast-check'
import { createRecords } from '../../../lib/adapters/dynamodb/records.ts'
import { withoutEtag } from '../../../lib/domain/equality.ts'
import { RECORD_TYPE_NAMES } from '../../../lib/domain/record-types/types.ts'
import type { StoredRecord } from '../../../lib/domain/records.ts'
import { startTable, type TestTable } from './support.ts'

jest.setTimeout(30_000)

let db: TestTable
let records: ReturnType<typeof createRecords>
beforeAll(async () => {
  db = await startTable()
  records = createRecords(db.client, db.table)
})
afterAll(() => db.stop())

let count = 0
const newUser = () => `user-${count++}`
const at = '2026-03-01T12:00:00.000Z'
const aRecord = (id: string, more: Partial<StoredRecord> = {}): StoredRecord => ({
  id,
  type: 'customers',
  version: 1,
  fields: { name: `Kunde ${id}`, zip: '04103' },
  createdAt: at,
  createdBy: { kind: 'user', id: 'u1' },
  updatedAt: at,
  updatedBy: { kind: 'user', id: 'u1' },
  etag: `etag-of-${id}`,
  ...more,
})
const many = (length: number) => Array.from({ length }, (_, n) => aRecord(`r${String(n).padStart(6, '0')}`))
const all = (userId: string) => Array.fromAsync(records.readRecords('acme', userId))

const author = fc.record({ kind: fc.constantFrom('user', 'import', 'restore'), id: fc.string({ unit: 'binary' }) })
const fieldValue = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MAX_VALUE, Number.MIN_VALUE, 9007199254740993, 0.1 + 0.2),
  fc.boolean(),
  fc.array(fc.string({ unit: 'binary' })),
)
const storedRecord: fc.Arbitrary<StoredRecord> = fc.record(
  {
    id: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    type: fc.constantFrom(...RECORD_TYPE_NAMES),
    version: fc.nat(),
    fields: fc.dictionary(fc.string({ unit: 'binary' }), fieldValue),
    createdAt: fc.string(),
    createdBy: author,
    updatedAt: fc.string(),
    updatedBy: author,
    // In the bin still, as whatever comes back.
    deleted: fc.record({ at: fc.constantFrom('2099-01-01T00:00:00.000Z', '2098-12-31T23:59:59.999Z'), by: author }),
    lastImport: fc.record({ importId: fc.string(), row: fc.option(fc.nat()) }),
    etag: fc.string({ unit: 'grapheme', minLength: 1 }),
  },
  { requiredKeys: ['id', 'type', 'version', 'fields', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'etag'] },
)

/** As the adapter puts it: ID and type first, then the rest in its order, without the etag. */
function inOrder({ etag: _, id, type, ...rest }: StoredRecord) {
  return { id, type, ...rest }
}

describe('a record', () => {
  it('comes back exactly as it went in, whichever way it is written and read', async () => {
    await fc.assert(
      fc.asyncProperty(storedRecord, async (record) => {
        const [one, two] = [newUser(), newUser()]
        await records.writeNewRecords('acme', one, [record])
        await records.writeRecord('acme', two, { kind: 'put', record, expect: 'absent' })
        for (const user of [one, two]) {
          expect(await records.getRecord('acme', user, record.type, record.id)).toEqual(record)
          expect(await all(user)).toEqual([record])
          const [[text] = []] = await Array.fromAsync(records.readRecordTexts('acme', user))
          expect(text).toEqual({
            type: record.type,
            id: record.id,
            etag: record.etag,
            text: JSON.stringify(inOrder(record)),
          })
          expect((await records.listRecords('acme', user, record.type, { limit: 5 })).records).toEqual([record])
        }
      }),
      { numRuns: 40 },
    )
  })

  it('belongs to one user of one company', async () => {
    const user = newUser()
    await records.writeNewRecords('acme', user, [aRecord('r1')])
    expect(await records.getRecord('other', user, 'customers', 'r1')).toBeUndefined()
    expect(await records.getRecord('acme', newUser(), 'customers', 'r1')).toBeUndefined()
    expect(await records.getRecord('acme', user, 'tasks', 'r1')).toBeUndefined()
    expect(await Array.fromAsync(records.readRecords('other', user))).toEqual([])
    expect(await records.hasRecords('acme', user)).toBe(true)
    expect(await records.hasRecords('other', user)).toBe(false)
    await expect(records.getRecord('acme#x', user, 'customers', 'r1')).rejects.toThrow('company ID')
  })
})

describe('a conditional write', () => {
  it('is done against the state it expects, and otherwise says what stands there', async () => {
    const user = newUser()
    const first = aRecord('r1', { etag: 'e1' })
    const second = aRecord('r1', { etag: 'e2', version: 2 })
    const write = (kind: 'put' | 'remove', record: StoredRecord, expect: { etag: string } | 'absent') =>
      records.writeRecord('acme', user, { kind, record, expect })
    expect(await write('put', second, { etag: 'e1' })).toEqual({ kind: 'changed', current: undefined })
    expect(await write('put', first, 'absent')).toEqual({ kind: 'written' })
    expect(await write('put', aRecord('r1', { etag: 'other' }), 'absent')).toEqual({ kind: 'changed', current: first })
    expect(await write('put', second, { etag: 'e0' })).toEqual({ kind: 'changed', current: first })
    expect(await write('put', second, { etag: 'e1' })).toEqual({ kind: 'written' })
    expect(await write('remove', first, { etag: 'e1' })).toEqual({ kind: 'changed', current: second })
    expect(await records.getRecord('acme', user, 'customers', 'r1')).toEqual(second)
    expect(await write('remove', second, { etag: 'e2' })).toEqual({ kind: 'written' })
    expect(await records.getRecord('acme', user, 'customers', 'r1')).toBeUndefined()
  })

  it('repeated recognises itself', async () => {
    const user = newUser()
    const write = {
      kind: 'put',
      record: aRecord('r1', { etag: 'import:5', version: 2 }),
      expect: { etag: 'e1' },
    } as const
    await records.writeNewRecords('acme', user, [aRecord('r1', { etag: 'e1' })])
    expect(await records.writeRecord('acme', user, write)).toEqual({ kind: 'written' })
    expect(await records.writeRecord('acme', user, write)).toEqual({ kind: 'written' })
    const removal = { ...write, kind: 'remove', expect: { etag: 'import:5' } } as const
    expect(await records.writeRecord('acme', user, removal)).toEqual({ kind: 'written' })
    expect(await records.writeRecord('acme', user, removal)).toEqual({ kind: 'written' })
  })

  it('has one winner among many at once', async () => {
    const user = newUser()
    await records.writeNewRecords('acme', user, [aRecord('r1', { etag: 'e1' })])
    const write = (n: number) =>
      records.writeRecord('acme', user, {
        kind: 'put',
        record: aRecord('r1', { etag: `w${n}` }),
        expect: { etag: 'e1' },
      })
    const results = await Promise.all(Array.from({ length: 30 }, (_, n) => write(n)))
    const winner = results.findIndex(({ kind }) => kind === 'written')
    expect(results.filter(({ kind }) => kind === 'written')).toHaveLength(1)
    for (const result of results) if (result.kind === 'changed') expect(result.current?.etag).toBe(`w${winner}`)
  })
})

describe('reading', () => {
  it('gives all records over many pages, in key order, of one type where asked', async () => {
    const user = newUser()
    const long = many(1_200).map((record) => ({ ...record, fields: { note: 'x'.repeat(2_000) } }))
    const tasks = [aRecord('t1', { type: 'tasks' }), aRecord('t2', { type: 'tasks' })]
    await records.writeNewRecords('acme', user, [...tasks, ...long])
    expect(await all(user)).toEqual([...long, ...tasks])
    expect(await Array.fromAsync(records.readRecords('acme', user, 'tasks'))).toEqual(tasks)
  })

  it('gives the states of all records in the same order, over many pages', async () => {
    const user = newUser()
    const ids = ['Z', 'a', 'ä', '€', '\u{1F600}', '\uFFFD', 'a#b', '10', '9']
    const odd = ids.map((id) => aRecord(id, { type: 'tasks' }))
    await records.writeNewRecords('acme', user, odd)
    await records.writeNewRecords(
      'acme',
      user,
      many(1_200).map((record) => ({ ...record, fields: { note: 'x'.repeat(2_000) } })),
    )
    const states = (await Array.fromAsync(records.readEtags('acme', user))).flat()
    expect(states).toEqual((await all(user)).map(({ type, id, etag }) => ({ type, id, etag })))
    expect(states).toHaveLength(1_200 + ids.length)
    const texts = (await Array.fromAsync(records.readRecordTexts('acme', user))).flat()
    expect(texts.map(({ text: _, ...state }) => state)).toEqual(states)
    expect(texts.map(({ text }): unknown => JSON.parse(text))).toEqual((await all(user)).map(withoutEtag))
  })

  it('may be stopped early', async () => {
    const user = newUser()
    await records.writeNewRecords('acme', user, many(30))
    for await (const record of records.readRecords('acme', user)) {
      expect(record.id).toBe('r000000')
      break
    }
  })

  it('pages through one type, each record once', async () => {
    const user = newUser()
    await records.writeNewRecords('acme', user, [...many(55), aRecord('t1', { type: 'tasks' })])
    const seen: string[] = []
    let cursor: string | undefined
    let pages = 0
    do {
      const page = await records.listRecords('acme', user, 'customers', {
        limit: 10,
        ...(cursor === undefined ? {} : { cursor }),
      })
      seen.push(...page.records.map(({ id }) => id))
      cursor = page.cursor
      pages++
    } while (cursor !== undefined)
    expect(seen).toEqual(many(55).map(({ id }) => id))
    expect(pages).toBe(6)
  })

  it('gives pages of at most 1 MB, and nothing is lost between them', async () => {
    const userId = newUser()
    const large = many(9).map((record) => ({ ...record, fields: { note: 'x'.repeat(300_000) } }))
    await records.writeNewRecords('acme', userId, large)
    const sizes: number[] = []
    const found: string[] = []
    let cursor: string | undefined
    do {
      const more = cursor === undefined ? {} : { cursor }
      const page = await records.listRecords('acme', userId, 'customers', { limit: 8, ...more })
      sizes.push(page.records.length)
      found.push(...page.records.map(({ id }) => id))
      cursor = page.cursor
    } while (cursor !== undefined)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(4)
    expect(found).toEqual(large.map(({ id }) => id))
  })

  it('refuses a cursor of another user, type or company', async () => {
    const [mine, theirs] = [newUser(), newUser()]
    await records.writeNewRecords('acme', mine, many(5))
    await records.writeNewRecords('acme', theirs, many(5))
    await records.writeNewRecords('other', mine, many(5))
    const { cursor } = await records.listRecords('acme', mine, 'customers', { limit: 2 })
    for (const [company, user, type] of [
      ['acme', theirs, 'customers'],
      ['acme', mine, 'tasks'],
      ['other', mine, 'customers'],
    ] as const) {
      const page = records.listRecords(company, user, type, { limit: 2, cursor: String(cursor) })
      await expect(page).rejects.toMatchObject({ code: 'invalid-request' })
    }
  })
})

describe('a record whose time in the recycle bin is over', () => {
  const AT = '2026-11-01T10:00:00.000Z'
  const OVER = '2026-11-15T10:00:00.000Z'
  const deleted = { at: AT, by: { kind: 'user', id: 'u1' } } as const
  const binned = (id: string) => aRecord(id, { deleted })
  let now = AT
  let clocked: ReturnType<typeof createRecords>
  beforeAll(() => {
    clocked = createRecords(db.client, db.table, { now: () => now })
  })
  const read = async (user: string) => ({
    read: (await Array.fromAsync(clocked.readRecords('acme', user))).map(({ id }) => id),
    states: (await Array.fromAsync(clocked.readEtags('acme', user))).flat().map(({ id }) => id),
    texts: (await Array.fromAsync(clocked.readRecordTexts('acme', user))).flat().map(({ id }) => id),
    got: (await clocked.getRecord('acme', user, 'customers', 'r1'))?.id,
    listed: (await clocked.listRecords('acme', user, 'customers', { limit: 10 })).records.map(({ id }) => id),
    any: await clocked.hasRecords('acme', user),
  })

  it.each([
    ['a millisecond before', '2026-11-15T09:59:59.999Z', true],
    ['at that moment', OVER, false],
  ])('is there %s: %s, %s', async (_, moment, there) => {
    const user = newUser()
    now = AT
    await clocked.writeNewRecords('acme', user, [binned('r1')])
    now = moment
    const ids = there ? ['r1'] : []
    expect(await read(user)).toEqual({ read: ids, states: ids, texts: ids, got: ids[0], listed: ids, any: there })
  })

  it('is as absent for writes as one that never was', async () => {
    const user = newUser()
    now = AT
    await clocked.writeRecord('acme', user, { kind: 'put', record: binned('r1'), expect: 'absent' })
    await clocked.writeNewRecords('acme', user, [binned('r2')])
    const again = aRecord('r1', { etag: 'again' })
    const write = async (kind: 'put' | 'remove', expect: { etag: string } | 'absent') =>
      clocked.writeRecord('acme', user, { kind, record: again, expect })
    expect(await write('put', 'absent')).toEqual({ kind: 'changed', current: binned('r1') })
    now = OVER
    expect(await write('put', { etag: 'etag-of-r1' })).toEqual({ kind: 'changed', current: undefined })
    expect(await write('remove', { etag: 'etag-of-r1' })).toEqual({ kind: 'written' })
    expect(await write('put', 'absent')).toEqual({ kind: 'written' })
    expect(await read(user)).toMatchObject({ read: ['r1'], got: 'r1', any: true })
    expect(await write('put', 'absent')).toEqual({ kind: 'written' })
    now = '2099-01-01T00:00:00.000Z'
    expect(await clocked.getRecord('acme', user, 'customers', 'r1')).toEqual(again)
  })

  it('leaves no gap in a list, which goes on behind it', async () => {
    const user = newUser()
    now = AT
    const mixed = many(55).map((record, n) => (n % 3 === 0 ? record : { ...record, deleted }))
    await clocked.writeNewRecords('acme', user, mixed)
    now = OVER
    const found: string[] = []
    let cursor: string | undefined
    do {
      const page = await clocked.listRecords('acme', user, 'customers', {
        limit: 4,
        ...(cursor === undefined ? {} : { cursor }),
      })
      expect(page.records.length).toBeLessThanOrEqual(4)
      found.push(...page.records.map(({ id }) => id))
      cursor = page.cursor
    } while (cursor !== undefined)
    expect(found).toEqual(mixed.filter((_, n) => n % 3 === 0).map(({ id }) => id))
  })
})

/** A client whose table takes only some items of a batch, or throttles it, as `fault` says at each batch. */
function faulty(fault: (batch: number) => 'half' | 'throttled' | 'none'): {
  client: DynamoDBDocumentClient
  batches: () => number
} {
  const client = db.anotherClient()
  let batches = 0
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName !== 'BatchWriteItemCommand') return next(args)
      const kind = fault(batches++)
      if (kind === 'none') return next(args)
      if (kind === 'throttled') {
        throw Object.assign(new Error('Rate exceeded'), { name: 'ProvisionedThroughputExceededException' })
      }
      const input = args.input as { RequestItems: Record<string, unknown[]> }
      const requests = input.RequestItems[db.table] ?? []
      const taken = requests.slice(0, Math.floor(requests.length / 2))
      const left = requests.slice(taken.length)
      const answer =
        taken.length === 0
          ? { output: {}, response: {} }
          : await next({ ...args, input: { RequestItems: { [db.table]: taken } } })
      return { ...answer, output: { ...answer.output, UnprocessedItems: { [db.table]: left } } } as never
    },
    { step: 'initialize', priority: 'low' },
  )
  return { client, batches: () => batches }
}

describe('writing many new records', () => {
  it('writes every one, and writing them again changes nothing', async () => {
    const user = newUser()
    const written = many(510)
    await records.writeNewRecords('acme', user, written)
    await records.writeNewRecords('acme', user, written)
    expect(await all(user)).toEqual(written)
    await records.writeNewRecords('acme', user, [])
  })

  it('sends again what the table did not take or throttled, until all is written', async () => {
    const user = newUser()
    const { client } = faulty((batch) => (['half', 'throttled', 'none', 'half'] as const)[batch % 4] ?? 'none')
    await createRecords(client, db.table, { pause: 1 }).writeNewRecords('acme', user, many(330))
    expect(await all(user)).toEqual(many(330))
  })

  it('gives up with an error after the stated number of tries, never silently', async () => {
    const { client, batches } = faulty(() => 'throttled')
    const writing = createRecords(client, db.table, { pause: 1, attempts: 4 }).writeNewRecords(
      'acme',
      newUser(),
      many(3),
    )
    await expect(writing).rejects.toThrow('3 records were not taken')
    expect(batches()).toBe(4)
  })

  it('throws other faults at once', async () => {
    const missing = createRecords(db.client, 'no-such-table', { pause: 1 })
    await expect(missing.writeNewRecords('acme', newUser(), many(3))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })
})
