import { describe, expect, it } from '@jest/globals'
import type { MusterRecord, StoredRecord } from '../../lib/domain/records.ts'
import type { Restore } from '../../lib/domain/restore-points.ts'
import { restoreUser, type RestoreUserDeps } from '../../lib/usecases/restore-user.ts'

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
const running: Restore = {
  companyId: 'c',
  id: 'r',
  restorePointId: 'p',
  dryRun: false,
  status: 'running',
  startedBy: { userId: 'u', email: 'e', name: 'n' },
  startedAt: 'a',
}
const secured = { userId: 'u', email: 'e', key: 'point', records: 2, bytes: 1, sha256: '' }

/** A store of records that checks conditions, and a bucket. */
function shelf(records: readonly StoredRecord[], point: readonly MusterRecord[]) {
  const table = new Map(records.map((record) => [record.id, record]))
  const objects = new Map<string, readonly unknown[]>([['point', point]])
  const deps: RestoreUserDeps = {
    readLines: async function* (key) {
      yield* objects.get(key) ?? []
    },
    writeLines: async (key, lines) => {
      objects.set(key, JSON.parse(JSON.stringify(await Array.fromAsync(lines))))
      return { lines: 0, bytes: 0, sha256: '' }
    },
    hashObject: async (key) => (objects.has(key) ? 'hash' : undefined),
    readRecords: async function* () {
      yield* [...table.values()]
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
  }
  return { deps, table }
}

const before = [aRecord('1', 'new', 'e1'), aRecord('2', 'new', 'e2'), aRecord('3', 'added', 'e3')]
const point = [aRecord('1', 'old', ''), aRecord('2', 'old', ''), aRecord('4', 'lost', '')]

describe("a user's restore", () => {
  it('repeated after a crash counts the same, and spares and names what a person changed meanwhile', async () => {
    const { deps, table } = shelf(before, point)
    const first = await restoreUser(deps, async () => running, secured)
    expect(first).toMatchObject({ counts: { created: 1, updated: 2, deleted: 1, conflicts: 0 }, verified: true })
    // Killed before the batch is written down; a person edits; the step is repeated.
    const edited = aRecord('1', 'by hand', 'person')
    table.set('1', edited)
    const again = await restoreUser(deps, async () => running, secured)
    expect(again).toMatchObject({
      counts: { ...first.counts, conflicts: 1 },
      verified: false,
      survivors: [{ type: 'customers', id: '1', title: '1' }],
    })
    expect(table.get('1')).toEqual(edited)
  })

  it('killed in the middle goes on with what it decided first', async () => {
    const { deps, table } = shelf(before, point)
    let left = 2
    const dying = {
      ...deps,
      writeRecord: async (...args: Parameters<typeof deps.writeRecord>) => {
        if (left-- <= 0) throw new Error('killed')
        return deps.writeRecord(...args)
      },
    }
    await expect(restoreUser(dying, async () => running, secured)).rejects.toThrow('killed')
    table.set('3', aRecord('3', 'by hand', 'person'))
    const again = await restoreUser(deps, async () => running, secured)
    expect(again.counts).toEqual({ created: 1, updated: 2, deleted: 1, unchanged: 0, conflicts: 1 })
    expect(table.get('3')?.fields['note']).toBe('by hand')
  })

  it('counts in its dry run what it then does, and the dry run writes nothing', async () => {
    const { deps, table } = shelf(before, point)
    const dryRun = await restoreUser(deps, async () => ({ ...running, dryRun: true }), secured)
    expect([...table.values()]).toEqual(before)
    const restored = await restoreUser(deps, async () => running, secured)
    expect(restored.counts).toEqual(dryRun.counts)
    expect(dryRun.counts).toEqual({ created: 1, updated: 2, deleted: 1, unchanged: 0, conflicts: 0 })
  })

  it('writes nothing once the restore is over, even if that happened while it compared', async () => {
    const { deps, table } = shelf(before, point)
    let asked = 0
    const ending = async () => {
      if ((asked += 1) > 1) throw new Error('over')
      return running
    }
    await expect(restoreUser(deps, ending, secured)).rejects.toThrow('over')
    expect([...table.values()]).toEqual(before)
  })
})
