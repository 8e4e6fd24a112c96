import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { ImportConfiguration } from '../../lib/domain/configuration.ts'
import { driftOf, driftPlaces, isHarmless, type DriftInput } from '../../lib/domain/drift.ts'
import { recordType } from '../../lib/domain/record-types/catalogue.ts'
import { GERMAN } from './support.ts'

const FIELDS = { 'Kd-Nr': 'externalId', Firma: 'name', PLZ: 'zip', Ort: 'city', Telefon: 'phone', Info: 'note' }
const configuration: ImportConfiguration = {
  version: 1,
  recordType: 'customers',
  sheet: 'Kunden',
  headerRow: 1,
  mode: 'update',
  assignment: { by: 'email', column: 'Betreuer' },
  mapping: Object.entries(FIELDS).map(([column, field]) => ({
    column,
    field,
    update: field === 'externalId' ? 'key' : 'overwrite',
    empty: 'keep',
  })),
  notation: GERMAN,
}
const COLUMNS = ['Betreuer', ...Object.keys(FIELDS)]

function drift(columns: readonly string[], file: Partial<DriftInput['file']> = {}, more: Partial<DriftInput> = {}) {
  return driftOf({
    recordType: recordType('customers'),
    configuration,
    file: {
      sheet: 'Kunden',
      headerRow: 1,
      sheets: ['Kunden'],
      columns: columns.map((name) => ({ name, type: 'text', samples: [] })),
      ...file,
    },
    ...more,
  })
}
const replaced = (from: string, to: string) => COLUMNS.map((name) => (name === from ? to : name))

/** `from>to confidence`, or `from` if it is nowhere. */
const renames = (found: ReturnType<typeof drift>) =>
  found?.gone.map(({ column, renamedTo: now }) => (now ? `${column}>${now.column} ${now.confidence}` : column))

describe('a configuration whose columns are all there', () => {
  it('has not drifted, whatever else is in the file', () => {
    expect(drift(COLUMNS)).toBeUndefined()
    expect(drift(['Umsatz', ...COLUMNS.toReversed()])).toBeUndefined()
  })
  it('is repaired by itself where the only sheet has another name', () => {
    const found = drift(COLUMNS, { sheet: 'Tabelle1', sheets: ['Tabelle1'] })
    expect(found && isHarmless(found)).toBe(true)
    expect(found).toMatchObject({ gone: [], problems: [], repaired: { ...configuration, sheet: 'Tabelle1' } })
    expect(found?.changes).toMatchObject([{ pointer: '/sheet', from: 'Kunden', to: 'Tabelle1' }])
  })
  it('is repaired by itself where they stand in another row', () => {
    const found = drift(COLUMNS, { headerRow: 4 })
    expect(found && isHarmless(found)).toBe(true)
    expect(found?.repaired).toEqual({ ...configuration, headerRow: 4 })
  })
  it('is not where there is more than one sheet: any may be meant', () => {
    const found = drift(COLUMNS, { sheet: 'Nord', sheets: ['Nord', 'Süd'] })
    expect(found && isHarmless(found)).toBe(false)
    expect(found?.repaired.sheet).toBe('Nord')
  })
})

describe('a column that is gone', () => {
  it.each([
    ['KD-NR.', 'Kd-Nr', 'Kd-Nr>KD-NR. high'],
    ['Telefonn', 'Telefon', 'Telefon>Telefonn medium'],
    ['Kundennummer', 'Kd-Nr', 'Kd-Nr>Kundennummer medium'],
    ['Postleitzahl', 'PLZ', 'PLZ>Postleitzahl medium'],
    ['Vertreter', 'Betreuer', 'Betreuer>Vertreter medium'],
    ['Rückruf', 'Telefon', 'Telefon>Rückruf low'],
    ['Umsatz', 'Betreuer', 'Betreuer'],
  ])('was probably renamed to %j', (now, before, expected) => {
    const found = drift(replaced(before, now))
    expect(renames(found)).toEqual([expected])
    expect(found && isHarmless(found)).toBe(false)
  })

  it('is in the repaired configuration under its new name, and not there if nobody knows it', () => {
    const found = drift(replaced('PLZ', 'Postleitzahl').filter((name) => name !== 'Info'))
    expect(found?.repaired.mapping.map(({ column }) => column)).toEqual([
      'Kd-Nr',
      'Firma',
      'Postleitzahl',
      'Ort',
      'Telefon',
    ])
    expect(found?.problems).toEqual([])
    expect(found?.added).toEqual([])
  })

  it('is only offered in the same place', () => {
    const found = drift(replaced('Telefon', 'Rückruf'))
    expect(found?.repaired.mapping.some(({ field }) => field === 'phone')).toBe(false)
    expect(found?.added).toEqual(['Rückruf'])
    expect(driftPlaces(found!)).toEqual([
      {
        column: 'Telefon',
        message:
          'The file has no column "Telefon" (phone). Perhaps it is "Rückruf" now: It stands between "Ort" and "Info".',
      },
    ])
  })

  it('is none of two that are equally probable', () => {
    expect(renames(drift([...replaced('Kd-Nr', 'Kundennummer'), 'Kundenummer']))).toEqual(['Kd-Nr>Kundennummer medium'])
    expect(renames(drift([...COLUMNS.filter((name) => name !== 'Telefon'), 'Telefonn', 'Tellefon']))).toEqual([
      'Telefon',
    ])
  })

  it('keeps what is wrong with the repaired configuration, if it was the key or the assignment', () => {
    expect(drift(COLUMNS.filter((name) => name !== 'Kd-Nr'))?.problems).toMatchObject([{ pointer: '/mapping' }])
    expect(drift(COLUMNS.filter((name) => name !== 'Betreuer'))?.problems).toMatchObject([
      { pointer: '/assignment/column' },
    ])
  })

  it('is not what the values refuse', () => {
    const columns = COLUMNS.map((name) => ({ name, type: 'text', samples: [] as string[] }))
    const changed = columns.map((one) => (one.name === 'Telefon' ? { ...one, name: 'E-Mail', samples: ['x'] } : one))
    const mail: ImportConfiguration = {
      ...configuration,
      mapping: configuration.mapping.map((entry) => (entry.field === 'phone' ? { ...entry, field: 'email' } : entry)),
    }
    expect(renames(drift([], { columns: changed }, { configuration: mail }))).toEqual(['Telefon'])
  })
})

it('what the company did not import before is not new', () => {
  const history = [{ header: 'umsatz', field: null, at: 'before' }]
  const found = drift([...COLUMNS, 'Umsatz', 'Neu'], { headerRow: 2 }, { history })
  expect(found?.added).toEqual(['Neu'])
})

it('a repaired configuration names only columns of the file, and none twice for one field', () => {
  const column = fc.constantFrom(...COLUMNS, 'Kundennummer', 'KD NR', 'Postleitzahl', 'Stadt', 'Ortt', 'x', 'Tel.')
  fc.assert(
    fc.property(fc.uniqueArray(column), (columns) => {
      const found = drift(columns)
      if (found === undefined) return
      const { mapping } = found.repaired
      expect(mapping.every((entry) => columns.includes(entry.column))).toBe(true)
      expect(new Set(mapping.map((entry) => entry.column)).size).toBe(mapping.length)
      expect(new Set(mapping.map(({ field }) => field)).size).toBe(mapping.length)
    }),
  )
})
