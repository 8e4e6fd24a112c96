import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { COMPANY_DEFAULTS } from '../../lib/domain/companies.ts'
import { guardReasons, moveReasons } from '../../lib/domain/guard.ts'
import { planOf, stored } from './support.ts'
import { NO_COUNTS, PREVIEW_OUTCOMES, type PlanCounts } from '../../lib/domain/plans.ts'

const { guard } = COMPANY_DEFAULTS

const counts = (some: Partial<PlanCounts>): PlanCounts => ({ ...NO_COUNTS, ...some })
const codes = (some: Partial<PlanCounts>, records: number) =>
  guardReasons(counts(some), records, guard).map(({ code }) => code)

describe('the guard of an import of all users', () => {
  it('stops above half of at least 20 records deleted, and not at half', () => {
    expect(codes({ deleted: 11 }, 20)).toEqual(['many-deletions'])
    expect(codes({ deleted: 10 }, 20)).toEqual([])
    expect(codes({ deleted: 19 }, 19)).toEqual([])
  })
  it('stops above nine of ten records changed, and not at nine of ten', () => {
    expect(codes({ updated: 19 }, 20)).toEqual(['many-changes'])
    expect(codes({ updated: 18 }, 20)).toEqual([])
  })
  it('never stops at what adds records or leaves them', () => {
    expect(codes({ created: 500, unchanged: 20, rejected: 7, restored: 30 }, 20)).toEqual([])
  })
  it('says how many of how many, and the share that is allowed', () => {
    const [reason] = guardReasons(counts({ deleted: 1001 }), 2000, guard)
    expect(reason?.message).toContain('1,001 of 2,000 records (50.1%) would be deleted')
  })
  it('is off at 100 %', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.constantFrom(...PREVIEW_OUTCOMES), (count, more, outcome) => {
        const off = { maxDeletedPercent: 100, maxChangedPercent: 100, fromRecords: 0 }
        expect(guardReasons(counts({ [outcome]: count }), count + more, off)).toEqual([])
      }),
    )
  })
})

describe('the guard of an import that moves customers', () => {
  const berta = { userId: 'b', email: 'b@x.example', customers: 40, leaving: 21 }
  const moved = (how: 'move' | 'copy') =>
    planOf('externalId! name', {
      rows: [['K-1', 'Neu']],
      settings: { transfer: { mode: how, appointments: false, tasks: false, reports: false } },
      elsewhere: {
        candidates: [
          { source: berta, withinReach: true, record: stored('c', { externalId: 'K-1', name: 'Alt' }), companions: [] },
        ],
        gone: [],
        takenExternalIds: new Set(),
      },
    }).entries

  it('stops where one of their users would lose more than half', () => {
    expect(moveReasons(moved('move'), [berta], guard)).toMatchObject([{ code: 'many-moves', value: '21' }])
    expect(moveReasons(moved('move'), [{ ...berta, leaving: 20 }], guard)).toEqual([])
    expect(moveReasons(moved('move'), [{ ...berta, customers: 19, leaving: 19 }], guard)).toEqual([])
  })
  it('stops only where something is taken from them, and not where it is copied', () => {
    expect(moveReasons(moved('copy'), [berta], guard)).toEqual([])
    expect(moveReasons(moved('move'), [{ ...berta, userId: 'another' }], guard)).toEqual([])
  })
})
