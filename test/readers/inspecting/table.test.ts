import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Cell } from '../../../lib/domain/cells.ts'
import { Problem } from '../../../lib/domain/problems.ts'
import { inspect } from '../../../lib/readers/inspect.ts'
import { findTable } from '../../../lib/readers/inspecting/table.ts'
import { WARNINGS } from '../../../lib/readers/warnings.ts'
import { workbookOf } from './workbooks.ts'

describe('the table that is printed', () => {
  const many = (rows: number, width: number): Cell[][] => [
    Array.from({ length: width }, (_, index) => `Title ${index}`),
    ...Array.from({ length: rows }, (_, row) => Array.from({ length: width }, (__, index) => `v${row} ${index}`)),
  ]

  it('of one sheet is found in its first rows', async () => {
    const workbook = workbookOf({ S: many(1000, 3) })
    expect(await findTable(workbook)).toMatchObject({ sheet: 'S', header: { row: 1 } })
    expect(workbook.read()).toBeLessThan(60)
  })

  it.each<[string, Record<string, Cell[][]>, string[], string]>([
    ['a legend first', { Legend: many(3, 2), Data: many(200, 5) }, [], 'Data'],
    ['a long list of codes first', { Codes: many(700, 2), Data: many(200, 5) }, [], 'Data'],
    ['an empty sheet first', { Empty: [], Data: many(2, 2) }, [], 'Data'],
    ['a header alone first', { Head: many(0, 9), Data: many(2, 2) }, [], 'Data'],
    ['a hidden sheet that is larger', { Hidden: many(300, 6), Data: many(2, 2) }, ['Hidden'], 'Data'],
    ['two alike', { One: many(60, 3), Two: many(60, 3) }, [], 'One'],
  ])('is the one that inspection chooses: %s', async (_, sheets, hiddenSheets, expected) => {
    const { sheet, headerRow } = await inspect(workbookOf(sheets, { hiddenSheets }))
    expect(sheet).toBe(expected)
    expect(await findTable(workbookOf(sheets, { hiddenSheets }))).toMatchObject({ sheet, header: { row: headerRow } })
  })
})

describe('whatever a sheet holds', () => {
  const cell = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom<Cell>(
        null,
        'Name',
        'Summe',
        '31.02.2026',
        '4/23/26',
        '1.234,5',
        '2026-01-01',
        '0815',
        'ja',
        '#####',
      ),
    },
    { weight: 1, arbitrary: fc.oneof(fc.double(), fc.integer(), fc.boolean(), fc.constant({ error: '#N/A' })) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.stringMatching(/^[-+]?[\d.,'/ :T€Z-]{1,30}$/) },
  )
  const sheet = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 70 })

  it('inspection ends with facts that agree with the rows, or says that there are none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sheet, { minLength: 1, maxLength: 3 }), fc.boolean(), async (sheets, isText) => {
        const named = Object.fromEntries(sheets.map((rows, index) => [`S${index}`, rows]))
        const workbook = workbookOf(named, isText ? { format: 'csv', delimiter: ',' } : {})
        const [inspected, table] = await Promise.allSettled([inspect(workbook), findTable(workbook)])
        if (inspected.status === 'rejected' || table.status === 'rejected') {
          expect(
            [inspected, table].map(
              (one) => one.status === 'rejected' && one.reason instanceof Problem && one.reason.code,
            ),
          ).toEqual(['no-rows', 'no-rows'])
          return
        }
        const { sheet: name, headerRow, rows, columns, warnings } = inspected.value
        expect(table.value).toMatchObject({ sheet: name, header: { row: headerRow } })
        const below = (await Array.fromAsync(workbook.rows(name))).filter(({ row }) => row > headerRow)
        expect(below).toHaveLength(rows)
        for (const { index, filled } of columns) {
          const values = below.filter(({ cells }) =>
            typeof cells[index] === 'string' ? cells[index].trim() !== '' : (cells[index] ?? null) !== null,
          )
          expect(values).toHaveLength(filled)
        }
        expect(new Set(columns.map((column) => column.name)).size).toBe(columns.length)
        for (const { code, row, advice } of warnings) {
          expect(advice).toBe(WARNINGS[code])
          expect(row === undefined || row >= headerRow).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })
})
