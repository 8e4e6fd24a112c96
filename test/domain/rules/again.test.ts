import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Cell } from '../../../lib/domain/cells.ts'
import type { EmptyCellPolicy, FieldMapping, UpdateBehaviour } from '../../../lib/domain/configuration.ts'
import { plan } from '../../../lib/domain/planning.ts'
import type { RecordTypeName } from '../../../lib/domain/record-types/types.ts'
import type { Fields, StoredRecord } from '../../../lib/domain/records.ts'
import { apply, planInput, stored } from '../support.ts'
import { ALT, NEU } from './rules.ts'

interface Type {
  readonly cells: Readonly<Record<string, readonly Cell[]>>
  readonly before: readonly Fields[]
}

const CUSTOMER: readonly Cell[] = ['K-1', 'K-2', 'c-1', 'K-9', null]
const REPORT = { customer: 'c-1', date: '2026-04-23', startTime: '08:00:00', reportType: '0' }

/** Cells of each field and records that are there, of the types whose fields follow from one another. */
const TYPES: Readonly<Record<Exclude<RecordTypeName, 'customers'>, Type>> = {
  appointments: {
    cells: {
      subject: ['Visit', 'Fair', null],
      customer: CUSTOMER,
      earliestBegin: ['21.12.2026 09:00', '2026-12-21T10:00', 'soon', null],
      latestEnd: ['21.12.2026 11:00', '21.12.2026 08:00', null],
      durationMinutes: [30, 90, 121, 0, null],
      zip: ['06108', 6108, null],
      country: ['DE', 'Österreich', null],
    },
    before: [
      { subject: 'Visit', earliestBegin: '2026-12-21T09:00:00', durationMinutes: 60, customer: 'c-1' },
      {
        subject: 'Fair',
        earliestBegin: '2026-12-21T09:00:00',
        latestEnd: '2026-12-21T11:00:00',
        zip: '06108',
        country: 'DE',
      },
      { subject: 'Flawed', earliestBegin: '2026-12-21T09:00:00' },
    ],
  },
  tasks: {
    cells: {
      subject: ['Call', null],
      customer: CUSTOMER,
      date: ['23.04.2026', 46135, '31.02.2026', null],
      completionOptional: ['ja', 'no', 'maybe', null],
    },
    before: [
      { subject: 'Call', date: '2026-04-23', completionOptional: true },
      { subject: 'Call', customer: 'c-2', completionOptional: false },
    ],
  },
  reports: {
    cells: {
      customer: CUSTOMER,
      date: ['23.04.2026', '24.04.2026', null],
      startTime: ['08:00', '23:30', null],
      endTime: ['09:00', '07:00', '23:59', null],
      durationMinutes: [0, 45, 60, 1440, null],
      reportType: [0, 'Missed call', 7, null],
    },
    before: [
      { ...REPORT, endTime: '09:00:00', durationMinutes: 60 },
      { ...REPORT, startTime: '23:30:00', durationMinutes: 45 },
      { ...REPORT, endTime: '08:30:00', durationMinutes: 20 },
    ],
  },
}

const customers = [stored('c-1', ALT), stored('c-2', NEU)]

describe.each(Object.keys(TYPES) as (keyof typeof TYPES)[])('the same file of %s again', (type) => {
  const { cells, before } = TYPES[type]
  const names = Object.keys(cells)
  const records: StoredRecord[] = before.map((fields, index) =>
    stored(`r-${index}`, { externalId: `X-${index}`, ...fields }, { type }),
  )
  const mappingOf = (field: string): fc.Arbitrary<FieldMapping> =>
    fc.record({
      column: fc.constant(field),
      field: fc.constant(field),
      update: fc.constantFrom<UpdateBehaviour>('overwrite', 'overwrite', 'keep'),
      empty: fc.constantFrom<EmptyCellPolicy>('keep', 'clear'),
    })
  const scene = fc.shuffledSubarray(names, { minLength: 1 }).chain((fields) =>
    fc.record({
      mapping: fc
        .tuple(...fields.map(mappingOf))
        .map((others): FieldMapping[] => [
          { column: 'externalId', field: 'externalId', update: 'key', empty: 'keep' },
          ...others,
        ]),
      rows: fc.array(
        fc.tuple(
          fc.constantFrom<Cell>('X-0', 'X-1', 'X-2', 'X-3', 'X-4'),
          ...fields.map((field) => fc.constantFrom(...(cells[field] ?? []))),
        ),
        { maxLength: 4 },
      ),
      raiseLastCall: fc.boolean(),
    }),
  )
  const planned = (
    { mapping, rows, raiseLastCall }: typeof scene extends fc.Arbitrary<infer S> ? S : never,
    there: readonly StoredRecord[],
  ) => {
    // prettier-ignore
    const input = planInput('externalId!', { type, rows, records: there, customers })
    const configuration = { ...input.configuration, mapping, raiseLastCall: type === 'reports' && raiseLastCall }
    const done = plan({ ...input, configuration, columns: mapping.map(({ column }) => column) })
    return { ...done, entries: done.entries.filter(({ outcome }) => outcome !== 'related') }
  }

  it('finds only unchanged rows, and refuses the refused ones', () => {
    fc.assert(
      fc.property(scene, (some) => {
        const first = planned(some, records)
        const again = planned(some, apply(records, first))
        expect(again.entries.map(({ outcome }) => outcome)).toEqual(
          first.entries.map(({ outcome }) => (outcome === 'rejected' ? 'rejected' : 'unchanged')),
        )
      }),
      { numRuns: 1000 },
    )
  })
})
