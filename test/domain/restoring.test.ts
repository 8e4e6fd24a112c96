import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { RECORD_TYPE_NAMES } from '../../lib/domain/record-types/types.ts'
import type { MusterRecord, StoredRecord } from '../../lib/domain/records.ts'
import { withoutEtag } from '../../lib/domain/equality.ts'
import { differences, restoreOf, sameRecord, type CurrentText } from '../../lib/domain/restoring.ts'
import { counted, NO_COUNTS, type RestoreEntry } from '../../lib/domain/restores.ts'
import { ANNA, BINNED, NOW, stored } from './support.ts'

const record: fc.Arbitrary<StoredRecord> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    type: fc.constantFrom(...RECORD_TYPE_NAMES),
    version: fc.integer({ min: 1, max: 2 }),
    name: fc.constantFrom('x', 'y'),
    gone: fc.boolean(),
    etag: fc.constantFrom('1', '2'),
  })
  .map(({ name, gone, ...rest }) => stored(rest.id, { name, list: [name] }, { ...rest, ...(gone ? BINNED : {}) }))
const state = fc.uniqueArray(record, { selector: ({ type, id }) => `${type}/${id}`, maxLength: 12 })

const AT = { userId: 'u', email: 'u@x.example' }
const keyOf = ({ type, id }: MusterRecord) => `${type}#${id}`
/** As the store gives them: by type, then ID, a few at a time. */
const inStore = <Kind extends MusterRecord>(records: readonly Kind[]) =>
  records.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
async function* inPages<Item>(items: readonly Item[]): AsyncGenerator<Item[]> {
  for (let start = 0; start < items.length; start += 2) yield items.slice(start, start + 2)
  yield []
}
const asText = (record: StoredRecord): CurrentText => ({ ...record, text: JSON.stringify(withoutEtag(record)) })
const parse = (text: string): MusterRecord => JSON.parse(text)

async function planned(current: readonly StoredRecord[], point: readonly MusterRecord[]) {
  const texts = inPages(inStore(point).map((record) => JSON.stringify(withoutEtag(record))))
  const entries: (RestoreEntry | 'unchanged')[] = []
  for await (const met of differences(inPages(inStore(current).map(asText)), texts, parse)) {
    if (typeof met === 'number') entries.push(...Array.from({ length: met }, () => 'unchanged' as const))
    else entries.push(restoreOf(AT, met))
  }
  return entries
}

/** An independent store, which checks that every change was planned for what stands there. */
function applied(current: readonly StoredRecord[], entries: readonly (RestoreEntry | 'unchanged')[]): MusterRecord[] {
  const store = new Map<string, MusterRecord>(current.map((there) => [keyOf(there), there]))
  for (const entry of entries) {
    if (entry === 'unchanged') continue
    const { before, after } = entry.change ?? {}
    const key = `${entry.type}#${entry.id}`
    expect(before?.record).toEqual(store.get(key))
    if (after === undefined) store.delete(key)
    else store.set(key, after.record)
  }
  return [...store.values()]
}

const plain = (records: readonly MusterRecord[]) =>
  records
    .map((there) => ({ ...there, etag: '' }))
    .toSorted((a, b) => `${a.type}${a.id}`.localeCompare(`${b.type}${b.id}`))

describe('a restore', () => {
  it('brings back exactly the point, whatever happened since', async () => {
    await fc.assert(
      fc.asyncProperty(state, state, async (current, point) => {
        const entries = await planned(current, point)
        expect(plain(applied(current, entries))).toEqual(plain(point))
        for (const entry of entries)
          if (entry !== 'unchanged') expect(entry.change?.after?.record ?? {}).not.toHaveProperty('etag')
      }),
    )
  })

  it('writes only the difference, and counts each record once', async () => {
    await fc.assert(
      fc.asyncProperty(state, state, async (current, point) => {
        const counts = (await planned(current, point))
          .map((entry) => (entry === 'unchanged' ? 1 : entry))
          .reduce(counted, NO_COUNTS)
        const { created, updated, restored, deleted, removed, unchanged } = counts
        const names = new Set([...current, ...point].map(keyOf))
        expect(created + updated + restored + deleted + removed + unchanged).toBe(names.size)
        const same = (
          await planned(
            point.map((record) => ({ ...record, etag: 'other' })),
            point,
          )
        )
          .map((entry) => (entry === 'unchanged' ? 1 : entry))
          .reduce(counted, NO_COUNTS)
        expect(same).toEqual({ ...NO_COUNTS, unchanged: point.length })
      }),
    )
  })

  it('says what is lost with it, whose that was, and when', async () => {
    const by = { kind: 'user', id: 'rep' } as const
    const edited = { version: 9, updatedBy: by, updatedAt: '2026-02-02' }
    const binnedAt = { deleted: { at: '2026-03-03', by } }
    const point = [stored('changed', { name: 'x', zip: '1' }), stored('deleted', { name: 'x' }), stored('lost', {})]
    const current = [
      stored('added', { name: 'n' }, edited),
      stored('changed', { name: 'y', city: 'z' }, edited),
      stored('deleted', { name: 'x' }, { ...edited, ...binnedAt }),
    ]
    const entries = await planned(current, point)
    expect(entries).toMatchObject([
      { id: 'added', action: 'removed', since: { what: 'created', by, at: '2026-02-02' } },
      {
        id: 'changed',
        action: 'updated',
        fields: ['name', 'city', 'zip'],
        since: { what: 'changed', by, at: '2026-02-02' },
      },
      { id: 'deleted', action: 'restored', fields: [], since: { what: 'deleted', by, at: '2026-03-03' } },
      { id: 'lost', action: 'created', since: { what: 'gone' } },
    ])
  })

  it('refuses records that come in another order, for it would take one for two', async () => {
    const unordered = inPages([stored('b', {}), stored('a', {})].map(asText))
    await expect(Array.fromAsync(differences(unordered, inPages([]), parse))).rejects.toThrow('does not come after')
    const twice = inPages([stored('a', {}), stored('a', {})].map((record) => JSON.stringify(withoutEtag(record))))
    await expect(Array.fromAsync(differences(inPages([]), twice, parse))).rejects.toThrow('does not come after')
  })

  it('reads no record whose text is the same, and takes another order of fields for no difference', async () => {
    const record = stored('a', { name: 'x', zip: '1' })
    const refuse = () => {
      throw new Error('read')
    }
    const [met] = await Array.fromAsync(differences(inPages([asText(record)]), inPages([asText(record).text]), refuse))
    expect(met).toBe(1)
    const turned = JSON.stringify({ ...withoutEtag(record), fields: { zip: '1', name: 'x' } })
    const [pair] = await Array.fromAsync(differences(inPages([asText(record)]), inPages([turned]), parse))
    expect(typeof pair === 'object' && restoreOf(AT, pair)).toBe('unchanged')
  })
})

describe('two records are the same', () => {
  const one = stored('a', { name: 'x', zip: '1', tags: ['p', 'q'] })

  it('whatever their etag and the order of their fields', () => {
    expect(sameRecord(one, { ...one, etag: 'other', fields: { tags: ['p', 'q'], zip: '1', name: 'x' } })).toBe(true)
  })
  it.each<[string, Partial<StoredRecord>]>([
    ['ID', { id: 'b' }],
    ['type', { type: 'tasks' }],
    ['version', { version: 4 }],
    ['value', { fields: { ...one.fields, name: 'y' } }],
    ['kind of value', { fields: { ...one.fields, zip: 1 } }],
    ['field more', { fields: { ...one.fields, city: 'z' } }],
    ['list in another order', { fields: { ...one.fields, tags: ['q', 'p'] } }],
    ['time', { updatedAt: NOW }],
    ['author', { updatedBy: { ...ANNA, kind: 'import' } }],
    ['bin', BINNED],
    ['import', { lastImport: { importId: 'i', row: 1 } }],
  ])('but not with another %s', (_, change) => {
    expect(sameRecord(one, { ...one, ...change })).toBe(false)
    expect(sameRecord({ ...one, ...change }, one)).toBe(false)
  })
})
