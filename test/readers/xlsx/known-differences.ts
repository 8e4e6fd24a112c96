import type { Cell } from '../../../lib/domain/cells.ts'
import type { XlsxContent } from '../archives.ts'

/**
 * Where the scanner and SheetJS read the same worksheet otherwise, and why the scanner is right. Nothing else may
 * differ: against-sheetjs.test.ts holds everything that is written without these.
 * Rules are those of ECMA-376 part 1 (5th edition) and XML 1.0.
 */
export interface Difference {
  readonly what: string
  /** The rule by which the scanner is right. */
  readonly rule: string
  /** The rows of the sheet, or more of the workbook. */
  readonly sheet: string | XlsxContent
  readonly scanner: readonly (readonly Cell[])[] | 'refused'
  readonly sheetJs: readonly (readonly Cell[])[] | 'refused'
}

const inline = (item: string): string => `<row r="1"><c r="A1" t="inlineStr"><is>${item}</is></c></row>`
const typed = (type: string, value: string): string => `<row r="1"><c r="A1" t="${type}"><v>${value}</v></c></row>`
const REFERS_TO_NOTHING = { sheets: { Data: typed('s', '5') }, sharedStrings: ['a'] }

const texts: Difference[] = [
  {
    what: 'texts of formulas are resolved twice',
    rule: '18.3.1.96: `v` is an ST_Xstring as `t` is; XML 4.4 resolves references once',
    sheet: typed('str', '&amp;lt; _x005F_x0041_'),
    scanner: [['&lt; _x0041_']],
    sheetJs: [['< A']],
  },
  {
    what: 'references beyond ASCII in texts of formulas are taken for bytes',
    rule: 'XML 4.1: a reference by number means the character of ISO 10646',
    sheet: typed('str', '&#8364;1'),
    scanner: [['€1']],
    sheetJs: [['�1']],
  },
  {
    what: 'references beyond 16 bits lose their upper bits',
    rule: 'XML 4.1, as above',
    sheet: inline('<t>&#128512;</t>'),
    scanner: [['😀']],
    sheetJs: [['\uf600']],
  },
  {
    what: 'escapes are found with a capital X',
    rule: '22.9.2.19 ST_Xstring: escapes are written `_xHHHH_`',
    sheet: inline('<t>_X0041_</t>'),
    scanner: [['_X0041_']],
    sheetJs: [['A']],
  },
  {
    what: 'escapes are found across two runs',
    rule: '18.4.12: each `t` is an ST_Xstring of its own',
    sheet: inline('<r><t>_</t></r><r><t>x0041_</t></r>'),
    scanner: [['_x0041_']],
    sheetJs: [['A']],
  },
  {
    what: 'escapes in CDATA are left as they are',
    rule: 'XML 2.7: CDATA is only another way to write the same text',
    sheet: inline('<t><![CDATA[_x0041_]]></t>'),
    scanner: [['A']],
    sheetJs: [['_x0041_']],
  },
  {
    what: 'runs that hold CDATA are lost',
    rule: 'XML 2.7, as above',
    sheet: inline('<r><t><![CDATA[a<b]]></t></r>'),
    scanner: [['a<b']],
    sheetJs: [],
  },
  {
    what: 'comments and instructions become part of the text',
    rule: 'XML 2.5, 2.6: they are no part of the character data',
    sheet: inline('<t>a<!-- b -->c<?d e?>f</t>'),
    scanner: [['acf']],
    sheetJs: [['a<!-- b -->c<?d e?>f']],
  },
  {
    what: 'what is spoken is taken for the text behind an empty one',
    rule: '18.4.6: phonetic runs are hints, not content',
    sheet: inline('<t/><rPh sb="0" eb="1"><t>kana</t></rPh>'),
    scanner: [],
    sheetJs: [['<rPh sb="0" eb="1"><t>kana']],
  },
  {
    what: 'a carriage return that stands alone is kept',
    rule: 'XML 2.11: line ends become a line feed',
    sheet: inline('<t>a\rb</t>'),
    scanner: [['a\nb']],
    sheetJs: [['a\rb']],
  },
  {
    what: 'a carriage return that was escaped is lost before a line feed',
    rule: '22.9.2.19: the escape stands for the character itself',
    sheet: inline('<t>a_x000D_\nb</t>'),
    scanner: [['a\r\nb']],
    sheetJs: [['a\nb']],
  },
]

const values: Difference[] = [
  {
    what: 'moments are numbers where the style is none of dates',
    rule: '18.18.11: type `d` says that the cell contains a date',
    sheet: typed('d', '2026-04-23'),
    scanner: [['2026-04-23']],
    sheetJs: [[46135]],
  },
  {
    what: 'moments with a time zone are moved to UTC',
    rule: 'none (18.18.11 gives ISO 8601): what is not understood for sure stays the text it is',
    sheet: {
      sheets: { Data: '<row r="1"><c r="A1" s="1" t="d"><v>2026-04-23T08:30:00+02:00</v></c></row>' },
      styles: [22],
    },
    scanner: [['2026-04-23T08:30:00+02:00']],
    sheetJs: [['2026-04-23T06:30:00']],
  },
  {
    what: 'errors of newer programs lose their names',
    rule: '18.18.11: the value of type `e` is the text of the error',
    sheet: typed('e', '#SPILL!'),
    scanner: [[{ error: '#SPILL!' }]],
    sheetJs: [[{ error: '#ERROR' }]],
  },
  {
    what: 'what begins with a number is one',
    rule: '18.3.1.96: it is no number; a text is all that can be said of it',
    sheet: typed('n', '1,5'),
    scanner: [['1,5']],
    sheetJs: [[1]],
  },
  {
    what: 'truth in capitals is false',
    rule: 'none (XML Schema writes `true`): programs that write TRUE mean it',
    sheet: typed('b', 'TRUE'),
    scanner: [[true]],
    sheetJs: [[false]],
  },
  {
    what: 'formats built into programs of East Asia and Thailand are General',
    rule: '18.8.30: numbers 27 to 36, 50 to 58 and 71 to 81 are dates and times there',
    sheet: { sheets: { Data: '<row r="1"><c r="A1" s="1"><v>45000</v></c></row>' }, styles: [57] },
    scanner: [['2023-03-15']],
    sheetJs: [[45000]],
  },
]

const structure: Difference[] = [
  {
    what: 'rows without cells are not counted',
    rule: '18.3.1.73: a row without a number is the one behind the last',
    sheet: '<row r="1"><c><v>1</v></c></row><row r="2"/><row><c><v>3</v></c></row>',
    scanner: [[1], [], [3]],
    sheetJs: [[1], [3]],
  },
  {
    what: 'tags that close with white space in them are not found',
    rule: 'XML 3.1: `</v >` is the same as `</v>`',
    sheet: '<row r="1"><c r="A1"><v>1</v ></c><c r="B1"><v>2</v></c></row>',
    scanner: [[1, 2]],
    sheetJs: [[null, 2]],
  },
  {
    what: 'attributes behind a line break are not found',
    rule: 'XML 3.1: any white space stands between attributes',
    sheet: '<row\nr="1"><c\nr="A1"\nt="str"><v>a</v></c></row>',
    scanner: [['a']],
    sheetJs: [],
  },
  {
    what: 'cells in comments are read',
    rule: 'XML 2.5: comments are no part of the document',
    sheet: '<row r="1"><c r="A1"><v>1</v></c><!--<c r="B1"><v>9</v></c>--></row>',
    scanner: [[1]],
    sheetJs: [[1, 9]],
  },
  {
    what: 'cells in extensions are read',
    rule: '18.2.10: what an extension holds is for programs that know it',
    sheet: '<row r="1"><c r="A1"><v>1</v></c><extLst><ext><c r="B1"><v>5</v></c></ext></extLst></row>',
    scanner: [[1]],
    sheetJs: [[1, 5]],
  },
  {
    what: 'a text that looks like a reference is one',
    rule: '18.3.1.4: the reference is the attribute `r`',
    sheet: `<row r="1"><c t="str"><v>r="C5"</v></c></row>`,
    scanner: [['r="C5"']],
    sheetJs: [[null, null, 'r="C5"']],
  },
]

const refusals: Difference[] = [
  {
    what: 'of two cells in the same place the last one is taken',
    rule: '18.3.1.4: a place has one cell; which one is meant, nobody can say',
    sheet: '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    scanner: 'refused',
    sheetJs: [[2]],
  },
  {
    what: 'two rows of the same number are put together',
    rule: '18.3.1.73, as above',
    sheet: '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>',
    scanner: 'refused',
    sheetJs: [[2]],
  },
  {
    what: 'a cell may stand in another row than its own',
    rule: '18.3.1.4: the reference names row and column',
    sheet: '<row r="1"><c r="A3"><v>1</v></c></row>',
    scanner: 'refused',
    sheetJs: [[], [], [1]],
  },
  {
    what: 'types that do not exist are texts',
    rule: '18.18.11: there are seven',
    sheet: typed('zz', '1'),
    scanner: 'refused',
    sheetJs: [['1']],
  },
  {
    what: 'a shared text that is not there is refused by both, in other words',
    rule: '18.4.9: the number is a place in the table',
    sheet: REFERS_TO_NOTHING,
    scanner: 'refused',
    sheetJs: 'refused',
  },
]

export const KNOWN_DIFFERENCES: readonly Difference[] = [...texts, ...values, ...structure, ...refusals]
