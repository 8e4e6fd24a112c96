import { describe, expect, it } from '@jest/globals'
import type { Cell } from '../../../lib/domain/cells.ts'
import { inspect } from '../../../lib/readers/inspect.ts'
import type { Workbook } from '../../../lib/readers/workbook.ts'
import { columnOf, csvOf, workbookOf } from './workbooks.ts'

/** Code, column, row and message of every warning. */
const warned = async (workbook: Workbook) =>
  (await inspect(workbook)).warnings.map(({ code, column, row, message }) => ({ code, column, row, message }))

const codes = async (workbook: Workbook) => (await warned(workbook)).map(({ code }) => code)

const TITLES = ['Name', 'City', 'Visits', 'Revenue']
const DATA: Cell[][] = [
  ['Huber', 'Wien', 12, 100.5],
  ['Moser', 'Graz', 7, 200.25],
  ['Novak', 'Linz', 3, 300],
  ['Egger', 'Wels', 1, 400],
]
const table = (...more: Cell[][]) => workbookOf({ S: [TITLES, ...DATA, ...more] })

it('a clean table has none', async () => {
  expect(await warned(table())).toEqual([])
})

it('a second sheet with data is named, whichever is read; a legend is none', async () => {
  const workbook = workbookOf({ North: [TITLES, ...DATA], South: [TITLES, ...DATA], Legend: [['A', 'best']] })
  const message = 'Data is on 2 worksheets: "North" and "South"; only "North" is read.'
  expect((await inspect(workbook)).warnings).toMatchObject([{ code: 'several-sheets', sheet: 'North', message }])
  expect((await inspect(workbook, { sheet: 'South' })).warnings).toMatchObject([{ sheet: 'South' }])
  expect(await codes(workbookOf({ S: [TITLES, ...DATA], Legend: [['A', 'best']] }))).toEqual([])
})

describe('total lines', () => {
  it.each<[string, Cell[], string]>([
    ['a label', ['Summe', null, null, 99], 'it says "Summe"'],
    ['a label and the sum', ['Total:', null, 23], 'it says "Total:", and 23 is the sum of the rows above'],
    ['a label over a full row', ['Gesamt', null, 23, 1000.75], 'it says "Gesamt", and 23 is the sum of the rows above'],
    ['the sums alone', [null, null, 23, 1000.75], '23 is the sum of the rows above'],
    ['a sum that is rounded', [null, null, null, 1000.754], '1000.754 is the sum of the rows above'],
    ['the number of rows', ['4 Kunden'], 'it says "4 Kunden", which is the number of rows above'],
    ['a sign', ['Σ'], 'it says "Σ"'],
    ['a label with more words', ['Anzahl Kunden: 4'], 'it says "Anzahl Kunden: 4"'],
  ])('are known by %s', async (_, line, why) => {
    expect(await warned(table(line))).toEqual([
      { code: 'total-line', column: undefined, row: 6, message: `Row 6 looks like a total: ${why}.` },
    ])
  })

  it.each<[string, Cell[]]>([
    ['a customer of that name', ['Total', 'Wien', 5, 1]],
    ['a customer whose name begins so', ['Summe Bau GmbH', 'Wien', 23, 1]],
    ['a number that is not the sum', [null, 'Wien', 22, null]],
    ['another number of rows', ['Huber', '9 Kunden', null, 1]],
  ])('are not %s', async (_, line) => {
    expect(await codes(table(line))).toEqual([])
  })

  it('are no other number of rows', async () => {
    expect(await codes(table(['9 Kunden']))).toEqual(['note-line'])
  })

  it('are seen between the rows, add to no sum, and stay rows', async () => {
    const workbook = table(['Zwischensumme', null, 23], ['Wolf', 'Enns', 4, 5], ['Gesamt', null, 27])
    const found = await inspect(workbook)
    expect(found.rows).toBe(7)
    expect(found.warnings.map(({ row, message }) => [row, message.replace(/.*: /, '')])).toEqual([
      [6, 'it says "Zwischensumme", and 23 is the sum of the rows above.'],
      [8, 'it says "Gesamt", and 27 is the sum of the rows above.'],
    ])
  })

  it('are seen in text files, with numbers as people write them', async () => {
    const rows = [
      TITLES,
      ['Huber', 'Wien', '7', '1.000,50'],
      ['Moser', 'Graz', '8', '2,25'],
      ['', '', '', '1.002,75 €'],
    ]
    expect(await warned(csvOf(rows))).toEqual([
      {
        code: 'total-line',
        column: undefined,
        row: 4,
        message: 'Row 4 looks like a total: 1.002,75 € is the sum of the rows above.',
      },
    ])
  })
})

describe('remarks below the table', () => {
  it('are known by their only cell', async () => {
    expect(await warned(table(['Stand 20.11.2026'], ['Seite 1 von 1']))).toEqual([
      expect.objectContaining({ code: 'note-line', row: 6 }),
      expect.objectContaining({ code: 'note-line', row: 7, message: expect.stringContaining('"Seite 1 von 1"') }),
    ])
  })

  it('are none if rows follow, or if there are many', async () => {
    expect(await codes(table(['x'], ['Wolf', 'Enns', 4, 5]))).toEqual([])
    expect(await codes(table(['a'], ['b'], ['c'], ['d']))).toEqual([])
  })
})

describe('rows', () => {
  it('that repeat the titles are named', async () => {
    expect(await warned(table(TITLES, ['Wolf', 'Enns', 4, 5], TITLES))).toEqual([
      expect.objectContaining({
        code: 'repeated-header',
        row: 6,
        message: 'The titles stand again in 2 rows, first in row 6.',
      }),
    ])
  })

  it('that are blank between others are counted', async () => {
    expect(await warned(table([], [], ['Wolf', 'Enns', 4, 5], []))).toEqual([
      expect.objectContaining({ code: 'blank-rows', row: 6, message: expect.stringContaining('2 rows') }),
    ])
  })

  it('far wider than the header are named', async () => {
    const stray: Cell[] = [...Array<null>(300).fill(null), 'x']
    expect(await warned(table(stray))).toContainEqual(
      expect.objectContaining({ code: 'wide-sheet', row: 6, message: expect.stringContaining('column KO') }),
    )
  })
})

describe('titles', () => {
  it('that stand twice or are missing are named', async () => {
    const workbook = workbookOf({ S: [['Name', 'Note', null, 'Note'], ...DATA] })
    expect(await warned(workbook)).toEqual([
      expect.objectContaining({ code: 'duplicate-titles', column: 'Note (2)', row: 1 }),
      expect.objectContaining({ code: 'blank-titles', column: 'Column C', row: 1 }),
    ])
  })

  it('that stand very often are named only so often', async () => {
    const width = 3000
    const workbook = workbookOf({ S: [Array<string>(width).fill('x'), Array<string>(width).fill('y')] })
    const found = await warned(workbook)
    expect(found.map(({ code }) => code)).toEqual(Array<string>(20).fill('duplicate-titles'))
    expect(found.at(-1)?.message).toContain('and 2979 more like it')
  })
})

describe('what a sheet says beside its cells', () => {
  const warnedOf = async (notes: Parameters<typeof workbookOf>[1]) =>
    warned(workbookOf({ S: [TITLES, ...DATA], Hidden: [['x']] }, notes))

  it.each<[string, NonNullable<Parameters<typeof workbookOf>[1]>, object]>([
    [
      'hidden sheets',
      { hiddenSheets: ['Hidden'] },
      { code: 'hidden-sheet', message: 'The worksheet "Hidden" is hidden.' },
    ],
    [
      'merged cells',
      {
        notes: {
          merges: [
            { top: 1, left: 0, bottom: 1, right: 1 },
            { top: 2, left: 0, bottom: 3, right: 0 },
          ],
        },
      },
      { code: 'merged-cells', row: 2, message: expect.stringContaining('once, first A2:A3') },
    ],
    [
      'titles that reach into the data',
      { notes: { merges: [{ top: 1, left: 0, bottom: 2, right: 0 }] } },
      { code: 'merged-header', row: 1, message: 'The title in A1:A2 reaches below the header row 1.' },
    ],
    ['hidden rows', { notes: { hiddenRows: { count: 2, first: 3 } } }, { code: 'hidden-rows', row: 3 }],
    ['hidden columns', { notes: { hiddenColumns: [1, 9] } }, { code: 'hidden-columns', column: 'City' }],
    ['percent', { notes: { percentColumns: [3] } }, { code: 'percent', column: 'Revenue' }],
    [
      'formulas without values',
      { notes: { uncalculated: { count: 3, row: 4, column: 2 } } },
      { code: 'uncalculated-formulas', row: 4, column: 'Visits' },
    ],
  ])('is told: %s', async (_, more, expected) => {
    expect(await warnedOf(more)).toEqual([expect.objectContaining(expected)])
  })
})

describe('values that lost something', () => {
  it.each<[string, string, Cell[], object]>([
    ['digits', 'Account', [12345678901234567], { code: 'long-numbers', row: 2 }],
    ['zeros', 'PLZ', [1067, 80331], { code: 'lost-zeros', row: 2 }],
    ['all but the first digits', 'EAN', ['x', '4,00638E+12'], { code: 'scientific-numbers', row: 3 }],
    ['everything', 'When', ['x', '########'], { code: 'hash-signs', row: 3 }],
    ['umlauts', 'Company', ['x', 'BÃ¤ckerei'], { code: 'mixed-encoding', row: 3 }],
    ['dashes', 'Company', ['x', 'a â€“ b'], { code: 'mixed-encoding', row: 3 }],
    ['letters', 'Company', ['x', 'M?ller'], { code: 'mixed-encoding', row: 3 }],
    ['their character', 'Company', ['x', 'M\ufffdller'], { code: 'mixed-encoding', row: 3 }],
    ['their end', 'Text', ['x', 'y'.repeat(255)], { code: 'cut-texts', row: 3 }],
    ['their end in a full cell', 'Text', ['y'.repeat(32_767)], { code: 'cut-texts', row: 2 }],
    [
      'their formula',
      'Sum',
      [1, { error: '#REF!' }],
      { code: 'formula-errors', row: 3, message: 'Formula errors in "Sum" in row 3: #REF!' },
    ],
    [
      'their meaning',
      'Phone',
      ['0664/1', '0664/2', '0664/3', '0664/4', '0664/5', '0664/6', '0664/7', '0664/8', '0664/9', '2026-02-01'],
      { code: 'dates-among-texts', row: 11 },
    ],
    ['their format', 'When', ['2026-01-02', 46000, '2026-01-03'], { code: 'serial-dates', row: 3 }],
    [
      'four years',
      'When',
      ['2026-01-02', 44600, '2026-01-03'],
      { code: 'serial-dates', message: expect.stringContaining('from 1904') },
    ],
    ['their century', 'When', ['2026-01-02', '1899-12-30'], { code: 'implausible-dates', row: 3 }],
    ['their calendar', 'When', ['2026-01-02', '31.02.2026'], { code: 'impossible-dates', row: 3 }],
    ['their time zone', 'When', ['2026-01-02T08:00:00+02:00'], { code: 'time-zones', row: 2 }],
    ['being numbers', 'Revenue', [...Array<number>(20).fill(1.5), '1.234,50'], { code: 'numbers-as-text', row: 22 }],
    ['being dates', 'When', ['2026-01-02', '3. April 2026'], { code: 'dates-as-text', row: 3 }],
  ])('%s, are named in "%s"', async (_, title, values, expected) => {
    const column = title
    expect(await warned(columnOf(title, values))).toContainEqual(expect.objectContaining({ column, ...expected }))
  })

  it.each<[string, Cell[]]>([
    ['PLZ', ['01067', '80331']],
    ['Company', ['Who? Why?', 'âge', 'São', 'http://x.example/?q=1', 'a.php?b=1', '###']],
    ['Text', ['y'.repeat(255), 'y'.repeat(256)]],
    ['Year', [45000, 46000]],
    ['Code', ['1E5x', '12345']],
    ['When', ['2026-01-02', '1989-12-30', '2026-02-28']],
  ])('are not named without reason in "%s" %j', async (title, values) => {
    const found = await codes(columnOf(title, values))
    expect(found.filter((code) => code !== 'hash-signs')).toEqual([])
  })

  it('are named in text files where digits have different lengths', async () => {
    expect(
      await codes(
        csvOf([
          ['Name', 'PLZ'],
          ['a', '80331'],
          ['b', '1067'],
        ]),
      ),
    ).toEqual(['lost-zeros'])
    expect(
      await codes(
        csvOf([
          ['Name', 'PLZ'],
          ['a', '80331'],
          ['b', '01067'],
        ]),
      ),
    ).toEqual([])
    expect(
      await codes(
        csvOf([
          ['Name', 'Account'],
          ['a', '1234567890123450'],
          ['b', '1234567890123460'],
        ]),
      ),
    ).toEqual(['long-numbers'])
    expect(
      await codes(
        csvOf([
          ['Name', 'Account'],
          ['a', '1234567890123450'],
          ['b', '1234567890123461'],
        ]),
      ),
    ).toEqual([])
  })
})
