import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { buildSummary, rowsOf, totalsOf, totalsOfPlan } from '../../lib/domain/accounting.ts'
import type { StoredRecord } from '../../lib/domain/records.ts'
import { modelImport, type ModelRecord, type ModelScene } from './reference-model.ts'
import { planned, scene } from './scenes.ts'
import { apply } from './support.ts'

function sorted(entries: readonly StoredRecord[] | readonly ModelRecord[]): ModelRecord[] {
  return entries
    .map(({ id, fields, deleted }) => ({ id, fields, deleted: deleted !== undefined && deleted !== false }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** Row, outcome and reasons, without what only a rejected row carries along, and without names: an import may change those. */
const outcomes = (some: ModelScene) =>
  planned(some).entries.map(({ row, outcome, reasons = [] }) => {
    return { row, outcome, reasons: reasons.map(({ code, column, value, rows }) => ({ code, column, value, rows })) }
  })

const applied = (some: ModelScene) => apply(some.records, planned(some))

/** Modes in which the same file may come again: one that only creates refuses the second time, or doubles. */
const repeatable = scene.filter((some) => some.mode !== 'create')

/** A scene and the same one with its rows in another order. */
const shuffled = scene.chain((some) =>
  fc
    .shuffledSubarray([...some.rows.keys()], { minLength: some.rows.length })
    .map((order) => ({ some, order, other: { ...some, rows: order.map((index) => some.rows[index] ?? []) } })),
)

describe('an import of customers', () => {
  it('does to each row and each record what the reference model says', () => {
    fc.assert(
      fc.property(scene, (some) => {
        const done = planned(some)
        const model = modelImport(some)
        const rows = done.entries.filter(({ row }) => row !== null)
        expect(rows.map(({ outcome }) => outcome)).toEqual(model.outcomes)
        expect(sorted(apply(some.records, done))).toEqual(sorted(model.records))
        expect(done.counts.deleted).toBe(model.deleted)
      }),
      { numRuns: 2000 },
    )
  })

  it('finds the second time only unchanged rows, and refuses the refused ones for the same reasons', () => {
    fc.assert(
      fc.property(repeatable, (some) => {
        const again = { ...some, records: applied(some) }
        const expected = outcomes(some)
          .filter(({ row }) => row !== null)
          .map((entry) => (entry.outcome === 'rejected' ? entry : { ...entry, outcome: 'unchanged' }))
        expect(outcomes(again)).toEqual(expected)
        expect(planned(again).entries.some(({ operation }) => operation !== undefined)).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  it('gives the same outcomes and records in whatever order the rows stand', () => {
    fc.assert(
      fc.property(shuffled, ({ some, order, other }) => {
        const [before, after] = [planned(some).entries, planned(other).entries]
        for (const [place, index] of order.entries()) {
          const [here, there] = [before[index], after[place]]
          expect(there?.outcome).toBe(here?.outcome)
          expect(there?.reasons?.map(({ code }) => code)).toEqual(here?.reasons?.map(({ code }) => code))
          expect(there?.operation?.after.fields).toEqual(here?.operation?.after.fields)
        }
        const existing = (entries: readonly StoredRecord[]) =>
          sorted(entries.filter(({ id }) => some.records.some((record) => record.id === id)))
        expect(existing(apply(other.records, planned(other)))).toEqual(existing(applied(some)))
      }),
      { numRuns: 1000 },
    )
  })

  it('deletes nothing beside a row without a key, and does to the other rows what it did', () => {
    fc.assert(
      fc.property(scene, (some) => {
        const done = planned(some).entries
        // A row without any name meets nobody: not even a deletion may come of it.
        const nobody = some.mapping.map(() => null)
        if (some.mode === 'create') return
        const beside = planned({ ...some, rows: [...some.rows, nobody] }).entries
        expect(beside[some.rows.length]?.outcome).toBe('rejected')
        expect(beside.slice(0, some.rows.length).map(({ outcome }) => outcome)).toEqual(
          done.slice(0, some.rows.length).map(({ outcome }) => outcome),
        )
        expect(beside.slice(some.rows.length + 1)).toEqual([])
      }),
    )
  })

  it('never touches a field that is not mapped', () => {
    fc.assert(
      fc.property(scene, (some) => {
        const mapped = new Set(some.mapping.map(({ field }) => field))
        const unmapped = (fields: object) => Object.entries(fields).filter(([name]) => !mapped.has(name))
        const before = new Map(some.records.map(({ id, fields }) => [id, fields]))
        for (const { id, fields } of applied(some)) expect(unmapped(fields)).toEqual(unmapped(before.get(id) ?? {}))
      }),
      { numRuns: 500 },
    )
  })

  it('never changes a field that is kept, nor moves a newer date back', () => {
    fc.assert(
      fc.property(scene, (some) => {
        const before = new Map(some.records.map(({ id, fields }) => [id, fields]))
        for (const { id, fields } of applied(some)) {
          const old = before.get(id)
          for (const { field, update } of some.mapping) {
            if (old === undefined) continue
            if (update === 'keep' || update === 'key') expect(fields[field]).toEqual(old[field])
            if (update === 'overwrite-if-newer')
              expect(String(fields[field] ?? '') >= String(old[field] ?? '')).toBe(true)
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  it('never gives one external ID to two records of a user, never changes or removes one', () => {
    fc.assert(
      fc.property(scene, (some) => {
        const after = new Map(applied(some).map(({ id, fields }) => [id, fields['externalId']]))
        const given = [...after.values()].filter((value) => value !== undefined)
        expect(new Set(given).size).toBe(given.length)
        for (const { id, fields } of some.records) {
          if (fields['externalId'] !== undefined) expect(after.get(id)).toBe(fields['externalId'])
        }
      }),
      { numRuns: 500 },
    )
  })

  it('changes nothing through a rejected row: without it, nothing is written otherwise but deletions', () => {
    fc.assert(
      fc.property(scene, (some) => {
        const { entries } = planned(some)
        for (const entry of entries.filter(({ outcome }) => outcome === 'rejected')) {
          expect(entry.operation).toBeUndefined()
          expect(entries.some(({ operation }) => operation?.after.lastImport?.row === entry.row)).toBe(false)
          expect(entry.cells).toEqual(some.rows[(entry.row ?? 0) - 2])
        }
        const lines = entries.flatMap(({ row, outcome }) => (row === null || outcome === 'rejected' ? [] : [row - 2]))
        // Rejected rows leave the file: the others do what they did, as far as they are named by no one else.
        const alone = planned({ ...some, rows: lines.map((index) => some.rows[index] ?? []) }).entries
        expect(alone.slice(0, lines.length).map(({ outcome }) => outcome)).toEqual(
          lines.map((index) => entries[index]?.outcome),
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('deletes no record that a row names by its ID or external ID, rejected or not', () => {
    const deleting = scene.map((some) => ({ ...some, mode: 'update-and-delete' as const }))
    fc.assert(
      fc.property(
        deleting.filter(({ mapping }) => mapping.some(({ update }) => update === 'key')),
        (some) => {
          const named = (field: string) => {
            const index = some.mapping.findIndex((entry) => entry.field === field)
            return new Set(some.rows.map((cells) => (index < 0 ? undefined : cells[index])))
          }
          const [ids, externalIds] = [named('id'), named('externalId')]
          for (const { operation } of planned(some).entries) {
            if (operation?.kind !== 'delete') continue
            expect(ids.has(operation.before.id)).toBe(false)
            expect(externalIds.has(String(operation.before.fields['externalId'] ?? 'none'))).toBe(false)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('the accounts of an import', () => {
  const decision = fc.constantFrom('import' as const, 'skip' as const, 'exclude' as const)
  const users = fc.array(fc.tuple(scene, decision), { maxLength: 4 })

  const summed = (parts: readonly (readonly [ModelScene, 'import' | 'skip' | 'exclude'])[], unassigned: number) => {
    const lines = parts.map(([some, what], index) => {
      const rows = some.rows.length
      const account =
        what === 'import'
          ? totalsOfPlan(planned(some))
          : { totals: totalsOf(what === 'skip' ? 'skipped' : 'excluded', rows), deleted: 0, related: 0 }
      return { userId: `u${index}`, email: `u${index}@nordwind.example`, rows, movedAway: 0, ...account }
    })
    const rows = lines.reduce((sum, line) => sum + line.rows, unassigned)
    return {
      lines,
      rows,
      input: { importId: 'i', status: 'completed', users: lines, unassigned, durations: {} } as const,
    }
  }

  it('close over whatever plans, selection and decisions, per user and overall', () => {
    fc.assert(
      fc.property(users, fc.nat(5), (parts, unassigned) => {
        const { lines, rows, input } = summed(parts, unassigned)
        const summary = buildSummary({ ...input, rows })
        expect(rowsOf(summary.totals)).toBe(rows)
        expect(summary.totals.unassigned).toBe(unassigned)
        expect(summary.deleted).toBe(lines.reduce((sum, { deleted }) => sum + deleted, 0))
        const imported = parts.filter(([, what]) => what === 'import').map(([some]) => some)
        expect(summary.totals.created).toBe(
          imported.flatMap((some) => modelImport(some).outcomes).filter((outcome) => outcome === 'created').length,
        )
      }),
    )
  })

  it('never close where a row of the file has no outcome or two', () => {
    fc.assert(
      fc.property(users, fc.nat(5), fc.constantFrom(-1, 1), (parts, unassigned, slip) => {
        const { rows, input } = summed(parts, unassigned)
        expect(() => buildSummary({ ...input, rows: rows + slip })).toThrow('does not add up')
      }),
    )
  })
})
