import { describe, expect, it } from '@jest/globals'
import type { Transfer } from '../../../lib/domain/configuration.ts'
import type { Candidate, Elsewhere } from '../../../lib/domain/planning/elsewhere.ts'
import type { TransferOperation } from '../../../lib/domain/plans.ts'
import type { StoredRecord } from '../../../lib/domain/records.ts'
import { outline, planOf, stored, type Scene } from '../support.ts'

const MOVE: Transfer = { mode: 'move', appointments: true, tasks: true, reports: true }
const BERTA = { userId: 'berta', email: 'berta@nordwind.example' }
const CUSTOMER = stored('c-1', { externalId: 'K-1', name: 'Alt', zip: '06108', city: 'Halle', note: 'stays' })
const VISIT = stored('a-1', { customer: 'c-1', subject: 'Visit', externalId: 'T-1' }, { type: 'appointments' })

function at(record: StoredRecord, more: Partial<Candidate> = {}): Candidate {
  return { source: BERTA, withinReach: true, record, companions: [], ...more }
}
function elsewhere(...candidates: Candidate[]): Elsewhere {
  return { candidates, gone: [], takenExternalIds: new Set() }
}
function planned(more: Partial<Scene>, transfer: Transfer = MOVE) {
  return planOf('externalId! name zip city', {
    rows: [['K-1', 'Neu', '06108', 'Halle']],
    ...more,
    settings: { transfer, ...more.settings },
  })
}
const operations = (plan: ReturnType<typeof planned>) =>
  plan.entries.flatMap(({ operation }): TransferOperation[] => (operation?.kind === 'transfer' ? [operation] : []))

describe('a customer that another user has', () => {
  it('is created where customers are not brought over', () => {
    expect(outline(planned({ elsewhere: undefined }, { ...MOVE, mode: 'none' }))).toEqual(['2 created'])
  })
  it('moves as the record it is, and then changes as its row says', () => {
    const plan = planned({ elsewhere: elsewhere(at(CUSTOMER)) })
    expect(outline(plan)).toEqual(['2 transferred'])
    expect(plan.counts).toMatchObject({ transferred: 1, created: 0, related: 0 })
    const [operation] = operations(plan)
    expect(operation).toMatchObject({ how: 'move', from: BERTA, before: CUSTOMER, changed: ['name'] })
    expect(operation?.after).toMatchObject({ id: 'c-1', version: CUSTOMER.version + 1, createdBy: CUSTOMER.createdBy })
    expect(operation?.after.fields).toEqual({ ...CUSTOMER.fields, name: 'Neu' })
  })
  it('is copied as a new record, made by the import', () => {
    const [operation] = operations(planned({ elsewhere: elsewhere(at(CUSTOMER)) }, { ...MOVE, mode: 'copy' }))
    expect(operation).toMatchObject({ how: 'copy', after: { id: 'new-2', version: 1, createdBy: { kind: 'import' } } })
  })
  it('is left alone where the user has one of this key, also in the recycle bin', () => {
    const own = stored('own', { ...CUSTOMER.fields, name: 'Neu' })
    expect(outline(planned({ records: [own], elsewhere: elsewhere(at(CUSTOMER)) }))).toEqual(['2 unchanged'])
    const binned = { ...own, deleted: { at: own.updatedAt, by: own.updatedBy } }
    expect(outline(planned({ records: [binned], elsewhere: elsewhere(at(CUSTOMER)) }))).toEqual(['2 restored'])
  })
  it('is rejected by name where several users have it, and nothing is guessed', () => {
    const second = at({ ...CUSTOMER, id: 'c-2' }, { source: { userId: 'carl', email: 'carl@nordwind.example' } })
    const plan = planned({ elsewhere: elsewhere(at(CUSTOMER), second) })
    expect(outline(plan)).toEqual(['2 rejected several-matches'])
    expect(plan.entries[0]?.reasons?.[0]?.message).toContain('berta@nordwind.example, carl@nordwind.example have')
  })
  it('is not said to be with whom whoever imports may not see', () => {
    const second = at({ ...CUSTOMER, id: 'c-2' }, { source: { userId: 'x', email: 'x@x.example' }, withinReach: false })
    const several = planned({ elsewhere: elsewhere(at(CUSTOMER), second) })
    expect(several.entries[0]?.reasons?.[0]?.message).toContain(
      'berta@nordwind.example, a user outside your groups have',
    )
    const gone = { ...elsewhere(), gone: [{ ...BERTA, id: 'c-1', externalId: 'K-1', withinReach: false }] }
    expect(planned({ elsewhere: gone }).entries[0]?.reasons?.[0]?.message).not.toContain('berta')
  })
  it('stays where whoever imports may not reach its user', () => {
    const plan = planned({ elsewhere: elsewhere(at(CUSTOMER, { withinReach: false })) })
    expect(outline(plan)).toEqual(['2 rejected transfer-not-permitted'])
  })
  it('is rejected, not created, where it went away after the import began', () => {
    const gone = { ...elsewhere(), gone: [{ ...BERTA, id: 'c-1', externalId: 'K-1', withinReach: true }] }
    expect(outline(planned({ elsewhere: gone }))).toEqual(['2 rejected transfer-source-gone'])
  })
  it('is looked at as often among many as among few', () => {
    const many = Array.from({ length: 100 }, (_, index) => `K-${index}`)
    let looks = 0
    const counted = many.map((externalId): StoredRecord => {
      const { fields, ...record } = stored(externalId, { ...CUSTOMER.fields, externalId })
      const counting = {
        ...record,
        get fields() {
          looks += 1
          return fields
        },
      }
      return counting
    })
    const rows = many.map((externalId) => [externalId, 'Neu', '06108', 'Halle'])
    const plan = planned({ rows, elsewhere: elsewhere(...counted.map((record) => at(record))) })
    expect(plan.counts.transferred).toBe(many.length)
    expect(looks).toBeLessThan(20 * many.length)
  })
  it('stays with its user where a row of the file says so too, unless it is copied', () => {
    const key = new Set([JSON.stringify(['K-1'])])
    const scene = { elsewhere: elsewhere(at(CUSTOMER)), keysOfOthers: new Map([[BERTA.userId, key]]) }
    const plan = planned(scene)
    expect(outline(plan)).toEqual(['2 rejected transfer-owner-in-file'])
    expect(plan.entries[0]?.reasons?.[0]?.message).toContain(BERTA.email)
    expect(outline(planned(scene, { ...MOVE, mode: 'copy' }))).toEqual(['2 transferred'])
    expect(outline(planned({ ...scene, keysOfOthers: new Map([['carl', key]]) }))).toEqual(['2 transferred'])
  })
  it('is found by its Muster ID too', () => {
    const plan = planOf('id! name', {
      rows: [['c-1', 'Neu']],
      settings: { transfer: MOVE },
      elsewhere: elsewhere(at(CUSTOMER)),
    })
    expect(outline(plan)).toEqual(['2 transferred'])
  })
  it('does not come where its external ID is taken by another record', () => {
    const plan = planOf('id! name', {
      rows: [['c-1', 'Neu']],
      records: [stored('own', { externalId: 'K-1', name: 'Other' })],
      settings: { transfer: MOVE },
      elsewhere: elsewhere(at(CUSTOMER)),
    })
    expect(outline(plan)).toEqual(['2 rejected external-id-taken'])
  })
})

describe('what belongs to a customer', () => {
  it('moves with it, as the records they are', () => {
    const plan = planned({ elsewhere: elsewhere(at(CUSTOMER, { companions: [VISIT] })) })
    expect(outline(plan)).toEqual(['2 transferred', '- related'])
    expect(plan.counts.related).toBe(1)
    expect(plan.entries[1]).toMatchObject({
      of: 2,
      operation: { how: 'move', after: { id: 'a-1', type: 'appointments' } },
    })
  })
  it('is copied with it, and then points to the copy', () => {
    const withVisit = elsewhere(at(CUSTOMER, { companions: [VISIT] }))
    const [, companion] = operations(planned({ elsewhere: withVisit }, { ...MOVE, mode: 'copy' }))
    expect(companion?.after.id).not.toBe('a-1')
    expect(companion?.after.fields['customer']).toBe('new-2')
  })
  it('stays and is named where its external ID is taken', () => {
    const taken = {
      ...elsewhere(at(CUSTOMER, { companions: [VISIT] })),
      takenExternalIds: new Set(['appointments/T-1']),
    }
    const plan = planned({ elsewhere: taken })
    expect(outline(plan)).toEqual(['2 transferred left-behind'])
    expect(plan.entries[0]?.reasons?.[0]?.message).toContain('"Visit"')
  })
  it('stays where the row itself is rejected', () => {
    const plan = planned({
      rows: [
        ['K-1', 'Neu', '06108', 'Halle'],
        ['K-1', 'Noch einmal', '06108', 'Halle'],
      ],
      elsewhere: elsewhere(at(CUSTOMER, { companions: [VISIT] })),
    })
    expect(outline(plan)).toEqual(['2 rejected duplicate-key-in-file', '3 rejected duplicate-key-in-file'])
  })
})

describe('deleting what is missing from the file', () => {
  it('spares a customer whose row is at another user now: it is about to be brought over', () => {
    const records = [CUSTOMER, stored('c-9', { ...CUSTOMER.fields, externalId: 'K-9' })]
    const scene = { rows: [], records, settings: { mode: 'update-and-delete' as const } }
    expect(outline(planned({ ...scene }))).toEqual(['- deleted', '- deleted'])
    const others = new Map([['carl', new Set([JSON.stringify(['K-1'])])]])
    const plan = planned({ ...scene, keysOfOthers: others })
    expect(plan.entries.map(({ operation }) => operation?.after.id)).toEqual(['c-9'])
  })
})
