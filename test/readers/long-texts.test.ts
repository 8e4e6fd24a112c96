import { describe, expect, it } from '@jest/globals'
import { columnNames } from '../../lib/readers/inspecting/names.ts'
import { formatKind } from '../../lib/readers/number-formats.ts'
import { valueKind } from '../../lib/readers/inspecting/values.ts'

const LONG = 100_000

// Each of these took minutes while a pattern was tried from every place of the text.
describe('a text of 100,000 characters', () => {
  it('is no e-mail address, however many dots it has', () => {
    expect(valueKind(`a@${'a.'.repeat(LONG)}@`)).toBe('text')
    expect(valueKind(`1@${'a.'.repeat(LONG)}@`)).toBe('text')
    expect(valueKind(`${'a'.repeat(242)}@nordwind.at`)).toBe('email')
    expect(valueKind(`${'a'.repeat(243)}@nordwind.at`)).toBe('text')
  })

  it('is a number format by its beginning', () => {
    const open = '['.repeat(LONG)
    expect(formatKind(`yyyy${open}`)).toBe('date')
    expect(formatKind(`0000${open}`)).toBe('padded')
    expect(formatKind(`boolean${open}`)).toBe('number')
  })

  it('is cut as the name of a column, and stays unique', () => {
    const names = columnNames(
      [{ row: 1, cells: ['x'.repeat(LONG), 'x'.repeat(LONG + 1), `${'x'.repeat(254)}\u{1f600}`] }],
      1,
    )
    expect(names).toEqual(['x'.repeat(255), `${'x'.repeat(255)} (2)`, `${'x'.repeat(254)}\ufffd`])
  })
})

describe('names of columns', () => {
  it('hold no control characters', () => {
    expect(columnNames([{ row: 1, cells: ['A\u0000\u0007B', '\u0001'] }], 1)).toEqual(['A B', 'Column B'])
  })

  it('are found for as many columns of one title as a sheet can have', () => {
    const names = columnNames([{ row: 1, cells: Array.from({ length: 16_384 }, () => 'Name') }], 1)
    expect(names.slice(0, 3)).toEqual(['Name', 'Name (2)', 'Name (3)'])
    expect(new Set(names).size).toBe(16_384)
  })
})
