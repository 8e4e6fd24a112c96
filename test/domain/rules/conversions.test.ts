import { describe, expect, it } from '@jest/globals'
import type { Cell } from '../../../lib/domain/cells.ts'
import type { FieldMapping, Notation } from '../../../lib/domain/configuration.ts'
import { plan } from '../../../lib/domain/planning.ts'
import { GERMAN, planInput, planOf, stored } from '../support.ts'
import { ALT } from './rules.ts'

interface Conversion {
  readonly field: string
  readonly cell: Cell
  /** The value in the record, or the code of the refusal after an exclamation mark. */
  readonly becomes: string | number | boolean
  readonly notation?: Notation
  readonly column?: Partial<FieldMapping>
  readonly type?: 'customers' | 'tasks' | 'appointments' | 'reports'
}

const ENGLISH: Notation = { decimal: '.', dateOrder: 'mdy' }
const COMPLETE: Readonly<Record<string, readonly (readonly [string, Cell])[]>> = {
  customers: [['name', 'Alt'], ['zip', '1'], ['city', 'Halle']], // prettier-ignore
  tasks: [['subject', 'Call']],
  appointments: [['subject', 'Visit'], ['earliestBegin', '2026-01-01T08:00'], ['durationMinutes', 30]], // prettier-ignore
  reports: [['customer', 'K-1'], ['date', '2026-01-01'], ['startTime', '08:00'], ['durationMinutes', 30]], // prettier-ignore
}

/** What one cell becomes in a new record that has everything else it needs: conversion as an import does it. */
function becomes({ field, cell, notation = GERMAN, column = {}, type = 'customers' }: Conversion) {
  const cells = new Map<string, Cell>([...(COMPLETE[type] ?? []), [field, cell]])
  const input = planInput([...cells.keys()].join(' '), {
    type,
    mode: 'create',
    rows: [[...cells.values()]],
    customers: [stored('c-1', ALT)],
  })
  const mapping = input.configuration.mapping.map((entry) => (entry.field === field ? { ...entry, ...column } : entry))
  const [entry] = plan({ ...input, configuration: { ...input.configuration, mapping, notation } }).entries
  return entry?.reasons === undefined ? entry?.operation?.after.fields[field] : `! ${entry.reasons[0]?.code}`
}

/** A ZIP as the number that a spreadsheet made of it, over a record that has it whole. */
const ZIP_RULES: Readonly<Record<string, { fields: string; row: readonly Cell[]; zip: string }>> = {
  'has its zeros back by the country of the row': { fields: 'externalId! zip country', row: ['K-1', 4109, 'DE'], zip: '04109' }, // prettier-ignore
  'has its zeros back by the country of the record': { fields: 'externalId! zip', row: ['K-1', 4109], zip: '04109' },
  'stays as it is where the country it then has is another': { fields: 'externalId! zip country', row: ['K-1', 4109, 'AT'], zip: '4109' }, // prettier-ignore
  'stays as it is where the country is cleared': { fields: 'externalId! zip country~', row: ['K-1', 4109, null], zip: '4109' }, // prettier-ignore
  'stays as it is where the country is cleared in a column before it': { fields: 'externalId! country~ zip', row: ['K-1', null, 4109], zip: '4109' }, // prettier-ignore
  'that is a text of its own loses none': { fields: 'externalId! zip', row: ['K-1', '00501'], zip: '00501' },
}

describe('a ZIP that became a number', () => {
  it.each(Object.entries(ZIP_RULES))('%s', (_rule, { fields, row, zip }) => {
    const { entries } = planOf(fields, { records: [stored('a', { ...ALT, country: 'DE' })], rows: [row] })
    expect(entries[0]?.operation?.after.fields['zip']).toBe(zip)
  })
})

const RULES: Readonly<Record<string, Conversion>> = {
  'a date is read in the file’s order: day first': { field: 'lastCall', cell: '03.04.2026', becomes: '2026-04-03' },
  'a date is read in the file’s order: month first': { field: 'lastCall', cell: '03/04/2026', notation: ENGLISH, becomes: '2026-03-04' }, // prettier-ignore
  'a date that does not exist in the file’s order is refused, not swapped': { field: 'lastCall', cell: '04/23/2026', becomes: '! no-such-date' }, // prettier-ignore
  'a column of another order than the file is read in its own': {
    field: 'lastCall',
    cell: '04/23/2026',
    column: { notation: { dateOrder: 'mdy' } },
    becomes: '2026-04-23',
  },
  'an ISO date is the same in every notation': { field: 'lastCall', cell: '2026-04-03', notation: ENGLISH, becomes: '2026-04-03' }, // prettier-ignore
  'a serial number of a day is that day': { field: 'lastCall', cell: 46135, becomes: '2026-04-23' },
  'a year of two digits is of this century up to 49': { field: 'lastCall', cell: '23.4.26', becomes: '2026-04-23' },
  'a date keeps its day whatever time and zone stand behind it': { field: 'lastCall', cell: '2026-04-23T23:30:00+02:00', becomes: '2026-04-23' }, // prettier-ignore
  'a date is not made of a phone number': { field: 'lastCall', cell: '0664/1234567', becomes: '! not-a-date' },
  'a phone number is not made a date': { field: 'phone', cell: '04/23', becomes: '04/23' },
  'a phone number keeps its zeros, slashes and spaces': { field: 'phone', cell: '0043 664/12 34-5', becomes: '0043 664/12 34-5' }, // prettier-ignore
  'a phone number that became a number keeps its digits, not its exponent': { field: 'mobile', cell: 436641234567, becomes: '436641234567' }, // prettier-ignore
  'a ZIP code keeps its zeros in front': { field: 'zip', cell: '06108', becomes: '06108' },
  'a ZIP code that became a number stays the text of its digits where its country is not known': { field: 'zip', cell: 6108, becomes: '6108' }, // prettier-ignore
  'an external ID keeps its zeros in front': { field: 'externalId', cell: '004711', becomes: '004711' },
  'an external ID of up to 40 allowed characters is taken': { field: 'externalId', cell: 'Az09-_{}.', becomes: 'Az09-_{}.' }, // prettier-ignore
  'an external ID of 41 characters is refused': { field: 'externalId', cell: 'x'.repeat(41), becomes: '! too-long' },
  'an external ID with any other character is refused': { field: 'externalId', cell: 'K 01/050', becomes: '! pattern' },
  'a decimal comma is a decimal comma': { field: 'latitude', cell: '48,137', becomes: 48.137 },
  'a decimal point is a decimal point': { field: 'latitude', cell: '48.137', notation: ENGLISH, becomes: 48.137 },
  'a decimal sign of the other notation is refused, where it can be nothing else': { field: 'latitude', cell: '48.2082', becomes: '! not-a-number' }, // prettier-ignore
  'a column of another decimal sign than the file is read in its own': {
    field: 'latitude',
    cell: '48.137',
    column: { notation: { decimal: '.' } },
    becomes: 48.137,
  },
  'a real number is the same in every notation': { field: 'longitude', cell: 16.3738, becomes: 16.3738 },
  'a whole number may come with a decimal part of nothing': { field: 'callDurationMinutes', cell: '30,0', becomes: 30 },
  'a whole number is not rounded': { field: 'callDurationMinutes', cell: '30,5', becomes: '! not-an-integer' },
  'yes is understood in English': { type: 'tasks', field: 'completionOptional', cell: 'Yes', becomes: true },
  'yes is understood in German': { type: 'tasks', field: 'completionOptional', cell: 'ja', becomes: true },
  'no is understood in both': { type: 'tasks', field: 'completionOptional', cell: 'Nein', becomes: false },
  'a word that is neither yes nor no is refused': { type: 'tasks', field: 'completionOptional', cell: 'maybe', becomes: '! not-yes-or-no' }, // prettier-ignore
  'a selection is found by its key': { type: 'reports', field: 'reportType', cell: 1, becomes: '1' },
  'a selection is found by its English label': { type: 'reports', field: 'reportType', cell: 'missed call', becomes: '1' }, // prettier-ignore
  'a selection is found by its German label': { type: 'reports', field: 'reportType', cell: 'Freier Tag', becomes: '5' }, // prettier-ignore
  'a selection that does not exist is refused': { type: 'reports', field: 'reportType', cell: 6, becomes: '! unknown-option' }, // prettier-ignore
  'a country is found by its ISO code': { field: 'country', cell: 'ch', becomes: 'CH' },
  'a country is found by its English name': { field: 'country', cell: 'Austria', becomes: 'AT' },
  'a country is found by its German name': { field: 'country', cell: 'Österreich', becomes: 'AT' },
  'a country that does not exist is refused': { field: 'country', cell: 'Atlantis', becomes: '! unknown-country' },
  'a date-time may be text in the file’s notation': { type: 'appointments', field: 'latestEnd', cell: '21.12.2026 15:30', becomes: '2026-12-21T15:30:00' }, // prettier-ignore
  'a date-time may be a serial number': { type: 'appointments', field: 'latestEnd', cell: 46135.5, becomes: '2026-04-23T12:00:00' }, // prettier-ignore
  'a time may be text': { type: 'reports', field: 'startTime', cell: '8:30 pm', becomes: '20:30:00' },
  'a time may be the fraction of a day': { type: 'reports', field: 'startTime', cell: 0.5, becomes: '12:00:00' },
  'an e-mail address is checked for its form': { field: 'email', cell: 'kein-email', becomes: '! not-an-email' },
  'a failed formula is refused, not imported as text': { field: 'note', cell: { error: '#N/A' }, becomes: '! error-cell' }, // prettier-ignore
  'a failed formula may be replaced': {
    field: 'note',
    cell: { error: '#N/A' },
    column: { replacements: [{ from: '#N/A', to: 'unknown' }] },
    becomes: 'unknown',
  },
  'a value that the user replaces is converted to the field like any other': {
    field: 'callIntervalDays',
    cell: ' MONTHLY ',
    column: { replacements: [{ from: 'monthly', to: '30' }] },
    becomes: 30,
  },
  'a replacement is read in the notation of its column': {
    field: 'lastCall',
    cell: 'new year',
    column: { replacements: [{ from: 'New Year', to: '01.02.2026' }] },
    becomes: '2026-02-01',
  },
  'a number is replaced by what it shows': {
    field: 'priority',
    cell: 1,
    column: { replacements: [{ from: '1', to: 'A' }] },
    becomes: 'A',
  },
  'umlauts, quotes and line breaks arrive as they are': { field: 'note', cell: 'Größe "M"\r\n3 < 4 & mehr', becomes: 'Größe "M"\n3 < 4 & mehr' }, // prettier-ignore
}

describe('in an import', () => {
  it.each(Object.entries(RULES))('%s', (_rule, conversion) => {
    expect(becomes(conversion)).toBe(conversion.becomes)
  })

  it('a refusal names row, column, value and rule', () => {
    const { entries } = plan(planInput('externalId! callIntervalDays', { rows: [['K-1', 5]] }))
    expect(entries[0]).toMatchObject({
      row: 2,
      reasons: [{ column: 'callIntervalDays', value: '5', code: 'out-of-range', message: expect.stringContaining('7 to 730') }], // prettier-ignore
    })
  })
  it('all refusals of a row are named at once', () => {
    const rows = [['K-1', 5, 'soon', 'nobody']]
    const { entries } = plan(planInput('externalId! callIntervalDays lastCall email', { rows }))
    expect(entries[0]?.reasons?.map(({ column }) => column)).toEqual(['callIntervalDays', 'lastCall', 'email'])
  })
})
