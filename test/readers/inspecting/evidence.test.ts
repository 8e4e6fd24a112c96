import { describe, expect, it } from '@jest/globals'
import type { Cell } from '../../../lib/domain/cells.ts'
import { inspect } from '../../../lib/readers/inspect.ts'
import type { Workbook } from '../../../lib/readers/workbook.ts'
import { columnOf, csvOf, workbookOf } from './workbooks.ts'

/** What is said of each column's dates. */
async function datesOf(workbook: Workbook) {
  const { notation, evidence } = await inspect(workbook)
  return { order: notation.dateOrder, evidence: evidence.filter(({ what }) => what === 'date-order') }
}

describe('the order of dates', () => {
  it.each<[string, string[], string, string, string]>([
    ['a day above 12', ['03.04.2026', '23.04.2026'], 'dmy', 'day first in "When"', 'row 3 says 23.04.2026'],
    [
      'a day above 12 in the middle',
      ['4/3/26', '4/23/26 8:30'],
      'mdy',
      'month first in "When"',
      'row 3 says 4/23/26 8:30',
    ],
    ['the year in front', ['2026-04-03T08:30:00Z'], 'ymd', 'year first in "When"', 'row 2 says 2026-04-03T08:30:00Z'],
    [
      'nothing',
      ['3.4.26', '05.06.2026'],
      'dmy',
      'ambiguous: no day above 12 in "When", so read as day first',
      'row 2 says 3.4.26, and none of its 2 such dates is clearer',
    ],
    [
      'nothing, with one date',
      ['3.4.26'],
      'dmy',
      'ambiguous: no day above 12 in "When", so read as day first',
      'row 2 says 3.4.26, and it is the only such date',
    ],
    ['the name of the month', ['23. April 2026'], 'dmy', 'months by name in "When"', 'row 2 says 23. April 2026'],
    [
      'most dates',
      ['23.04.2026', '24.04.2026', '04/25/2026'],
      'dmy',
      'day first in "When"',
      'row 2 says 23.04.2026; but month first in one row: row 4 says 04/25/2026',
    ],
    [
      'a date that exists, if there is one',
      ['31.02.2026', '13.02.2026'],
      'dmy',
      'day first in "When"',
      'row 3 says 13.02.2026',
    ],
    [
      'a date that does not exist, and says so',
      ['31.02.2026', '1.2.2026'],
      'dmy',
      'day first in "When"',
      'row 2 says 31.02.2026 (a day that does not exist)',
    ],
  ])('is proved by %s', async (_, values, order, says, because) => {
    const rows = values.map((value) => [value, 'x'])
    expect(await datesOf(csvOf([['When', 'What'], ...rows]))).toEqual({
      order,
      evidence: [
        { what: 'date-order', says, because, column: 'When', row: expect.any(Number), value: expect.any(String) },
      ],
    })
  })

  it('is told of real dates as well, which need none', async () => {
    expect(await datesOf(columnOf('When', [null, '2026-04-03', '2026-04-23']))).toEqual({
      order: 'dmy',
      evidence: [
        {
          what: 'date-order',
          says: 'real dates in "When"',
          because: 'row 3 says 2026-04-03 as a date, not as a text',
          column: 'When',
          row: 3,
          value: '2026-04-03',
        },
      ],
    })
  })

  it('is told of each column, and what nothing proves is read as the others', async () => {
    const found = await datesOf(
      csvOf([
        ['From', 'To'],
        ['4/3/2026', '4/23/2026'],
      ]),
    )
    expect(found.order).toBe('mdy')
    expect(found.evidence.map(({ says }) => says)).toEqual([
      'ambiguous: no day above 12 in "From", so read as month first',
      'month first in "To"',
    ])
  })

  it('is warned about where columns contradict each other', async () => {
    const { warnings } = await inspect(
      csvOf([
        ['From', 'To'],
        ['23.4.2026', '4/23/2026'],
      ]),
    )
    expect(warnings).toEqual([
      expect.objectContaining({
        code: 'mixed-date-orders',
        message:
          'Dates are written day first and month first: row 2 of "From" says 23.4.2026, row 2 of "To" says 4/23/2026.',
      }),
    ])
  })
})

describe('the decimal sign', () => {
  const decimalOf = async (workbook: Workbook) => {
    const { notation, evidence } = await inspect(workbook)
    return { sign: notation.decimal, evidence: evidence.find(({ what }) => what === 'decimal') }
  }

  it('is that of most numbers, and names the first row that contradicts', async () => {
    const rows = [
      ['a', '1,5', '7.25'],
      ['b', '2,5', '3,5'],
    ]
    expect(await decimalOf(csvOf([['Name', 'One', 'Two'], ...rows]))).toEqual({
      sign: ',',
      evidence: {
        what: 'decimal',
        says: 'decimal comma',
        because: 'row 2 says 1,5 in "One"; but row 2 says 7.25 in "Two"',
        column: 'One',
        row: 2,
        value: '1,5',
      },
    })
  })

  it('is not asked of real numbers', async () => {
    expect(await decimalOf(columnOf('Revenue', [1.5, 2.5]))).toEqual({ sign: '.', evidence: undefined })
  })
})

describe('the header', () => {
  it('that was chosen is followed, wherever it is, with the row above it', async () => {
    const rows: Cell[][] = [
      ...Array.from({ length: 80 }, (_, row) => [`a${row}`, row]),
      ['Group', 'x'],
      [null, 'y'],
      ['b', 1],
    ]
    const { headerRow, columns, evidence, rows: count } = await inspect(workbookOf({ S: rows }), { headerRow: 82 })
    expect([headerRow, count, columns.map(({ name }) => name)]).toEqual([82, 1, ['Group', 'y']])
    expect(evidence[0]).toEqual({ what: 'header', says: 'row 82', because: 'it was chosen', row: 82 })
  })
})
