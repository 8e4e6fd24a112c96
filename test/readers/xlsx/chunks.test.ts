import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { SharedStrings } from '../../../lib/readers/xlsx/shared-strings.ts'
import type { SheetContext } from '../../../lib/readers/xlsx/sheet.ts'
import { readFormats } from '../../../lib/readers/xlsx/styles.ts'
import { utf8Bytes } from '../../../lib/readers/xml/encoding.ts'
import { anyWorkbook } from './any-workbook.ts'
import { cutInto, feed } from './feeding.ts'
import { Ink } from './ink.ts'

const CONTEXT: SheetContext = {
  part: 'xl/worksheets/sheet1.xml',
  sheet: 'Data',
  date1904: false,
  formats: [
    { kind: 'general', code: 'General' },
    { kind: 'date', code: 'dd.mm.yyyy' },
    { kind: 'padded', code: '00000' },
  ],
  sharedStrings: new SharedStrings(
    Buffer.from('<sst><si><t>shared</t></si><si><r><t>ri</t></r><r><t>ch</t></r></si></sst>'),
    'xl/sharedStrings.xml',
  ),
}

/** A worksheet with everything in it that can be torn. */
const RICH = Buffer.from(
  `\ufeff<?xml version="1.0" encoding="UTF-8"?>
<x:worksheet xmlns:x="urn:x" a='1>2'><!-- > <x:sheetData> -- --><x:dimension ref="A1:D9"/><x:cols><x:col min="1" max="2" hidden="1"/></x:cols>
<x:sheetData><x:row r="1" spans='1:4'><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c t='s' r='B1'><x:v>1</x:v></x:c><x:c r="C1" s="1"><x:v>45000.5</x:v></x:c><x:c s="2"><x:v>&#49;2&#x33;</x:v></x:c></x:row>
<x:row hidden="1"><x:c t="inlineStr"><x:is><x:t xml:space="preserve"> a&amp;b &lt;😀&#128512;_x0041__x005F_x0042_ </x:t></x:is></x:c><x:c/><x:c t="b"><x:v>1</x:v></x:c><x:c t="e" r="F2"><x:v>#DIV/0!</x:v></x:c></x:row>
<x:row r="4"/><x:row r="5" ><x:c r="B5" t="str" ><x:f t="shared" ref="A1" si="0">"&lt;v&gt;"</x:f><x:v><![CDATA[<v>]] ]>&amp;]]>\r\nz\rä</x:v ></x:c><!-- - --><x:c t="inlineStr"><x:is><x:r><x:rPr><x:b/></x:rPr><x:t>on</x:t></x:r><x:rPh sb="0" eb="1"><x:t>kana</x:t></x:rPh><x:r><x:t>e<?p ?> two</x:t></x:r></x:is></x:c><x:extLst><x:c r="Z5"><x:v>1</x:v></x:c></x:extLst></x:row
></x:sheetData><x:mergeCells count="1"><x:mergeCell ref="A1:B2"/></x:mergeCells><x:extLst><q:row xmlns:q="urn:q"/></x:extLst></x:worksheet>
<!-- the end -->`,
)
const ROWS = [
  { row: 1, cells: ['shared', 'rich', '2023-03-15', '00123'] },
  { row: 2, cells: [' a&b <😀😀A_x0042_ ', null, true, null, null, { error: '#DIV/0!' }] },
  { row: 5, cells: [null, '<v>]] ]>&amp;\nz\nä', 'one two'] },
]
/** The same as most programs write it: no prefixes, nothing between. */
const SIMPLE = Buffer.from(
  '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000</v></c><c r="C1" t="inlineStr"><is><t>é &amp; ü</t></is></c></row><row r="2"><c r="A2"><v>-1.5</v></c></row></sheetData></worksheet>',
)
const SIMPLE_ROWS = [
  { row: 1, cells: ['shared', '2023-03-15', 'é & ü'] },
  { row: 2, cells: [-1.5] },
]

describe.each([
  ['with everything in it', RICH, ROWS],
  ['as most are', SIMPLE, SIMPLE_ROWS],
])('a worksheet %s', (_, xml, rows) => {
  it('gives the same rows wherever it is cut in two', () => {
    for (let at = 0; at <= xml.length; at++) {
      expect([at, feed(CONTEXT, [xml.subarray(0, at), xml.subarray(at)])]).toEqual([at, rows])
    }
  })

  it('gives the same rows in pieces of any size', () => {
    for (let size = 1; size <= 64; size++) expect([size, feed(CONTEXT, cutInto(xml, size))]).toEqual([size, rows])
  })

  it('is an error wherever it breaks off within its root, never fewer rows', () => {
    const end = xml.lastIndexOf('worksheet>') + 'worksheet>'.length
    for (let length = 0; length < end; length++) {
      expect(() => feed(CONTEXT, [xml.subarray(0, length)])).toThrow(
        expect.objectContaining({ code: 'unreadable-file' }),
      )
      if (length % 7 === 0) expect(() => feed(CONTEXT, cutInto(xml.subarray(0, length), 11))).toThrow(/breaks off/)
    }
  })
})

it('gives the same rows for any worksheet, cut anywhere', () => {
  fc.assert(
    fc.property(fc.gen(), fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (g, sizes) => {
      const { parts, sheets, date1904 } = anyWorkbook(new Ink(g, false))
      const styles = parts['xl/styles.xml'] ?? parts['xl/theme/Styles2.xml'] ?? Buffer.alloc(0)
      const context = {
        ...CONTEXT,
        date1904,
        formats: readFormats('styles', utf8Bytes(styles)),
        sharedStrings: new SharedStrings(utf8Bytes(parts['xl/sharedStrings.xml'] ?? Buffer.alloc(0)), 'strings'),
      }
      for (const { xml, rows } of sheets) expect(feed(context, cutInto(Buffer.from(xml), ...sizes))).toEqual(rows)
    }),
    { numRuns: 150 },
  )
})
