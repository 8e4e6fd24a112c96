import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { CFB, utils, type BookType, type CellObject } from 'xlsx'
import type { Cell } from '../../lib/domain/cells.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { allRows, problemOf, sample, workbookBytes } from './files.ts'

const cellsOf = async (name: string) => (await allRows(await openWorkbook(sample(name)))).map(({ cells }) => cells)

/** One row of hand-made cells after a header row, read back. */
async function readCells(cells: CellObject[], bookType: BookType = 'xlsx', date1904 = false): Promise<readonly Cell[]> {
  const sheet = utils.aoa_to_sheet([cells.map((_, index) => `h${index}`)])
  cells.forEach((cell, index) => (sheet[utils.encode_cell({ r: 1, c: index })] = cell))
  sheet['!ref'] = utils.encode_range({ s: { r: 0, c: 0 }, e: { r: 1, c: cells.length - 1 } })
  const bytes = workbookBytes({ S: sheet }, bookType, (book) => (book.Workbook = { WBProps: { date1904 } }))
  return (await allRows(await openWorkbook(bytes)))[1]?.cells ?? []
}

it.each([255, 256])('takes names of worksheets as long as a configuration does (%d characters)', async (length) => {
  // SheetJS writes no name that Excel would not take; other programs do.
  const zip = CFB.read(workbookBytes({ 'the-only-sheet': utils.aoa_to_sheet([['a']]) }, 'ods'), { type: 'buffer' })
  const content = CFB.find(zip, '/content.xml')
  const text = Buffer.from(content?.content ?? []).toString('utf8')
  CFB.utils.cfb_add(zip, '/content.xml', Buffer.from(text.replaceAll('the-only-sheet', 'x'.repeat(length))))
  const bytes = Buffer.from(CFB.write(zip, { fileType: 'zip', type: 'buffer' }) as Uint8Array)
  const opened = openWorkbook(bytes).then(({ sheetNames }) => sheetNames)
  if (length === 255) expect(await opened).toEqual(['x'.repeat(255)])
  else
    await expect(opened).rejects.toMatchObject({ code: 'unreadable-file', message: expect.stringContaining('longer') })
})

describe('the samples', () => {
  it('hold the same 400 customers in XLSX, ODS and XLS, cell by cell', async () => {
    const rows = await allRows(await openWorkbook(sample('customers.xlsx')))
    expect(rows).toHaveLength(401)
    expect(rows[1]).toEqual({
      row: 2,
      cells: [
        'bjoern.lange@nordwind.example',
        '00107',
        'K-00000',
        'Café Strauß & Co. KG',
        'An der Brücke 158',
        '06108',
        'Halle (Saale)',
        'DE',
        null,
        'info0@kunde.example',
        'B',
        30,
        '2025-08-21',
        26925.91,
        0,
        'Réunion à 10h30 – 3 < 4 & mehr',
      ],
    })
    expect(await allRows(await openWorkbook(sample('customers.ods')))).toEqual(rows)
    expect(await allRows(await openWorkbook(sample('customers.xls')))).toEqual(rows)
  })

  it('give moments, days and times as ISO text, to the second', async () => {
    const appointments = await cellsOf('appointments.xlsx')
    expect(appointments[1]?.slice(3, 5)).toEqual(['2026-12-21T15:30:00', '2026-12-21T17:30:00'])
    for (const row of appointments.slice(1)) expect(row[3]).toMatch(/^2026-\d\d-\d\dT\d\d:[0-5][05]:00$/)
    const reports = await cellsOf('reports.xlsx')
    expect(reports[1]?.slice(2, 6)).toEqual(['2026-09-28', '12:30:00', null, 45])
    for (const row of reports.slice(1)) expect(row[3]).toMatch(/^\d\d:[0-5][05]:00$/)
    const days = (await cellsOf('tasks.ods')).slice(1).flatMap((row) => (row[3] ? [row[3]] : []))
    expect(days).toHaveLength(24)
    for (const day of days) expect(day).toMatch(/^202\d-\d\d-\d\d$/)
  })

  it('keep the row numbers of the sheet where blank rows are left out', async () => {
    const rows = await allRows(await openWorkbook(sample('messy.xlsx')), 'Kunden')
    expect(rows.slice(0, 3).map(({ row }) => row)).toEqual([1, 3, 4])
    expect(rows.at(-1)?.row).toBe(128)
  })
})

describe('cells', () => {
  it.each<BookType>(['xlsx', 'xlsb', 'biff8'])('are what the spreadsheet shows (%s)', async (bookType) => {
    const cells = await readCells(
      [
        { t: 'n', v: 123, z: '00000' },
        { t: 'n', v: 123, z: '0.00' },
        { t: 'n', v: 6108, z: '"D-"00000' },
        { t: 'e', v: 42 },
        { t: 'b', v: true },
        { t: 'n', v: 1, z: '"TRUE";"TRUE";"FALSE"' },
        { t: 'n', v: 0, z: '"WAHR";"WAHR";"FALSCH"' },
        { t: 'n', v: 46135, z: 'dd.mm.yyyy' },
        { t: 'n', v: 46135.354166666664, z: 'yyyy-mm-dd hh:mm' },
        { t: 'n', v: 46135, z: 'd/m/yyyy h:mm' },
        { t: 'n', v: 0.3541666666666667, z: '[$-407]h:mm;@' },
        { t: 'n', v: 1, z: '0 "days"' },
        { t: 's', v: ' 00123 ' },
        { t: 's', v: 'x', f: 'A1&""' },
      ],
      bookType,
    )
    expect(cells).toEqual([
      '00123',
      123,
      'D-06108',
      { error: '#N/A' },
      true,
      true,
      false,
      '2026-04-23',
      '2026-04-23T08:30:00',
      '2026-04-23T00:00:00',
      '08:30:00',
      1,
      ' 00123 ',
      'x',
    ])
  })

  it('of workbooks that count from 1904 have the right day', async () => {
    expect(await readCells([{ t: 'n', v: 46135 - 1462, z: 'yyyy-mm-dd' }], 'xlsx', true)).toEqual(['2026-04-23'])
  })

  it('of Excel 5 are read in the code page of their file', async () => {
    // SheetJS writes ASCII only into this format; the letters and the code page (record 0x42) are put in by hand.
    const bytes = Buffer.from(workbookBytes({ S: utils.aoa_to_sheet([['Stra_e'], ['Dvo_ak']]) }, 'biff5'))
    const inCodePage = async (page: number) => {
      bytes.writeUInt16LE(page, bytes.indexOf(Buffer.from('42000200', 'hex')) + 4)
      return (await allRows(await openWorkbook(bytes))).map(({ cells }) => cells[0])
    }
    bytes[bytes.indexOf('Stra_e') + 4] = 0xdf
    bytes[bytes.indexOf('Dvo_ak') + 3] = 0xf8
    expect(await inCodePage(1252)).toEqual(['Straße', 'Dvoøak'])
    expect(await inCodePage(1250)).toEqual(['Straße', 'Dvořak'])
  })

  it('written from random values read back equal', async () => {
    const value = fc.oneof(
      fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
        .filter(
          (one) =>
            /^[^\p{Cc}\p{Cs}\ufffe\uffff]*\S[^\p{Cc}\p{Cs}\ufffe\uffff]*$/u.test(one) && !/_x[0-9a-f]{4}_/i.test(one),
        ),
      fc.constantFrom('00107', '=SUM(A1)', 'a\nb', '<&">', '1e5'),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }).map((one) => one + 0),
      fc.boolean(),
      fc.constant(null),
    )
    const table = fc.array(fc.array(value, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const bytes = workbookBytes({ S: utils.aoa_to_sheet(rows) })
        const expected = rows.flatMap((cells, index) => {
          const end = cells.findLastIndex((cell) => cell !== null) + 1
          return end === 0 ? [] : [{ row: index + 1, cells: cells.slice(0, end) }]
        })
        expect(await allRows(await openWorkbook(bytes))).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })
})

describe('sheets', () => {
  const two = () =>
    workbookBytes(
      { Eins: utils.aoa_to_sheet([['a'], [1]]), Zwei: utils.aoa_to_sheet([['b'], [2]]) },
      'xlsx',
      (book) => (book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }),
    )

  it('are all kept, and hidden ones warned about', async () => {
    const workbook = await openWorkbook(two())
    expect(workbook.sheetNames).toEqual(['Eins', 'Zwei'])
    expect(workbook.hiddenSheets).toEqual(['Zwei'])
    expect(workbook.warnings).toEqual([expect.objectContaining({ code: 'hidden-sheet', sheet: 'Zwei' })])
  })

  it('can be read several times', async () => {
    const workbook = await openWorkbook(two())
    expect(await allRows(workbook, 'Zwei')).toEqual(await allRows(workbook, 'Zwei'))
  })

  it('that are not there are named with those that are', async () => {
    const workbook = await openWorkbook(two())
    const problem = await problemOf(() => workbook.rows('Drei'))
    expect(problem.code).toBe('not-found')
    expect(problem.message).toContain('"Eins", "Zwei"')
  })
})
