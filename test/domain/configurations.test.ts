import { describe, expect, it } from '@jest/globals'
import type { ImportConfiguration } from '../../lib/domain/configuration.ts'
import { checkConfiguration } from '../../lib/domain/configurations.ts'
import { recordType } from '../../lib/domain/record-types/catalogue.ts'
import { configuration, mapping } from './support.ts'

const COLUMNS = [
  'rep',
  'id',
  'externalId',
  'name',
  'zip',
  'city',
  'street',
  'country',
  'email',
  'phone',
  'customer',
  'subject',
  'earliestBegin',
  'latestEnd',
]
const REQUIRED = 'externalId! name zip city'

function pointers(config: ImportConfiguration): (string | undefined)[] {
  return checkConfiguration(recordType(config.recordType), config, COLUMNS, ['Kunden']).map(({ pointer }) => pointer)
}

describe('a configuration', () => {
  it('is good when it fits the file', () => expect(pointers(configuration(REQUIRED))).toEqual([]))

  it.each<[string, ImportConfiguration, string[]]>([
    ['an unknown sheet', configuration(REQUIRED, { sheet: 'Legende' }), ['/sheet']],
    ['row 0 as header', configuration(REQUIRED, { headerRow: 0 }), ['/headerRow']],
    [
      'an unknown assignment column',
      configuration(REQUIRED, { assignment: { by: 'email', column: 'x' } }),
      ['/assignment/column'],
    ],
    ['an unknown column', configuration(`${REQUIRED} website`), ['/mapping/4/column']],
    [
      'an unknown field',
      configuration(REQUIRED, { mapping: [...mapping(REQUIRED), ...mapping('customer')] }),
      ['/mapping/4/field'],
    ],
    [
      'a field mapped twice',
      configuration(REQUIRED, {
        mapping: [...mapping(REQUIRED), { column: 'street', field: 'city', update: 'overwrite', empty: 'keep' }],
      }),
      ['/mapping/4/field'],
    ],
    ['no key in an update', configuration('externalId name zip city'), ['/mapping']],
    [
      'no mapping at all',
      configuration('', { mapping: [], mode: 'create' }),
      ['/mapping', '/mapping', '/mapping', '/mapping'],
    ],
    ['a key that cannot be one', configuration('phone! name zip city'), ['/mapping/0/update']],
    ['the ID as a value', configuration(`${REQUIRED} id`), ['/mapping/4/update']],
    ['the ID in new records', configuration('id! name zip city', { mode: 'create' }), ['/mapping/0/field']],
    ['no ZIP for new records', configuration('name city', { mode: 'create' }), ['/mapping']],
    [
      'appointments without end or duration',
      configuration('subject earliestBegin', { mode: 'create', recordType: 'appointments' }),
      ['/mapping'],
    ],
  ])('with %s is refused at its place', (_, config, expected) => expect(pointers(config)).toEqual(expected))

  it('needs no key and takes an end alone for new records', () => {
    expect(pointers(configuration('name zip city', { mode: 'create' }))).toEqual([])
    expect(
      pointers(configuration('subject earliestBegin latestEnd', { mode: 'create', recordType: 'appointments' })),
    ).toEqual([])
  })

  it('may update single fields of records that exist', () =>
    expect(pointers(configuration('externalId! phone'))).toEqual([]))

  it('takes eight keys and refuses nine', () => {
    const eight = 'id! externalId! name! zip! city! street! country! email!'
    expect(pointers(configuration(eight))).toEqual([])
    const nine = [...mapping(eight), { column: 'phone', field: 'phone', update: 'key', empty: 'keep' } as const]
    expect(pointers(configuration(eight, { mapping: nine }))).toEqual(['/mapping/8/update', '/mapping'])
  })

  it('lets one column fill two fields', () => {
    const twice = [
      ...mapping(REQUIRED),
      { column: 'name', field: 'contactPerson', update: 'overwrite', empty: 'keep' } as const,
    ]
    expect(pointers(configuration(REQUIRED, { mapping: twice }))).toEqual([])
  })
})
