import { describe, expect, it } from '@jest/globals'
import type { Cell } from '../../../lib/domain/cells.ts'
import { outline, planOf } from '../support.ts'
import { ALT, ALT_ROW, hold } from './rules.ts'

describe('a customer', () => {
  hold({
    'needs a name, a ZIP and a city': {
      fields: 'externalId! name zip city',
      rows: [
        ['K-1', null, '06108', 'Halle'],
        ['K-2', 'Alt', null, 'Halle'],
        ['K-3', 'Alt', '06108', null],
      ],
      outcome: ['2 rejected required-missing', '3 rejected required-missing', '4 rejected required-missing'],
    },
    'needs nothing else, not even an external ID': {
      fields: 'name! zip! city',
      rows: [['Alt', '06108', 'Halle']],
      outcome: ['2 created'],
      after: { 'new-2': { name: 'Alt', zip: '06108', city: 'Halle' } },
    },
    'takes every field of the catalogue': {
      fields:
        'externalId! name zip city street region country latitude longitude phone mobile email website contactPerson priority callIntervalDays callDurationMinutes lastCall lastMissedCall callNote businessHours note',
      rows: [
        [...ALT_ROW, 'Weg 1', 'Sachsen-Anhalt', 'Deutschland', '51,48', '11,97', '0345/1', '0171 2', 'info@alt.example', 'www.alt.example', 'Frau Alt', 'A', 30, 45, '23.04.2026', '24.04.2026', 'ring twice', 'Mo-Fr 8-17', 'note'], // prettier-ignore
      ],
      outcome: ['2 created'],
      after: {
        'new-2': {
          ...ALT,
          street: 'Weg 1',
          region: 'Sachsen-Anhalt',
          country: 'DE',
          latitude: 51.48,
          longitude: 11.97,
          phone: '0345/1',
          mobile: '0171 2',
          email: 'info@alt.example',
          website: 'www.alt.example',
          contactPerson: 'Frau Alt',
          priority: 'A',
          callIntervalDays: 30,
          callDurationMinutes: 45,
          lastCall: '2026-04-23',
          lastMissedCall: '2026-04-24',
          callNote: 'ring twice',
          businessHours: 'Mo-Fr 8-17',
          note: 'note',
        },
      },
    },
    'is given its system ID, and keeps it': {
      fields: 'id! name',
      before: { a: ALT },
      rows: [
        ['a', 'Anders'],
        ['b', 'Neu'],
      ],
      outcome: ['2 updated', '3 rejected unknown-id'],
      after: { a: { ...ALT, name: 'Anders' } },
    },
  })

  it.each<[string, Cell, boolean]>([
    ['callIntervalDays', 0, true],
    ['callIntervalDays', 1, false],
    ['callIntervalDays', 6, false],
    ['callIntervalDays', 7, true],
    ['callIntervalDays', 730, true],
    ['callIntervalDays', 731, false],
    ['callDurationMinutes', 0, false],
    ['callDurationMinutes', 1440, true],
    ['latitude', 90, true],
    ['latitude', '90,1', false],
    ['longitude', -180, true],
    ['longitude', '-180,1', false],
  ])('may have %s %j: %j', (field, cell, allowed) => {
    const [line = ''] = outline(planOf(`externalId! name zip city ${field}`, { rows: [[...ALT_ROW, cell]] }))
    expect(line).toBe(allowed ? '2 created' : '2 rejected out-of-range')
  })

  it('may have the same external ID at every user, and every type of record its own', () => {
    const one = () => outline(planOf('externalId! name zip city', { rows: [ALT_ROW], records: [] }))
    expect([one(), one()]).toEqual([['2 created'], ['2 created']])
    const task = planOf('externalId! subject', {
      type: 'tasks',
      rows: [['K-1', 'Call']],
      customers: [],
    })
    expect(outline(task)).toEqual(['2 created'])
  })
})
