import { describe, expect, it } from '@jest/globals'
import type { Cell } from '../../../lib/domain/cells.ts'
import { xlsxOf, type XlsxContent } from '../archives.ts'
import { problemOf } from '../files.ts'
import { readByScanner, scanned } from './reading.ts'

/** The cells of the only row of a workbook's only sheet. */
async function cellsOf(cells: string, rest: Omit<XlsxContent, 'sheets'> = {}): Promise<readonly Cell[]> {
  const bytes = xlsxOf({ sheets: { Data: `<row r="1">${cells}</row>` }, ...rest })
  return (await readByScanner(bytes))[0]?.[1][0]?.cells ?? []
}
const value = async (attributes: string, written: string, rest: Omit<XlsxContent, 'sheets'> = {}): Promise<Cell> =>
  (await cellsOf(`<c ${attributes}><v>${written}</v></c>`, rest))[0] ?? null
const inline = async (item: string): Promise<Cell> =>
  (await cellsOf(`<c t="inlineStr"><is>${item}</is></c>`))[0] ?? null

describe('texts', () => {
  it.each([
    ['plain', '<t>Ada</t>', 'Ada'],
    ['with entities and references', '<t>&lt;a&gt; &amp; &quot;b&apos; &#228;&#xE4;&#128512;</t>', `<a> & "b' ää😀`],
    ['with spaces around it', '<t xml:space="preserve"> Ada </t>', ' Ada '],
    ['in UTF-8 of one to four bytes', '<t>aä漢😀</t>', 'aä漢😀'],
    ['with escapes', '<t>a_x000D__x000a_b_x0041_</t>', 'a\r\nbA'],
    ['with an escaped escape', '<t>_x005F_x0041_</t>', '_x0041_'],
    ['with a letter in two references', '<t>&#55357;&#56832;</t>', '😀'],
    ['with half a letter', '<t>a&#55357;b</t>', 'a\ufffdb'],
    ['with escapes whose underscores are references', '<t>a&#95;x0041&#95;</t>', 'aA'],
    ['with what is no escape', '<t>_x41_ _X0041_ _x00g1_ _x0041</t>', '_x41_ _X0041_ _x00g1_ _x0041'],
    [
      'with an ampersand that stands alone',
      '<t>a & b &amp;amp; &nbsp; &#x110000;</t>',
      'a & b &amp; &nbsp; &#x110000;',
    ],
    ['in CDATA', '<t>a<![CDATA[<b>&amp;]]>c</t>', 'a<b>&amp;c'],
    ['with comments and instructions', '<t>a<!-- <t>x</t> -->b<?t x?>c</t>', 'abc'],
    ['of several lines', '<t>a\nb\r\nc\rd</t>', 'a\nb\nc\nd'],
    ['in runs', '<r><rPr><b/></rPr><t>a </t></r><r><t>b</t></r>', 'a b'],
    ['in runs, with CDATA', '<r><t><![CDATA[<a>]]></t></r><r><t>b</t></r>', '<a>b'],
    ['with what is spoken', '<t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh><phoneticPr fontId="1"/>', '東京'],
    [
      'in runs with what is spoken',
      '<r><t>東</t></r><rPh sb="0" eb="1"><r><t>トウ</t></r></rPh><r><t>京</t></r>',
      '東京',
    ],
    ['of nothing', '<t></t>', null],
    ['in short form', '<t/>', null],
  ])('%s are the same in the sheet and among the shared ones', async (_, item, text) => {
    expect(await inline(item)).toBe(text)
    const shared = { sharedStrings: ['before', item, 'behind'] }
    expect(await cellsOf([2, 1, 0].map((at) => `<c t="s"><v>${at}</v></c>`).join(''), shared)).toEqual([
      'behind',
      text,
      'before',
    ])
  })

  it('are found by their number in thousands of them', async () => {
    const sharedStrings = Array.from({ length: 3000 }, (_, index) => `text ${index}`)
    const order = sharedStrings.map((_, index) => (index * 1237) % 3000)
    const cells = await cellsOf(order.map((at) => `<c t="s"><v>${at}</v></c>`).join(''), { sharedStrings })
    expect(cells).toEqual(order.map((at) => `text ${at}`))
  })

  it.each(['2', '-1', 'a', '1.0', '99999999999'])('with the number %s are refused when there are two', async (at) => {
    const problem = await problemOf(() => value('t="s"', at, { sharedStrings: ['a', 'b'] }))
    expect([problem.code, problem.details]).toEqual(['unreadable-file', { reason: 'damaged' }])
  })

  it('are refused when the workbook has none', async () => {
    expect((await problemOf(() => value('t="s"', '0'))).message).toMatch(/refers to the shared text "0"/)
    expect(await cellsOf('<c t="s"/><c t="s"><v></v></c><c><v>1</v></c>')).toEqual([null, null, 1])
  })

  it('are found by numbers with white space around them', async () => {
    expect(await value('t="s"', ' 1\n', { sharedStrings: ['a', 'b'] })).toBe('b')
  })

  it('that break off among the shared ones are refused', async () => {
    const sharedStrings = '<sst><si><t>a</t></si><si><t>b</t></si>'
    expect((await problemOf(() => value('t="s"', '0', { sharedStrings }))).message).toMatch(
      /sharedStrings\.xml" breaks off/,
    )
  })

  it('longer than any program writes are refused', async () => {
    const problem = await problemOf(() => inline(`<t>${'a'.repeat(2_000_000)}</t>`))
    expect(problem.details).toEqual({ reason: 'value-too-long' })
    expect(await inline(`<t>${'a'.repeat(32_767)}</t>`)).toBe('a'.repeat(32_767))
  })
})

describe('values', () => {
  it.each([
    ['t="b"', '1', true],
    ['t="b"', '0', false],
    ['t="b"', 'true', true],
    ['t="b"', 'false', false],
    ['t="b"', ' 1 ', true],
    ['t="b"', '&#49;', true],
    ['t="b"', 'perhaps', 'perhaps'],
    ['t="e"', '#N/A', { error: '#N/A' }],
    ['t="e"', '#SPILL!', { error: '#SPILL!' }],
    ['', '12.50', 12.5],
    ['t="n"', '-1E-3', -0.001],
    ['', ' 7 ', 7],
    ['', '&#49;2', 12],
    ['', '<![CDATA[1]]>2', 12],
    ['', '', null],
    ['', '  ', null],
    ['', '1,5', '1,5'],
    ['', 'NaN', 'NaN'],
    ['', '1e999', '1e999'],
    ['t="str"', '', null],
    ['t="str"', '00123', '00123'],
  ])('of type %j written %j are %j', async (attributes, written, read) => {
    expect(await value(attributes, written)).toEqual(read)
  })

  it.each([
    ['2026-04-23', 'General', '2026-04-23'],
    ['2026-04-23T00:00:00', 'General', '2026-04-23'],
    ['2026-04-23T08:30:00Z', 'General', '2026-04-23T08:30:00'],
    ['2026-04-23T08:30', 'General', '2026-04-23T08:30:00'],
    ['2026-12-31T23:59:59.500', 'General', '2027-01-01'],
    ['2026-04-23T08:30:00,4', 'yyyy-mm-dd hh:mm', '2026-04-23T08:30:00'],
    ['2026-04-23', 'yyyy-mm-dd hh:mm', '2026-04-23T00:00:00'],
    ['2026-04-23T08:30:00', 'dd.mm.yyyy', '2026-04-23'],
    ['2026-04-23T08:30:00', 'hh:mm', '08:30:00'],
    ['1850-01-01', 'General', '1850-01-01'],
    ['2026-13-45', 'General', '2026-13-45'],
    ['08:30:00', 'hh:mm', '08:30:00'],
    ['soon', 'dd.mm.yyyy', 'soon'],
  ])('that are the moment %s under the format %s are %s', async (written, format, read) => {
    expect(await value('t="d" s="1"', written, { styles: [format] })).toBe(read)
  })

  it('of formulas are the last ones; those that were never calculated are noted', async () => {
    const rows =
      '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c><c r="C1" t="b"><f t="shared" si="0"/><v>1</v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E1" t="str"><f>""</f><v></v></c></row>' +
      '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A2</f></c><c r="C2"><f>A2</f><v></v></c><c r="D2"><f>A2</f><v/></c></row>'
    const workbook = await scanned(xlsxOf({ sheets: { Data: rows } }))
    expect(await Array.fromAsync(workbook.rows('Data'))).toEqual([
      { row: 1, cells: [2, 'a', true, { error: '#DIV/0!' }] },
      { row: 2, cells: [1] },
    ])
    expect(workbook.notes('Data').uncalculated).toEqual({ count: 3, row: 2, column: 1 })
  })

  it('in elements that are no part of the format are passed over', async () => {
    const cells =
      '<c r="A1"><v>1</v><extLst><ext><c r="B1"><v>5</v></c><v>6</v></ext></extLst></c><q><c><v>8</v></c></q><c r="C1"><v>3</v></c>'
    expect(await cellsOf(cells)).toEqual([1, null, 3])
  })
})
