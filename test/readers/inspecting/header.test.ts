import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Cell } from '../../../lib/domain/cells.ts'
import { findHeader } from '../../../lib/readers/inspecting/header.ts'
import { columnNames } from '../../../lib/readers/inspecting/names.ts'
import { numbered } from './workbooks.ts'

const customers: Cell[][] = [
  ['Huber', 'Wien', 12, 1.5, '2026-01-03'],
  ['Moser', 'Graz', 7, 2.5, '2026-02-03'],
  ['Novak', 'Linz', null, 3.5, null],
]
const texts: Cell[][] = [
  ['Huber', 'Wien', 'a'],
  ['Moser', 'Graz', 'b'],
]

/** Row and names of the header that is found. */
function found(...rows: Cell[][]) {
  const given = numbered(rows)
  const header = findHeader(given)
  return header && { row: header.row, says: header.says, names: columnNames(given, header.row) }
}

const TITLES = ['Name', 'City', 'Visits', 'Revenue', 'Last']

describe('a header in one row', () => {
  it.each<[string, Cell[][], number]>([
    ['at the top', [TITLES, ...customers], 1],
    ['below a title line', [['Customers 2026'], [], TITLES, ...customers], 3],
    ['below a line of two remarks', [['confidential', null, null, 'do not share'], TITLES, ...customers], 2],
    ['below remarks as wide as half the table', [['by', 'Anna', 'on', 'Monday'], [], TITLES, ...customers], 3],
    ['below a date of printing', [['Printed', '2026-11-20'], TITLES, ...customers], 2],
    ['of texts only', [['Name', 'City', 'Class'], ...texts], 1],
    ['with a column without title', [['Name', null, 'Class'], ...texts], 1],
    ['with two columns without title', [['Name', 'City', null, null, 'Last'], ...customers], 1],
    ['with years', [['Name', 'Place', 2024, 2025, 2026], ...customers], 1],
    ['whose first row of data is incomplete', [TITLES, ['Egger', 'Bad Ischl'], ...customers], 1],
    [
      'whose first row of data says n/a',
      [
        ['Name', 'City', 'Visits', null],
        ['Egger', 'Ischl', 'n/a', 'x'],
        ['Huber', 'Wien', 12, 'y'],
        ['Moser', 'Graz', 7, 'z'],
      ],
      1,
    ],
    [
      'whose first row of data repeats what stands below',
      [
        ['Name', 'Remark', 'Class', null, null],
        ['Egger', null, 'a', 'Wien', 'A'],
        ['Huber', 'x', 'b', 'Graz', 'A'],
        ['Moser', 'y', 'c', 'Linz', 'B'],
      ],
      1,
    ],
    ['alone', [TITLES], 1],
  ])('is found %s', (_, rows, row) => {
    expect(found(...rows)).toMatchObject({ row, says: `row ${row}` })
  })

  it('is the first row of the table where nothing looks like titles', () => {
    const header = findHeader(numbered([['List'], [1, 2, 3], [4, 5, 6]]))
    expect(header).toMatchObject({
      row: 2,
      because: 'no row looks like titles, so the first row of the table is taken',
    })
  })

  it('is not found without rows', () => {
    expect(findHeader([])).toBeUndefined()
  })
})

describe('a header over two rows', () => {
  it.each<[string, Cell[][], number, string[]]>([
    [
      'with titles of groups over some columns',
      [['Customer', null, 'Figures', null, null], TITLES, ...customers],
      2,
      TITLES,
    ],
    [
      'with titles that reach down',
      [['Name', 'City', 'Figures', null, null], [null, null, 'Visits', 'Revenue', 'Last'], ...customers],
      2,
      TITLES,
    ],
    [
      'with the same titles in each group',
      [
        ['Name', 'Plan', null, 'Actual', null],
        [null, 'Visits', 'Revenue', 'Visits', 'Revenue'],
        ['Huber', 1, 2, 3, 4],
        ['Moser', 5, 6, 7, 8],
      ],
      2,
      ['Name', 'Plan Visits', 'Plan Revenue', 'Actual Visits', 'Actual Revenue'],
    ],
    [
      'with the title of its group over each column',
      [
        ['Customer', 'Plan', 'Plan', 'Actual', 'Actual'],
        ['Name', 'Visits', 'Revenue', 'Visits', 'Revenue'],
        ['Huber', 1, 2, 3, 4],
      ],
      2,
      ['Name', 'Plan Visits', 'Plan Revenue', 'Actual Visits', 'Actual Revenue'],
    ],
    [
      'with years above',
      [
        ['Customer', 2025, null, 2026, null],
        ['Name', 'Visits', 'Revenue', 'Visits', 'Revenue'],
        ['Huber', 1, 2, 3, 4],
      ],
      2,
      ['Name', '2025 Visits', '2025 Revenue', '2026 Visits', '2026 Revenue'],
    ],
    [
      'with nothing but texts below',
      [
        ['Name', 'Address', null, null],
        [null, 'Street', 'ZIP code', 'City'],
        ['Huber', 'Ring 1', 'A-1010', 'Wien'],
        ['Moser', 'Markt 2', 'A-8010', 'Graz'],
      ],
      2,
      ['Name', 'Street', 'ZIP code', 'City'],
    ],
    [
      'below title lines',
      [['Visits'], [], ['Name', 'City', 'Figures'], [null, null, 'Visits', 'Revenue', 'Last'], ...customers],
      4,
      TITLES,
    ],
  ])('is found %s', (_, rows, row, names) => {
    expect(found(...rows)).toMatchObject({ row, names })
  })

  it('says so where both rows give names', () => {
    const rows = [['Name', 'City', 'Figures'], [null, null, 'Visits', 'Revenue', 'Last'], ...customers]
    expect(findHeader(numbered(rows))).toMatchObject({
      says: 'rows 1 and 2',
      because: 'row 1 has the titles of groups, or titles that row 2 leaves blank',
    })
  })
})

describe('names of columns from two rows', () => {
  const names = (...rows: Cell[][]) => columnNames(numbered(rows), rows.length)

  it('take no title from a line that names the sheet', () => {
    expect(names(['All customers'], [null, 'City', 'City'])).toEqual(['Column A', 'City', 'City (2)'])
  })

  it('take no title from values, nor from a row further up', () => {
    expect(names(['x@y.example', 'z'], [null, 'City'])).toEqual(['Column A', 'City'])
    expect(names(['Name', 'Place'], [], [null, 'City'])).toEqual(['Column A', 'City'])
  })

  it('leave a group where the upper row ends or a column has no title', () => {
    expect(names(['Plan', null, null, 'x', null], ['A', null, 'A', 'B', 'A'])).toEqual([
      'Plan A',
      'Column B',
      'A',
      'B',
      'x A',
    ])
  })

  it('are none without the header row', () => {
    expect(columnNames([{ row: 1, cells: ['a'] }], 2, 5)).toEqual([])
  })
})

describe('whatever stands in the first rows', () => {
  const cell = fc.oneof(
    fc.constantFrom<Cell>(null, 'Name', 'City', 'Plan', 1, 2026, true, '2026-01-03', 'a@b.example', { error: '#N/A' }),
    fc.string({ maxLength: 8 }),
  )
  const sheet = fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 12 })

  it('the header is one of the rows, and its columns have different names that no other rows change', () => {
    fc.assert(
      fc.property(sheet, fc.nat(12), (rows, width) => {
        const given = numbered(rows)
        const header = findHeader(given)
        if (!header) return expect(given).toEqual([])
        expect(given.map(({ row }) => row)).toContain(header.row)
        const names = columnNames(given, header.row, width)
        expect(new Set(names).size).toBe(names.length)
        expect(names.every((name) => name !== '')).toBe(true)
        const near = given.filter(({ row }) => row === header.row || row === header.row - 1)
        expect(columnNames(near, header.row, width)).toEqual(names)
        const fewer = columnNames(given, header.row)
        expect(names.slice(0, fewer.length)).toEqual(fewer)
      }),
      { numRuns: 500 },
    )
  })
})
