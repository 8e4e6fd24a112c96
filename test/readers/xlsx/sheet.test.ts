import { describe, expect, it } from '@jest/globals'
import type { SheetRow } from '../../../lib/domain/cells.ts'
import type { Problem } from '../../../lib/domain/problems.ts'
import { readArchive } from '../../../lib/readers/archive.ts'
import { bytesInMemory } from '../../../lib/readers/bytes.ts'
import { NO_NOTES, type SheetNotes, type Workbook } from '../../../lib/readers/workbook.ts'
import { openXlsx } from '../../../lib/readers/xlsx/open.ts'
import { MAIN, xlsxOf } from '../archives.ts'
import type { Content } from '../raw-zip.ts'
import { problemOf } from '../files.ts'
import { scanned } from './reading.ts'

const worksheet = (inside: string): string => `<worksheet ${MAIN}>${inside}</worksheet>`

async function read(sheet: Content): Promise<{ rows: SheetRow[]; notes: SheetNotes }> {
  const workbook = await scanned(xlsxOf({ sheets: { Data: sheet } }))
  const rows = await Array.fromAsync(workbook.rows('Data'))
  return { rows, notes: workbook.notes('Data') }
}
const rowsOf = async (sheet: Content): Promise<SheetRow[]> => (await read(sheet)).rows
const refusal = (sheet: Content): Promise<Problem> => problemOf(() => rowsOf(sheet))

describe('rows and cells', () => {
  it('without numbers and references follow each other', async () => {
    const rows =
      '<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row r="7"><c><v>4</v></c></row><row><c><v>5</v></c></row>'
    expect(await rowsOf(rows)).toEqual([
      { row: 1, cells: [1, null, null, 2, 3] },
      { row: 7, cells: [4] },
      { row: 8, cells: [5] },
    ])
  })

  it('that are empty count, but are left out; empty cells at the end are cut', async () => {
    const rows =
      '<row/><row r="2"></row><row><c/><c r="B3" s="0"></c></row><row><c/><c><v>1</v></c><c t="str"><v></v></c><c/></row>'
    expect(await rowsOf(rows)).toEqual([{ row: 4, cells: [null, 1] }])
  })

  it('of nothing but white space are blank', async () => {
    expect(
      await rowsOf('<row><c t="str"><v>  </v></c></row><row><c t="str"><v> </v></c><c><v>1</v></c></row>'),
    ).toEqual([{ row: 2, cells: [' ', 1] }])
  })

  it('may be as sparse as a sheet is large', async () => {
    expect(
      await rowsOf('<row r="3"><c r="C3"><v>1</v></c></row><row r="1048576"><c r="FAN1048576"><v>2</v></c></row>'),
    ).toEqual([
      { row: 3, cells: [null, null, 1] },
      { row: 1048576, cells: [...Array<null>(4095).fill(null), 2] },
    ])
  })

  it('may come in any order within a row', async () => {
    expect(await rowsOf('<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c><c><v>2</v></c></row>')).toEqual([
      { row: 1, cells: [1, 2, 3] },
    ])
  })

  it('may have attributes and elements that say nothing of values', async () => {
    const row =
      '<row spans="1:3" r="1" s="4" customFormat="1" ht="15" x14ac:dyDescent="0.25"><c vm="1" cm="1" ph="1" s="0" r="A1"><f ca="1" r="B9">1</f><v>1</v></c><extLst/></row>'
    expect(await rowsOf(row)).toEqual([{ row: 1, cells: [1] }])
  })

  it.each([
    ['a row twice', '<row r="2"/><row r="2"><c><v>1</v></c></row>', /two rows 2/],
    ['a cell twice', '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', /two cells A1/],
    ['row 0', '<row r="0"/>', /a row "0"/],
    ['a row beyond the last', '<row r="1048577"/>', /a row "1048577"/],
    ['a row of no number', '<row r="a"/>', /a row "a"/],
    ['a cell of another row', '<row r="1"><c r="A2"><v>1</v></c></row>', /a cell "A2"/],
    ['a cell without a column', '<row r="1"><c r="1"><v>1</v></c></row>', /a cell "1"/],
    ['a cell without a row', '<row r="1"><c r="A"><v>1</v></c></row>', /a cell "A"/],
    ['a cell of four letters', '<row r="1"><c r="AAAA1"><v>1</v></c></row>', /a cell "AAAA1"/],
    ['a cell of an unknown type', '<row r="3"><c r="B3" t="zz"><v>1</v></c></row>', /B3 is of the unknown type "zz"/],
  ])('%s is refused, and its row named', async (_, rows, message) => {
    const problem = await refusal(rows)
    expect([problem.details, problem.message]).toEqual([{ reason: 'not-understood' }, expect.stringMatching(message)])
    expect(problem.places?.[0]).toMatchObject({ sheet: 'Data' })
  })

  it('beyond the widest table are refused where they hold a value, and only there', async () => {
    const wide = (value: string): string =>
      `<row r="5"><c r="A5"><v>1</v></c><c r="FAO5">${value}</c><c r="XFD5"/></row>`
    expect(await rowsOf(wide(''))).toEqual([{ row: 5, cells: [1] }])
    const problem = await refusal(wide('<v>1</v>'))
    expect(problem.details).toEqual({ reason: 'too-many-columns' })
    expect(problem.places).toEqual([{ sheet: 'Data', row: 5, column: 'FAO' }])
    expect(problem.message).toMatch(/cell FAO5 has a value; tables may reach to column FAN/)
  })
})

describe('rows that are not in order', () => {
  const other: Workbook = {
    format: 'xlsx',
    evidence: [],
    sheetNames: ['Data'],
    hiddenSheets: [],
    warnings: [],
    rows: () => ReadableStream.from([{ row: 1, cells: ['by the other reader'] }]),
    notes: () => ({ ...NO_NOTES, percentColumns: [7] }),
  }
  const open = async (rows: string): Promise<Workbook> => {
    const source = bytesInMemory(xlsxOf({ sheets: { Data: rows } }))
    return openXlsx(source, await readArchive(source), () => other)
  }

  it('are put in order by the reader that holds the whole sheet, if none was given yet', async () => {
    const workbook = await open('<row r="2"><c><v>2</v></c></row><row r="1"><c><v>1</v></c></row>')
    expect(await Array.fromAsync(workbook.rows('Data'))).toEqual([{ row: 1, cells: ['by the other reader'] }])
    expect(workbook.notes('Data').percentColumns).toEqual([7])
  })

  it('are refused behind rows that were given', async () => {
    const many = Array.from({ length: 40_000 }, (_, index) => `<row r="${index + 2}"><c><v>2</v></c></row>`).join('')
    const workbook = await open(`${many}<row r="1"><c><v>1</v></c></row>`)
    const problem = await problemOf(() => Array.fromAsync(workbook.rows('Data')))
    expect(problem.details).toEqual({ reason: 'not-understood' })
    expect(problem.message).toMatch(/row 1 comes after row 40001/)
  })
})

describe('the part of a worksheet', () => {
  const DATA = '<sheetData><row r="1"><c><v>1</v></c></row></sheetData>'

  it('may be written in any way that XML allows', async () => {
    const sheet = `\ufeff<?xml version='1.0'?><!-- a --><x:worksheet xmlns:x = 'urn:x'
      a = "1 > 0"><x:sheetData ><x:row\nr\t=\n'1'><x:c t="str"\n><x:v >a</x:v\n></x:c ></x:row></x:sheetData></x:worksheet ><!-- b --><?c ?>\n`
    expect(await rowsOf(sheet)).toEqual([{ row: 1, cells: ['a'] }])
  })

  it('may have cells elsewhere, which are none', async () => {
    const row = '<row r="9"><c r="A9"><v>9</v></c></row>'
    const around = `<sheetViews><c>${row}</c></sheetViews>${DATA}<extLst><ext><sheetData>${row}</sheetData></ext></extLst>`
    expect(await rowsOf(worksheet(around))).toEqual([{ row: 1, cells: [1] }])
  })

  it('may have no rows', async () => {
    expect(await rowsOf(worksheet('<sheetData/>'))).toEqual([])
    expect(await rowsOf(worksheet('<sheetData></sheetData>'))).toEqual([])
  })

  it.each([
    ['no rows at all, not even none', worksheet('<sheetPr/>'), /lacks its rows/],
    ['its end missing', `<worksheet>${DATA}`, /breaks off/],
    ['nothing in it', Buffer.alloc(0), /breaks off/],
    [
      'a tag that closes another',
      '<worksheet><sheetData><row></c></row></sheetData></worksheet>',
      /no well-formed XML/,
    ],
    ['an attribute without quotes', '<worksheet><sheetData><row r=1/></sheetData></worksheet>', /no well-formed XML/],
    ['a second root', `<worksheet>${DATA}</worksheet><worksheet/>`, /no well-formed XML/],
    ['elements within elements without end', `<worksheet>${'<a>'.repeat(300)}`, /no well-formed XML/],
    ['another root', `<html>${DATA}</html>`, /"html" is not a worksheet/],
  ])('with %s is refused', async (_, sheet, message) => {
    const part = typeof sheet === 'string' ? Buffer.from(sheet) : sheet
    expect((await refusal(part)).message).toMatch(message)
  })

  it('with a document type is refused, with or without entities', async () => {
    for (const type of ['<!DOCTYPE worksheet>', '<!DOCTYPE a [<!ENTITY b "c">]>']) {
      expect((await refusal(Buffer.from(`${type}${worksheet(DATA)}`))).details).toEqual({
        reason: 'entity-declaration',
      })
    }
  })

  it('with a tag longer than any program writes is refused', async () => {
    const problem = await refusal(`<row r="1" spans="${'1:1 '.repeat(600_000)}"/>`)
    expect(problem.details).toEqual({ reason: 'value-too-long' })
  })
})

describe('beside the cells', () => {
  it('merged areas are noted; only the first cell has the value', async () => {
    const sheet = worksheet(
      '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"/></row></sheetData><mergeCells count="3"><mergeCell ref="A1:B2"/><mergeCell ref="$C$3:AA10"/><mergeCell ref="A1"/></mergeCells>',
    )
    const { rows, notes } = await read(sheet)
    expect(rows).toEqual([{ row: 1, cells: [1] }])
    expect(notes.merges).toEqual([
      { top: 1, left: 0, bottom: 2, right: 1 },
      { top: 3, left: 2, bottom: 10, right: 26 },
    ])
  })

  it('hidden rows and columns are kept and noted, as far as they hold values', async () => {
    const cols =
      '<cols><col min="2" max="2" hidden="1"/><col min="3" max="3" hidden="0"/><col min="4" max="16384" hidden="true"/></cols>'
    const cell = '<c><v>1</v></c>'
    const rows = `<row r="2">${cell.repeat(5)}</row><row r="3" hidden="1"/><row r="5" hidden="1">${cell}</row><row r="6" hidden="true">${cell}</row><row r="7" hidden="0">${cell}</row>`
    const { rows: read_, notes } = await read(worksheet(`${cols}<sheetData>${rows}</sheetData>`))
    expect(read_.map(({ row }) => row)).toEqual([2, 5, 6, 7])
    expect(notes).toMatchObject({ hiddenRows: { count: 2, first: 5 }, hiddenColumns: [1, 3, 4] })
  })

  it('there is nothing to say of a plain sheet, or of one that was not read yet', async () => {
    expect((await read('<row><c><v>1</v></c></row>')).notes).toEqual(NO_NOTES)
    expect((await scanned(xlsxOf({ sheets: { Data: '' } }))).notes('Data')).toEqual(NO_NOTES)
  })
})
