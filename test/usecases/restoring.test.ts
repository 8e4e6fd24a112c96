import { describe, expect, it } from '@jest/globals'
import { withoutEtag } from '../../lib/domain/equality.ts'
import type { MusterRecord, StoredRecord } from '../../lib/domain/records.ts'
import { NO_COUNTS, type Restore } from '../../lib/domain/restores.ts'
import { planUser, type PlanRestoreDeps } from '../../lib/usecases/restoring/plan-user.ts'
import type { RestoredUser } from '../../lib/usecases/restoring/restored-user.ts'
import { writeUser, type WriteRestoreDeps } from '../../lib/usecases/restoring/write-user.ts'

const author = { kind: 'user', id: 'u' } as const
const aRecord = (id: string, note: string, etag: string): StoredRecord => ({
  id,
  type: 'customers',
  version: 1,
  fields: { name: id, note },
  createdAt: 'a',
  createdBy: author,
  updatedAt: 'a',
  updatedBy: author,
  etag,
})
const restore: Restore = {
  companyId: 'c',
  id: 'r',
  restorePointId: 'p',
  dryRun: false,
  status: 'running',
  startedBy: { userId: 'u', email: 'e', name: 'n' },
  startedAt: 'a',
}
const user = {
  userId: 'u',
  email: 'e',
  secured: { userId: 'u', email: 'e', key: 'point', records: 2, bytes: 1, sha256: '' },
}

const inOrder = <Kind extends MusterRecord>(records: Iterable<Kind>) =>
  [...records].toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** A store of records that checks conditions, and a bucket. */
function shelf(records: readonly StoredRecord[], point: readonly MusterRecord[]) {
  const table = new Map(records.map((record) => [record.id, record]))
  const objects = new Map<string, readonly unknown[]>([['point', point]])
  const unused = () => {
    throw new Error('not for this')
  }
  const deps: PlanRestoreDeps & WriteRestoreDeps = {
    readLines: async function* (key) {
      yield* objects.get(key) ?? []
    },
    writeLines: async (key, lines) => {
      objects.set(key, JSON.parse(JSON.stringify(await Array.fromAsync(lines))))
      return { lines: 0, bytes: 0, sha256: '' }
    },
    readTexts: async function* (key) {
      yield (objects.get(key) ?? []).map((record) => JSON.stringify(record))
    },
    readRecords: async function* () {
      yield* inOrder(table.values())
    },
    readRecordTexts: async function* () {
      yield inOrder(table.values()).map((record) => ({ ...record, text: JSON.stringify(withoutEtag(record)) }))
    },
    writeRecord: async (_company, _user, { kind, record, expect: expected }) => {
      const current = table.get(record.id)
      if (current?.etag !== (expected === 'absent' ? undefined : expected.etag)) {
        const done = kind === 'put' ? current?.etag === record.etag : current === undefined
        return done ? { kind: 'written' } : { kind: 'changed', current }
      }
      if (kind === 'put') table.set(record.id, record)
      else table.delete(record.id)
      return { kind: 'written' }
    },
    getRecord: async (_company, _user, _type, id) => table.get(id),
    getUser: async () => undefined,
    getImport: unused,
    getImportUser: unused,
    findJson: unused,
    listUsers: unused,
    now: () => 'now',
  }
  return { deps, table }
}

const before = [aRecord('1', 'new', 'e1'), aRecord('2', 'new', 'e2'), aRecord('3', 'added', 'e3')]
const point = [aRecord('1', 'old', ''), aRecord('2', 'old', ''), aRecord('4', 'lost', '')]
const COUNTS = { ...NO_COUNTS, created: 1, updated: 2, removed: 1 }

describe("a user's restore", () => {
  it('plans without writing, and then does exactly what it planned', async () => {
    const { deps, table } = shelf(before, point)
    const planned = await planUser(deps, restore, user)
    expect(planned).toEqual({
      userId: 'u',
      email: 'e',
      counts: COUNTS,
      awaitsOthers: false,
      losses: [{ kind: 'user', id: 'u', name: 'u', records: 3, last: 'a' }],
    })
    expect([...table.values()]).toEqual(before)
    const written = await writeUser(deps, restore, user, planned)
    expect(written).toEqual({ ...planned, verified: true, survivors: [] })
    expect(inOrder(table.values()).map(({ id, fields }) => [id, fields['note']])).toEqual([
      ['1', 'old'],
      ['2', 'old'],
      ['4', 'lost'],
    ])
  })

  it('repeated after a crash counts the same, and spares and names what a person changed meanwhile', async () => {
    const { deps, table } = shelf(before, point)
    const planned = await planUser(deps, restore, user)
    await writeUser(deps, restore, user, planned)
    // Killed before the batch is written down; a person edits and enters; the step is repeated.
    const edited = aRecord('1', 'by hand', 'person')
    table.set('1', edited)
    table.set('9', aRecord('9', 'entered', 'another'))
    const again = await writeUser(deps, restore, user, planned)
    expect(again).toMatchObject({ counts: { ...COUNTS, updated: 1, conflicts: 2 }, verified: true })
    expect(again.survivors.map(({ id }) => id).toSorted()).toEqual(['1', '9'])
    expect(table.get('1')).toEqual(edited)
  })

  it('killed at any write goes on with what it decided first', async () => {
    for (let writes = 0; writes < 4; writes += 1) {
      const { deps, table } = shelf(before, point)
      const planned = await planUser(deps, restore, user)
      let left = writes
      const dying = {
        ...deps,
        writeRecord: async (...args: Parameters<typeof deps.writeRecord>) => {
          if (left-- <= 0) throw new Error('killed')
          return deps.writeRecord(...args)
        },
      }
      await expect(writeUser(dying, restore, user, planned)).rejects.toThrow('killed')
      const again = await writeUser(deps, restore, user, planned)
      expect(again).toMatchObject({ counts: COUNTS, verified: true, survivors: [] } satisfies Partial<RestoredUser>)
      expect(inOrder(table.values()).map(({ id }) => id)).toEqual(['1', '2', '4'])
    }
  })

  it('is not called verified if what was written is not there', async () => {
    const { deps } = shelf(before, point)
    const planned = await planUser(deps, restore, user)
    const forgetful = {
      ...deps,
      readRecordTexts: async function* () {
        for await (const page of deps.readRecordTexts('c', 'u')) yield page.slice(1)
      },
    }
    expect(await writeUser(forgetful, restore, user, planned)).toMatchObject({ verified: false, survivors: [] })
  })
})
