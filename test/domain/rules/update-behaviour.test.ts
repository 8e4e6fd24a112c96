import { describe } from '@jest/globals'
import { ALT, ALT_ROW, hold, NEU } from './rules.ts'

const CALLED = { ...ALT, lastCall: '2026-03-01', lastMissedCall: '2026-02-01' }

describe('a field that is overwritten', () => {
  hold({
    'takes the value of the file': {
      fields: 'externalId! name',
      before: { a: ALT },
      rows: [['K-1', 'Anders']],
      outcome: ['2 updated'],
      after: { a: { ...ALT, name: 'Anders' } },
    },
    'is filled where it was empty': {
      fields: 'externalId! phone',
      before: { a: ALT },
      rows: [['K-1', '0664/12 34']],
      outcome: ['2 updated'],
      after: { a: { ...ALT, phone: '0664/12 34' } },
    },
    'counts as changed by a letter’s case, which people see': {
      fields: 'externalId! name',
      before: { a: ALT },
      rows: [['K-1', 'ALT']],
      outcome: ['2 updated'],
      after: { a: { ...ALT, name: 'ALT' } },
    },
    'counts as unchanged by space around it and by its Unicode form': {
      fields: 'externalId! name',
      before: { a: { ...ALT, name: 'Caf\u00e9' } },
      rows: [['K-1', '  Cafe\u0301 ']],
      outcome: ['2 unchanged'],
    },
    'may be a date that goes back': {
      fields: 'externalId! lastCall',
      before: { a: CALLED },
      rows: [['K-1', '01.01.2026']],
      outcome: ['2 updated'],
      after: { a: { ...CALLED, lastCall: '2026-01-01' } },
    },
  })
})

describe('a field that is kept', () => {
  hold({
    'stays as it is in a record that exists': {
      fields: 'externalId! note= city',
      before: { a: { ...ALT, note: 'written by Anna' } },
      rows: [['K-1', 'from the file', 'Leipzig']],
      outcome: ['2 updated'],
      after: { a: { ...ALT, note: 'written by Anna', city: 'Leipzig' } },
    },
    'stays empty in a record that exists': {
      fields: 'externalId! note=',
      before: { a: ALT },
      rows: [['K-1', 'from the file']],
      outcome: ['2 unchanged'],
      after: { a: ALT },
    },
    'is filled from the file in a new record': {
      fields: 'externalId! name= zip= city= note=',
      rows: [[...ALT_ROW, 'from the file']],
      outcome: ['2 created'],
      after: { 'new-2': { ...ALT, note: 'from the file' } },
    },
    'stays as it is in a record that comes back from the recycle bin': {
      fields: 'externalId! note=',
      bin: { a: { ...ALT, note: 'written by Anna' } },
      rows: [['K-1', 'from the file']],
      outcome: ['2 restored'],
      after: { a: { ...ALT, note: 'written by Anna' } },
    },
  })
})

describe('a last call or last missed call that is overwritten if newer', () => {
  const fields = 'externalId! lastCall> lastMissedCall>'
  hold({
    'takes a later day, each field for itself': {
      fields,
      before: { a: CALLED },
      rows: [['K-1', '02.03.2026', '31.01.2026']],
      outcome: ['2 updated'],
      after: { a: { ...CALLED, lastCall: '2026-03-02' } },
    },
    'stays at the same day': {
      fields,
      before: { a: CALLED },
      rows: [['K-1', '01.03.2026', '01.02.2026']],
      outcome: ['2 unchanged'],
    },
    'is filled where it was empty': {
      fields,
      before: { a: ALT },
      rows: [['K-1', '01.03.1999', null]],
      outcome: ['2 updated'],
      after: { a: { ...ALT, lastCall: '1999-03-01' } },
    },
    'is taken as it is into a new record': {
      fields: 'externalId! name zip city lastCall>',
      rows: [[...ALT_ROW, '01.03.1999']],
      outcome: ['2 created'],
      after: { 'new-2': { ...ALT, lastCall: '1999-03-01' } },
    },
  })
})

describe('an external ID', () => {
  hold({
    'is set where a record has none': {
      fields: 'name! zip! externalId',
      before: { a: { name: 'Alt', zip: '06108', city: 'Halle' } },
      rows: [['Alt', '06108', 'K-1']],
      outcome: ['2 updated'],
      after: { a: ALT },
    },
    'is never changed': {
      fields: 'name! zip! externalId',
      before: { a: ALT },
      rows: [['Alt', '06108', 'K-7']],
      outcome: ['2 rejected immutable'],
      after: { a: ALT },
    },
    'is never changed in its case': {
      fields: 'name! zip! externalId',
      before: { a: ALT },
      rows: [['Alt', '06108', 'k-1']],
      outcome: ['2 rejected immutable'],
      after: { a: ALT },
    },
    'is never cleared, by an empty cell or a token': {
      fields: 'name! externalId#',
      before: { a: ALT, b: NEU },
      rows: [
        ['Alt', '#CLEAR'],
        ['Neu', null],
      ],
      outcome: ['2 rejected immutable', '3 unchanged'],
      after: { a: ALT, b: NEU },
    },
    'is given to one record of a user only': {
      fields: 'name! zip! city externalId',
      before: { a: ALT },
      rows: [['Neu', '8001', 'Zürich', 'K-1']],
      outcome: ['2 rejected external-id-taken'],
      after: { a: ALT },
    },
    'is taken also by a record in the recycle bin, which may come back': {
      fields: 'name! zip! city externalId',
      bin: { a: ALT },
      rows: [['Neu', '8001', 'Zürich', 'K-1']],
      outcome: ['2 rejected external-id-taken'],
      after: {},
    },
    'that is kept may differ in the file': {
      fields: 'name! zip! externalId= city',
      before: { a: ALT },
      rows: [['Alt', '06108', 'K-7', 'Leipzig']],
      outcome: ['2 updated'],
      after: { a: { ...ALT, city: 'Leipzig' } },
    },
  })
})
