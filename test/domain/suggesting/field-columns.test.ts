import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { rememberMapping, type MappingHistory } from '../../../lib/domain/mapping-history.ts'
import { RECORD_TYPES, recordType } from '../../../lib/domain/record-types/catalogue.ts'
import { withCustomFields } from '../../../lib/domain/record-types/custom-fields.ts'
import { RECORD_TYPE_NAMES, type RecordTypeName } from '../../../lib/domain/record-types/types.ts'
import type { SuggestColumn } from '../../../lib/domain/suggesting/columns.ts'
import { suggestFields, type SuggestMore } from '../../../lib/domain/suggesting/field-columns.ts'
import { GERMAN } from '../support.ts'

const column = (name: string, samples: readonly string[] = [], type = 'text'): SuggestColumn => ({
  name,
  type,
  samples,
})

/** `column>field confidence`, as far as anything is suggested. */
function found(type: RecordTypeName, columns: readonly SuggestColumn[], more: SuggestMore = {}): string[] {
  return suggestFields(recordType(type), columns, GERMAN, more).map(
    ({ column: name, field, confidence }) => `${name}>${field.name} ${confidence}`,
  )
}

describe('one column by its header', () => {
  it.each<[RecordTypeName, string, string]>([
    // names in both languages, without case, space and punctuation
    ['customers', 'PLZ', 'zip high'],
    ['customers', 'zip-code', 'zip high'],
    ['customers', 'STRASSE', 'street high'],
    ['customers', 'Telefon (Zentrale)', 'phone high'],
    ['tasks', 'Fällig am', 'date high'],
    // the record's own word before or behind, however joined
    ['customers', 'Kunde - PLZ', 'zip medium'],
    ['customers', 'Customer.City', 'city medium'],
    ['customers', 'Kundenort', 'city medium'],
    ['customers', 'firma_telefon', 'phone medium'],
    ['customers', 'Telefon (Kunde)', 'phone high'],
    ['customers', 'Telefon Kunde', 'phone medium'],
    ['reports', 'Berichtsdatum', 'date high'],
    ['reports', 'Berichtstext', 'note medium'],
    ['appointments', 'Termin/Betreff', 'subject medium'],
    // misspelt: one letter of a long word, one of a short or two of a very long one
    ['customers', 'Telefonnumer', 'phone medium'],
    ['customers', 'Custmer number', 'externalId medium'],
    ['customers', 'Postletzahl', 'zip medium'],
    ['customers', 'Ansprechparnter', 'contactPerson medium'],
    ['customers', 'Strase', 'street low'],
    ['customers', 'Anprechpartnr', 'contactPerson low'],
  ])('%s: %j', (type, name, expected) => expect(found(type, [column(name)])).toEqual([`${name}>${expected}`]))

  it.each<[RecordTypeName, string]>([
    ['customers', 'Umsatz'],
    ['customers', 'Telefon 2'],
    ['customers', 'Name 2'],
    ['customers', 'Telefax'],
    ['customers', 'Art'],
    ['customers', 'Lang'],
    ['customers', 'Kundenbetreuer'],
    ['customers', 'Personalnumer 7'],
    ['customers', 'Rechnungsadresse Ort'],
    ['customers', ''],
    ['appointments', 'Kunde - PLZ'],
  ])('%s: %j is none', (type, name) => expect(found(type, [column(name)])).toEqual([]))
})

describe('one column by its values', () => {
  it.each<[string, readonly string[], string]>([
    ['Mail Einkauf', ['a@kunde.example', 'b@kunde.example'], 'email medium'],
    ['Kontaktweg', ['a@kunde.example'], 'email low'],
    ['Webshop', ['https://kunde.example'], 'website medium'],
    ['Präsenz', ['www.kunde.example'], 'website low'],
    ['Tel. Zentrale', ['+43 1 234567', '01/234567'], 'phone medium'],
    ['Handy privat', ['0664 1234567'], 'mobile medium'],
    ['Rückruf', ['+43 664 1234567'], 'phone low'],
    ['Herkunftsland', ['AT', 'Deutschland'], 'country medium'],
    ['Telfon', ['+43 1 234567'], 'phone medium'],
  ])('%j: %j', (name, samples, expected) => {
    expect(found('customers', [column(name, samples)])).toEqual([`${name}>${expected}`])
  })

  it('are the dates that the header speaks of', () => {
    const dated = (name: string) => found('customers', [column(name, ['2026-01-02'], 'date')])
    expect(dated('Datum letzter Besuch')).toEqual(['Datum letzter Besuch>lastCall medium'])
    expect(dated('Datum letzte Bestellung')).toEqual([])
  })

  it.each<[string, readonly string[]]>([
    ['Fax', ['+43 1 234567']],
    ['Artikel', ['00123456', '00123457']],
    ['Klassen', ['A', 'B']],
    ['Sprache', ['DE', 'EN']],
    ['Kontakte', ['a@kunde.example', 'nach Vereinbarung']],
    ['Telefon', []],
  ])('%j: %j are no reason by themselves', (name, samples) => {
    const suggested = suggestFields(recordType('customers'), [column(name, samples)], GERMAN)
    expect(suggested.filter(({ why }) => why.startsWith('Its values'))).toEqual([])
  })

  it('are not guessed from a column that holds users', () => {
    const columns = [column('Zuständige Mail', ['rob@nordwind.example'])]
    expect(found('customers', columns)).toEqual(['Zuständige Mail>email medium'])
    expect(found('customers', columns, { ofUsers: () => true })).toEqual([])
    expect(found('customers', [column('Betreuer E-Mail', ['rob@nordwind.example'])])).toEqual([])
  })
})

describe('several columns', () => {
  it('leave a name to the column that has it exactly', () => {
    expect(found('customers', [column('Telefonnumer'), column('Telefon')])).toEqual(['Telefon>phone high'])
    expect(found('customers', [column('Kunde - Ort'), column('Stadt')])).toEqual(['Stadt>city high'])
  })
  it('of equal right are none of them', () => {
    expect(found('customers', [column('Kunde Ort'), column('Firma Ort')])).toEqual([])
    expect(found('customers', [column('Telefonnumer'), column('Telefonnumme')])).toEqual([])
    const mails = ['Einkauf', 'Verkauf'].map((name) => column(name, ['a@kunde.example']))
    expect(found('customers', mails)).toEqual([])
  })
})

describe('what the company mapped before', () => {
  const history: MappingHistory = [
    { header: 'kuerzel', field: 'priority', at: '2026-03-02T10:00:00.000Z' },
    { header: 'kennung', field: 'priority', at: '2026-02-01T10:00:00.000Z' },
    { header: 'telefon', field: null, at: '2026-03-02T10:00:00.000Z' },
    { header: 'firma', field: null, at: '2026-03-02T10:00:00.000Z' },
  ]
  it('comes before names, with the day', () => {
    const [suggestion] = suggestFields(recordType('customers'), [column('Kürzel'), column('Priorität')], GERMAN, {
      history,
    })
    expect(suggestion).toMatchObject({
      column: 'Kürzel',
      field: { name: 'priority' },
      why: '"Kürzel" was mapped so in the import of 2026-03-02.',
      confidence: 'high',
    })
  })
  it('is the latest of two', () => {
    expect(found('customers', [column('Kennung'), column('Kürzel')], { history })).toEqual(['Kürzel>priority high'])
    expect(found('customers', [column('Kennung')], { history })).toEqual(['Kennung>priority high'])
  })
  it('is not taken where the values do not fit', () => {
    const before: MappingHistory = [{ header: 'besuch', field: 'lastCall', at: '2026-03-02T10:00:00.000Z' }]
    expect(found('customers', [column('Besuch', ['monatlich'])], { history: before })).toEqual([])
  })
  it('leaves out what was not imported, unless every new record needs it', () => {
    expect(found('customers', [column('Telefon'), column('Firma')], { history })).toEqual(['Firma>name high'])
  })
})

describe('a field that the company made itself', () => {
  const history: MappingHistory = [{ header: 'umsatz', field: null, at: '2026-03-02T10:00:00.000Z' }]
  const suggested = (labelledAt: string) => {
    const label = { en: 'Umsatz', de: 'Umsatz' }
    const type = withCustomFields(recordType('customers'), [
      { name: 'custom.umsatz', type: 'number', label, labelledAt },
    ])
    return suggestFields(type, [column('Umsatz', ['12'])], GERMAN, { history }).map(({ field }) => field.name)
  }
  it('takes a column that was not imported while there was no such field', () => {
    expect(suggested('2026-03-03T10:00:00.000Z')).toEqual(['custom.umsatz'])
  })
  it('leaves out one that was not imported though there was', () => {
    expect(suggested('2026-03-01T10:00:00.000Z')).toEqual([])
  })
})

describe('remembering', () => {
  const configuration = {
    version: 1,
    recordType: 'customers',
    sheet: 'S',
    headerRow: 1,
    mode: 'create',
    assignment: { by: 'email', column: 'Rep' },
    mapping: [{ column: 'Firma', field: 'name', update: 'overwrite', empty: 'keep' }],
    notation: GERMAN,
  } as const

  it('takes every column with a title once, as it is compared', () => {
    const history = rememberMapping([], configuration, ['Umsatz', 'FIRMA ', 'Rep', 'Firma', 'Column D'], 'now')
    expect(history).toEqual([
      { header: 'rep', field: 'assignment', at: 'now' },
      { header: 'firma', field: 'name', at: 'now' },
      { header: 'umsatz', field: null, at: 'now' },
    ])
    expect(rememberMapping(history, configuration, ['Umsatz', 'Rep', 'Firma'], 'now')).toEqual(history)
  })

  it('forgets the oldest, and of a very wide file what was not imported', () => {
    const wide = Array.from({ length: 4000 }, (_, n) => `Spalte ${n}`)
    const history = rememberMapping(
      [{ header: 'alt', field: 'zip', at: 'before' }],
      configuration,
      [...wide, 'Firma'],
      'now',
    )
    expect(history).toHaveLength(500)
    expect(history[0]).toMatchObject({ header: 'firma' })
    expect(history.some(({ header }) => header === 'alt')).toBe(false)
  })
})

describe('whatever the columns', () => {
  const names = RECORD_TYPE_NAMES.flatMap((name) =>
    RECORD_TYPES[name].fields.flatMap(({ label, synonyms }) => [label.en, label.de, ...synonyms]),
  )
  const title = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...names) },
    // misspelt
    fc.tuple(fc.constantFrom(...names), fc.nat(8)).map(([name, at]) => name.slice(0, at) + name.slice(at + 1)),
    fc.constantFrom(...names).map((name) => `Kunde - ${name}`),
    fc.string({ maxLength: 12 }),
  )
  const values = fc.constantFrom(
    [],
    ['a@b.example'],
    ['+43 1 234567'],
    ['https://a.example'],
    ['AT'],
    ['2026-01-02'],
    ['x'],
  )
  const columns = fc
    .array(fc.record({ name: title, samples: values, type: fc.constantFrom('text', 'date') }), { maxLength: 25 })
    .map((given) => [...new Map(given.map((one) => [one.name, one])).values()])
  const history = fc.array(
    fc.record({
      header: title.map((text) => text.toLowerCase()),
      field: fc.option(fc.constantFrom('name', 'zip', 'phone', 'assignment')),
      at: fc.constantFrom('2026-01-01', '2026-02-02'),
    }),
    { maxLength: 5 },
  )
  const type = fc.constantFrom(...RECORD_TYPE_NAMES)

  it('never suggests two columns for a field, or two fields for a column', () => {
    fc.assert(
      fc.property(type, columns, history, (name, given, before) => {
        const suggested = suggestFields(recordType(name), given, GERMAN, { history: before })
        expect(new Set(suggested.map(({ field }) => field.name)).size).toBe(suggested.length)
        expect(new Set(suggested.map((one) => one.column)).size).toBe(suggested.length)
      }),
    )
  })

  it('suggests the same in any order of the columns', () => {
    const shuffled = columns.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    )
    fc.assert(
      fc.property(type, shuffled, history, (name, [given, other], before) => {
        const one = found(name, given, { history: before })
        expect(found(name, other, { history: before }).toSorted()).toEqual(one.toSorted())
      }),
    )
  })
})
