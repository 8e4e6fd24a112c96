import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createChanges } from '../../lib/adapters/dynamodb/changes.ts'
import { createRecords } from '../../lib/adapters/dynamodb/records.ts'
import { withoutEtag } from '../../lib/domain/equality.ts'
import type { RestorePoint } from '../../lib/domain/restore-points.ts'
import type { StoredRecord } from '../../lib/domain/records.ts'
import { RestorePointUnsettled, snapshotUsers } from '../../lib/usecases/workflow/snapshot-users.ts'
import { startTable, type TestTable } from '../adapters/dynamodb/support.ts'

const author = { kind: 'user', id: 'u' } as const
const at = '2026-11-22T10:00:00.000Z'
const aRecord = (id: string, note: string, etag: string): StoredRecord => ({
  id,
  type: 'customers',
  version: 1,
  fields: { name: id, note },
  createdAt: at,
  createdBy: author,
  updatedAt: at,
  updatedBy: author,
  etag,
})
const point: RestorePoint = {
  companyId: 'acme',
  id: 'p',
  reason: 'by-hand',
  status: 'securing',
  createdAt: at,
  createdBy: { userId: 'u', email: 'e', name: 'n' },
  expiresAt: at,
}
const USER = { userId: 'u', email: 'u@acme.test' }

/** A bucket in memory, and the ports that a snapshot of one user needs beside the records. */
function bucket() {
  const objects = new Map<string, unknown>()
  return {
    objects,
    ports: {
      getRestorePoint: async () => point,
      readJson: async () => [USER],
      findJson: async (key: string) => objects.get(key),
      writeJson: async (key: string, value: unknown) => void objects.set(key, value),
      writeTexts: async (key: string, pages: AsyncIterable<readonly string[]>) => {
        const all = (await Array.fromAsync(pages)).flat().map((text): unknown => JSON.parse(text))
        objects.set(key, all)
        return { lines: all.length, bytes: 1, sha256: '' }
      },
    },
    stored: () => objects.get('restore-points/acme/p/1/users/u.ndjson.gz'),
  }
}

/** A moment is half a minute, so that some edits come after so long a silence that one reading would be enough without them. */
const timeOf = (moment: number) => new Date(Date.parse(at) + moment * 30_000).toISOString()

/** What somebody does to a record at a moment: enters, changes or deletes it, each time with an etag of its own. */
interface Edit {
  readonly moment: number
  /** How many moments before, five minutes at most, its process noted that it is going to write. */
  readonly notedBefore: number
  readonly record: number
  readonly kind: 'write' | 'bin'
}

/**
 * One user's records, read in pages of `page` records, the next one on its way while one is consumed. At each moment, which is when a record
 * is read or a page consumed, the edits of that moment happen. `states` is every state that the records were ever in, all at once.
 */
function user(count: number, page: number, edits: readonly Edit[]) {
  const name = (n: number) => `r${String(n).padStart(2, '0')}`
  const table = new Map(Array.from({ length: count }, (_, n) => [name(n * 2), aRecord(name(n * 2), '', `first-${n}`)]))
  const inOrder = () => [...table.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const states = [inOrder()]
  let moment = 0
  const noted = () => {
    const notes = edits.map((one) => one.moment - one.notedBefore).filter((noted) => noted <= moment)
    return notes.length === 0 ? undefined : timeOf(Math.max(...notes))
  }
  const pass = () => {
    for (const edit of edits.filter((one) => one.moment === moment)) {
      const etag = `e${states.length}`
      const id = name(edit.record)
      const before = table.get(id) ?? aRecord(id, 'entered', etag)
      const deleted = edit.kind === 'bin' ? { deleted: { at, by: author } } : {}
      table.set(id, { ...before, fields: { ...before.fields, note: etag }, etag, ...deleted })
      states.push(inOrder())
    }
    moment += 1
  }
  const readPage = (after: string) => {
    const read: StoredRecord[] = []
    for (let last = after; read.length < page;) {
      pass()
      const next = inOrder().find(({ id }) => id > last)
      if (next === undefined) break
      read.push(next)
      last = next.id
    }
    return read
  }
  const readRecords = async function* () {
    let next = readPage('')
    while (next.length > 0) {
      const now = next
      next = readPage(now.at(-1)?.id ?? '')
      pass()
      yield now.map((record) => ({ ...record, text: JSON.stringify(withoutEtag(record)) }))
      pass()
    }
  }
  let secondReadings = 0
  return {
    states,
    secondReadings: () => secondReadings,
    ports: {
      readRecordTexts: readRecords,
      readEtags: () => {
        secondReadings += 1
        return readRecords()
      },
      getChange: async () => noted(),
      now: () => timeOf(moment),
    },
  }
}

const edit: fc.Arbitrary<Edit> = fc.record({
  moment: fc.nat({ max: 60 }),
  notedBefore: fc.nat({ max: 10 }),
  record: fc.nat({ max: 20 }),
  kind: fc.constantFrom('write', 'bin'),
})

describe('a snapshot of a user who goes on working', () => {
  it('is always a state that the records were in, all at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 10 }),
        fc.integer({ min: 1, max: 4 }),
        // Each change spoils one reading at most: after four, the fifth meets none.
        fc.array(edit, { maxLength: 4 }),
        async (count, page, edits) => {
          const { states, ports } = user(count, page, edits)
          const { ports: files, stored } = bucket()
          await snapshotUsers({ ...ports, ...files }, 0)({ companyId: 'acme', restorePointId: 'p', batch: 0 })
          expect(states.map((state) => state.map(withoutEtag))).toContainEqual(stored())
        },
      ),
      { numRuns: 500 },
    )
  })

  it('is no mixture where the last record is changed after the first one was read and changed', async () => {
    const { states, ports } = user(2, 1, [
      { moment: 3, notedBefore: 2, record: 0, kind: 'write' },
      { moment: 3, notedBefore: 0, record: 4, kind: 'write' },
    ])
    const { ports: files, stored } = bucket()
    await snapshotUsers({ ...ports, ...files }, 0)({ companyId: 'acme', restorePointId: 'p', batch: 0 })
    expect(states.map((state) => state.map(withoutEtag))).toContainEqual(stored())
  })

  it('is read once if nobody has written for long, and twice if somebody might', async () => {
    for (const [notedBefore, readings] of [
      [11, 0],
      [10, 1],
    ] as const) {
      // Noted before the first moment; ten moments are five minutes.
      const { ports, secondReadings } = user(3, 2, [{ moment: 0, notedBefore, record: 0, kind: 'write' }])
      const { ports: files, stored } = bucket()
      await snapshotUsers({ ...ports, ...files }, 0)({ companyId: 'acme', restorePointId: 'p', batch: 0 })
      expect(secondReadings()).toBe(readings)
      expect(stored()).toHaveLength(3)
    }
  })

  it('is given up for now, as a fault, if there was a change during every reading', async () => {
    const always = Array.from({ length: 400 }, (_, moment): Edit => ({
      ...{ moment, notedBefore: 2, record: moment % 5, kind: 'write' },
    }))
    const { ports } = user(5, 2, always)
    const { ports: files, objects } = bucket()
    const securing = snapshotUsers({ ...ports, ...files }, 0)({ companyId: 'acme', restorePointId: 'p', batch: 0 })
    await expect(securing).rejects.toThrow(RestorePointUnsettled)
    expect(objects.has('restore-points/acme/p/1/batches/0.json')).toBe(false)
  })
})

describe('a snapshot over several pages of the table', () => {
  let db: TestTable
  beforeAll(async () => {
    db = await startTable()
  })
  afterAll(() => db.stop())

  it('takes both of two changes, or neither, that were made while the second page was on its way', async () => {
    const records = createRecords(db.client, db.table)
    const long = Array.from({ length: 1_500 }, (_, n) =>
      aRecord(`r${String(n).padStart(4, '0')}`, 'x'.repeat(1_000), `e${n}`),
    )
    await records.writeNewRecords('acme', USER.userId, long)
    const slow = db.anotherClient()
    let pages = 0
    slow.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName === 'QueryCommand' && (pages += 1) === 2) {
            for (const n of [0, 1_499]) {
              const record = aRecord(long[n]?.id ?? '', 'changed', `new-${n}`)
              await records.writeRecord('acme', USER.userId, { kind: 'put', record, expect: { etag: `e${n}` } })
            }
          }
          return next(args)
        },
      { step: 'initialize' },
    )
    const { ports: files, stored } = bucket()
    const { readRecordTexts, readEtags } = createRecords(slow, db.table)
    const { getChange } = createChanges(db.client, db.table)
    const now = () => new Date().toISOString()
    await snapshotUsers(
      { readRecordTexts, readEtags, getChange, now, ...files },
      0,
    )({ companyId: 'acme', restorePointId: 'p', batch: 0 })
    const kept = stored() as StoredRecord[]
    expect(kept).toHaveLength(1_500)
    expect([kept.at(0)?.fields['note'], kept.at(-1)?.fields['note']]).toEqual(['changed', 'changed'])
    expect(pages).toBeGreaterThan(6)
  })
})
