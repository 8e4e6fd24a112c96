import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { FieldMapping } from '../../../lib/domain/configuration.ts'
import { plan } from '../../../lib/domain/planning.ts'
import { configuration, outline, planInput, planOf, stored } from '../support.ts'

const RECORD = stored('c-1', {
  externalId: 'K-1',
  name: 'Alt',
  zip: '06108',
  city: 'Halle',
  note: 'old',
  lastCall: '2026-03-01',
})

/** Plans one row of external ID and one more column, mapped as said. */
function withColumn(entry: Partial<FieldMapping> & Pick<FieldMapping, 'field'>, cell: string | number | null) {
  const { mapping } = configuration('externalId!')
  const column: FieldMapping = { column: 'X', update: 'overwrite', empty: 'keep', ...entry }
  const input = planInput('externalId!', { records: [RECORD], rows: [['K-1', cell]] })
  return plan({
    ...input,
    configuration: { ...input.configuration, mapping: [...mapping, column] },
    columns: ['externalId', 'X'],
  })
}
const after = (done: ReturnType<typeof withColumn>) => done.entries[0]?.operation?.after.fields

describe('an empty cell', () => {
  it('keeps what there is unless it is to clear', () => {
    expect(outline(withColumn({ field: 'note' }, null))).toEqual(['2 unchanged'])
    expect(after(withColumn({ field: 'note', empty: 'clear' }, ' '))).not.toHaveProperty('note')
  })
  it('keeps also where a token clears, and the token clears whatever its case', () => {
    const empty = { token: '#CLEAR' }
    expect(outline(withColumn({ field: 'note', empty }, null))).toEqual(['2 unchanged'])
    expect(after(withColumn({ field: 'note', empty }, ' #clear '))).not.toHaveProperty('note')
    expect(after(withColumn({ field: 'note', empty }, '#CLEAR it'))).toMatchObject({ note: '#CLEAR it' })
  })
  it('gives a new record nothing, with or without the token', () => {
    const { mapping } = configuration('externalId! name zip city')
    const column: FieldMapping = { column: 'note', field: 'note', update: 'overwrite', empty: { token: '-' } }
    const input = planInput('externalId! name zip city', { rows: [['K-7', 'Neu', '1', 'X', '-']] })
    const done = plan({
      ...input,
      configuration: { ...input.configuration, mapping: [...mapping, column] },
      columns: [...input.columns, 'note'],
    })
    expect(done.entries[0]?.operation?.after.fields).toEqual({ externalId: 'K-7', name: 'Neu', zip: '1', city: 'X' })
  })
  it('cannot clear what is required, by no way', () => {
    expect(outline(withColumn({ field: 'name', empty: 'clear' }, null))).toEqual(['2 rejected required-missing'])
    expect(outline(withColumn({ field: 'name', empty: { token: '-' } }, '-'))).toEqual(['2 rejected required-missing'])
  })
})

describe('overwrite if newer', () => {
  const newer = { field: 'lastCall', update: 'overwrite-if-newer' } as const

  it('lets a later day through, and no earlier or equal one', () => {
    expect(after(withColumn(newer, '02.03.2026'))).toMatchObject({ lastCall: '2026-03-02' })
    expect(outline(withColumn(newer, '01.03.2026'))).toEqual(['2 unchanged'])
    expect(outline(withColumn(newer, '28.02.2026'))).toEqual(['2 unchanged'])
  })
  it('is never cleared by an empty cell', () => {
    expect(outline(withColumn({ ...newer, empty: 'clear' }, null))).toEqual(['2 unchanged'])
  })
  it('ends with the latest day, in whatever order the files come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })),
        (dates) => {
          const days = dates.map((date) => date.toISOString().slice(0, 10))
          let records = [stored('c-1', { externalId: 'K-1', name: 'Alt', zip: '1', city: 'X' })]
          for (const day of days) {
            const done = planOf('externalId! lastCall>', { records, rows: [['K-1', day]] })
            const next = done.entries[0]?.operation?.after
            if (next !== undefined) records = [{ ...next, etag: `v${next.version}` }]
          }
          expect(records[0]?.fields['lastCall']).toBe(days.toSorted().at(-1))
        },
      ),
    )
  })
})

describe('a replacement', () => {
  const replacements = [
    { from: 'HH', to: 'Hamburg' },
    { from: 'n/a', to: '' },
    { from: '#N/A', to: 'unknown' },
  ]
  it('is read in place of the cell, whatever its case and surrounding space', () => {
    expect(after(withColumn({ field: 'city', replacements }, ' hh '))).toMatchObject({ city: 'Hamburg' })
    expect(after(withColumn({ field: 'city', replacements }, 'HHX'))).toMatchObject({ city: 'HHX' })
  })
  it('by nothing makes the cell empty', () => {
    expect(outline(withColumn({ field: 'city', replacements }, 'N/A'))).toEqual(['2 unchanged'])
  })
  it('is converted to the field like any cell', () => {
    const days = [{ from: 'monthly', to: '30' }]
    expect(after(withColumn({ field: 'callIntervalDays', replacements: days }, 'Monthly'))).toMatchObject({
      callIntervalDays: 30,
    })
    expect(outline(withColumn({ field: 'callIntervalDays', replacements: days }, 'weekly'))).toEqual([
      '2 rejected not-a-number',
    ])
  })
})

describe('the notation of a column', () => {
  it('holds for this column alone', () => {
    const american = { field: 'lastCall', notation: { dateOrder: 'mdy' } } as const
    expect(after(withColumn(american, '04/05/2026'))).toMatchObject({ lastCall: '2026-04-05' })
    expect(after(withColumn({ field: 'lastCall' }, '04/05/2026'))).toMatchObject({ lastCall: '2026-05-04' })
    const point = { field: 'latitude', notation: { decimal: '.' } } as const
    expect(after(withColumn(point, '48.137'))).toMatchObject({ latitude: 48.137 })
  })
})

describe('a ZIP that a spreadsheet took for a number', () => {
  const planned = (cells: readonly (string | number | null)[], records = [RECORD]) =>
    planOf('externalId! zip country', { records, rows: [['K-1', ...cells]] })
  const zipOf = (done: ReturnType<typeof planned>) => done.entries[0]?.operation?.after.fields['zip']

  it('gets its zeros back where the country has codes of a fixed length', () => {
    const records = [{ ...RECORD, fields: { ...RECORD.fields, zip: '99999' } }]
    expect(zipOf(planned([6108, 'DE'], records))).toBe('06108')
    expect(zipOf(planned(['501', 'US'], records))).toBe('00501')
    expect(zipOf(planned([10, 'Norway'], records))).toBe('0010')
  })
  it('stays as it is where it has all digits, too few, or where the country says nothing', () => {
    expect(zipOf(planned([80331, 'DE']))).toBe('80331')
    expect(zipOf(planned([8001, 'CH']))).toBe('8001')
    expect(zipOf(planned([61, 'DE']))).toBe('61')
    expect(zipOf(planned([6108, null]))).toBe('6108')
  })
  it('does not replace the whole code of a record whose country is known', () => {
    const records = [{ ...RECORD, fields: { ...RECORD.fields, country: 'DE' } }]
    expect(outline(planned([6108, null], records))).toEqual(['2 unchanged'])
  })
  it('is whole also as a key', () => {
    const records = [{ ...RECORD, fields: { ...RECORD.fields, country: 'DE' } }]
    const done = planOf('name! zip! country', { records, rows: [['Alt', 6108, 'DE']] })
    expect(outline(done)).toEqual(['2 unchanged'])
  })
})
