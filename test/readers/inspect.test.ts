import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { utils } from 'xlsx'
import { columnLetters, columnNames } from '../../lib/readers/inspecting/names.ts'
import { dataRows, inspect } from '../../lib/readers/inspect.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { refuseSeveralSheets, sheetsWithData } from '../../lib/readers/inspecting/sheets.ts'
import { problemOf, sample, text, workbookBytes } from './files.ts'

const inspectSample = async (name: string) => inspect(await openWorkbook(sample(name)))
const inspectCsv = async (content: string) => inspect(await openWorkbook(text(content)))
const inspectSheets = async (sheets: Record<string, unknown[][]>) =>
  inspect(
    await openWorkbook(
      workbookBytes(Object.fromEntries(Object.entries(sheets).map(([name, rows]) => [name, utils.aoa_to_sheet(rows)]))),
    ),
  )

describe('the samples', () => {
  it('show sheet, header, columns and rows', async () => {
    const inspection = await inspectSample('customers-windows-1252.csv')
    expect(inspection).toMatchObject({
      format: 'csv',
      encoding: 'windows-1252',
      delimiter: ';',
      sheet: 'CSV',
      headerRow: 1,
      rows: 400,
      sheets: [{ name: 'CSV', rows: 401, columns: 16 }],
      notation: { decimal: ',', dateOrder: 'dmy' },
      warnings: [],
    })
    expect(inspection.columns.map(({ name, type, filled }) => [name, type, filled])).toEqual([
      ['Betreuer E-Mail', 'email', 400],
      ['Personalnummer', 'text', 400],
      ['Kundennummer', 'text', 400],
      ['Firma', 'text', 400],
      ['Straße', 'text', 400],
      ['PLZ', 'text', 400],
      ['Ort', 'text', 400],
      ['Land', 'text', 400],
      ['Telefon', 'text', 279],
      ['E-Mail', 'email', 214],
      ['Priorität', 'text', 400],
      ['Besuchsintervall (Tage)', 'integer', 400],
      ['Letzter Besuch', 'date', 202],
      ['Umsatz', 'number', 206],
      ['Aktiv', 'yes-no', 400],
      ['Notiz', 'text', 303],
    ])
    expect(inspection.columns[10]?.samples).toEqual(['B', 'C', 'A'])
    expect(inspection.preview[0]?.rows).toHaveLength(50)
  })

  it('show how dates and numbers are written, with the row that proves it', async () => {
    const { evidence } = await inspectSample('customers-windows-1252.csv')
    expect(evidence).toContainEqual({
      what: 'date-order',
      says: 'day first in "Letzter Besuch"',
      because: 'row 2 says 21.08.2025',
      column: 'Letzter Besuch',
      row: 2,
      value: '21.08.2025',
    })
    expect(evidence).toContainEqual({
      what: 'decimal',
      says: 'decimal comma',
      because: 'row 2 says 26925,91 in "Umsatz"',
      column: 'Umsatz',
      row: 2,
      value: '26925,91',
    })
    expect((await inspectSample('customers-utf8.csv')).notation).toEqual({ decimal: '.', dateOrder: 'dmy' })
  })

  it('show the header below title lines, and cells that lost their zeros', async () => {
    const inspection = await inspectSample('messy.xlsx')
    expect(inspection).toMatchObject({ sheet: 'Kunden', headerRow: 4, rows: 121 })
    expect(inspection.columns[0]?.name).toBe('Mitarbeiter')
    expect(inspection.evidence.find(({ what }) => what === 'header')).toMatchObject({ says: 'row 4' })
    expect(inspection.warnings.map(({ code, column, row }) => [code, column, row])).toEqual([
      ['blank-rows', undefined, 66],
      ['total-line', undefined, 128],
      ['lost-zeros', 'Pers.Nr.', 5],
      ['lost-zeros', 'Postleitzahl', 5],
      ['impossible-dates', 'letzter Besuch', 51],
      ['dates-as-text', 'letzter Besuch', 52],
      ['numbers-as-text', 'Umsatz EUR', 53],
    ])
  })

  it('stream their data rows', async () => {
    const rows = await Array.fromAsync(dataRows(await openWorkbook(sample('messy.xlsx')), 'Kunden', 4))
    expect(rows).toHaveLength(121)
    expect(rows[0]?.row).toBe(5)
  })
})

describe('data on several worksheets', () => {
  it('is refused by name', async () => {
    const inspection = await inspectSample('two-sheets.xlsx')
    const problem = await problemOf(() => refuseSeveralSheets(inspection))
    expect(problem.code).toBe('several-sheets-with-data')
    expect(problem.message).toContain('"Nord" and "Süd"')
    expect(problem.places).toEqual([{ sheet: 'Nord' }, { sheet: 'Süd' }])
  })

  it('is not a legend', async () => {
    const inspection = await inspectSample('messy.xlsx')
    expect(sheetsWithData(inspection)).toEqual(['Kunden'])
    expect(() => refuseSeveralSheets(inspection)).not.toThrow()
  })

  const main = [
    ['Name', 'City', 'ZIP', 'Rep'],
    ...Array.from({ length: 40 }, (_, index) => [`Customer ${index}`, 'Wien', '1010', 'a@b.example']),
  ]
  it.each<[string, unknown[][], boolean]>([
    ['a list of codes', [['Code', 'Country'], ...Array.from({ length: 100 }, (_, index) => [`C${index}`, 'x'])], false],
    ['an empty sheet', [], false],
    ['a header alone', [['Name', 'City', 'ZIP', 'Rep']], false],
    [
      'one row of the same table',
      [
        ['name', 'CITY'],
        ['Huber', 'Graz'],
      ],
      true,
    ],
    [
      'one shared title of three',
      [
        ['Name', 'Meaning', 'Remark'],
        ['a', 'b', 'c'],
      ],
      false,
    ],
    [
      'another table of the same size',
      [['Product', 'Price', 'Stock'], ...Array.from({ length: 30 }, (_, index) => [`P${index}`, 1.5, 7])],
      true,
    ],
    [
      'another table of a few rows',
      [
        ['Product', 'Price', 'Stock'],
        ['P1', 1.5, 7],
        ['P2', 2.5, 8],
      ],
      false,
    ],
  ])('%s: judged rightly', async (_, rows, counts) => {
    expect(sheetsWithData(await inspectSheets({ Main: main, Other: rows }))).toEqual(
      counts ? ['Main', 'Other'] : ['Main'],
    )
  })

  it('takes the sheet with most data, wherever it is', async () => {
    expect((await inspectSheets({ Cover: [['Export'], ['of today']], Main: main })).sheet).toBe('Main')
  })
})

describe('a choice of sheet and header', () => {
  it('is followed', async () => {
    const inspection = await inspect(await openWorkbook(sample('messy.xlsx')), { sheet: 'Legende', headerRow: 2 })
    expect(inspection).toMatchObject({ sheet: 'Legende', headerRow: 2, rows: 1 })
    expect(inspection.columns.map(({ name }) => name)).toEqual(['A', 'Top'])
  })

  it('of a sheet that is not there is refused', async () => {
    const workbook = await openWorkbook(sample('messy.xlsx'))
    expect((await problemOf(() => inspect(workbook, { sheet: 'Nichts' }))).code).toBe('not-found')
  })
})

describe('files without rows', () => {
  it.each([['name;email\n'], ['name\n\n\n']])('%j are refused', async (content) => {
    expect((await problemOf(() => inspectCsv(content))).code).toBe('no-rows')
  })

  it('are refused as workbooks too', async () => {
    expect((await problemOf(() => inspectSheets({ Empty: [] }))).code).toBe('no-rows')
  })
})

describe('column names', () => {
  it('are unique, on one line, and never empty', () => {
    expect(
      columnNames([{ row: 1, cells: ['Name', ' Name ', null, 'Name\n(2)', 2025, { error: '#REF!' }] }], 1),
    ).toEqual(['Name', 'Name (2)', 'Column C', 'Name (2) (2)', '2025', 'Column F'])
    expect([0, 25, 26, 51, 52, 701, 702, 16383].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
      'XFD',
    ])
  })

  it('are unique for any header, and do not change when more columns are asked for', () => {
    const title = fc.constantFrom(null, 'Name', 'Name (2)', 'Column B', '', 'x')
    fc.assert(
      fc.property(fc.array(title, { maxLength: 12 }), fc.nat(20), (header, width) => {
        const names = columnNames([{ row: 1, cells: header }], 1, width)
        expect(new Set(names).size).toBe(names.length)
        expect(names.slice(0, header.length)).toEqual(columnNames([{ row: 1, cells: header }], 1))
      }),
    )
  })

  it('are given to untitled columns only if these hold something', async () => {
    const { columns } = await inspectSheets({
      S: [
        ['Name', null, 'City', null],
        ['Huber', null, null, 'x'],
      ],
    })
    expect(columns.map(({ name, index, type }) => [name, index, type])).toEqual([
      ['Name', 0, 'text'],
      ['City', 2, 'empty'],
      ['Column D', 3, 'text'],
    ])
  })
})

describe('column types', () => {
  it.each<[string, string[], string]>([
    ['whole numbers', ['1', '-20', '300'], 'integer'],
    ['whole and broken numbers', ['1', '2,5', '1.234,50 €'], 'number'],
    ['digits with leading zeros', ['80331', '06108', '1010'], 'text'],
    ['phone numbers', ['+43 676 4766182', '0446/936322', '+4366412345'], 'text'],
    ['days', ['23.04.2026', '3.4.26', '2026-04-23'], 'date'],
    ['moments', ['23.04.2026 08:30', '2026-04-23T08:30:00', '24.04.2026'], 'date-time'],
    ['times', ['08:30', '8:30 PM', '23:59:59'], 'time'],
    ['yes and no', ['ja', 'NEIN', 'true'], 'yes-no'],
    ['e-mail addresses', ['a@b.example', ' C@D.example '], 'email'],
    ['anything', ['1', 'a@b.example', '23.04.2026', 'x'], 'mixed'],
    ['ten dates and a slip', [...Array.from({ length: 10 }, (_, index) => `${index + 10}.04.2026`), 'soon'], 'date'],
  ])('%s', async (_, values, type) => {
    const { columns } = await inspectCsv(`Title\tOther\n${values.map((value) => `${value}\tx`).join('\n')}\n`)
    expect(columns[0]?.type).toBe(type)
  })

  it('of real values are theirs', async () => {
    const { columns } = await inspectSheets({
      S: [
        ['a', 'b', 'c'],
        [true, 1, 1.5],
        [false, 2, 2],
      ],
    })
    expect(columns.map(({ type }) => type)).toEqual(['yes-no', 'integer', 'number'])
  })
})

describe('notation', () => {
  const dates = async (...values: string[]) => {
    const { notation, evidence } = await inspectCsv(`When;What\n${values.map((value) => `${value};x`).join('\n')}\n`)
    return { order: notation.dateOrder, evidence: evidence.find(({ what }) => what === 'date-order') }
  }

  it('of dates is proved by a number above 12', async () => {
    expect(await dates('03.04.2026', '23.04.2026')).toEqual({
      order: 'dmy',
      evidence: {
        what: 'date-order',
        says: 'day first in "When"',
        because: 'row 3 says 23.04.2026',
        column: 'When',
        row: 3,
        value: '23.04.2026',
      },
    })
    expect(await dates('03/04/2026', '4/23/26 8:30')).toEqual({
      order: 'mdy',
      evidence: expect.objectContaining({ says: 'month first in "When"', because: 'row 3 says 4/23/26 8:30' }),
    })
    expect(await dates('2026-04-23')).toMatchObject({ order: 'ymd' })
  })

  it('of dates is called ambiguous without proof', async () => {
    const found = await dates('03.04.2026', '05.06.2026')
    expect(found.order).toBe('dmy')
    expect(found.evidence).toMatchObject({
      says: 'ambiguous: no day above 12 in "When", so read as day first',
      because: 'row 2 says 03.04.2026, and none of its 2 such dates is clearer',
      row: 2,
    })
  })

  it('of dates names both rows where they contradict each other', async () => {
    const found = await dates('23.04.2026', '24.04.2026', '04/25/2026')
    expect(found.order).toBe('dmy')
    expect(found.evidence?.because).toBe('row 2 says 23.04.2026; but month first in one row: row 4 says 04/25/2026')
  })

  it.each([
    ['1.234', ',', 'no number in the file shows its decimal sign; the delimiter decides'],
    ['1.234,5', ',', 'row 2 says 1.234,5 in "What"'],
    ['1,234.5', '.', 'row 2 says 1,234.5 in "What"'],
    ['1.234.567', ',', 'row 2 says 1.234.567 in "What"'],
    ['48.2082', '.', 'row 2 says 48.2082 in "What"'],
    ['0,123', ',', 'row 2 says 0,123 in "What"'],
  ])('of %s is decimal %s', async (value, decimal, because) => {
    const { notation, evidence } = await inspectCsv(`When;What\nx;${value}\n`)
    expect(notation.decimal).toBe(decimal)
    expect(evidence.find(({ what }) => what === 'decimal')?.because).toBe(because)
  })
})

describe('losses', () => {
  it('are named with column and row', async () => {
    const sheet = utils.aoa_to_sheet([
      ['Name', 'Total', 'Account', 'Date of visit'],
      ['x', 1, 1234567890123456, 45000],
      ['CafÃ©', 2, 5, 45001],
    ])
    sheet['B3'] = { t: 'e', v: 0x07 }
    const { warnings } = await inspect(await openWorkbook(workbookBytes({ S: sheet })))
    expect(warnings.map(({ code, column, row }) => [code, column, row])).toEqual([
      ['mixed-encoding', 'Name', 3],
      ['formula-errors', 'Total', 3],
      ['long-numbers', 'Account', 2],
      ['serial-dates', 'Date of visit', 2],
    ])
  })

  it('of text files include rows that are wider than the header', async () => {
    const { warnings, columns } = await inspectCsv('name;city\nHuber;Wien\nMoser;Linz;oops\n')
    expect(warnings).toEqual([expect.objectContaining({ code: 'uneven-rows', row: 3 })])
    expect(columns.map(({ name }) => name)).toEqual(['name', 'city', 'Column C'])
  })
})
