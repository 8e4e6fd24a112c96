import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { read, utils } from 'xlsx'
import type { Cell } from '../../lib/domain/cells.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { WorkbookScanner } from '../../lib/readers/spreadsheetml/scanner.ts'
import { allRows, problemOf, text, workbookBytes } from './files.ts'

const START =
  '<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">'

const STYLES = [
  ['Default', 'General'],
  ['day', 'dd.mm.yyyy'],
  ['short', 'Short Date'],
  ['moment', 'General Date'],
  ['clock', 'Short Time'],
  ['hours', '[h]:mm'],
  ['zip', '00000'],
  ['percent', 'Percent'],
  ['truth', 'True/False'],
]
  .map(([id, format]) => `<Style ss:ID="${id}"><NumberFormat ss:Format="${format}"/></Style>`)
  .join('')

/** A workbook as Excel 2003 writes it, with this content of its first table. */
const workbook = (table: string, { before = '', behind = '', after = '' } = {}): string =>
  `${START}${before}<Styles>${STYLES}<Style ss:ID="child" ss:Parent="day"/></Styles><Worksheet ss:Name="A &amp; B"><Table>${table}</Table>${behind}</Worksheet>${after}</Workbook>`

const cell = (type: string, value: string, rest = ''): string =>
  `<Cell ${rest}><Data ss:Type="${type}">${value}</Data></Cell>`
const row = (cells: string, rest = ''): string => `<Row ${rest}>${cells}</Row>`
const first = async (content: string, options = {}): Promise<Cell | undefined> =>
  (await allRows(await openWorkbook(text(workbook(row(content), options)))))[0]?.cells[0]

describe('values', () => {
  it.each<[string, string, Cell]>([
    ['a text', cell('String', '00123 &lt;&#228;&gt;'), '00123 <ä>'],
    ['a number', cell('Number', '1.5E3'), 1500],
    ['a day', cell('DateTime', '2026-04-23T00:00:00.000'), '2026-04-23'],
    ['a day with format', cell('DateTime', '2026-04-23T08:30:00.000', 'ss:StyleID="day"'), '2026-04-23'],
    ['a named format', cell('DateTime', '2026-04-23T08:30:00.000', 'ss:StyleID="short"'), '2026-04-23'],
    ['a style of a style', cell('DateTime', '2026-04-23T08:30:00.000', 'ss:StyleID="child"'), '2026-04-23'],
    ['a moment', cell('DateTime', '2026-04-23T08:30:00.000'), '2026-04-23T08:30:00'],
    ['midnight', cell('DateTime', '2026-04-23T00:00:00.000', 'ss:StyleID="moment"'), '2026-04-23T00:00:00'],
    ['a time', cell('DateTime', '1899-12-31T08:30:00.000', 'ss:StyleID="clock"'), '08:30:00'],
    ['a duration', cell('DateTime', '1900-01-01T02:30:00.000', 'ss:StyleID="hours"'), '26:30:00'],
    ['days before the false leap day', cell('DateTime', '1900-02-28T00:00:00.000'), '1900-02-28'],
    ['days behind it', cell('DateTime', '1900-03-01T00:00:00.000'), '1900-03-01'],
    ['a number as date', cell('Number', '46135', 'ss:StyleID="day"'), '2026-04-23'],
    ['zeros', cell('Number', '6108', 'ss:StyleID="zip"'), '06108'],
    ['percent', cell('Number', '0.19', 'ss:StyleID="percent"'), 0.19],
    ['truth', cell('Boolean', '1'), true],
    ['an error', cell('Error', '#N/A'), { error: '#N/A' }],
    ['CDATA', cell('String', '<![CDATA[a <b> & c]]>'), 'a <b> & c'],
    [
      'fonts',
      '<Cell><ss:Data ss:Type="String"><B>a</B><html:Font html:Size="9"> b</html:Font></ss:Data></Cell>',
      'a b',
    ],
    ['a comment', '<Cell><Data ss:Type="String">a</Data><Comment><ss:Data>note</ss:Data></Comment></Cell>', 'a'],
    ['a number that is none', cell('Number', 'x'), 'x'],
  ])('%s', async (_, content, expected) => {
    expect(await first(content)).toEqual(expected)
  })

  it('count from 1904 where the workbook says so', async () => {
    const before = '<ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel"><Date1904/></ExcelWorkbook>'
    expect(await first(cell('Number', String(46135 - 1462), 'ss:StyleID="day"'), { before })).toBe('2026-04-23')
    expect(await first(cell('DateTime', '2026-04-23T00:00:00.000', 'ss:StyleID="day"'), { before })).toBe('2026-04-23')
    expect(await first(cell('DateTime', '1904-01-02T02:30:00.000', 'ss:StyleID="hours"'), { before })).toBe('26:30:00')
  })
})

describe('rows and columns', () => {
  it('stand where their indexes, spans and merged cells put them', async () => {
    const table =
      '<Column ss:Index="3" ss:StyleID="zip" ss:Span="1"/><Column ss:Index="7" ss:Hidden="1"/><Column ss:Hidden="1"/>' +
      row(cell('String', 'a', 'ss:MergeAcross="1"') + cell('Number', '1') + cell('Number', '2')) +
      row('', 'ss:Span="2"') +
      row(cell('Number', '0.5', 'ss:Index="2" ss:StyleID="percent"'), 'ss:Hidden="1"') +
      row(
        cell('Number', '7', 'ss:Index="3"') + '<Cell ss:Index="8" ss:Formula="=1+1"/>',
        'ss:Index="10" ss:StyleID="day"',
      ) +
      row('<Cell/>' + cell('String', 'z', 'ss:Index="8"'))
    const opened = await openWorkbook(text(workbook(table)))
    expect(opened.sheetNames).toEqual(['A & B'])
    expect(await allRows(opened)).toEqual([
      { row: 1, cells: ['a', null, '00001', '00002'] },
      { row: 5, cells: [null, 0.5] },
      { row: 10, cells: [null, null, '1900-01-07'] },
      { row: 11, cells: [null, null, null, null, null, null, null, 'z'] },
    ])
    expect(opened.notes('A & B')).toEqual({
      merges: [{ top: 1, left: 0, bottom: 1, right: 1 }],
      hiddenRows: { count: 1, first: 5 },
      hiddenColumns: [6, 7],
      percentColumns: [1],
      uncalculated: { count: 1, row: 10, column: 7 },
    })
  })

  it('of several sheets are told apart, hidden ones too', async () => {
    const behind =
      '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'
    const after = `<Worksheet ss:Name="Zwei"><Table>${row(cell('String', 'b'))}</Table></Worksheet>`
    const opened = await openWorkbook(text(workbook(row(cell('String', 'a')), { behind, after })))
    expect(opened.sheetNames).toEqual(['A & B', 'Zwei'])
    expect(opened.hiddenSheets).toEqual(['A & B'])
    expect(await allRows(opened, 'Zwei')).toEqual([{ row: 1, cells: ['b'] }])
  })

  it('are read in every encoding that XML has', async () => {
    const content = workbook(row(cell('String', 'Straße')))
    const declared = content.replace('version="1.0"', 'version="1.0" encoding="windows-1252"')
    for (const bytes of [Buffer.from(`\ufeff${content}`, 'utf16le'), Buffer.from(declared, 'latin1')]) {
      expect(await allRows(await openWorkbook(bytes))).toEqual([{ row: 1, cells: ['Straße'] }])
    }
  })

  it('are the same wherever the pieces of the file end', () => {
    const bytes = text(workbook(row(cell('String', 'ä &amp; b') + cell('Number', '6108', 'ss:StyleID="zip"'))))
    for (let size = 1; size < 60; size++) {
      const survey = new WorkbookScanner()
      for (let at = 0; at < bytes.length; at += size) survey.feed(bytes.subarray(at, at + size))
      const scanner = new WorkbookScanner({ sheet: 0, styles: survey.styles, date1904: false })
      const rows = []
      for (let at = 0; at < bytes.length; at += size) rows.push(...scanner.feed(bytes.subarray(at, at + size)))
      expect(rows).toEqual([{ row: 1, cells: ['ä & b', '06108'] }])
    }
  })

  it('of random tables are those that SheetJS wrote, and reads', async () => {
    const value = fc.oneof(
      fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
        .filter((one) => /^[^\p{Cc}\p{Cs}\ufffe\uffff]+$/u.test(one)),
      fc.constantFrom('00107', ' a b ', '<&">', '1e5'),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    )
    const table = fc.array(fc.array(value, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const bytes = workbookBytes({ S: utils.aoa_to_sheet(rows) }, 'xlml')
        const oracle = read(bytes, { dense: true, nodim: true }).Sheets['S']?.['!data'] ?? []
        const expected = rows.flatMap((cells, index) => {
          const seen = cells.map((_, column) => oracle[index]?.[column]?.v ?? null)
          const end = seen.findLastIndex((one) => one !== null) + 1
          const isBlank = seen.every((one) => one === null || String(one).trim() === '')
          return isBlank ? [] : [{ row: index + 1, cells: seen.slice(0, end) }]
        })
        expect(await allRows(await openWorkbook(bytes))).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })
})

describe('what is refused', () => {
  it.each([
    ['a document that breaks off', workbook(row(cell('String', 'a'))).slice(0, -30), 'damaged'],
    ['a table that is closed wrongly', workbook('<Row><Cell></Row></Cell>'), 'damaged'],
    ['entities', workbook('').replace('<Workbook', '<!DOCTYPE a [<!ENTITY b "c">]><Workbook'), 'entity-declaration'],
    ['a workbook without sheets', `${START}</Workbook>`, 'not-understood'],
    ['a column far to the right', workbook(row(cell('String', 'a', 'ss:Index="16384"'))), 'too-many-columns'],
    ['a row far below', workbook(row(cell('String', 'a'), 'ss:Index="2000000"')), 'not-understood'],
    [
      'rows that go back',
      workbook(row(cell('String', 'a'), 'ss:Index="5"') + row('', 'ss:Index="3"')),
      'not-understood',
    ],
    [
      'two values for a cell',
      workbook(row(cell('String', 'a') + cell('String', 'b', 'ss:Index="1"'))),
      'not-understood',
    ],
    ['a text without an end', workbook(row(cell('String', 'a'.repeat(2_000_000)))), 'value-too-long'],
  ])('%s', async (_, content, reason) => {
    const problem = await problemOf(async () => allRows(await openWorkbook(text(content))))
    expect(problem).toMatchObject({ code: 'unreadable-file', details: { reason } })
  })
})
