import { describe } from '@jest/globals'
import { ALT, ALT_ROW, hold, NEU, NEU_ROW } from './rules.ts'

const fields = 'externalId! name zip city'

describe('create', () => {
  const mode = 'create'
  hold({
    'makes one new record of each row': { mode, fields, rows: [ALT_ROW, NEU_ROW], outcome: ['2 created', '3 created'], after: { 'new-2': ALT, 'new-3': NEU } }, // prettier-ignore
    'leaves every existing record as it is, also one that a row names': {
      mode,
      fields,
      before: { a: ALT },
      rows: [ALT_ROW.with(1, 'Other')],
      outcome: ['2 rejected already-exists'],
      after: { a: ALT },
    },
    'brings nothing back from the recycle bin': {
      mode,
      fields,
      bin: { b: NEU },
      rows: [NEU_ROW],
      outcome: ['2 rejected already-exists'],
      after: {},
      binAfter: ['b'],
    },
    'deletes nothing that is not in the file': {
      mode,
      fields,
      before: { b: NEU },
      rows: [ALT_ROW],
      outcome: ['2 created'],
      after: { b: NEU, 'new-2': ALT },
    },
    'needs no key': { mode, fields: 'name zip city', rows: [['Alt', '06108', 'Halle']], outcome: ['2 created'] },
    'makes the same file’s records only once, where they have external IDs': {
      mode,
      fields: 'externalId name zip city',
      before: { 'new-2': ALT },
      rows: [ALT_ROW],
      outcome: ['2 rejected already-exists'],
    },
    'fills also fields that are kept or only moved forward': {
      mode,
      fields: 'externalId name= zip city lastCall>',
      rows: [[...ALT_ROW, '2026-01-01']],
      outcome: ['2 created'],
      after: { 'new-2': { ...ALT, lastCall: '2026-01-01' } },
    },
  })
})

describe('update', () => {
  hold({
    'updates what is found, creates what is not, restores what is in the recycle bin': {
      fields,
      before: { a: ALT },
      bin: { b: NEU },
      rows: [ALT_ROW.with(1, 'Anders'), NEU_ROW, ['K-3', 'Drei', '1010', 'Wien']],
      outcome: ['2 updated', '3 restored', '4 created'],
      after: {
        a: { ...ALT, name: 'Anders' },
        b: NEU,
        'new-4': { externalId: 'K-3', name: 'Drei', zip: '1010', city: 'Wien' },
      },
      binAfter: [],
    },
    'updates single fields: a mass update needs only the key and the field': {
      fields: 'externalId! priority',
      before: { a: ALT },
      rows: [['K-1', 'A']],
      outcome: ['2 updated'],
      after: { a: { ...ALT, priority: 'A' } },
    },
    'of a mass update refuses rows with unknown keys, since nothing can be made of them': {
      fields: 'externalId! priority',
      before: { a: ALT },
      rows: [['K-9', 'A']],
      outcome: ['2 rejected required-missing required-missing required-missing'],
      after: { a: ALT },
    },
    'deletes nothing that is not in the file': {
      fields,
      before: { a: ALT, b: NEU },
      rows: [ALT_ROW],
      outcome: ['2 unchanged'],
      after: { a: ALT, b: NEU },
    },
    'restores with the record’s own fields, and overwrites what the row says': {
      fields: 'externalId! city',
      bin: { a: { ...ALT, note: 'since 1998' } },
      rows: [['K-1', 'Leipzig']],
      outcome: ['2 restored'],
      after: { a: { ...ALT, city: 'Leipzig', note: 'since 1998' } },
    },
    'says unchanged of a row that finds everything as it says': {
      fields,
      before: { a: ALT },
      rows: [ALT_ROW],
      outcome: ['2 unchanged'],
      after: { a: ALT },
    },
    'lets one bad row stop no other': {
      fields: 'externalId! name zip city email',
      rows: [
        [...ALT_ROW, 'no address'],
        [...NEU_ROW, null],
      ],
      outcome: ['2 rejected not-an-email', '3 created'],
      after: { 'new-3': NEU },
    },
    'writes nothing of a row of which one cell is bad': {
      fields: 'externalId! name callIntervalDays',
      before: { a: ALT },
      rows: [['K-1', 'Anders', 'often']],
      outcome: ['2 rejected not-a-number'],
      after: { a: ALT },
    },
  })
})

describe('update and delete', () => {
  const mode = 'update-and-delete'
  hold({
    'does what update does, and puts records that are not in the file into the recycle bin': {
      mode,
      fields,
      before: { a: ALT, b: NEU },
      rows: [ALT_ROW.with(1, 'Anders'), ['K-3', 'Drei', '1010', 'Wien']],
      outcome: ['2 updated', '3 created', '- deleted'],
      after: { a: { ...ALT, name: 'Anders' }, 'new-3': { externalId: 'K-3', name: 'Drei', zip: '1010', city: 'Wien' } },
      binAfter: ['b'],
    },
    'leaves in the recycle bin what is not in the file': {
      mode,
      fields,
      bin: { b: NEU },
      rows: [ALT_ROW],
      outcome: ['2 created'],
      binAfter: ['b'],
    },
    'keeps records whose row is rejected': {
      mode,
      fields: 'externalId! email',
      before: { a: ALT },
      rows: [['K-1', 'no address']],
      outcome: ['2 rejected not-an-email'],
      after: { a: ALT },
    },
    'keeps both records that one row may mean': {
      mode,
      fields: 'name! note',
      before: { a: ALT, b: { ...NEU, name: 'Alt' }, c: NEU },
      rows: [['Alt', 'x']],
      outcome: ['2 rejected several-matches', '- deleted'],
      after: { a: ALT, b: { ...NEU, name: 'Alt' } },
    },
    'keeps a record that a row names by its external ID, though the rest of the key differs': {
      mode,
      fields: 'externalId! name! city',
      before: { a: ALT },
      rows: [['K-1', 'Alt & Sons', 'Halle']],
      outcome: ['2 rejected required-missing external-id-taken'],
      after: { a: ALT },
    },
    'keeps a record whose external ID is in the file, though the key is another': {
      mode,
      fields: 'name! zip! city externalId',
      before: { a: ALT },
      rows: [['Alt & Sons', '06108', 'Halle', 'K-1']],
      outcome: ['2 rejected external-id-taken'],
      after: { a: ALT },
    },
    'keeps a record that a row names by its Muster ID, though the rest of the key differs': {
      mode,
      fields: 'id! externalId! name',
      before: { a: ALT },
      rows: [['a', 'K-7', 'Alt']],
      outcome: ['2 rejected unknown-id'],
      after: { a: ALT },
    },
    'keeps records that only rows of nobody name': {
      mode,
      fields,
      before: { a: ALT, b: NEU },
      rows: [ALT_ROW],
      unassigned: [['K-2', null, null, null]],
      outcome: ['2 unchanged'],
      after: { a: ALT, b: NEU },
    },
    'keeps records that rows of nobody name by their external ID, though the key is another': {
      mode,
      fields: 'name! zip city externalId',
      before: { a: ALT },
      rows: [['Neu', '8001', 'Zürich', 'K-2']],
      unassigned: [['Alt & Sons', '06108', 'Halle', 'K-1']],
      outcome: ['2 created'],
      after: { a: ALT, 'new-2': NEU },
    },
    'empties an account whose user has no matching row left in the file, into the recycle bin': {
      mode,
      fields,
      before: { a: ALT },
      rows: [NEU_ROW],
      outcome: ['2 created', '- deleted'],
      after: { 'new-2': NEU },
      binAfter: ['a'],
    },
  })
})
