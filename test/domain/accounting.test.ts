import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  AccountingError,
  addTotals,
  buildSummary,
  closeAccounts,
  emptyTotals,
  rowsOf,
  totalsOf,
  totalsOfResults,
} from '../../lib/domain/accounting.ts'
import { OUTCOMES, type Totals } from '../../lib/domain/outcomes.ts'
import { Problem } from '../../lib/domain/problems.ts'

const totals = fc.record(
  Object.fromEntries(OUTCOMES.map((outcome) => [outcome, fc.nat({ max: 1000 })])),
) as unknown as fc.Arbitrary<Totals>

describe('closing the accounts', () => {
  it('gives the sum when the parts are exactly the rows', () => {
    fc.assert(
      fc.property(fc.array(totals, { maxLength: 5 }), (parts) => {
        const rows = parts
          .flatMap((part) => OUTCOMES.map((outcome) => part[outcome]))
          .reduce((sum, count) => sum + count, 0)
        expect(closeAccounts({ rows, parts })).toEqual(parts.reduce((sum, part) => addTotals(sum, part), emptyTotals()))
      }),
    )
  })
  it('throws a fault, not a refusal, when one row is lost or counted twice', () => {
    fc.assert(
      fc.property(fc.array(totals, { maxLength: 5 }), fc.constantFrom(-1, 1), (parts, slip) => {
        const rows = parts.reduce((sum, part) => sum + rowsOf(part), 0) + slip
        expect(() => closeAccounts({ rows, parts })).toThrow(AccountingError)
      }),
    )
    expect(new AccountingError('x', 1, 2)).not.toBeInstanceOf(Problem)
    expect(new AccountingError('x', 1, 2)).toMatchObject({ name: 'AccountingError', expected: 1, counted: 2 })
  })
  it('does not let errors make up for each other', () => {
    const parts = [totalsOf('created', -1), totalsOf('skipped', 2)]
    expect(() => closeAccounts({ rows: 1, parts })).toThrow(AccountingError)
    expect(() => closeAccounts({ rows: 1, parts: [totalsOf('created', 0.5), totalsOf('skipped', 0.5)] })).toThrow(
      AccountingError,
    )
  })
})

it('counts deletions apart from the outcomes of rows', () => {
  const counted = totalsOfResults([
    { outcome: 'created', row: 1 },
    { outcome: 'deleted', row: null },
    { outcome: 'conflict', row: 3 },
    { outcome: 'created', row: 4 },
  ])
  expect(counted).toEqual({ totals: { ...emptyTotals(), created: 2, conflict: 1 }, deleted: 1, related: 0 })
})

describe('the summary', () => {
  const users = [
    {
      userId: 'a',
      email: 'a@x.example',
      rows: 3,
      totals: { ...totalsOf('created', 2), rejected: 1 },
      deleted: 4,
      related: 2,
      movedAway: 0,
    },
    {
      userId: 'b',
      email: 'b@x.example',
      rows: 2,
      totals: totalsOf('skipped', 2),
      deleted: 0,
      related: 1,
      movedAway: 3,
    },
  ]
  const input = { importId: 'i', status: 'completed', users, unassigned: 1, durations: { split: 0.5 } } as const

  it('adds up to the rows of the file', () => {
    expect(buildSummary({ ...input, rows: 6 })).toEqual({
      importId: 'i',
      status: 'completed',
      rows: 6,
      totals: { ...emptyTotals(), created: 2, rejected: 1, skipped: 2, unassigned: 1 },
      deleted: 4,
      related: 3,
      users,
      durations: { split: 0.5 },
    })
  })
  it('is not made where a user or the file does not add up', () => {
    expect(() => buildSummary({ ...input, rows: 7 })).toThrow('7 rows, but outcomes for 6')
    const shifted = users.map((user, index) => ({ ...user, rows: user.rows + (index === 0 ? 1 : -1) }))
    expect(() => buildSummary({ ...input, users: shifted, rows: 6 })).toThrow('a@x.example')
  })
})
