import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { closeAccounts, totalsOfPlan } from '../../lib/domain/accounting.ts'
import type { Cell } from '../../lib/domain/cells.ts'
import type { ImportMode } from '../../lib/domain/configuration.ts'
import type { StoredRecord } from '../../lib/domain/records.ts'
import { apply, BINNED, planInput, planOf, stored, type Scene } from './support.ts'
import { plan } from '../../lib/domain/planning.ts'

const FIELDS = 'externalId! name= zip city street~ callIntervalDays email'

// Few different values, so that rows meet each other and the records; some are wrong on purpose.
const externalId = fc.constantFrom<Cell>('K-1', 'K-2', 'K-3', 'K-4', 'k-1', 5, 'K 1', null, { error: '#N/A' })
const text = fc.constantFrom<Cell>('a', 'b', ' a ', null)
const interval = fc.constantFrom<Cell>(7, '14', 5, 'x', null, 0)
const email = fc.constantFrom<Cell>('a@b.example', 'none', null)
const row = fc.tuple(externalId, text, text, text, text, interval, email)
const rows = fc.array(row, { maxLength: 12 })

const recordFields = fc.record(
  {
    name: fc.constantFrom('a', 'b'),
    zip: fc.constantFrom('a', 'b'),
    city: fc.constant('a'),
    street: fc.constant('s'),
    note: fc.constant('n'),
  },
  { requiredKeys: ['name', 'zip', 'city'] },
)
const records: fc.Arbitrary<StoredRecord[]> = fc
  .uniqueArray(fc.tuple(fc.constantFrom('K-1', 'K-2', 'K-3', '5', 'K-7', 'K-8'), recordFields, fc.boolean()), {
    selector: ([id]) => id,
  })
  .map((entries) =>
    entries.map(([id, fields, gone]) => stored(`r-${id}`, { externalId: id, ...fields }, gone ? BINNED : {})),
  )
const mode = fc.constantFrom<ImportMode>('create', 'update', 'update-and-delete')
const scene: fc.Arbitrary<Scene> = fc.record({ rows, records, mode })

/** The external ID a cell gives, as it is stored. */
const idOf = (cell: Cell | undefined): string => (typeof cell === 'object' ? '' : String(cell))

const byId = (entries: readonly StoredRecord[]) => new Map(entries.map((record) => [record.id, record]))

describe('any plan', () => {
  it('has exactly one entry per row, in order, then the deletions, and adds up', () => {
    fc.assert(
      fc.property(scene, (some) => {
        const done = planOf(FIELDS, some)
        const numbers = done.entries.map((entry) => entry.row)
        const expected = some.rows.map((_, index) => index + 2)
        expect(numbers.slice(0, some.rows.length)).toEqual(expected)
        expect(numbers.slice(some.rows.length).every((number) => number === null)).toBe(true)
        const { totals, deleted } = totalsOfPlan(done)
        expect(closeAccounts({ rows: some.rows.length, parts: [totals] })).toEqual(totals)
        const { deleted: counted, related: _none, ...counts } = done.counts
        expect(totals).toMatchObject(counts)
        expect(deleted).toBe(counted)
      }),
    )
  })

  it('says of every row either what is written, that nothing differs, or why it is refused', () => {
    fc.assert(
      fc.property(scene, (some) => {
        for (const { outcome, operation, reasons, cells } of planOf(FIELDS, some).entries) {
          expect(operation !== undefined).toBe(!['unchanged', 'rejected'].includes(outcome))
          expect((reasons ?? []).length > 0).toBe(outcome === 'rejected')
          expect(cells !== undefined).toBe(outcome === 'rejected')
        }
      }),
    )
  })

  it('is the same for the same input', () => {
    fc.assert(
      fc.property(scene, (some) => expect(plan(planInput(FIELDS, some))).toEqual(plan(planInput(FIELDS, some)))),
    )
  })

  it('writes every record at most once, against its state, one version on', () => {
    fc.assert(
      fc.property(scene, (some) => {
        const before = byId(some.records ?? [])
        const operations = planOf(FIELDS, some).entries.flatMap(({ operation }) => operation ?? [])
        expect(new Set(operations.map(({ after }) => after.id)).size).toBe(operations.length)
        for (const operation of operations) {
          const there = before.get(operation.after.id)
          expect(operation.kind === 'create' ? undefined : operation.before).toBe(there)
          expect(operation.after.version).toBe((there?.version ?? 0) + 1)
          expect(operation.after).not.toHaveProperty('etag')
          expect(operation.kind !== 'update' || operation.changed.length > 0).toBe(true)
        }
      }),
    )
  })
})

describe('the records after a plan', () => {
  it('hold what the rows say, and what they do not say stays as it was', () => {
    fc.assert(
      fc.property(scene, (some) => {
        const done = planOf(FIELDS, some)
        const before = byId(some.records ?? [])
        const after = byId(apply(some.records ?? [], done))
        for (const { row: number, outcome, operation } of done.entries) {
          if (number === null || outcome === 'rejected') continue
          const [key, name, zip, city, street, days, mail] = some.rows[number - 2] ?? []
          const written = operation === undefined ? undefined : after.get(operation.after.id)
          const record = written ?? [...after.values()].find(({ fields }) => fields['externalId'] === idOf(key))
          const old = record === undefined ? undefined : before.get(record.id)
          const said = (cell: Cell | undefined) => (typeof cell === 'string' ? cell.trim() : undefined)
          expect(record?.deleted).toBeUndefined()
          // Written out by hand, field by field: an oracle that shares nothing with the planner.
          expect(record?.fields).toEqual({
            ...(key === null ? {} : { externalId: idOf(key) }),
            name: old?.fields['name'] ?? said(name),
            zip: said(zip) ?? old?.fields['zip'],
            city: said(city) ?? old?.fields['city'],
            ...(said(street) === undefined ? {} : { street: said(street) }),
            ...(days === null ? {} : { callIntervalDays: Number(days) }),
            ...(said(mail) === undefined ? {} : { email: said(mail) }),
            ...(old?.fields['note'] === undefined ? {} : { note: 'n' }),
          })
        }
        const touched = new Set(done.entries.flatMap(({ operation }) => operation?.after.id ?? []))
        for (const [id, record] of before) if (!touched.has(id)) expect(after.get(id)).toBe(record)
      }),
    )
  })

  it('stay as they are when the same rows come again', () => {
    fc.assert(
      fc.property(
        rows,
        records,
        fc.constantFrom<ImportMode>('update', 'update-and-delete'),
        (someRows, some, someMode) => {
          const first = planOf(FIELDS, { rows: someRows, records: some, mode: someMode })
          const again = planOf(FIELDS, { rows: someRows, records: apply(some, first), mode: someMode })
          const expected = first.entries
            .filter(({ outcome }) => outcome !== 'deleted')
            .map(({ row: number, outcome }) => [number, outcome === 'rejected' ? 'rejected' : 'unchanged'])
          expect(again.entries.map(({ row: number, outcome }) => [number, outcome])).toEqual(expected)
        },
      ),
    )
  })

  it('still hold every record that a row of the file names', () => {
    fc.assert(
      fc.property(rows, records, (someRows, some) => {
        const after = byId(apply(some, planOf(FIELDS, { rows: someRows, records: some, mode: 'update-and-delete' })))
        const named = new Set(someRows.map(([key]) => idOf(key)))
        for (const record of some.filter(
          ({ deleted, fields }) => deleted === undefined && named.has(String(fields['externalId'])),
        )) {
          expect(after.get(record.id)?.deleted).toBeUndefined()
        }
        for (const record of some) expect(after.has(record.id)).toBe(true)
      }),
    )
  })

  it('never have one external ID twice', () => {
    const free = fc.tuple(text, text, text, externalId)
    fc.assert(
      fc.property(fc.array(free, { maxLength: 8 }), records, (someRows, some) => {
        const after = apply(some, planOf('name! zip! city externalId', { rows: someRows, records: some }))
        const ids = after.flatMap(({ fields }) => fields['externalId'] ?? [])
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { numRuns: 300 },
    )
  })
})
