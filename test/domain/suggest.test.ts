import { describe, expect, it } from '@jest/globals'
import { normaliseHeader } from '../../lib/domain/headers.ts'
import { recordType } from '../../lib/domain/record-types/catalogue.ts'
import type { RecordTypeName } from '../../lib/domain/record-types/types.ts'
import { suggestConfiguration, type SuggestInput } from '../../lib/domain/suggest.ts'
import { GERMAN, user } from './support.ts'

const USERS = [
  user('bjoern.lange', { employeeNumber: '00107' }),
  user('carla.rossi', { employeeNumber: '00108' }),
  user('david.weiss', { employeeNumber: '00211' }),
]

/** `header: sample | sample`, a line each. */
function columns(text: string): SuggestInput['columns'] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [, name = '', samples = ''] = /^(.*?): ?(.*)$/u.exec(line.trim()) ?? []
      return { name, type: 'text', samples: samples === '' ? [] : samples.split(' | ') }
    })
}

function suggest(type: RecordTypeName, text: string, more: Partial<SuggestInput> = {}) {
  return suggestConfiguration({
    recordType: recordType(type),
    sheet: 'Tabelle',
    headerRow: 1,
    columns: columns(text),
    notation: GERMAN,
    users: USERS,
    ...more,
  })
}

/** Mode, assignment, and `column>field` with ! for keys. */
function outline({ complete, configuration: { mode, assignment, mapping = [] } }: ReturnType<typeof suggest>) {
  const fields = mapping.map(({ column, field, update }) => `${column}>${field}${update === 'key' ? '!' : ''}`)
  return { complete, mode, assigned: assignment && `${assignment.by} ${assignment.column}`, fields }
}

const CUSTOMERS = `
  Betreuer E-Mail: bjoern.lange@nordwind.example | carla.rossi@nordwind.example
  Personalnummer: 00107 | 00108
  Kundennummer: K-00000 | K-00001
  Firma: Café Strauß & Co. KG
  Straße: An der Brücke 158
  PLZ: 06108
  Ort: Halle (Saale)
  Land: DE
  Telefon: +43 676 4766182
  E-Mail: info0@kunde.example
  Priorität: B
  Besuchsintervall (Tage): 30 | 14
  Letzter Besuch: 2025-08-21
  Umsatz: 26925.91
  Aktiv: ja | nein
  Notiz: Bitte vorher anrufen.`

const MESSY = `
  Mitarbeiter: bjoern.lange@nordwind.example
  Pers.Nr.: 107 | 108
  Kd.Nr.: K-01000
  Firmenname: Gärtnerei Schäfer GmbH
  Strasse: Rue de la Paix 101a
  Postleitzahl: 8001
  Stadt: Zürich
  Land: CH
  Tel.: 0802/5263197
  Mail: info1000@kunde.example
  Kat.: A
  Intervall: 7 | 5
  letzter Besuch: 2026-08-09
  Umsatz EUR: 73389.09
  aktiv?: 0
  Bemerkung: Bitte vorher anrufen.`

const APPOINTMENTS = `
  Betreuer: bjoern.lange@nordwind.example
  Kundennummer: K-00000
  Betreff: Besuch
  Frühester Beginn: 2026-12-21T15:30:00
  Spätestes Ende: 2026-12-21T17:30:00
  Dauer (Min.): 60
  Notiz:`

const TASKS = `
  Personalnummer: 00107
  Kunde - Externe ID: K-00000
  Betreff: Muster liefern
  Datum: 2026-12-10
  Erledigung optional: 0
  Notiz:`

const REPORTS = `
  Mitarbeiter: bjoern.lange@nordwind.example
  Kundennummer: K-00000
  Datum: 2026-09-28
  Beginn: 12:30:00
  Ende: 13:00:00
  Dauer: 45
  Berichtstyp: 0
  Text: Nicht angetroffen`

describe.each([
  ['with', USERS],
  ['without', []],
])('%s known users', (_, users) => {
  it.each<[RecordTypeName, string, string, string, string]>([
    [
      'customers',
      CUSTOMERS,
      'update',
      'email Betreuer E-Mail',
      'Kundennummer>externalId! Firma>name Straße>street PLZ>zip Ort>city Land>country Telefon>phone E-Mail>email Priorität>priority ' +
        'Besuchsintervall (Tage)>callIntervalDays Letzter Besuch>lastCall Notiz>note',
    ],
    [
      'customers',
      MESSY,
      'update',
      'email Mitarbeiter',
      'Kd.Nr.>externalId! Firmenname>name Strasse>street Postleitzahl>zip Stadt>city Land>country Tel.>phone Mail>email Kat.>priority ' +
        'Intervall>callIntervalDays letzter Besuch>lastCall Bemerkung>note',
    ],
    [
      'appointments',
      APPOINTMENTS,
      'create',
      'email Betreuer',
      'Kundennummer>customer Betreff>subject Frühester Beginn>earliestBegin Spätestes Ende>latestEnd Dauer (Min.)>durationMinutes Notiz>note',
    ],
    [
      'tasks',
      TASKS,
      'create',
      'employee-number Personalnummer',
      'Kunde - Externe ID>customer Betreff>subject Datum>date Erledigung optional>completionOptional Notiz>note',
    ],
    [
      'reports',
      REPORTS,
      'create',
      'email Mitarbeiter',
      'Kundennummer>customer Datum>date Beginn>startTime Ende>endTime Dauer>durationMinutes Berichtstyp>reportType Text>note',
    ],
  ])('%s: the whole file is understood', (type, text, mode, assigned, fields) => {
    const suggestion = suggest(type, text, { users })
    const { fields: found, ...rest } = outline(suggestion)
    expect(rest).toEqual({ complete: true, mode, assigned })
    expect(found.join(' ')).toBe(fields)
    expect(suggestion.reasons.map(({ column }) => column).length).toBe(found.length + 1)
  })
})

describe('the assignment column', () => {
  it('is the one whose values are those of users, whatever its name', () => {
    const text = 'Name: x\nPLZ: 1\nOrt: y\nZweite Spalte: 00107 | 00211\nBetreuer: Nord | Süd'
    expect(outline(suggest('customers', text)).assigned).toBe('employee-number Zweite Spalte')
  })
  it('is the one with e-mail addresses where numbers would do as well', () => {
    const text = 'Personalnummer: 00107\nBetreuer E-Mail: bjoern.lange@nordwind.example'
    expect(outline(suggest('customers', text)).assigned).toBe('email Betreuer E-Mail')
    expect(outline(suggest('customers', text, { users: [] })).assigned).toBe('email Betreuer E-Mail')
  })
  it('is not a column of customers’ addresses', () => {
    const suggestion = suggest('customers', 'Firma: x\nPLZ: 1\nOrt: y\nE-Mail: info@kunde.example')
    expect(outline(suggestion)).toMatchObject({ complete: false, assigned: undefined })
    expect(suggestion.problems).toEqual([expect.objectContaining({ pointer: '/assignment/column' })])
  })
  it('is the wanted one', () => {
    expect(outline(suggest('customers', CUSTOMERS, { wanted: { by: 'employee-number' } })).assigned).toBe(
      'employee-number Personalnummer',
    )
    expect(outline(suggest('customers', CUSTOMERS, { wanted: { column: 'Personalnummer' } })).assigned).toBe(
      'employee-number Personalnummer',
    )
    const odd = suggest('customers', CUSTOMERS, { wanted: { column: 'Notiz', by: 'email' } })
    expect(outline(odd)).toMatchObject({ assigned: 'email Notiz', complete: true })
    expect(odd.configuration.mapping?.some(({ column }) => column === 'Notiz')).toBe(false)
  })
  it('that is wanted and not there is named, with those there are', () => {
    const text = 'Firma: x\nPLZ: 1\nOrt: y\nBetreuer E-Mail: bjoern.lange@nordwind.example'
    const suggestion = suggest('customers', text, { wanted: { column: 'Nope' } })
    expect(suggestion).toMatchObject({ complete: false, problems: [{ pointer: '/assignment/column', column: 'Nope' }] })
    expect(suggestion.problems[0]?.message).toBe(
      'The file has no column "Nope". Its columns are "Firma", "PLZ", "Ort", "Betreuer E-Mail".',
    )
  })

  const whyOf = (text: string, more = {}) =>
    suggest('customers', text, more).reasons.find(({ field }) => field === 'assignment')?.why

  it('is one with employee numbers that lost their zeros, which is said', () => {
    const text = 'Firma: x\nPers.Nr.: 107 | 108 | 211\nMail: info@kunde.example'
    expect(outline(suggest('customers', text)).assigned).toBe('employee-number Pers.Nr.')
    expect(whyOf(text)).toBe(
      'Its values mean employee numbers of your users. They lost their leading zeros ("107" for "00107"): whom they mean has to be accepted.',
    )
    expect(whyOf('Pers.Nr.: 00107 | 108')).toBe(
      'Its values are employee numbers of your users. Some lost their leading zeros ("108" for "00108"): whom they mean has to be accepted.',
    )
    expect(whyOf(text, { wanted: { column: 'Pers.Nr.' } })).toContain('You chose this column. They lost')
  })
  it('is not any column of small numbers', () => {
    expect(outline(suggest('customers', 'Firma: x\nMenge: 107 | 108 | 211')).assigned).toBeUndefined()
  })
  it('is one with misspelt addresses rather than one whose name is usual', () => {
    const text = 'Betreuer: 1 | 2\nSpalte: bjoern.lange@nordwnd.example | carla.rossi@nordwnd.example'
    expect(outline(suggest('customers', text)).assigned).toBe('email Spalte')
    expect(whyOf(text)).toContain('("bjoern.lange@nordwnd.example" for "bjoern.lange@nordwind.example")')
  })
  it('says that it passes over addresses that are nobody’s', () => {
    const text = 'Betreuer E-Mail: someone@else.example\nPersonalnummer: 00107'
    expect(outline(suggest('customers', text)).assigned).toBe('employee-number Personalnummer')
    expect(whyOf(text)).toBe(
      'Its values are employee numbers of your users. "Betreuer E-Mail" holds e-mail addresses, but the first of them are no users\'.',
    )
    expect(whyOf('Betreuer E-Mail: bjoern.lange@nordwind.example\nPersonalnummer: 00107')).not.toContain('no users')
  })
})

describe('the mapping', () => {
  it('takes one of two columns for a field', () => {
    const { fields } = outline(suggest('customers', 'Rep: x\nKunde: a\nFirma: b\nName 1: c\nPLZ: 1\nOrt: y'))
    expect(fields).toEqual(['Firma>name', 'PLZ>zip', 'Ort>city'])
  })
  it('takes a column for one field only, the one its whole header names', () => {
    const { fields } = outline(suggest('customers', 'Rep: x\nCustomer (ID): 1\nPLZ: 1\nOrt: y'))
    expect(fields).toEqual(['Customer (ID)>externalId!', 'PLZ>zip', 'Ort>city'])
  })
  it('does not take a column whose values the field refuses', () => {
    const { fields } = outline(
      suggest('customers', 'Rep: x\nFirma: a\nPLZ: 1\nOrt: y\nIntervall: monatlich | wöchentlich'),
    )
    expect(fields).toEqual(['Firma>name', 'PLZ>zip', 'Ort>city'])
  })
  it('reads samples of number cells with a point in every notation', () => {
    const typed = columns('Rep: x\nFirma: a\nPLZ: 1\nOrt: y\nBreitengrad: 48.2082').map((column) => ({
      ...column,
      type: 'number',
    }))
    expect(outline(suggest('customers', '', { columns: typed })).fields).toContain('Breitengrad>latitude')
  })
  it('understands headers in English and with units', () => {
    const text =
      'Owner e-mail: \nCustomer no.: 1\nCompany: a\nZIP code: 1\nTown: y\nInterval (days): 30\nCall duration [min]: 30'
    const { fields, complete } = outline(suggest('customers', text))
    expect(complete).toBe(true)
    expect(fields.slice(-2)).toEqual(['Interval (days)>callIntervalDays', 'Call duration [min]>callDurationMinutes'])
  })
  it('says what is missing', () => {
    const { complete, problems } = suggest('customers', 'Betreuer E-Mail:\nKundennummer: 1\nFirma: a\nOrt: y')
    expect(complete).toBe(false)
    expect(problems).toEqual([{ pointer: '/mapping', message: expect.stringContaining('ZIP') }])
  })
  it('finds records by Muster’s ID where the file has no own one, and creates nothing by it', () => {
    const text = 'Rep: x\nMuster-ID: abc\nFirma: a\nPLZ: 1\nOrt: y'
    expect(outline(suggest('customers', text))).toMatchObject({
      mode: 'update',
      fields: expect.arrayContaining(['Muster-ID>id!']),
    })
    expect(outline(suggest('customers', text, { wanted: { mode: 'create' } })).fields).toEqual([
      'Firma>name',
      'PLZ>zip',
      'Ort>city',
    ])
  })
})

it.each([
  ['Straße', 'STRASSE'],
  ['Priorität', 'prioritaet'],
  ['Priorität'.normalize('NFD'), 'Priorität'],
  ['Kd.-Nr.', 'kd nr'],
  ['Société', 'societe'],
])('%j and %j are the same header', (a, b) => expect(normaliseHeader(a)).toBe(normaliseHeader(b)))
