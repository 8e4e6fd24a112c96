import { describe, expect, it } from '@jest/globals'
import { UPDATE_BEHAVIOURS, type FieldMapping } from '../../../lib/domain/configuration.ts'
import { checkConfiguration } from '../../../lib/domain/configurations.ts'
import { recordType } from '../../../lib/domain/record-types/catalogue.ts'
import { configuration, planOf, stored } from '../support.ts'
import { ALT, ALT_ROW, hold, NEU } from './rules.ts'

const WITHOUT_ID = { name: 'Alt', zip: '06108', city: 'Halle', street: 'Weg 1' }

describe('a key', () => {
  hold({
    'may be several fields, of which one alone finds nothing': {
      fields: 'name! street! zip! note',
      before: { a: WITHOUT_ID, b: { ...WITHOUT_ID, street: 'Weg 2' } },
      rows: [['Alt', 'Weg 2', '06108', 'x']],
      outcome: ['2 updated'],
      after: { a: WITHOUT_ID, b: { ...WITHOUT_ID, street: 'Weg 2', note: 'x' } },
    },
    'of several fields may have an empty one, which means a record where it is empty too': {
      fields: 'name! street! note',
      before: { a: WITHOUT_ID, b: ALT },
      rows: [['Alt', null, 'x']],
      outcome: ['2 updated'],
      after: { a: WITHOUT_ID, b: { ...ALT, note: 'x' } },
    },
    'is never written into the record it finds, however it is written': {
      fields: 'name! note',
      before: { a: ALT },
      rows: [[' ALT ', 'x']],
      outcome: ['2 updated'],
      after: { a: { ...ALT, note: 'x' } },
    },
    'ignores case in names and addresses': {
      fields: 'name! city! note',
      before: { a: ALT },
      rows: [['alt', 'HALLE', 'x']],
      outcome: ['2 updated'],
    },
    'takes any space inside a name for one': {
      fields: 'name! note',
      before: { a: { ...ALT, name: 'Café  Strauß' } },
      rows: [['café strauß', 'x']],
      outcome: ['2 updated'],
    },
    'minds the case of external IDs': {
      fields: 'externalId! name zip city',
      before: { a: ALT },
      rows: [['k-1', 'Alt', '06108', 'Halle']],
      outcome: ['2 created'],
      after: { a: ALT, 'new-2': { ...ALT, externalId: 'k-1' } },
    },
    'ignores space around external IDs': {
      fields: 'externalId! name zip city',
      before: { a: ALT },
      rows: [ALT_ROW.with(0, ' K-1 ')],
      outcome: ['2 unchanged'],
    },
    'finds a text that became a number in the spreadsheet by its digits': {
      fields: 'externalId! note',
      before: { a: { ...ALT, externalId: '4711' } },
      rows: [[4711, 'x']],
      outcome: ['2 updated'],
    },
    'invents no zeros in front: 4711 is not 04711': {
      fields: 'externalId! note',
      before: { a: { ...ALT, externalId: '04711' } },
      rows: [[4711, 'x']],
      outcome: ['2 rejected required-missing required-missing required-missing'],
    },
    'twice in the file rejects both rows, and neither wins': {
      fields: 'name! zip! city',
      before: { a: ALT },
      rows: [['Alt', '06108', 'Leipzig'], ['ALT', '06108', 'Dresden']], // prettier-ignore
      outcome: ['2 rejected duplicate-key-in-file', '3 rejected duplicate-key-in-file'],
      after: { a: ALT },
    },
    'of two records of the user rejects the row, and both stay': {
      fields: 'name! note',
      before: { a: ALT, b: { ...NEU, name: 'alt' } },
      rows: [['Alt', 'x']],
      outcome: ['2 rejected several-matches'],
      after: { a: ALT, b: { ...NEU, name: 'alt' } },
    },
    'of one living and one deleted record means the living one': {
      fields: 'name! note',
      before: { a: ALT },
      bin: { b: { ...NEU, name: 'Alt' } },
      rows: [['Alt', 'x']],
      outcome: ['2 updated'],
      after: { a: { ...ALT, note: 'x' } },
      binAfter: ['b'],
    },
    'that is empty is refused: it would find what has none': {
      fields: 'externalId! name',
      before: { a: WITHOUT_ID },
      rows: [[null, 'Anders']],
      outcome: ['2 rejected key-empty'],
      after: { a: WITHOUT_ID },
    },
    'that cannot be read is refused for what it is': {
      fields: 'externalId! name zip city',
      rows: [ALT_ROW.with(0, { error: '#REF!' })],
      outcome: ['2 rejected error-cell'],
    },
  })

  it('names the other row, the column and the value where it is twice in the file', () => {
    const { entries } = planOf('externalId! name zip city', { rows: [ALT_ROW, ALT_ROW.with(1, 'Other')] })
    expect(entries[0]?.reasons).toMatchObject([{ column: 'externalId', value: 'K-1', rows: [3], message: expect.stringContaining('row 3') }]) // prettier-ignore
    expect(entries[1]?.reasons).toMatchObject([{ rows: [2], message: expect.stringContaining('row 2') }])
  })
  it('names the records where it fits two', () => {
    const records = [stored('a', { ...ALT, email: 'x@y.example' }), stored('b', { ...NEU, email: 'X@y.example' })]
    const { entries } = planOf('email! note', { records, rows: [['x@Y.example', 'n']] })
    expect(entries[0]?.reasons?.[0]?.message).toContain('"Alt", "Neu"')
  })
})

describe('the settings', () => {
  const eight = ['externalId', 'name', 'street', 'zip', 'city', 'country', 'email', 'id']
  const codes = (keys: readonly string[], more: Parameters<typeof configuration>[1] = {}) => {
    const config = configuration(keys.join(' '), more)
    const columns = [...config.mapping.map(({ column }) => column), 'rep']
    return checkConfiguration(recordType('customers'), config, columns, ['Kunden']).map(({ message }) => message)
  }
  const asKeys = (names: readonly string[]) => names.map((name) => `${name}!`)

  it('take one to eight keys', () => {
    for (const count of [1, 2, 7, 8]) expect(codes(asKeys(eight.slice(0, count)))).toEqual([])
    const type = recordType('customers')
    const nine = [...asKeys(eight), 'note!']
    expect(codes(nine).some((message) => message?.includes('9 fields are keys; at most 8'))).toBe(true)
    expect(type.fields.filter(({ key }) => key === true).length).toBeGreaterThanOrEqual(8)
  })
  it.each(['update', 'update-and-delete'] as const)('need a key to %s', (mode) => {
    expect(codes(['externalId', 'name'], { mode })).toEqual([expect.stringContaining('needs 1 to 8 key fields')])
  })
  it('need none to create', () => expect(codes(['name', 'zip', 'city'], { mode: 'create' })).toEqual([]))
  it('need every required field to create', () => {
    expect(codes(['name', 'zip'], { mode: 'create' })).toEqual([expect.stringContaining('City')])
  })
  it('map a field from one column only', () => {
    expect(codes(['externalId!', 'name', 'name'])).toEqual([expect.stringContaining('mapped twice')])
  })
  it('take the system’s ID for a key and for nothing else', () => {
    const wrong = (update: FieldMapping['update']) =>
      checkConfiguration(
        recordType('customers'),
        configuration('externalId!', {
          mapping: [...configuration('externalId!').mapping, { column: 'id', field: 'id', update, empty: 'keep' }],
        }),
        ['externalId', 'id', 'rep'],
        ['Kunden'],
      )
    expect(UPDATE_BEHAVIOURS.filter((update) => wrong(update).length === 0)).toEqual(['key'])
  })
  it.each([
    ['move', 'external ID, system ID or both', [['externalId!'], ['id!'], ['id!', 'externalId!']]],
    ['copy', 'the external ID', [['externalId!']]],
  ] as const)('to %s customers take %s for keys, and no other', (mode, _words, allowed) => {
    const transfer = { mode, appointments: false, tasks: false, reports: false }
    for (const keys of allowed) expect(codes([...keys], { transfer })).toEqual([])
    for (const keys of [['name!'], ['externalId!', 'name!']]) expect(codes(keys, { transfer })).toHaveLength(1)
    if (mode === 'copy') expect(codes(['id!', 'externalId!'], { transfer })).toHaveLength(1)
  })
  it('bring customers over in modes that update only', () => {
    const transfer = { mode: 'move', appointments: false, tasks: false, reports: false } as const
    expect(codes(['externalId', 'name', 'zip', 'city'], { transfer, mode: 'create' })).toHaveLength(1)
  })
  it('move only dates forward', () => {
    expect(codes(['externalId!', 'lastCall>', 'lastMissedCall>'])).toEqual([])
    expect(codes(['externalId!', 'name>'])).toEqual([expect.stringContaining('no date')])
  })
})
