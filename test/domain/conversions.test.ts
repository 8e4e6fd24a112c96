import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Cell } from '../../lib/domain/cells.ts'
import type { Notation } from '../../lib/domain/configuration.ts'
import { convertCell } from '../../lib/domain/conversions.ts'
import type { Field, FieldType } from '../../lib/domain/record-types/types.ts'
import { fieldOf, recordType } from '../../lib/domain/record-types/catalogue.ts'
import { GERMAN } from './support.ts'

const ENGLISH: Notation = { decimal: '.', dateOrder: 'mdy' }

function field(type: FieldType, rule: NonNullable<Field['rule']> = {}): Field {
  return { name: 'f', type, label: { en: 'F', de: 'F' }, help: { en: 'f', de: 'f' }, rule, synonyms: [] }
}

/** The value, `empty`, or the code of the refusal. */
function converted(cell: Cell, to: FieldType | Field, notation = GERMAN): unknown {
  const result = convertCell(cell, typeof to === 'string' ? field(to) : to, notation)
  return result.kind === 'value' ? result.value : result.kind === 'empty' ? 'empty' : `! ${result.code}`
}

function customerField(name: string): Field {
  const found = fieldOf(recordType('customers'), name)
  if (found === undefined) throw new Error(name)
  return found
}

describe('text', () => {
  it.each<[Cell, unknown]>([
    [4600, '4600'],
    [106, '106'],
    ['06108', '06108'],
    [1e21, '1000000000000000000000'],
    [0.5, '0.5'],
    [-0, '0'],
    ['  K-1  ', 'K-1'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['Cafe\u0301', 'Caf\u00e9'],
    ['bad \ud800', 'bad \ufffd'],
    ['   ', 'empty'],
    [null, 'empty'],
    [{ error: '#N/A' }, '! error-cell'],
  ])('%j as text is %j', (cell, value) => expect(converted(cell, 'text')).toEqual(value))

  it('keeps phone numbers as they are written', () => expect(converted('0664/12 34-5', 'phone')).toBe('0664/12 34-5'))
  it('names the text of a failed formula', () => {
    expect(convertCell({ error: '#REF!' }, field('text'), GERMAN)).toMatchObject({
      message: expect.stringContaining('#REF!'),
    })
  })
  it('refuses what is too long', () => {
    expect(converted('x'.repeat(11), field('text', { maxLength: 10 }))).toBe('! too-long')
    expect(converted('x'.repeat(10), field('text', { maxLength: 10 }))).toBe('x'.repeat(10))
  })
})

describe('external IDs', () => {
  it.each<[Cell, unknown]>([
    ['K-00001', 'K-00001'],
    ['a_{1}.b', 'a_{1}.b'],
    [4711, '4711'],
    ['K 01/050', '! pattern'],
    ['Ä1', '! pattern'],
    ['x'.repeat(40), 'x'.repeat(40)],
    ['x'.repeat(41), '! too-long'],
  ])('%j is %j', (cell, value) => expect(converted(cell, customerField('externalId'))).toBe(value))
})

describe('numbers', () => {
  it.each<[Cell, Notation, unknown]>([
    ['1.234,50', GERMAN, 1234.5],
    ['1.234,50', ENGLISH, 1234.5],
    ['1,234.50', ENGLISH, 1234.5],
    ['1.234', GERMAN, 1234],
    ['1.234', ENGLISH, 1.234],
    ['1,234', ENGLISH, 1234],
    ['1,234', GERMAN, 1.234],
    ['48.2082', GERMAN, '! not-a-number'],
    ['48,2082', GERMAN, 48.2082],
    ["1'234.5", ENGLISH, 1234.5],
    ['1 234,5', GERMAN, 1234.5],
    ['1\u00a0234\u00a0567', GERMAN, 1234567],
    ['12 34', GERMAN, '! not-a-number'],
    ['1.23.456', GERMAN, '! not-a-number'],
    ['-5', GERMAN, -5],
    ['−5', GERMAN, -5],
    ['+5', GERMAN, 5],
    ['1.5e3', GERMAN, 1500],
    ['', GERMAN, 'empty'],
    ['zwölf', GERMAN, '! not-a-number'],
    ['-', GERMAN, '! not-a-number'],
    [',', GERMAN, '! not-a-number'],
    [26925.91, GERMAN, 26925.91],
    [Number.NaN, GERMAN, '! not-a-number'],
    [true, GERMAN, '! not-a-number'],
  ])('%j in %j is %j', (cell, notation, value) => expect(converted(cell, 'number', notation)).toBe(value))

  it('takes whole numbers only for integers', () => {
    expect(converted('30,0', 'integer')).toBe(30)
    expect(converted('30,5', 'integer')).toBe('! not-an-integer')
  })

  it.each<[Cell, unknown]>([
    [0, 0],
    [7, 7],
    [730, 730],
    [5, '! out-of-range'],
    [731, '! out-of-range'],
    [-7, '! out-of-range'],
  ])('a call interval of %j is %j', (cell, value) =>
    expect(converted(cell, customerField('callIntervalDays'))).toBe(value),
  )

  const numbers = fc.double({ noNaN: true, min: -1e15, max: 1e15 }).map((number) => Number(number.toFixed(4)) + 0)

  it.each([
    ['de', GERMAN],
    ['en', ENGLISH],
  ])('reads back every number as written in %s', (locale, notation) => {
    const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 })
    const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 4, useGrouping: false })
    fc.assert(
      fc.property(numbers, (number) => {
        // What was written is what the format shows, which rounds the largest ones.
        const shown =
          Number(new Intl.NumberFormat('en', { maximumFractionDigits: 4, useGrouping: false }).format(number)) + 0
        expect(converted(format.format(number), 'number', notation)).toBe(shown)
        expect(converted(plain.format(number), 'number', notation)).toBe(shown)
      }),
    )
  })
})

describe('dates', () => {
  it.each<[Cell, Notation, unknown]>([
    ['2026-04-23', ENGLISH, '2026-04-23'],
    ['2026-04-23T00:00:00', GERMAN, '2026-04-23'],
    ['23.04.2026', GERMAN, '2026-04-23'],
    ['23.4.26', GERMAN, '2026-04-23'],
    ['1.1.49', GERMAN, '2049-01-01'],
    ['1.1.50', GERMAN, '1950-01-01'],
    ['4/23/2026', ENGLISH, '2026-04-23'],
    ['23/4/2026', ENGLISH, '! no-such-date'],
    ['23-04-2026', GERMAN, '2026-04-23'],
    ['2026/04/23', GERMAN, '2026-04-23'],
    ['26-04-23', { decimal: '.', dateOrder: 'ymd' }, '2026-04-23'],
    ['20260423', GERMAN, '2026-04-23'],
    [20260423, GERMAN, '2026-04-23'],
    [46135, GERMAN, '2026-04-23'],
    [46135.75, GERMAN, '2026-04-23'],
    [2026, GERMAN, '! not-a-date'],
    ['31.02.2026', GERMAN, '! no-such-date'],
    ['29.02.2024', GERMAN, '2024-02-29'],
    ['29.02.2026', GERMAN, '! no-such-date'],
    ['00.01.2026', GERMAN, '! no-such-date'],
    ['01.13.2026', GERMAN, '! no-such-date'],
    ['23.04.0026', GERMAN, '! no-such-date'],
    ['23.04.026', GERMAN, '! not-a-date'],
    ['23.04.2026 08:30', GERMAN, '2026-04-23'],
    ['23.04.2026 abc', GERMAN, '! not-a-date'],
    ['23. April 2026', GERMAN, '2026-04-23'],
    ['3-Mär-26', GERMAN, '2026-03-03'],
    ['1. Jänner 2026', GERMAN, '2026-01-01'],
    ['April 3rd, 2026', GERMAN, '2026-04-03'],
    ['Dec 24 2026', ENGLISH, '2026-12-24'],
    ['31. Juni 2026', GERMAN, '! no-such-date'],
    ['23. Aprilis 2026', GERMAN, '! not-a-date'],
    ['Mai 2026', GERMAN, '! not-a-date'],
    ['bald', GERMAN, '! not-a-date'],
    [true, GERMAN, '! not-a-date'],
  ])('%j in %j is %j', (cell, notation, value) => expect(converted(cell, 'date', notation)).toBe(value))

  const days = fc.date({ min: new Date('1950-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })
  it('reads back every day in every order, mark and length of year', () => {
    fc.assert(
      fc.property(
        days,
        fc.constantFrom('dmy', 'mdy', 'ymd'),
        fc.constantFrom('.', '/', '-'),
        fc.boolean(),
        (date, dateOrder, mark, long) => {
          const iso = date.toISOString().slice(0, 10)
          const [year = '', month = '', day = ''] = iso.split('-')
          const parts = { y: long ? year : year.slice(2), m: String(Number(month)), d: String(Number(day)) }
          const text = [...dateOrder].map((part) => parts[part as 'd' | 'm' | 'y']).join(mark)
          expect(converted(text, 'date', { decimal: ',', dateOrder })).toBe(iso)
        },
      ),
    )
  })
})

describe('times and date-times', () => {
  it.each<[Cell, unknown]>([
    ['08:30:00', '08:30:00'],
    ['8:30', '08:30:00'],
    ['8:30 pm', '20:30:00'],
    ['12:00 AM', '00:00:00'],
    ['13:00 pm', '! no-such-time'],
    ['8 Uhr 30', '08:30:00'],
    ['8:30 Uhr', '08:30:00'],
    ['10h30', '10:30:00'],
    ['8', '! not-a-time'],
    ['25:00', '! no-such-time'],
    ['08:60', '! no-such-time'],
    ['15:29:59.999', '15:30:00'],
    ['23:59:59.999', '23:59:59'],
    [0.354166666666667, '08:30:00'],
    [0.9999999, '23:59:59'],
    [12, '! not-a-time'],
    ['1899-12-31T12:30:00', '12:30:00'],
    ['bald', '! not-a-time'],
  ])('%j as a time is %j', (cell, value) => expect(converted(cell, 'time')).toBe(value))

  it.each<[Cell, unknown]>([
    ['2026-12-21T15:29:59.999', '2026-12-21T15:30:00'],
    ['2026-12-31T23:59:59.999', '2027-01-01T00:00:00'],
    ['21.12.2026 15:30', '2026-12-21T15:30:00'],
    ['21.12.2026, 15:30:05', '2026-12-21T15:30:05'],
    ['2026-12-21', '2026-12-21T00:00:00'],
    [46135.354166666664, '2026-04-23T08:30:00'],
    ['31.02.2026 10:00', '! no-such-date-time'],
    ['2026-12-21T10:00:00Z', '2026-12-21T10:00:00'],
    ['2026-12-21T10:00:00+02:00', '2026-12-21T10:00:00'],
    ['21. Dezember 2026, 10:00 Uhr', '2026-12-21T10:00:00'],
    ['21.12.2026 25:00', '! no-such-date-time'],
    ['15:30', '! not-a-date-time'],
  ])('%j as a date-time is %j', (cell, value) => expect(converted(cell, 'date-time')).toBe(value))

  it('reads back every second of a day as the fraction that spreadsheets keep', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399 }), (second) => {
        const time = new Date(second * 1000).toISOString().slice(11, 19)
        expect(converted(second / 86_400, 'time')).toBe(time)
        expect(converted(46_135 + second / 86_400, 'date-time')).toBe(`2026-04-23T${time}`)
      }),
    )
  })
})

describe('words', () => {
  it.each(['ja', 'JA', 'yes', 'Wahr', 'true', 'x', 'X', '1', 1, true])('%j is yes', (cell) => {
    expect(converted(cell, 'yes-no')).toBe(true)
  })
  it.each(['nein', 'No', 'FALSCH', 'false', '0', 0, false])('%j is no', (cell) =>
    expect(converted(cell, 'yes-no')).toBe(false),
  )
  it.each(['vielleicht', 2])('%j is neither', (cell) => expect(converted(cell, 'yes-no')).toBe('! not-yes-or-no'))

  const options = [
    { key: '0', label: { en: 'Call', de: 'Besuch' } },
    { key: '1', label: { en: 'Missed call', de: 'Vergeblicher Besuch' } },
  ]
  it.each<[Cell, unknown]>([
    [0, '0'],
    ['1', '1'],
    ['call', '0'],
    ['VERGEBLICHER BESUCH', '1'],
    ['9', '! unknown-option'],
    ['', 'empty'],
  ])('%j is selected as %j', (cell, value) => expect(converted(cell, field('selection', { options }))).toBe(value))

  it.each<[Cell, unknown]>([
    ['missed call; Besuch', ['0', '1']],
    ['1,1', ['1']],
    [';', 'empty'],
    ['0;9', '! unknown-option'],
  ])('%j are selected as %j', (cell, value) =>
    expect(converted(cell, field('multi-selection', { options }))).toEqual(value),
  )

  it.each<[Cell, unknown]>([
    ['DE', 'DE'],
    ['at', 'AT'],
    ['Deutschland', 'DE'],
    ['germany', 'DE'],
    ['ÖSTERREICH', 'AT'],
    ['Österreich'.normalize('NFD'), 'AT'],
    ['Großbritannien', 'GB'],
    ['Turkey', 'TR'],
    ['A', 'AT'],
    ['UK', 'GB'],
    ['DD', '! unknown-country'],
    ['EU', '! unknown-country'],
    ['Phantasien', '! unknown-country'],
  ])('%j is the country %j', (cell, value) => expect(converted(cell, 'country')).toBe(value))

  it.each(['info@kunde.example', "o'brien+x@sub.kunde.example", 'ü@müller.example'])(
    '%j is an e-mail address',
    (cell) => {
      expect(converted(cell, 'email')).toBe(cell)
    },
  )
  it.each(['kein-email', 'a@b', 'a b@c.example', 'a@b..example', '@x.example', 'a@x.example,b@x.example'])(
    '%j is none',
    (cell) => {
      expect(converted(cell, 'email')).toBe('! not-an-email')
    },
  )
  it.each(['www.kunde.example', 'https://kunde.example/a?b=c'])('%j is a link', (cell) =>
    expect(converted(cell, 'link')).toBe(cell),
  )
  it.each(['keine', 'javascript:alert(1)', 'a b.example'])('%j is no link', (cell) =>
    expect(converted(cell, 'link')).toBe('! not-a-link'),
  )
})

it.each(['date', 'time', 'date-time'] as const)('takes what is no number for no %s', (type) => {
  expect(converted(Number.NaN, type)).toBe(`! not-a-${type}`)
})

it('gives the same value for what it gave before, in every notation', () => {
  const cells = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.double(), fc.boolean())
  const types = fc.constantFrom<FieldType>(
    'text',
    'multiline',
    'phone',
    'email',
    'link',
    'date',
    'time',
    'date-time',
    'yes-no',
    'country',
    'number',
  )
  fc.assert(
    fc.property(cells, types, fc.constantFrom(GERMAN, ENGLISH), (cell, type, notation) => {
      const first = convertCell(cell, field(type), notation)
      if (first.kind !== 'value' || typeof first.value === 'object') return
      expect(convertCell(first.value, field(type), notation)).toEqual(first)
    }),
    { numRuns: 500 },
  )
})
