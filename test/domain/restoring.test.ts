import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { RECORD_TYPE_NAMES } from '../../lib/domain/record-types/types.ts'
import type { MusterRecord, StoredRecord } from '../../lib/domain/records.ts'
import { planRestore, sameRecord, type RestorePlan } from '../../lib/domain/restoring.ts'
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

/** An independent store, which checks that every operation was made for what stands there. */
function applyRestore(current: readonly StoredRecord[], { operations }: RestorePlan): MusterRecord[] {
  const store = new Map<string, MusterRecord>(current.map((there) => [`${there.type} ${there.id}`, there]))
  for (const operation of operations) {
    const { type, id } = operation.kind === 'put' ? operation.record : operation.before
    expect(operation.before).toBe(store.get(`${type} ${id}`))
    if (operation.kind === 'put') store.set(`${type} ${id}`, operation.record)
    else store.delete(`${type} ${id}`)
  }
  return [...store.values()]
}

const plain = (records: readonly MusterRecord[]) =>
  records
    .map((there) => ({ ...there, etag: '' }))
    .toSorted((a, b) => `${a.type}${a.id}`.localeCompare(`${b.type}${b.id}`))

describe('a restore', () => {
  it('brings back exactly the point, whatever happened since', () => {
    fc.assert(
      fc.property(state, state, (current, point) => {
        const restore = planRestore({ current, point })
        expect(plain(applyRestore(current, restore))).toEqual(plain(point))
        for (const operation of restore.operations)
          if (operation.kind === 'put') expect(operation.record).not.toHaveProperty('etag')
      }),
    )
  })
  it('writes only the difference, and counts all of it', () => {
    fc.assert(
      fc.property(state, state, (current, point) => {
        const { operations, counts } = planRestore({ current, point })
        expect(counts.created + counts.updated + counts.unchanged).toBe(point.length)
        expect(counts.updated + counts.unchanged + counts.deleted).toBe(current.length)
        expect(counts.created + counts.updated + counts.deleted).toBe(operations.length)
        expect(planRestore({ current: point, point }).operations).toEqual([])
      }),
    )
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
