import { describe } from '@jest/globals'
import { ALT, hold, NEU } from './rules.ts'

const type = 'appointments'
const fields = 'externalId! subject earliestBegin latestEnd durationMinutes'
const NINE = '21.12.2026 09:00'
const ELEVEN = '21.12.2026 11:00'
const BEGIN = { externalId: 'A-1', subject: 'Visit', earliestBegin: '2026-12-21T09:00:00' }

describe('an appointment', () => {
  hold({
    'may have a latest end and no duration': {
      type,
      fields,
      rows: [['A-1', 'Visit', NINE, ELEVEN, null]],
      outcome: ['2 created'],
      after: { 'new-2': { ...BEGIN, latestEnd: '2026-12-21T11:00:00' } },
    },
    'may have a duration and no latest end': {
      type,
      fields,
      rows: [['A-1', 'Visit', NINE, null, 60]],
      outcome: ['2 created'],
      after: { 'new-2': { ...BEGIN, durationMinutes: 60 } },
    },
    'has leeway with all three': {
      type,
      fields,
      rows: [['A-1', 'Visit', NINE, ELEVEN, 60]],
      outcome: ['2 created'],
      after: { 'new-2': { ...BEGIN, latestEnd: '2026-12-21T11:00:00', durationMinutes: 60 } },
    },
    'is flexible on its day between 0:00 and 23:59': {
      type,
      fields,
      rows: [['A-1', 'Visit', '21.12.2026 00:00', '21.12.2026 23:59', 30]],
      outcome: ['2 created'],
      after: { 'new-2': { ...BEGIN, earliestBegin: '2026-12-21T00:00:00', latestEnd: '2026-12-21T23:59:00', durationMinutes: 30 } }, // prettier-ignore
    },
    'needs a latest end or a duration': {
      type,
      fields,
      rows: [['A-1', 'Visit', NINE, null, null]],
      outcome: ['2 rejected end-or-duration-missing'],
    },
    'does not end before it begins': {
      type,
      fields,
      rows: [['A-1', 'Visit', ELEVEN, NINE, null]],
      outcome: ['2 rejected end-before-begin'],
    },
    'does not last longer than the time it has': {
      type,
      fields,
      rows: [['A-1', 'Visit', NINE, ELEVEN, 121]],
      outcome: ['2 rejected duration-too-long'],
    },
    'needs a subject and an earliest begin': {
      type,
      fields,
      rows: [
        ['A-1', null, NINE, null, 60],
        ['A-2', 'Visit', null, null, 60],
      ],
      outcome: ['2 rejected required-missing', '3 rejected required-missing'],
    },
    'may be without a customer, with an address of its own': {
      type,
      fields: `${fields} customer street zip city country`,
      rows: [['A-1', 'Fair', NINE, null, 60, null, 'Messe 1', '04356', 'Leipzig', 'DE']],
      outcome: ['2 created'],
      after: { 'new-2': { ...BEGIN, subject: 'Fair', durationMinutes: 60, street: 'Messe 1', zip: '04356', city: 'Leipzig', country: 'DE' } }, // prettier-ignore
    },
    'belongs to a customer by external ID or by Muster ID': {
      type,
      fields: `${fields} customer`,
      customers: { 'c-1': ALT, 'c-2': NEU },
      rows: [
        ['A-1', 'Visit', NINE, null, 60, 'K-1'],
        ['A-2', 'Visit', NINE, null, 60, 'c-2'],
      ],
      outcome: ['2 created', '3 created'],
      after: {
        'new-2': { ...BEGIN, durationMinutes: 60, customer: 'c-1' },
        'new-3': { ...BEGIN, externalId: 'A-2', durationMinutes: 60, customer: 'c-2' },
      },
    },
    'is refused with a customer whom the user does not have': {
      type,
      fields: `${fields} customer`,
      customers: { 'c-1': ALT },
      rows: [['A-1', 'Visit', NINE, null, 60, 'K-9']],
      outcome: ['2 rejected unknown-reference'],
    },
    'may lose its latest end to a cleared cell only where a duration stays': {
      type,
      fields: 'externalId! latestEnd~',
      before: {
        a: { ...BEGIN, latestEnd: '2026-12-21T11:00:00', durationMinutes: 60 },
        b: { ...BEGIN, externalId: 'A-2', latestEnd: '2026-12-21T11:00:00' },
      },
      rows: [
        ['A-1', null],
        ['A-2', null],
      ],
      outcome: ['2 updated', '3 rejected end-or-duration-missing'],
    },
    'may be imported in every mode, and goes to the recycle bin where it is not in the file': {
      type,
      fields,
      mode: 'update-and-delete',
      before: { a: { ...BEGIN, durationMinutes: 60 }, b: { ...BEGIN, externalId: 'A-2', durationMinutes: 60 } },
      rows: [['A-1', 'Visit', NINE, null, 60]],
      outcome: ['2 unchanged', '- deleted'],
      binAfter: ['b'],
    },
  })
})
