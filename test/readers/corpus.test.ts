import { describe, expect, it } from '@jest/globals'
import { strToU8 } from 'fflate'
import { utils } from 'xlsx'
import { bytesInMemory } from '../../lib/readers/bytes.ts'
import { openOle2 } from '../../lib/readers/ole2.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { MAIN, xlsxOf, XML } from './archives.ts'
import { allRows, problemOf, workbookBytes } from './files.ts'

// Each of these is the smallest form of a file of the corpus (`npm run corpus`) that was read wrongly, or not at all.
const ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
const RELATIONSHIPS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

describe('workbooks of Excel', () => {
  it('may list modules of macros as sheets without a part (LibreOffice tdf111974, Apache POI 60825)', async () => {
    const sheets = '<sheet name="Data" sheetId="1" r:id="rId1"/><sheet name="Module1" sheetId="2" r:id=""/>'
    const workbook = `${XML}<workbook ${MAIN} ${RELATIONSHIPS}><sheets>${sheets}</sheets></workbook>`
    const opened = await openWorkbook(xlsxOf({ sheets: { Data: ROW }, workbook }))
    expect(opened.sheetNames).toEqual(['Data'])
    expect(await allRows(opened)).toEqual([{ row: 1, cells: [1] }])
  })

  it('count from 1904 whatever extensions say beside it (agate-excel test_skip_lines)', async () => {
    const properties = '<workbookPr date1904="1"/>'
    const extension =
      '<extLst><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst>'
    const sheets = '<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets>'
    const workbook = `${XML}<workbook ${MAIN} ${RELATIONSHIPS}>${properties}${sheets}${extension}</workbook>`
    const day = '<row r="1"><c r="A1" s="1"><v>40850</v></c></row>'
    const opened = await openWorkbook(xlsxOf({ sheets: { Data: day }, styles: [14], workbook }))
    expect(await allRows(opened)).toEqual([{ row: 1, cells: ['2015-11-04'] }])
  })
})

describe('workbooks of Excel 5', () => {
  const withRecords = async (records: number[]): Promise<Uint8Array> => {
    const file = await openOle2(bytesInMemory(workbookBytes({ S: utils.aoa_to_sheet([['a', 1]]) }, 'biff5')))
    const stream = file.streams.find(({ name }) => name === 'Book')
    const bytes = Buffer.from(await file.read(stream!))
    const sheet = bytes.lastIndexOf(Buffer.from('0908', 'hex'))
    const behind = sheet + 4 + bytes.readUInt16LE(sheet + 2)
    return Buffer.concat([bytes.subarray(0, behind), Buffer.from(records), bytes.subarray(behind)])
  }

  it.each([
    ['empty records (Apache POI BOOK_in_capitals)', [0, 0, 0, 0]],
    ['the dimensions as Excel 2 had them (Apache POI 59074, LibreOffice chartx)', [0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 2, 0]],
  ])('may hold %s', async (_, records) => {
    expect(await allRows(await openWorkbook(await withRecords(records)))).toEqual([{ row: 1, cells: ['a', 1] }])
  })

  it('hold no stretch of zeros', async () => {
    const problem = await problemOf(async () => openWorkbook(await withRecords(Array<number>(64).fill(0))))
    expect(problem.details).toEqual({ reason: 'damaged' })
  })
})

describe('OpenDocument spreadsheets', () => {
  const table = (name: string, cells: string): string =>
    `<table:table table:name="${name}"><table:table-row>${cells}</table:table-row></table:table>`
  const text = (shown: string): string =>
    `<table:table-cell office:value-type="string"><text:p>${shown}</text:p></table:table-cell>`
  const openTables = (tables: string) => {
    const namespaces = ['office', 'table', 'text']
      .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
      .join(' ')
    const start = `<office:document ${namespaces} office:mimetype="application/vnd.oasis.opendocument.spreadsheet">`
    const body = `<office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body>`
    return openWorkbook(strToU8(`<?xml version="1.0"?>${start}${body}</office:document>`))
  }

  it('keep what formulas took from other files in tables that are no sheets (LibreOffice tdf124829)', async () => {
    const kept = table('&apos;file:///home/prices.ods&apos;#Prices', text('kept'))
    const opened = await openTables(table('Data', text('first')) + kept + table('It&apos;s', text('last')))
    expect(opened.sheetNames).toEqual(['Data', "It's"])
    expect(await allRows(opened, "It's")).toEqual([{ row: 1, cells: ['last'] }])
  })

  it('show a text where the value of a formula is empty (LibreOffice iferror)', async () => {
    const cell =
      '<table:table-cell table:formula="of:=FORMULA([.A1])" office:value-type="string" office:string-value="">'
    const opened = await openTables(table('Data', `${cell}<text:p>=NA()</text:p></table:table-cell>`))
    expect(await allRows(opened)).toEqual([{ row: 1, cells: ['=NA()'] }])
  })

  it('hold numbers that are shown as truth values (LibreOffice cachedValue)', async () => {
    const cells = ['true', 'false', '1', '0', '8'].map(
      (value) => `<table:table-cell office:value-type="boolean" office:boolean-value="${value}"/>`,
    )
    const opened = await openTables(table('Data', cells.join('')))
    expect(await allRows(opened)).toEqual([{ row: 1, cells: [true, false, true, false, 8] }])
  })
})

describe('what is no spreadsheet', () => {
  it.each([
    [
      'SYLK with the line ends of old Macs (LibreOffice ooo80484)',
      'ID;PXL;N;E\rP;PGeneral\rF;P0;DG0G8\rC;Y1;X1;K"a"\rE\r',
      /SYLK/,
    ],
    [
      'a table of dBase that is mostly text (LibreOffice biblio.dbf)',
      `\x03\x1a\x04\x17${'\x01\0\0\0'}A\0\x20\0${'\0'.repeat(20)}NAME${'\0'.repeat(7)}C${'\0'.repeat(20)}\r${' some text of the table'.repeat(90)}`,
      /dBase/,
    ],
  ])('is not read as lines of values: %s', async (_, content, message) => {
    const problem = await problemOf(() => openWorkbook(Buffer.from(content, 'latin1')))
    expect(problem.details).toEqual({ reason: 'not-a-spreadsheet' })
    expect(problem.message).toMatch(message)
  })
})
