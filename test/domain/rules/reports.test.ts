import { describe, expect, it } from '@jest/globals'
import { planOf, stored } from '../support.ts'
import { ALT, hold } from './rules.ts'

const type = 'reports'
const fields = 'externalId! customer date startTime endTime durationMinutes reportType'
const customers = { 'c-1': ALT }
const CALL = { externalId: 'R-1', customer: 'c-1', date: '2026-04-23', startTime: '08:00:00', reportType: '0' }
const UNTIL_NINE = { ...CALL, endTime: '09:00:00', durationMinutes: 60 }

describe('a report', () => {
  hold({
    'with an end gets its duration, and is a call unless it says otherwise': {
      type,
      fields,
      customers,
      rows: [['R-1', 'K-1', '23.04.2026', '08:00', '09:00', null, null]],
      outcome: ['2 created'],
      after: { 'new-2': UNTIL_NINE },
    },
    'with a duration gets its end': {
      type,
      fields,
      customers,
      rows: [['R-1', 'K-1', '23.04.2026', '08:00', null, 60, null]],
      outcome: ['2 created'],
      after: { 'new-2': UNTIL_NINE },
    },
    'with both has its end time win': {
      type,
      fields,
      customers,
      rows: [['R-1', 'K-1', '23.04.2026', '08:00', '09:00', 15, null]],
      outcome: ['2 created'],
      after: { 'new-2': UNTIL_NINE },
    },
    'with neither is refused': {
      type,
      fields,
      customers,
      rows: [['R-1', 'K-1', '23.04.2026', '08:00', null, null, null]],
      outcome: ['2 rejected end-or-duration-missing'],
    },
    'that ends before it starts is refused': {
      type,
      fields,
      customers,
      rows: [['R-1', 'K-1', '23.04.2026', '09:00', '08:00', null, null]],
      outcome: ['2 rejected end-before-begin'],
    },
    'needs a customer, a date and a start time': {
      type,
      fields,
      customers,
      rows: [
        ['R-1', null, '23.04.2026', '08:00', '09:00', null, null],
        ['R-2', 'K-1', null, '08:00', '09:00', null, null],
        ['R-3', 'K-1', '23.04.2026', null, '09:00', null, null],
      ],
      outcome: ['2 rejected required-missing', '3 rejected required-missing', '4 rejected required-missing'],
    },
    'is a call where no column says its type': {
      type,
      fields: 'externalId! customer date startTime endTime durationMinutes',
      customers,
      rows: [['R-1', 'K-1', '23.04.2026', '08:00', '09:00', null]],
      outcome: ['2 created'],
      after: { 'new-2': UNTIL_NINE },
    },
    'keeps its type where the cell is empty: empty means call only for new ones': {
      type,
      fields: 'externalId! reportType',
      before: { a: { ...UNTIL_NINE, reportType: '2' } },
      rows: [['R-1', null]],
      outcome: ['2 unchanged'],
    },
    'is found by customer, date and start time where it has no external ID': {
      type,
      fields: 'customer! date! startTime! endTime',
      customers,
      before: { a: UNTIL_NINE },
      rows: [['K-1', '23.04.2026', '8:00', '09:30']],
      outcome: ['2 updated'],
      after: { a: { ...UNTIL_NINE, endTime: '09:30:00', durationMinutes: 90 } },
    },
    'keeps its end where that is kept, and then its duration follows from it': {
      type,
      fields: 'externalId! endTime= durationMinutes note',
      before: { a: UNTIL_NINE },
      rows: [['R-1', null, 15, 'x']],
      outcome: ['2 updated'],
      after: { a: { ...UNTIL_NINE, note: 'x' } },
    },
    'that comes again with a shorter duration and its end is unchanged: the end wins each time': {
      type,
      fields,
      customers,
      before: { a: UNTIL_NINE },
      rows: [['R-1', 'K-1', '23.04.2026', '08:00', '09:00', 15, null]],
      outcome: ['2 unchanged'],
    },
  })

  it.each([
    [0, 'a call'],
    [1, 'a missed call'],
    [2, 'other'],
    [3, 'the start of work'],
    [4, 'the end of work'],
    [5, 'a day off'],
  ])('of type %j is %s', (cell) => {
    const plan = planOf(fields, {
      type,
      customers: [stored('c-1', ALT)],
      rows: [['R-1', 'K-1', '23.04.2026', '08:00', '09:00', null, cell]],
    })
    expect(plan.entries[0]?.operation?.after.fields['reportType']).toBe(String(cell))
  })
})

describe('the option to raise the last call', () => {
  const settings = { raiseLastCall: true }
  const reports = (rows: readonly (readonly [id: string, day: string, type: number])[], lastCall?: string, on = true) =>
    planOf(fields, {
      type,
      customers: [stored('c-1', { ...ALT, ...(lastCall === undefined ? {} : { lastCall }) })],
      rows: rows.map(([id, day, kind]) => [id, 'K-1', day, '08:00', '09:00', null, kind]),
      ...(on ? { settings } : {}),
    }).entries.flatMap(({ outcome, operation }) => (outcome === 'related' ? [operation?.after.fields['lastCall']] : []))

  it('is off unless it is asked for', () => expect(reports([['R-1', '2026-04-23', 0]], undefined, false)).toEqual([]))
  it('raises it to the latest call of the file', () => {
    expect(reports([['R-1', '2026-04-23', 0], ['R-2', '2026-05-01', 0]], '2026-01-01')).toEqual(['2026-05-01']) // prettier-ignore
  })
  it('counts calls only, of all types of report', () => {
    expect([1, 2, 3, 4, 5].flatMap((kind) => reports([['R-1', '2026-04-23', kind]]))).toEqual([])
  })
  it('never lowers it', () => expect(reports([['R-1', '2025-12-31', 0]], '2026-01-01')).toEqual([]))
})
