import { describe, expect, it } from '@jest/globals'
import { withoutEtag } from '../../lib/domain/equality.ts'
import type { RecordChange } from '../../lib/domain/record-changes.ts'
import type { Fields, MusterRecord, StoredRecord } from '../../lib/domain/records.ts'
import { counted, NO_COUNTS, type RestoreEntry } from '../../lib/domain/restores.ts'
import { planUndo } from '../../lib/domain/undoing.ts'
import { IMPORTER, NOW, stored } from './support.ts'

const UNDO = { kind: 'undo', id: 'undo-1' } as const
const REP = { kind: 'user', id: 'rep' } as const
const ONE = { userId: 'one', email: 'one@x.example' }
const TWO = { userId: 'two', email: 'two@x.example' }

const base = (fields: Fields = { name: 'A', zip: '1' }, more: Partial<StoredRecord> = {}) => stored('r', fields, more)
/** As the import left it, and as a person left it after that. */
const imported = (record: StoredRecord, fields: Fields): StoredRecord => ({
  ...record,
  fields,
  version: record.version + 1,
  updatedBy: IMPORTER,
  etag: 'imported',
})
const edited = (record: StoredRecord, fields: Fields, more: Partial<StoredRecord> = {}): StoredRecord => ({
  ...record,
  fields: { ...record.fields, ...fields },
  version: record.version + 1,
  updatedBy: REP,
  updatedAt: '2026-05-05',
  etag: 'edited',
  ...more,
})
const placed = (at: typeof ONE, record: MusterRecord) => ({ at, record })

interface Scene {
  readonly changes: readonly RecordChange[]
  readonly one?: readonly StoredRecord[]
  readonly two?: readonly StoredRecord[]
  readonly chosen?: readonly string[]
}

function undo({ changes, one = [], two = [], chosen = ['one', 'two'] }: Scene): (RestoreEntry | 'unchanged')[] {
  const records = new Map([
    ['one', one],
    ['two', two],
  ])
  return planUndo({ changes, records, isChosen: (userId) => chosen.includes(userId), author: UNDO, now: NOW })
}
const one = (scene: Scene) => undo(scene)[0]

describe('what an import updated', () => {
  const before = base({ name: 'A', zip: '1', phone: '5' })
  const after = imported(before, { name: 'B', zip: '2', city: 'Wien' })
  const changes = [{ before: placed(ONE, before), after: placed(ONE, after) }]

  it('goes back field by field, filled ones are emptied and emptied ones filled', () => {
    expect(one({ changes, one: [after] })).toEqual({
      type: 'customers',
      id: 'r',
      title: 'A',
      action: 'updated',
      fields: ['name', 'zip', 'phone', 'city'],
      change: {
        before: placed(ONE, after),
        after: placed(ONE, {
          ...withoutEtag(base({ name: 'A', zip: '1', phone: '5' })),
          version: after.version + 1,
          updatedAt: NOW,
          updatedBy: UNDO,
        }),
      },
    })
  })

  it('keeps what was edited since, names it, and takes back the rest', () => {
    const current = edited(after, { name: 'C', note: 'new' })
    expect(one({ changes, one: [current] })).toMatchObject({
      action: 'updated',
      fields: ['zip', 'phone', 'city'],
      kept: { reason: 'edited', fields: ['name'], by: REP, at: '2026-05-05' },
      change: { after: { record: { fields: { name: 'C', zip: '1', phone: '5', note: 'new' } } } },
    })
  })

  it('stays altogether where all of it was edited, and is left alone where it is back already', () => {
    const current = edited(after, { name: 'C', zip: '3', phone: '6', city: 'Graz' })
    expect(one({ changes, one: [current] })).toMatchObject({ action: 'kept', fields: [], kept: { reason: 'edited' } })
    expect(one({ changes, one: [edited(after, {}, { fields: before.fields })] })).toBe('unchanged')
    expect(one({ changes, one: [] })).toMatchObject({ action: 'kept', kept: { reason: 'gone' } })
  })

  it('goes back in the recycle bin too, where it stays', () => {
    const deleted = { at: '2026-06-06', by: REP }
    expect(one({ changes, one: [edited(after, {}, { deleted })] })).toMatchObject({
      action: 'updated',
      change: { after: { record: { fields: before.fields, deleted } } },
    })
  })
})

describe('what an import created', () => {
  const after = imported(base(), { name: 'A', zip: '1' })
  const changes = [{ after: placed(ONE, after) }]
  const visit = stored('v', { subject: 'Visit', customer: 'r' }, { type: 'appointments' })

  it('goes to the recycle bin', () => {
    expect(one({ changes, one: [after] })).toMatchObject({
      action: 'deleted',
      change: {
        before: placed(ONE, after),
        after: { record: { deleted: { at: NOW, by: UNDO }, fields: after.fields } },
      },
    })
  })

  it('stays if it was edited, or if somebody entered a visit there', () => {
    expect(one({ changes, one: [edited(after, { note: 'x' })] })).toMatchObject({
      action: 'kept',
      kept: { reason: 'edited', fields: ['note'], by: REP },
    })
    expect(one({ changes, one: [after, visit] })).toMatchObject({ action: 'kept', kept: { reason: 'in-use' } })
  })

  it('goes with the visits that the same import created, unless one of them stays', () => {
    const both = [...changes, { after: placed(ONE, visit) }]
    expect(undo({ changes: both, one: [after, visit] })).toMatchObject([{ action: 'deleted' }, { action: 'deleted' }])
    expect(undo({ changes: both, one: [after, edited(visit, { note: 'x' })] })).toMatchObject([
      { action: 'kept', kept: { reason: 'in-use' } },
      { action: 'kept', kept: { reason: 'edited' } },
    ])
  })

  it('is left where somebody deleted it meanwhile', () => {
    expect(one({ changes, one: [edited(after, {}, { deleted: { at: NOW, by: REP } })] })).toBe('unchanged')
  })
})

describe('what an import deleted or restored', () => {
  const live = base()
  const binned: StoredRecord = { ...imported(live, live.fields), deleted: { at: '2026-04-04', by: IMPORTER } }

  it('comes out of the bin, unless somebody took it out already', () => {
    const changes = [{ before: placed(ONE, live), after: placed(ONE, binned) }]
    const entry = one({ changes, one: [binned] })
    expect(entry).toMatchObject({ action: 'restored', change: { after: { record: { updatedBy: UNDO } } } })
    expect(entry).not.toHaveProperty('change.after.record.deleted')
    expect(one({ changes, one: [edited(binned, {}, { deleted: undefined })] })).toBe('unchanged')
  })

  it('stays there if somebody took it out and deleted it anew', () => {
    const changes = [{ before: placed(ONE, live), after: placed(ONE, binned) }]
    const anew = edited(binned, {}, { deleted: { at: '2026-05-05', by: REP } })
    expect(one({ changes, one: [anew] })).toMatchObject({ action: 'kept', kept: { reason: 'deleted-since', by: REP } })
  })

  it('goes back into the bin, unless it was edited since', () => {
    const restored = { ...imported(live, { name: 'B', zip: '1' }) }
    const changes = [{ before: placed(ONE, { ...live, deleted: binned.deleted }), after: placed(ONE, restored) }]
    expect(one({ changes, one: [restored] })).toMatchObject({
      action: 'deleted',
      fields: ['name'],
      change: { after: { record: { deleted: { at: NOW, by: IMPORTER }, fields: live.fields } } },
    })
    const recent = { at: '2026-11-20', by: REP }
    const lately = [{ ...changes[0], before: placed(ONE, { ...live, deleted: recent }) }]
    expect(one({ changes: lately, one: [restored] })).toMatchObject({
      change: { after: { record: { deleted: recent } } },
    })
    expect(one({ changes, one: [edited(restored, { note: 'x' })] })).toMatchObject({ action: 'kept' })
  })
})

describe('what an import moved', () => {
  const before = base({ name: 'A', externalId: '7' })
  const after = imported(before, { name: 'B', externalId: '7' })
  const changes = [{ before: placed(ONE, before), after: placed(TWO, after) }]
  const visit = stored('v', { subject: 'Visit', customer: 'r' }, { type: 'appointments' })

  it('goes back to whom it came from, with later edits and later visits', () => {
    const current = edited(after, { note: 'x' })
    expect(undo({ changes, two: [current, visit] })).toMatchObject([
      {
        action: 'moved',
        fields: ['name'],
        change: {
          before: placed(TWO, current),
          after: { at: ONE, record: { fields: { ...before.fields, note: 'x' } } },
        },
      },
      { action: 'moved', type: 'appointments', change: { before: { at: TWO }, after: { at: ONE } } },
    ])
  })

  it('stays while nothing is undone for that user, and so do its visits', () => {
    const moved = [...changes, { before: placed(ONE, visit), after: placed(TWO, visit) }]
    const entries = undo({ changes: moved, two: [after, visit], chosen: ['two'] })
    expect(entries).toMatchObject([
      { action: 'kept', kept: { reason: 'belongs-to-another-user' } },
      { action: 'kept', kept: { reason: 'belongs-to-another-user' } },
    ])
  })

  it('stays where its external ID is in use by now, with its visits', () => {
    const moved = [...changes, { before: placed(ONE, visit), after: placed(TWO, visit) }]
    const rival = stored('other', { externalId: '7' })
    expect(undo({ changes: moved, one: [rival], two: [after, visit] })).toMatchObject([
      { action: 'kept', kept: { reason: 'external-id-in-use' } },
      { action: 'kept', kept: { reason: 'customer-stays' } },
    ])
  })

  it('is left alone where it is back already', () => {
    expect(one({ changes, one: [before] })).toBe('unchanged')
    expect(one({ changes, one: [before], two: [after] })).toMatchObject({ kept: { reason: 'already-there' } })
    expect(one({ changes })).toMatchObject({ kept: { reason: 'gone' } })
  })
})

describe('what a restore took away', () => {
  const gone = base()

  it('is there again', () => {
    const changes = [{ before: placed(ONE, gone) }]
    expect(one({ changes })).toMatchObject({ action: 'created', change: { after: { at: ONE, record: { id: 'r' } } } })
    expect(one({ changes, one: [gone] })).toBe('unchanged')
  })
})

it('counts each record once, and what is kept in part beside', () => {
  const before = base()
  const after = imported(before, { name: 'B', zip: '2' })
  const changes = [{ before: placed(ONE, before), after: placed(ONE, after) }]
  const counts = undo({ changes, one: [edited(after, { name: 'C' })] })
    .map((entry) => (entry === 'unchanged' ? 1 : entry))
    .reduce(counted, NO_COUNTS)
  expect(counts).toEqual({ ...NO_COUNTS, updated: 1, partly: 1 })
})
