import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { read, utils } from 'xlsx'
import type { Cell } from '../../lib/domain/cells.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { ContentScanner } from '../../lib/readers/opendocument/content.ts'
import { Styles } from '../../lib/readers/opendocument/styles.ts'
import { allRows, problemOf, text, workbookBytes } from './files.ts'

const NAMESPACES =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ' +
  'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ' +
  'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'

/** A flat document with these styles and this content of its only table. */
const flat = (table: string, { styles = '', before = '', root = '' } = {}): Uint8Array =>
  text(
    `<?xml version="1.0" encoding="UTF-8"?>${root}<office:document ${NAMESPACES} office:mimetype="application/vnd.oasis.opendocument.spreadsheet">` +
      `<office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${before}` +
      `<table:table table:name="T">${table}</table:table></office:spreadsheet></office:body></office:document>`,
  )
const row = (cells: string, attributes = ''): string => `<table:table-row ${attributes}>${cells}</table:table-row>`
const string = (content: string): string => `<table:table-cell office:value-type="string">${content}</table:table-cell>`
const typed = (type: string, value: string, rest = ''): string =>
  `<table:table-cell office:value-type="${type}" ${value} ${rest}/>`
const cellsOf = async (bytes: Uint8Array): Promise<(readonly Cell[])[]> =>
  (await allRows(await openWorkbook(bytes))).map(({ cells }) => cells)
const first = async (cell: string, options = {}): Promise<Cell | undefined> =>
  (await cellsOf(flat(row(cell), options)))[0]?.[0]

const STYLES =
  '<number:date-style style:name="D"><number:day/><number:text>.</number:text><number:month/><number:text>.</number:text><number:year/></number:date-style>' +
  '<number:date-style style:name="DT"><number:day/><number:month/><number:year/><number:hours/><number:minutes/></number:date-style>' +
  '<number:time-style style:name="T"><number:hours/><number:minutes/></number:time-style>' +
  '<number:time-style style:name="H" number:truncate-on-overflow="false"><number:hours/><number:minutes/></number:time-style>' +
  '<number:number-style style:name="Z"><number:text>D-</number:text><number:number number:decimal-places="0" number:min-integer-digits="6"><number:embedded-text number:position="3">-</number:embedded-text></number:number></number:number-style>' +
  '<number:percentage-style style:name="P"><number:number/><number:text>%</number:text></number:percentage-style>' +
  '<number:boolean-style style:name="B"><number:boolean/></number:boolean-style>' +
  '<number:number-style style:name="M0"><number:number number:min-integer-digits="5" number:decimal-places="0"/></number:number-style>' +
  '<number:number-style style:name="M"><number:number/><style:map style:condition="value()&gt;=0" style:apply-style-name="M0"/></number:number-style>' +
  ['D', 'DT', 'T', 'H', 'Z', 'P', 'B', 'M']
    .map((name) => `<style:style style:name="c${name}" style:family="table-cell" style:data-style-name="${name}"/>`)
    .join('') +
  '<style:style style:name="child" style:family="table-cell" style:parent-style-name="cD"/>' +
  '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>'

describe('a file written by LibreOffice', () => {
  const file = readFileSync(new URL('files/everything.ods', import.meta.url))

  it('is read with the formats of its columns, its repeated and hidden rows, and its errors', async () => {
    const workbook = await openWorkbook(file)
    expect(workbook.sheetNames).toEqual(['Daten', 'Versteckt'])
    expect(workbook.hiddenSheets).toEqual(['Versteckt'])
    expect(await allRows(workbook)).toEqual([
      { row: 1, cells: ['Titel', null, 'Tag', 'Zeitpunkt', 'Uhrzeit', 'Dauer', 'Anteil', 'Betrag', 'PLZ', 'Wahr'] },
      {
        row: 2,
        cells: [
          'Müller  & Söhne\nZeile   zweixy',
          1.5,
          '2026-04-23',
          '2026-04-23T08:30:00',
          '08:30:00',
          '26:30:00',
          0.19,
          1234.5,
          '06108',
          true,
        ],
      },
      {
        row: 3,
        cells: ['zweite', 2, '2026-04-24', '2026-04-24T00:00:00', '00:00:00', '01:15:00', 1, -3, '00123', false],
      },
      { row: 4, cells: ['wiederholt', 7, 7] },
      { row: 5, cells: ['wiederholt', 7, 7] },
      { row: 100, cells: ['Zeile 100', { error: '#DIV/0!' }] },
    ])
    expect(workbook.notes('Daten')).toEqual({
      merges: [{ top: 1, left: 0, bottom: 1, right: 1 }],
      hiddenRows: { count: 2, first: 4 },
      hiddenColumns: [8],
      percentColumns: [6],
      uncalculated: undefined,
    })
  })

  it('says the same as the old format written from the same table', async () => {
    const xls = readFileSync(new URL('files/everything.xls', import.meta.url))
    expect(await allRows(await openWorkbook(file))).toEqual(await allRows(await openWorkbook(xls)))
  })
})

describe('values', () => {
  it.each<[string, string, Cell]>([
    ['a day', typed('date', 'office:date-value="2026-04-23"'), '2026-04-23'],
    ['a moment', typed('date', 'office:date-value="2026-04-23T08:30:00"'), '2026-04-23T08:30:00'],
    ['a fraction', typed('date', 'office:date-value="2026-04-23T23:59:58.999999999"'), '2026-04-23T23:59:59'],
    [
      'a moment as day',
      typed('date', 'office:date-value="2026-04-23T08:30:00"', 'table:style-name="cD"'),
      '2026-04-23',
    ],
    [
      'a day as moment',
      typed('date', 'office:date-value="2026-04-23"', 'table:style-name="cDT"'),
      '2026-04-23T00:00:00',
    ],
    ['a time in a date', typed('date', 'office:date-value="1899-12-30T08:30:00"', 'table:style-name="cT"'), '08:30:00'],
    [
      'a style of a style',
      typed('date', 'office:date-value="2026-04-23T08:30:00"', 'table:style-name="child"'),
      '2026-04-23',
    ],
    ['a time', typed('time', 'office:time-value="PT08H30M00S"'), '08:30:00'],
    ['a time with a fraction', typed('time', 'office:time-value="PT8H29M59.9999S"'), '08:30:00'],
    ['a duration', typed('time', 'office:time-value="PT26H30M"'), '26:30:00'],
    ['a duration of days', typed('time', 'office:time-value="P1DT2H30M"', 'table:style-name="cH"'), '26:30:00'],
    ['a short duration', typed('time', 'office:time-value="PT1H"', 'table:style-name="cH"'), '01:00:00'],
    ['a clock', typed('time', 'office:time-value="PT26H30M"', 'table:style-name="cT"'), '02:30:00'],
    ['less than nothing', typed('time', 'office:time-value="-PT6H"'), -0.25],
    ['percent', typed('percentage', 'office:value="0.19"'), 0.19],
    ['money', typed('currency', 'office:currency="EUR" office:value="1234.5"'), 1234.5],
    ['a number', typed('float', 'office:value="1E3"'), 1000],
    ['zeros', typed('float', 'office:value="1234"', 'table:style-name="cZ"'), 'D-001-234'],
    ['zeros of the first section', typed('float', 'office:value="6108"', 'table:style-name="cM"'), '06108'],
    ['a number as date', typed('float', 'office:value="46135.5"', 'table:style-name="cDT"'), '2026-04-23T12:00:00'],
    ['truth', typed('boolean', 'office:boolean-value="true"'), true],
    ['truth as number', typed('float', 'office:value="1"', 'table:style-name="cB"'), true],
    ['text', typed('string', 'office:string-value="&lt;a&gt; 00123"'), '<a> 00123'],
    ['no type', '<table:table-cell><text:p>00123</text:p></table:table-cell>', '00123'],
    [
      'a number that is none',
      '<table:table-cell office:value-type="float" office:value="x"><text:p>shown</text:p></table:table-cell>',
      'shown',
    ],
    [
      'an error',
      '<table:table-cell table:formula="of:=1/0" office:value-type="string"><text:p>#DIV/0!</text:p></table:table-cell>',
      { error: '#DIV/0!' },
    ],
    ['words like an error', string('<text:p>#N/A</text:p>'), '#N/A'],
  ])('%s', async (_, cell, expected) => {
    expect(await first(cell, { styles: STYLES })).toEqual(expected)
  })

  it.each([
    ['paragraphs', '<text:p>a</text:p><text:p/><text:p>b</text:p>', 'a\n\nb'],
    [
      'spaces, tabs and breaks',
      '<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d<text:s/></text:p>',
      'a   b\tc\nd ',
    ],
    [
      'runs, links and fields',
      '<text:p><text:span>a</text:span><text:a>b<text:span>c</text:span></text:a><text:date>d</text:date></text:p>',
      'abcd',
    ],
    ['layout', '<text:p>\n   a\n   b\t</text:p>', 'a b'],
    ['spaces as they stand', '<text:p> a  b </text:p>', ' a  b '],
    ['CDATA and comments', '<text:p>a<!-- x --><![CDATA[<b>]]>&amp;&#228;</text:p>', 'a<b>&ä'],
    ['notes', '<office:annotation><text:p>note</text:p></office:annotation><text:p>a</text:p>', 'a'],
    ['drawings', '<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame><text:p>a</text:p>', 'a'],
    [
      'phonetics',
      '<text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby></text:p>',
      '漢',
    ],
    ['tables within', '<table:table table:name="sub"><table:table-row/></table:table><text:p>a</text:p>', 'a'],
  ])('texts with %s', async (_, content, expected) => {
    expect(await first(string(content))).toBe(expected)
  })
})

describe('rows and columns', () => {
  it('take their formats from the column or the row where a cell has none', async () => {
    const columns =
      '<table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="cD"/>'
    const moment = typed('date', 'office:date-value="2026-04-23T08:30:00"')
    const cells = await cellsOf(
      flat(columns + row(moment.repeat(3)) + row(moment.repeat(3), 'table:default-cell-style-name="cT"'), {
        styles: STYLES,
      }),
    )
    expect(cells).toEqual([
      ['2026-04-23T08:30:00', '2026-04-23T08:30:00', '2026-04-23'],
      ['08:30:00', '08:30:00', '08:30:00'],
    ])
  })

  it('that are repeated stand as often as they say, and blank ones cost nothing', async () => {
    const table =
      row('<table:table-cell table:number-columns-repeated="16384"/>', 'table:number-rows-repeated="1000000"') +
      row(
        `<table:table-cell table:number-columns-repeated="2"/>${typed('float', 'office:value="1"', 'table:number-columns-repeated="2"')}`,
        'table:number-rows-repeated="3"',
      ) +
      row('<table:table-cell/>', 'table:number-rows-repeated="48573"')
    const rows = await allRows(await openWorkbook(flat(table)))
    expect(rows).toEqual(
      [1_000_001, 1_000_002, 1_000_003].map((number) => ({ row: number, cells: [null, null, 1, 1] })),
    )
  })

  it('in groups are all read, and hidden ones noted', async () => {
    const table =
      '<table:table-column-group table:display="false"><table:table-column/></table:table-column-group><table:table-column table:visibility="collapse" table:number-columns-repeated="16383"/>' +
      `<table:table-header-rows>${row(string('<text:p>a</text:p>'))}</table:table-header-rows>` +
      `<table:table-row-group table:display="false">${row(string('<text:p>b</text:p>'))}</table:table-row-group>` +
      row(string('<text:p>c</text:p>').repeat(2))
    const workbook = await openWorkbook(flat(table))
    expect((await allRows(workbook)).map(({ cells }) => cells[0])).toEqual(['a', 'b', 'c'])
    expect(workbook.notes('T')).toMatchObject({ hiddenRows: { count: 1, first: 2 }, hiddenColumns: [0, 1] })
  })

  it('under a merged cell have no value', async () => {
    const merged = `<table:table-cell office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>a</text:p></table:table-cell><table:covered-table-cell office:value-type="string"><text:p>under</text:p></table:covered-table-cell>`
    const workbook = await openWorkbook(flat(row(merged + string('<text:p>b</text:p>'))))
    expect((await allRows(workbook))[0]?.cells).toEqual(['a', null, 'b'])
    expect(workbook.notes('T').merges).toEqual([{ top: 1, left: 0, bottom: 2, right: 1 }])
  })

  it('of formulas without a value are noted', async () => {
    const workbook = await openWorkbook(
      flat(row(`${string('<text:p>a</text:p>')}<table:table-cell table:formula="of:=1+1"/>`)),
    )
    await allRows(workbook)
    expect(workbook.notes('T').uncalculated).toEqual({ count: 1, row: 1, column: 1 })
  })

  it('of changes that were tracked are not those of the sheet', async () => {
    const before = `<table:tracked-changes><table:deletion><table:table-row>${string('<text:p>gone</text:p>')}</table:table-row></table:deletion></table:tracked-changes>`
    expect(await cellsOf(flat(row(string('<text:p>a</text:p>')), { before }))).toEqual([['a']])
  })

  it('that formulas took from other files are no sheet', async () => {
    const before = `<table:table table:name="'file:///b.ods'#$Blatt1">${row(string('<text:p>b</text:p>'))}</table:table>`
    const workbook = await openWorkbook(flat(row(string('<text:p>a</text:p>')), { before }))
    expect(workbook.sheetNames).toEqual(['T'])
    expect(await allRows(workbook)).toEqual([{ row: 1, cells: ['a'] }])
  })

  it('are the same wherever the pieces of the file end', async () => {
    const bytes = flat(
      row(
        string('<text:p>ä &amp; b<text:s/>c</text:p>') +
          typed('date', 'office:date-value="2026-04-23"', 'table:style-name="cDT"'),
      ),
      { styles: STYLES },
    )
    const read = (size: number) => {
      const styles = new Styles()
      const survey = new ContentScanner('x', { styles, stylesAreKnown: false })
      const scanner = new ContentScanner('x', { styles, stylesAreKnown: true, table: 0 })
      for (const one of [survey, scanner]) {
        const rows = []
        for (let at = 0; at < bytes.length; at += size) rows.push(...one.feed(bytes.subarray(at, at + size)))
        one.end()
        if (one === scanner) return rows
      }
      return []
    }
    for (let size = 1; size < 60; size++)
      expect(read(size)).toEqual([{ row: { row: 1, cells: ['ä & b c', '2026-04-23T00:00:00'] }, times: 1 }])
  })

  it('of random tables are those that SheetJS wrote, and reads', async () => {
    const value = fc.oneof(
      fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
        .filter((one) => /^[^\p{Cc}\p{Cs}\s\ufffe\uffff]+$/u.test(one)),
      fc.constantFrom('00107', 'a b', '<&">', '1e5'),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    )
    const table = fc.array(fc.array(value, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom<'ods' | 'fods'>('ods', 'fods'), async (rows, type) => {
        const bytes = workbookBytes({ S: utils.aoa_to_sheet(rows) }, type)
        const oracle = read(bytes, { dense: true, nodim: true }).Sheets['S']?.['!data'] ?? []
        const expected = rows.flatMap((cells, index) => {
          const end = cells.findLastIndex((cell) => cell !== null) + 1
          const seen = cells.map((_, column) => oracle[index]?.[column]?.v ?? null).slice(0, end)
          return end === 0 ? [] : [{ row: index + 1, cells: seen }]
        })
        expect(await allRows(await openWorkbook(bytes))).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })
})

describe('what is refused', () => {
  it.each([
    ['entities', flat('', { root: '<!DOCTYPE a [<!ENTITY a "b">]>' }), 'entity-declaration'],
    [
      'too many columns',
      flat(row(typed('float', 'office:value="1"', 'table:number-columns-repeated="16384"'))),
      'too-many-columns',
    ],
    [
      'more rows than there are',
      flat(row(typed('float', 'office:value="1"'), 'table:number-rows-repeated="1000000000"')),
      'not-understood',
    ],
    [
      'a strange repetition',
      flat(row(typed('float', 'office:value="1"', 'table:number-columns-repeated="-3"'))),
      'not-understood',
    ],
    ['a cell without an end', flat(row(string(`<text:p>${'a'.repeat(2_000_000)}</text:p>`))), 'value-too-long'],
    ['spaces without an end', flat(row(string('<text:p><text:s text:c="1000000000"/>a</text:p>'))), 'value-too-long'],
    [
      'two sheets of one name',
      text(
        new TextDecoder()
          .decode(flat(''))
          .replace('</office:spreadsheet>', '<table:table table:name="T"/></office:spreadsheet>'),
      ),
      'damaged',
    ],
    ['a document that breaks off', flat(row(string('<text:p>a</text:p>'))).subarray(0, -20), 'damaged'],
    [
      'a package without content',
      zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet') }),
      'damaged',
    ],
  ])('%s', async (_, bytes, reason) => {
    const problem = await problemOf(async () => allRows(await openWorkbook(bytes)))
    expect(problem).toMatchObject({ code: 'unreadable-file', details: { reason } })
  })
})
