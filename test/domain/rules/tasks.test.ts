import { describe } from '@jest/globals'
import { ALT, hold } from './rules.ts'

const type = 'tasks'
const fields = 'externalId! subject date completionOptional customer note'
const TASK = { externalId: 'T-1', subject: 'Call back', completionOptional: false }

describe('a task', () => {
  hold({
    'needs a subject and nothing else; completion is not optional unless it says so': {
      type,
      fields,
      rows: [['T-1', 'Call back', null, null, null, null]],
      outcome: ['2 created'],
      after: { 'new-2': TASK },
    },
    'is not optional where no column says so': {
      type,
      fields: 'externalId! subject',
      rows: [['T-1', 'Call back']],
      outcome: ['2 created'],
      after: { 'new-2': TASK },
    },
    'without a subject is refused': {
      type,
      fields,
      rows: [['T-1', null, null, null, null, null]],
      outcome: ['2 rejected required-missing'],
    },
    'may have a date, a note and a customer': {
      type,
      fields,
      customers: { 'c-1': ALT },
      rows: [['T-1', 'Call back', '23.04.2026', 'x', 'K-1', 'after lunch']],
      outcome: ['2 created'],
      after: {
        'new-2': { ...TASK, date: '2026-04-23', completionOptional: true, customer: 'c-1', note: 'after lunch' },
      },
    },
    'becomes a task without a date where an empty cell clears': {
      type,
      fields: 'externalId! date~',
      before: { a: { ...TASK, date: '2026-04-23' } },
      rows: [['T-1', null]],
      outcome: ['2 updated'],
      after: { a: TASK },
    },
    'keeps its date where an empty cell keeps': {
      type,
      fields: 'externalId! date',
      before: { a: { ...TASK, date: '2026-04-23' } },
      rows: [['T-1', null]],
      outcome: ['2 unchanged'],
    },
    'keeps its completion where an empty cell keeps: empty means no only for new ones': {
      type,
      fields: 'externalId! completionOptional',
      before: { a: { ...TASK, completionOptional: true } },
      rows: [['T-1', null]],
      outcome: ['2 unchanged'],
    },
    'is refused with a customer of another user': {
      type,
      fields,
      rows: [['T-1', 'Call back', null, null, 'K-1', null]],
      outcome: ['2 rejected unknown-reference'],
    },
  })
})
