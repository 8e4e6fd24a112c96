import { describe } from '@jest/globals'
import { configuration } from '../support.ts'
import { ALT, ALT_ROW, hold } from './rules.ts'

const FULL = { ...ALT, street: 'Weg 1', phone: '0664/1', note: 'since 1998', callIntervalDays: 30 }

describe('an empty cell', () => {
  hold({
    'keeps what the record has, if nothing is said of it': {
      fields: 'externalId! street phone note callIntervalDays',
      before: { a: FULL },
      rows: [['K-1', null, '', '   ', null]],
      outcome: ['2 unchanged'],
      after: { a: FULL },
    },
    'clears where it is to clear, and only there': {
      fields: 'externalId! street~ phone note~ callIntervalDays~',
      before: { a: FULL },
      rows: [['K-1', null, '', '   ', '\u00a0']],
      outcome: ['2 updated'],
      after: { a: { ...ALT, phone: '0664/1' } },
    },
    'at the end of a row that is too short is empty like any other': {
      fields: 'externalId! street note~',
      before: { a: FULL },
      rows: [['K-1']],
      outcome: ['2 updated'],
      after: { a: { externalId: 'K-1', name: 'Alt', zip: '06108', city: 'Halle', street: 'Weg 1', phone: '0664/1', callIntervalDays: 30 } }, // prettier-ignore
    },
    'keeps where a token clears; the token clears': {
      fields: 'externalId! street# note#',
      before: { a: FULL },
      rows: [['K-1', '#CLEAR', null]],
      outcome: ['2 updated'],
      after: { a: { ...ALT, phone: '0664/1', note: 'since 1998', callIntervalDays: 30 } },
    },
    'never clears what is required': {
      fields: 'externalId! name~ zip# city~',
      before: { a: FULL },
      rows: [['K-1', null, '#clear', null]],
      outcome: ['2 rejected required-missing required-missing required-missing'],
      after: { a: FULL },
    },
    'never clears a field that is kept': {
      fields: 'externalId! note',
      settings: { mapping: [...configuration('externalId!').mapping, { column: 'note', field: 'note', update: 'keep', empty: 'clear' }] }, // prettier-ignore
      before: { a: FULL },
      rows: [['K-1', null]],
      outcome: ['2 unchanged'],
    },
    'leaves a field of a new record empty, whatever it does to others': {
      fields: 'externalId! name zip city street~ phone# note',
      rows: [[...ALT_ROW, null, '#CLEAR', null]],
      outcome: ['2 created'],
      after: { 'new-2': ALT },
    },
  })
})

describe('a token', () => {
  hold({
    'clears also a number, which it is not': {
      fields: 'externalId! callIntervalDays#',
      before: { a: FULL },
      rows: [['K-1', '#CLEAR']],
      outcome: ['2 updated'],
      after: { a: { ...ALT, street: 'Weg 1', phone: '0664/1', note: 'since 1998' } },
    },
    'means nothing in a column without it': {
      fields: 'externalId! note',
      before: { a: FULL },
      rows: [['K-1', '#CLEAR']],
      outcome: ['2 updated'],
      after: { a: { ...FULL, note: '#CLEAR' } },
    },
    'may be what a replacement gives': {
      fields: 'externalId!',
      settings: {
        mapping: [
          ...configuration('externalId!').mapping,
          { column: 'note', field: 'note', update: 'overwrite', empty: { token: '-' }, replacements: [{ from: 'none', to: '-' }] }, // prettier-ignore
        ],
      },
      before: { a: { ...ALT, note: 'x' } },
      rows: [['K-1', 'None']],
      outcome: ['2 updated'],
      after: { a: ALT },
    },
  })
})

describe('a column that is not mapped', () => {
  hold({
    'is never touched': {
      fields: 'externalId! name',
      before: { a: FULL },
      rows: [['K-1', 'Anders', 'a cell of a column that is not mapped', null]],
      outcome: ['2 updated'],
      after: { a: { ...FULL, name: 'Anders' } },
    },
  })
})
