import { describe, expect, it } from '@jest/globals'
import { madeRows } from '../../bench/read/records.ts'
import { comparing, tallying } from '../../bench/read/tallies.ts'

const ROWS = 50
const COLUMNS = 20
const values = [...madeRows(ROWS, COLUMNS)].map((row) =>
  row.map((cell) => {
    if (cell === null) return null
    switch (cell.kind) {
      case 'text':
        return cell.text
      case 'number':
        return cell.number
      case 'boolean':
        return cell.boolean
      default:
        return cell.iso
    }
  }),
)

function compare(rows: readonly (readonly unknown[])[]) {
  const { comparison, see } = comparing(ROWS, COLUMNS, 'typed')
  for (const row of rows) see(row)
  return comparison
}

const changed = (row: number, column: number, value: unknown) =>
  values.map((cells, at) => (at === row ? cells.with(column, value as string) : cells))

describe('comparing what was read with what was made', () => {
  it('finds nothing wrong with the values themselves, nor with dates as Date', () => {
    const dates = values.map((cells) =>
      cells.map((cell) =>
        typeof cell === 'string' && /^\d{4}-\d\d-\d\d/.test(cell) ? new Date(isoWithTime(cell)) : cell,
      ),
    )
    expect(compare(values)).toEqual({ wrong: 0, rowsMore: 0 })
    expect(compare(dates)).toEqual({ wrong: 0, rowsMore: 0 })
  })

  it.each([
    ['a broken character', 2, 'B��ckerei'],
    ['a lost zero', 4, 1067],
    ['a boolean as a number', 15, 1],
    ['a date as its serial', 14, 45_000.5],
    ['a blank that is none', 15, null],
  ])('finds %s, and says where', (_, column, value) => {
    const comparison = compare(changed(7, column, value))
    expect(comparison).toMatchObject({ wrong: 1, rowsMore: 0 })
    expect(comparison.example).toContain('row 8, ')
  })

  it('finds rows missing and rows too many', () => {
    expect(compare(values.slice(0, -2))).toMatchObject({ wrong: 0, rowsMore: -2 })
    expect(compare([...values, ['x']])).toMatchObject({ wrong: 1, rowsMore: 1 })
    expect(compare(values.toSpliced(3, 1)).wrong).toBeGreaterThan(0)
  })
})

function isoWithTime(iso: string): string {
  return iso.length === 10 ? iso : `${iso}Z`
}

describe('the tally of a measured reading', () => {
  it('is another when a value, or the order, is another', () => {
    const sum = (rows: readonly (readonly unknown[])[]) => {
      const { tally, see } = tallying()
      for (const row of rows) see(row)
      return tally
    }
    expect(sum(values)).toEqual(sum(values))
    expect(sum(values).cells).toBe(values.flat().filter((cell) => cell !== null).length)
    expect(sum(changed(7, 2, 'another')).checksum).not.toBe(sum(values).checksum)
    expect(sum(values.toReversed()).checksum).not.toBe(sum(values).checksum)
  })
})
