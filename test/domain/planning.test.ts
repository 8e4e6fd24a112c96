import { describe, expect, it } from '@jest/globals'
import { apply, BEFORE, BINNED, IMPORTER, NOW, only, outline, planInput, planOf, stored } from './support.ts'
import { plan } from '../../lib/domain/planning.ts'
import { NO_COUNTS } from '../../lib/domain/plans.ts'

const FIELDS = 'externalId! name zip city'
const K1 = { externalId: 'K-1', name: 'Alt', zip: '06108', city: 'Halle' }
const ROW1 = ['K-1', 'Alt', '06108', 'Halle']

describe('a row whose key is unknown', () => {
  it('becomes a new record', () => {
    expect(only(planOf(FIELDS, { rows: [ROW1] }))).toEqual({
      id: 'new-2',
      type: 'customers',
      version: 1,
      fields: K1,
      createdAt: NOW,
      createdBy: IMPORTER,
      updatedAt: NOW,
      updatedBy: IMPORTER,
      lastImport: { importId: 'import-1', row: 2 },
    })
  })
  it('is rejected where something required is missing, with place and cells', () => {
    const { entries, counts } = planOf('externalId! name zip', { rows: [['K-1', null, '06108']] })
    expect(entries).toEqual([
      {
        row: 2,
        outcome: 'rejected',
        title: 'K-1',
        cells: ['K-1', null, '06108'],
        reasons: [
          { code: 'required-missing', field: 'name', column: 'name', message: expect.stringContaining('empty') },
          { code: 'required-missing', field: 'city', message: expect.stringContaining('no column') },
        ],
      },
    ])
    expect(counts).toEqual({ ...NO_COUNTS, rejected: 1 })
  })
  it('takes kept fields from the file, and initial values where the file has none', () => {
    const created = only(planOf('externalId! subject= customer=', { type: 'tasks', rows: [['T-1', 'Anrufen', null]] }))
    expect(created.fields).toEqual({ externalId: 'T-1', subject: 'Anrufen', completionOptional: false })
  })
})

describe('a row whose record exists', () => {
  const records = [stored('a', K1)]

  it('updates it, with the state before and the fields that differ', () => {
    const { entries } = planOf(FIELDS, { records, rows: [['K-1', 'Neu', '06108', 'Halle']] })
    expect(entries).toEqual([
      {
        row: 2,
        outcome: 'updated',
        title: 'Neu',
        operation: {
          kind: 'update',
          before: records[0],
          changed: ['name'],
          after: {
            id: 'a',
            type: 'customers',
            version: 4,
            fields: { ...K1, name: 'Neu' },
            createdAt: BEFORE,
            createdBy: { kind: 'user', id: 'anna' },
            updatedAt: NOW,
            updatedBy: IMPORTER,
            lastImport: { importId: 'import-1', row: 2 },
          },
        },
      },
    ])
  })
  it('leaves it alone where nothing differs', () => {
    expect(planOf(FIELDS, { records, rows: [ROW1] }).entries).toEqual([
      { row: 2, outcome: 'unchanged', title: 'Alt', recordId: 'a' },
    ])
  })
  it('never touches fields that are kept, empty or not mapped', () => {
    const full = [stored('a', { ...K1, street: 'Weg 1', note: 'n', phone: '1' })]
    const { entries } = planOf('externalId! name= street', { records: full, rows: [['K-1', 'Neu', ' ']] })
    expect(entries).toEqual([{ row: 2, outcome: 'unchanged', title: 'Alt', recordId: 'a' }])
  })
  it('clears where empty cells are to clear, but nothing that is required', () => {
    const full = [stored('a', { ...K1, street: 'Weg 1' }), stored('b', { ...K1, externalId: 'K-2', street: 'Weg 2' })]
    const done = planOf('externalId! street~ name~', { records: full, rows: [['K-1', null, 'Alt'], ['K-2', null, null]] }) // prettier-ignore
    expect(outline(done)).toEqual(['2 updated', '3 rejected required-missing'])
    expect(only(done).fields).toEqual(K1)
  })
  it('puts a cleared field back to its initial value', () => {
    const tasks = [stored('t', { externalId: 'T-1', subject: 's', completionOptional: true }, { type: 'tasks' })]
    const done = planOf('externalId! completionOptional~', { type: 'tasks', records: tasks, rows: [['T-1', null]] })
    expect(only(done).fields['completionOptional']).toBe(false)
  })
  it('sets an external ID where there is none, and never changes one', () => {
    const rows = [['Alt', '06108', 'K-9']]
    const { externalId: _none, ...without } = K1
    expect(outline(planOf('name! zip! externalId', { records: [stored('a', without)], rows }))).toEqual(['2 updated'])
    const refused = planOf('name! zip! externalId', { records, rows })
    expect(outline(refused)).toEqual(['2 rejected immutable'])
    expect(refused.entries[0]?.reasons).toMatchObject([{ column: 'externalId', value: 'K-9' }])
    expect(outline(planOf('name! zip! externalId~', { records, rows: [['Alt', '06108', null]] }))).toEqual([
      '2 rejected immutable',
    ])
  })
  it('is not held up by an old flaw in fields the row does not change', () => {
    const flawed = [
      stored('a', { externalId: 'A-1', subject: 's', earliestBegin: '2026-01-01T10:00:00' }, { type: 'appointments' }),
    ]
    const scene = { type: 'appointments', records: flawed } as const
    expect(outline(planOf('externalId! note', { ...scene, rows: [['A-1', 'neu']] }))).toEqual(['2 updated'])
    const moved = planOf('externalId! latestEnd', { ...scene, rows: [['A-1', '01.01.2026 09:00']] })
    expect(outline(moved)).toEqual(['2 rejected end-before-begin'])
  })
})

describe('keys', () => {
  it('are external IDs by letter and case', () => {
    const records = [stored('a', K1)]
    expect(outline(planOf(FIELDS, { records, rows: [['k-1', 'x', '1', 'y']] }))).toEqual(['2 created'])
  })
  it('are e-mail addresses without case, and text in one Unicode form', () => {
    const records = [stored('a', { ...K1, email: 'Info@Kunde.example', name: 'Café' })]
    const row = ['INFO@kunde.EXAMPLE', 'Cafe\u0301 ', '06108']
    const { entries } = planOf('email! name! zip', { records, rows: [row] })
    expect(entries).toEqual([{ row: 2, outcome: 'unchanged', title: 'Café', recordId: 'a' }])
    const decomposed = [stored('a', { ...K1, name: ' Cafe\u0301' })]
    expect(outline(planOf('name! zip!', { records: decomposed, rows: [['Caf\u00e9', '06108']] }))).toEqual([
      '2 unchanged',
    ])
  })
  it('hold in combination', () => {
    const records = [stored('a', K1), stored('b', { ...K1, externalId: 'K-2', zip: '1010' })]
    const { entries } = planOf('name! zip! phone', { records, rows: [['Alt', 1010, '5']] })
    expect(entries).toMatchObject([{ outcome: 'updated', operation: { after: { id: 'b' } } }])
  })
  it('may be Muster’s own ID, which never makes a record', () => {
    const records = [stored('a', K1)]
    const done = planOf('id! name zip city', { records, rows: [['a', 'Neu', '1', 'y'], ['zz', 'Neu', '1', 'y']] }) // prettier-ignore
    expect(outline(done)).toEqual(['2 updated', '3 rejected unknown-id'])
    expect(only(done).fields).toEqual({ ...K1, name: 'Neu', zip: '1', city: 'y' })
  })
  it('that are twice in the file reject both rows, each naming the other', () => {
    const rows = [ROW1, ['K-2', 'x', '1', 'y'], ['K-1', 'Other', '1', 'y'], ['K-1', null, null, null]]
    const done = planOf(FIELDS, { rows })
    expect(outline(done)).toEqual([
      '2 rejected duplicate-key-in-file',
      '3 created',
      '4 rejected duplicate-key-in-file',
      '5 rejected duplicate-key-in-file',
    ])
    expect(done.entries.map(({ reasons }) => reasons?.[0]?.rows)).toEqual([[4, 5], undefined, [2, 5], [2, 4]])
  })
  it('need not be the external ID for it to be unique in the file and at the user', () => {
    const records = [stored('a', K1), stored('b', { name: 'B', zip: '2', city: 'y' })]
    const fields = 'name! zip! city externalId'
    const twice = planOf(fields, { records, rows: [['X', '1', 'y', 'K-9'], ['Y', '1', 'y', 'K-9']] }) // prettier-ignore
    expect(outline(twice)).toEqual(['2 rejected duplicate-key-in-file', '3 rejected duplicate-key-in-file'])
    const taken = planOf(fields, { records, rows: [['X', '1', 'y', 'K-1'], ['B', '2', 'y', 'K-1']] }) // prettier-ignore
    expect(outline(taken).every((line) => line.includes('rejected'))).toBe(true)
    expect(outline(planOf(fields, { records, rows: [['X', '1', 'y', 'K-1']] }))).toEqual([
      '2 rejected external-id-taken',
    ])
    expect(outline(planOf(fields, { records, rows: [['B', '2', 'y', 'K-1']] }))).toEqual([
      '2 rejected external-id-taken',
    ])
  })
  it('that fit two records are not guessed', () => {
    const records = [stored('a', K1), stored('b', { ...K1, externalId: 'K-2' })]
    expect(outline(planOf('name! zip! city', { records, rows: [['Alt', '06108', 'z']] }))).toEqual([
      '2 rejected several-matches',
    ])
  })
  it('that are empty find nothing and make nothing', () => {
    const { externalId: _none, ...without } = K1
    expect(outline(planOf(FIELDS, { records: [stored('a', without)], rows: [[null, 'x', '1', 'y']] }))).toEqual([
      '2 rejected key-empty',
    ])
  })
})

describe('the recycle bin', () => {
  const records = [stored('a', K1, BINNED)]
  it('gives back a record with the same key, updated', () => {
    const { entries } = planOf(FIELDS, { records, rows: [['K-1', 'Neu', '06108', 'Halle']] })
    expect(entries).toMatchObject([
      { outcome: 'restored', operation: { kind: 'restore', before: records[0], changed: ['name'] } },
    ])
    expect(entries[0]?.operation?.after).toMatchObject({ id: 'a', version: 4, fields: { name: 'Neu' } })
    expect(entries[0]?.operation?.after.deleted).toBeUndefined()
  })
  it('gives back a record even if nothing else differs', () => {
    expect(planOf(FIELDS, { records, rows: [ROW1] }).entries).toMatchObject([
      { outcome: 'restored', operation: { changed: [] } },
    ])
  })
  it('comes after the records that are there', () => {
    const both = [stored('b', { ...K1, externalId: 'K-2' }), stored('c', { ...K1, externalId: 'K-3' }, BINNED)]
    const { entries } = planOf('name! zip! phone', { records: both, rows: [['Alt', '06108', '1']] })
    expect(entries).toMatchObject([{ outcome: 'updated', operation: { after: { id: 'b' } } }])
  })
  it('does not choose between two', () => {
    const both = [stored('b', { ...K1, externalId: 'K-2' }, BINNED), stored('c', { ...K1, externalId: 'K-3' }, BINNED)]
    expect(outline(planOf('name! zip! phone', { records: both, rows: [['Alt', '06108', '1']] }))).toEqual([
      '2 rejected several-matches',
    ])
  })
})

describe('mode create', () => {
  const scene = {
    mode: 'create',
    records: [stored('a', K1), stored('b', { ...K1, externalId: 'K-2' }, BINNED)],
  } as const
  it('refuses what exists, also in the recycle bin, with or without a key', () => {
    const rows = [ROW1, ['K-2', 'x', '1', 'y'], ['K-3', 'x', '1', 'y'], [null, 'x', '1', 'y']]
    const expected = ['2 rejected already-exists', '3 rejected already-exists', '4 created', '5 created']
    expect(outline(planOf(FIELDS, { ...scene, rows }))).toEqual(expected)
    expect(outline(planOf('externalId name zip city', { ...scene, rows }))).toEqual(expected)
  })
})

describe('mode update-and-delete', () => {
  const records = [
    stored('a', K1),
    stored('b', { ...K1, externalId: 'K-2' }),
    stored('c', { ...K1, externalId: 'K-3' }, BINNED),
    stored('d', { ...K1, externalId: 'K-4' }),
  ]
  const scene = { mode: 'update-and-delete', records } as const

  it('puts records that are not in the file into the recycle bin, after the rows', () => {
    const done = planOf(FIELDS, { ...scene, rows: [ROW1] })
    expect(outline(done)).toEqual(['2 unchanged', '- deleted', '- deleted'])
    expect(done.counts).toMatchObject({ unchanged: 1, deleted: 2 })
    expect(done.entries[1]).toEqual({
      row: null,
      outcome: 'deleted',
      title: 'Alt',
      operation: {
        kind: 'delete',
        before: records[1],
        after: expect.objectContaining({
          id: 'b',
          version: 4,
          fields: records[1]?.fields,
          deleted: { at: NOW, by: IMPORTER },
          lastImport: { importId: 'import-1', row: null },
        }),
      },
    })
  })
  it('deletes no record whose row was rejected or stands twice', () => {
    const rows = [ROW1, ['K-2', 'x'.repeat(300), '1', 'y'], ['K-4', 'x', '1', 'y'], ['K-4', 'z', '1', 'y']]
    expect(planOf(FIELDS, { ...scene, rows }).counts.deleted).toBe(0)
  })
  it.each([['K 01/050'], [null], [{ error: '#REF!' }]])('deletes nothing while a row has the key %j', (key) => {
    const done = planOf(FIELDS, { ...scene, rows: [ROW1, [key, 'x', '1', 'y']] })
    expect(done.counts.deleted).toBe(0)
    expect(done.entries[1]?.reasons?.map(({ code }) => code)).toContain('deletions-withheld')
  })
  it('deletes no record that a row of nobody names', () => {
    const done = planOf(FIELDS, { ...scene, rows: [ROW1], unassigned: [['K-2', 'x', '1', 'y'], ['?!', null, null, null]] }) // prettier-ignore
    expect(done.entries.flatMap(({ operation }) => operation?.after.id ?? [])).toEqual(['d'])
  })
  it('is the only mode that deletes', () => {
    expect(planOf(FIELDS, { records, mode: 'update', rows: [ROW1] }).counts.deleted).toBe(0)
    expect(planOf(FIELDS, { records, mode: 'create', rows: [] }).counts.deleted).toBe(0)
  })
})

describe('references', () => {
  const customers = [
    stored('c-1', K1),
    stored('c-2', { ...K1, externalId: 'K-2' }, BINNED),
    stored('c-3', { ...K1, externalId: '4711' }),
    stored('c-4', { ...K1, externalId: 'c-1' }),
  ]
  const scene = { type: 'tasks', mode: 'create', customers } as const
  it.each([
    ['K-1', 'c-1'],
    ['c-3', 'c-3'],
    [4711, 'c-3'],
  ])('%j points to %s', (cell, id) => {
    expect(only(planOf('subject customer', { ...scene, rows: [['s', cell]] })).fields['customer']).toBe(id)
  })
  it.each([
    ['K-9', 'unknown-reference'],
    ['k-1', 'unknown-reference'],
    ['K-2', 'reference-in-recycle-bin'],
    ['c-2', 'reference-in-recycle-bin'],
    ['c-1', 'ambiguous-reference'],
  ])('%j is refused as %s', (cell, code) => {
    const { entries } = planOf('subject customer', { ...scene, rows: [['s', cell]] })
    expect(entries).toMatchObject([
      { outcome: 'rejected', reasons: [{ code, column: 'customer', field: 'customer', value: cell }] },
    ])
  })
  it('may be left out where they are not required', () => {
    expect(outline(planOf('subject customer', { ...scene, rows: [['s', null]] }))).toEqual(['2 created'])
    const report = planOf('customer date startTime durationMinutes', {
      type: 'reports',
      mode: 'create',
      rows: [[null, '2026-01-01', '08:00', 5]],
    })
    expect(outline(report)).toEqual(['2 rejected required-missing'])
  })
})

describe('reports', () => {
  const fields = 'externalId! customer date startTime endTime durationMinutes reportType'
  const customers = [stored('c-1', K1)]
  const row = ['R-1', 'K-1', '28.09.2026', '12:30:00', null, 45, null]
  const scene = { type: 'reports', customers } as const

  it('get their end, stay unchanged, and follow a new duration', () => {
    const first = planOf(fields, { ...scene, rows: [row] })
    expect(only(first).fields).toMatchObject({
      endTime: '13:15:00',
      durationMinutes: 45,
      reportType: '0',
      customer: 'c-1',
    })
    const records = apply([], first)
    expect(outline(planOf(fields, { ...scene, records, rows: [row] }))).toEqual(['2 unchanged'])
    const longer = planOf(fields, { ...scene, records, rows: [row.with(5, 60)] })
    expect(only(longer).fields).toMatchObject({ endTime: '13:30:00', durationMinutes: 60 })
    const both = planOf(fields, { ...scene, records, rows: [row.with(4, '13:00').with(5, 60)] })
    expect(only(both).fields).toMatchObject({ endTime: '13:00:00', durationMinutes: 30 })
  })
})

describe('rows as people keep them', () => {
  it('are rejected by row, column and value', () => {
    const fields = 'externalId! name zip city callIntervalDays lastCall email'
    const good = ['K-1', 'Gärtnerei', 8001, 'Zürich', 7, '23.4.26', null]
    const rows = [
      good,
      good.with(0, 'K-2').with(1, null),
      good.with(0, 'K-3').with(4, 5),
      good.with(0, 'K-4').with(5, '31.02.2026'),
      good.with(0, 'K-5').with(6, 'kein-email'),
      good.with(0, 'K 01/050'),
      good.with(0, 'K-7').with(4, 'x').with(6, 'y'),
    ]
    const done = planOf(fields, { rows })
    const reasons = done.entries.map(({ row, reasons = [] }) => [
      row,
      ...reasons.map(({ code, column, value }) => [code, column, value]),
    ])
    expect(reasons).toEqual([
      [2],
      [3, ['required-missing', 'name', undefined]],
      [4, ['out-of-range', 'callIntervalDays', '5']],
      [5, ['no-such-date', 'lastCall', '31.02.2026']],
      [6, ['not-an-email', 'email', 'kein-email']],
      [7, ['pattern', 'externalId', 'K 01/050']],
      [8, ['not-a-number', 'callIntervalDays', 'x'], ['not-an-email', 'email', 'y']],
    ])
    expect(only(done).fields).toMatchObject({ zip: '8001', lastCall: '2026-04-23' })
    expect(done.entries.slice(1).map(({ cells }) => cells)).toEqual(rows.slice(1))
  })
})

it('takes a mapping that does not fit the file for a fault', () => {
  const input = planInput(FIELDS, { rows: [ROW1] })
  expect(() => plan({ ...input, columns: ['externalId'] })).toThrow('"name"')
})

describe('an exported file, with the Muster ID and the external ID as keys', () => {
  const records = [stored('a', K1), stored('b', { ...K1, externalId: 'K-2' })]
  const again = (rows: Parameters<typeof planOf>[1]['rows']) => planOf('id! externalId! name', { records, rows })

  it('finds rows that were added without an ID by their external ID', () => {
    expect(
      outline(
        again([
          ['a', 'K-1', 'Neu'],
          [null, 'K-2', 'Neu'],
        ]),
      ),
    ).toEqual(['2 updated', '3 updated'])
  })
  it('rejects two rows for one record, one with the ID and one without', () => {
    const codes = ['2 rejected duplicate-key-in-file', '3 rejected duplicate-key-in-file']
    expect(
      outline(
        again([
          ['a', 'K-1', 'Neu'],
          [null, 'K-1', 'Neu'],
        ]),
      ),
    ).toEqual(codes)
  })
  it('does not let an ID point to another record than the external ID does', () => {
    expect(outline(again([['a', 'K-2', 'Neu']]))).toEqual(['2 rejected unknown-id'])
  })
})
