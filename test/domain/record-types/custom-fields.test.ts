import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Cell } from '../../../lib/domain/cells.ts'
import type { Notation } from '../../../lib/domain/configuration.ts'
import { convertCell } from '../../../lib/domain/conversions.ts'
import { fieldOf, RECORD_TYPES, recordType } from '../../../lib/domain/record-types/catalogue.ts'
import { visibleFields, withCustomFields, type CustomField } from '../../../lib/domain/record-types/custom-fields.ts'
import {
  CUSTOM_FIELD_TYPES,
  type CustomFieldType,
  type Field,
  type FieldValue,
} from '../../../lib/domain/record-types/types.ts'
import { suggestFields } from '../../../lib/domain/suggesting/field-columns.ts'
import { GERMAN, planInput } from '../support.ts'
import { plan } from '../../../lib/domain/planning.ts'

const ENGLISH: Notation = { decimal: '.', dateOrder: 'mdy' }
const text = (same: string) => ({ en: same, de: same })
const OPTIONS = ['red', 'light blue', 'Grün'].map((label, index) => ({ key: `k${index}`, label: text(label) }))

function custom(type: CustomFieldType, more: Partial<CustomField> = {}): CustomField {
  const options = type === 'selection' || type === 'multi-selection' ? { options: OPTIONS } : {}
  return { name: `custom.${type}`, type, label: text(`My ${type}`), ...options, ...more }
}

const withAll = withCustomFields(
  RECORD_TYPES.customers,
  CUSTOM_FIELD_TYPES.map((type) => custom(type)),
)

function fieldNamed(name: string, type = withAll): Field {
  const found = fieldOf(type, name)
  if (found === undefined) throw new Error(`no field ${name}`)
  return found
}

const pad = (number: number) => String(number).padStart(2, '0')
const days = fc
  .date({ min: new Date('1951-01-01'), max: new Date('2048-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10))
const times = fc.tuple(fc.nat(23), fc.nat(59), fc.nat(59)).map((parts) => parts.map(pad).join(':'))
/** Text as a cell keeps it: without space around it, in one Unicode form. */
const words = (longest: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: longest })
    .map((word) => word.normalize('NFC').replace(/\r\n?/gu, '\n').trim())
    .filter((word) => word !== '' && word.length <= longest)
const links = fc.webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ['http', 'https'] })
const germanDay = (day: string) => day.split('-').reverse().join('.')

interface Trip {
  readonly value: FieldValue
  readonly cell: Cell
}
const same = <Value extends FieldValue & Cell>(values: fc.Arbitrary<Value>) =>
  values.map((value): Trip => ({ value, cell: value }))

/** A value of each type, and a cell in German notation that stands for it. */
const TRIPS: Record<CustomFieldType, fc.Arbitrary<Trip>> = {
  text: same(words(60)),
  multiline: same(fc.array(words(30), { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'))),
  integer: fc.maxSafeInteger().map((value) => ({ value, cell: new Intl.NumberFormat('de').format(value) })),
  number: fc
    .integer({ min: -1e9, max: 1e9 })
    .map((number) => number / 1000 + 0)
    .map((value) => ({ value, cell: new Intl.NumberFormat('de', { maximumFractionDigits: 3 }).format(value) })),
  date: days.map((value) => ({ value, cell: germanDay(value) })),
  time: times.map((value) => ({ value, cell: value })),
  'date-time': fc
    .tuple(days, times)
    .map(([day, time]) => ({ value: `${day}T${time}`, cell: `${germanDay(day)} ${time}` })),
  'yes-no': fc.boolean().map((value) => ({ value, cell: value ? 'Ja' : 'Nein' })),
  phone: same(fc.string({ unit: fc.constantFrom(...'0123456789+-/()'), minLength: 1, maxLength: 60 })),
  email: same(
    fc
      .tuple(fc.stringMatching(/^[a-z]{1,9}$/u), fc.domain())
      .map((parts) => parts.join('@'))
      .filter((address) => address.length <= 254),
  ),
  link: same(links.filter((link) => link.length <= 1000)),
  selection: fc.constantFrom(...OPTIONS).map(({ key, label }) => ({ value: key, cell: label.en.toUpperCase() })),
  'multi-selection': fc.subarray(OPTIONS, { minLength: 1 }).map((some) => ({
    value: some.map(({ key }) => key),
    cell: some.map(({ label }) => label.de).join('; '),
  })),
  files: fc
    .tuple(
      fc.uniqueArray(
        links.filter((link) => link.length <= 1000 && !/[,;|]$/u.test(link)),
        { minLength: 1, maxLength: 5 },
      ),
      fc.constantFrom('\n', '\r\n', ' ', ', ', '; ', ',', ';', '|'),
    )
    .map(([value, mark]) => ({ value, cell: value.join(mark) })),
}

describe.each(CUSTOM_FIELD_TYPES)('a custom field of type %s', (type) => {
  const field = fieldNamed(`custom.${type}`)
  const convert = (cell: Cell, notation = GERMAN) => convertCell(cell, field, notation)

  it('reads every value back from a cell, and from what it is kept as', () => {
    fc.assert(
      fc.property(TRIPS[type], fc.constantFrom(GERMAN, ENGLISH), ({ value, cell }, notation) => {
        expect(convert(cell)).toEqual({ kind: 'value', value })
        const kept = typeof value === 'object' ? value.join('\n') : value
        expect(convert(kept, notation)).toEqual({ kind: 'value', value })
      }),
    )
  })

  it('is empty where the cell is, and explains itself in both languages', () => {
    expect([convert(null), convert('  ')]).toEqual([{ kind: 'empty' }, { kind: 'empty' }])
    expect([field.help.en, field.help.de].every((help) => help.length > 5)).toBe(true)
    expect(field).toMatchObject({ custom: true, synonyms: [] })
  })

  it('may be a key if it is text, integer, phone or e-mail', () => {
    expect(field.key === true).toBe(['text', 'integer', 'phone', 'email'].includes(type))
  })
})

describe('files', () => {
  const files = (cell: Cell, field = fieldNamed('custom.files')) => {
    const found = convertCell(cell, field, GERMAN)
    return found.kind === 'value' ? found.value : found.kind === 'empty' ? 'empty' : `! ${found.code}`
  }
  it.each<[string, unknown]>([
    ['https://a.example/x.pdf', ['https://a.example/x.pdf']],
    ['https://a.example/x,y;z.pdf', ['https://a.example/x,y;z.pdf']],
    ['https://a.example/x.pdf;HTTP://b.example/y.pdf,', ['https://a.example/x.pdf', 'HTTP://b.example/y.pdf']],
    [' ;www.a.example/x\n\nwww.a.example/x ', ['www.a.example/x']],
    ['https://a.example/?next=https://b.example', ['https://a.example/?next=https://b.example']],
    ['https://a.example/My File.pdf', '! not-a-link'],
    ['a.example/x.pdf', '! not-a-link'],
    ['javascript:alert(1)', '! not-a-link'],
    [';;,', 'empty'],
  ])('%j are %j', (cell, value) => expect(files(cell)).toEqual(value))

  it('are bounded in length and number', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `https://a.example/${index}`)
    expect(files(`https://a.example/${'x'.repeat(1000)}`)).toBe('! too-long')
    expect(files(many(50).join('\n'))).toEqual(many(50))
    expect(files(many(51).join('\n'))).toBe('! too-many')
  })

  it('are read in a time that grows with the cell, not faster', () => {
    const marks = ','.repeat(200_000)
    expect(files(`${marks}x`)).toBe('! not-a-link')
    expect(files(`https://a.example/x${marks}`)).toEqual(['https://a.example/x'])
  })
})

describe('the rules of a custom field', () => {
  const code = (field: CustomField, cell: Cell) => {
    const found = convertCell(cell, fieldNamed(field.name, withCustomFields(RECORD_TYPES.tasks, [field])), GERMAN)
    return found.kind === 'invalid' ? [found.code, found.message] : found.kind
  }
  it('bound texts, numbers and links', () => {
    expect(code(custom('text'), 'x'.repeat(1000))).toBe('value')
    expect(code(custom('text'), 'x'.repeat(1001))).toEqual(['too-long', expect.stringContaining('My text')])
    expect(code(custom('multiline'), 'x\n'.repeat(501))).toEqual(['too-long', expect.anything()])
    expect(code(custom('integer', { min: 1, max: 10, help: text('How many shelves.') }), 11)).toEqual([
      'out-of-range',
      expect.stringContaining('How many shelves. A whole number from 1 to 10.'),
    ])
    expect(code(custom('number', { min: 2000.5 }), '2000,4')).toEqual([
      'out-of-range',
      expect.stringContaining('not below 2,000.5'),
    ])
  })

  it('name only the first of many options', () => {
    const options = Array.from({ length: 200 }, (_, index) => ({ key: `o${index}`, label: text(`Option ${index}`) }))
    const [, message = ''] = code(custom('selection', { options }), 'none of them')
    expect(message).toContain('o0 (Option 0)')
    expect(message).toContain('and 188 more')
  })
})

describe('withCustomFields', () => {
  it('puts them behind the fields of the type, in their order, and leaves a type without any as it is', () => {
    expect(withCustomFields(RECORD_TYPES.tasks, [])).toBe(RECORD_TYPES.tasks)
    const type = withCustomFields(RECORD_TYPES.tasks, [custom('date'), custom('text', { required: true })])
    expect(type.fields.map(({ name }) => name)).toEqual([
      ...recordType('tasks').fields.map(({ name }) => name),
      'custom.date',
      'custom.text',
    ])
    expect(fieldNamed('custom.text', type).required).toBe(true)
  })

  it('is what suggestion finds by either label, before a usual name of another field', () => {
    const type = withCustomFields(RECORD_TYPES.customers, [
      custom('text', { label: { en: 'Category', de: 'Kategorie' } }),
      custom('number', { label: { en: 'Shelf metres', de: 'Regalmeter' } }),
    ])
    const columns = ['Kategorie', 'REGAL-METER', 'Name'].map((name) => ({ name, type: 'text', samples: [] }))
    const found = suggestFields(type, columns, GERMAN).map(({ column, field }) => [column, field.name])
    expect(found).toEqual([
      ['Kategorie', 'custom.text'],
      ['REGAL-METER', 'custom.number'],
      ['Name', 'name'],
    ])
  })

  it('is planned with: as key, required, and never beyond what the store takes', () => {
    const fields = [custom('text'), custom('integer', { required: true })]
    const input = planInput('name zip city', {
      rows: [
        ['Acme', '1', 'Linz', 'R-1', 3],
        ['Beta', '2', 'Wels', 'R-2', null],
      ],
    })
    const columns = [...input.columns, 'ref', 'count']
    const mapping = [
      ...input.configuration.mapping,
      { column: 'ref', field: 'custom.text', update: 'key', empty: 'keep' } as const,
      { column: 'count', field: 'custom.integer', update: 'overwrite', empty: 'keep' } as const,
    ]
    const present = {
      id: 'r1',
      type: 'customers' as const,
      version: 1,
      fields: { name: 'Old', zip: '1', city: 'Linz', 'custom.text': 'R-1', 'custom.gone': 'kept' },
      createdAt: input.now,
      createdBy: input.author,
      updatedAt: input.now,
      updatedBy: input.author,
      etag: 'e',
    }
    const made = (record: typeof present) =>
      plan({
        ...input,
        columns,
        records: [record],
        recordType: withCustomFields(input.recordType, fields),
        configuration: { ...input.configuration, mapping },
      }).entries
    const [updated, rejected] = made(present)
    expect(updated).toMatchObject({
      outcome: 'updated',
      operation: { after: { id: 'r1', fields: { ...present.fields, name: 'Acme', 'custom.integer': 3 } } },
    })
    expect(rejected?.reasons).toMatchObject([{ code: 'required-missing', field: 'custom.integer' }])
    const [large] = made({ ...present, fields: { ...present.fields, 'custom.gone': '€'.repeat(100_001) } })
    expect(large?.reasons).toMatchObject([{ code: 'record-too-large' }])
  })
})

it('values of fields that were removed are kept apart from what is shown', () => {
  const type = withCustomFields(RECORD_TYPES.tasks, [custom('text')])
  const fields = { subject: 'x', 'custom.text': 'y', 'custom.gone': ['z'] }
  expect(visibleFields(type, fields)).toEqual({ subject: 'x', 'custom.text': 'y' })
  expect(visibleFields(RECORD_TYPES.tasks, { subject: 'x' })).toEqual({ subject: 'x' })
})
