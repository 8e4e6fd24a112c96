import { MAIN } from '../archives.ts'
import { damaged, noRows, refused, type HostileCase } from './case.ts'
import { ADA, cases, data, HEADER, inline, part, READ, wholeSheet } from './xlsx-parts.ts'

const tooWide = refused('too-many-columns', /column/)
const tooLong = refused('value-too-long', /characters/)

/** Workbooks that are too large in some way, or say so. */
export const XLSX_SIZE_CASES: readonly HostileCase[] = cases([
  ['a cell at XFD1048576', () => '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', tooWide],
  ['a cell beyond the last column', () => '<row r="2"><c r="XFE2"><v>1</v></c></row>', tooWide],
  [
    'a cell with a reference of a thousand letters',
    () => `<row r="2"><c r="${'Z'.repeat(1000)}2"><v>1</v></c></row>`,
    refused('not-understood', /row 2/),
  ],
  ['16,000 columns', () => `<row>${'<c><v>1</v></c>'.repeat(16_000)}</row>`.repeat(200), tooWide],
  ['a dimension of the whole sheet', () => wholeSheet(`<dimension ref="A1:XFD1048576"/>${data}`), READ],
  ['a dimension of nonsense', () => wholeSheet(`<dimension ref="ZZZZZZ99999999999:-1"/>${data}`), READ],
  ['a million empty rows', () => emptyRows(1_048_575), noRows()],
  [
    'a million empty rows before the last',
    () => `${emptyRows(1_048_574)}<row r="1048576">${inline('Ada')}</row>`,
    { rows: 2, last: { row: 1_048_576, cells: ['Ada'] } },
  ],
  ['a million cells with nothing but a style', () => '<row><c s="0"/></row>'.repeat(1_000_000), noRows()],
  ['two million rows', () => '<row><c><v>1</v></c></row>'.repeat(2_000_000), { code: 'unreadable-file', says: /row/ }],
  ['a row beyond the last', () => '<row r="1048577"><c><v>1</v></c></row>', { code: 'unreadable-file', says: /row/ }],
  [
    'a row beyond all numbers',
    () => '<row r="99999999999999999999"><c><v>1</v></c></row>',
    { code: 'unreadable-file', says: /row/ },
  ],
  ['a row 0', () => '<row r="0"><c r="A0"><v>1</v></c></row>', { code: 'unreadable-file', says: /./ }],
  ['a row whose number is none', () => '<row r="two"><c><v>1</v></c></row>', { code: 'unreadable-file', says: /./ }],
  ['50 MB in one cell', () => `<row>${inline('a'.repeat(50_000_000))}</row>`, tooLong],
  ['50 MB in one number', () => `<row><c><v>${'1'.repeat(50_000_000)}</v></c></row>`, tooLong],
  [
    '50 MB in one shared string',
    () => ({ sheets: { Data: `${HEADER}<row><c t="s"><v>0</v></c></row>` }, sharedStrings: ['a'.repeat(50_000_000)] }),
    tooLong,
  ],
  [
    '50 MB of rich text in one cell',
    () => `<row><c t="inlineStr"><is>${'<r><t>aaaaaaaaaa</t></r>'.repeat(2_500_000)}</is></c></row>`,
    tooLong,
  ],
  [
    '50 MB in one attribute',
    () => `<row r="2" spans="${'1'.repeat(50_000_000)}">${inline('Ada')}</row>`,
    { code: 'unreadable-file', says: /./ },
  ],
  ['50 MB in the name of an element', () => `<${'a'.repeat(50_000_000)}>`, { code: 'unreadable-file', says: /./ }],
  ['50 MB of blanks in a tag', () => `<row ${' '.repeat(50_000_000)}>`, { code: 'unreadable-file', says: /./ }],
  ['a comment of 50 MB', () => `<!--${'a'.repeat(50_000_000)}-->${ADA}`, tooLong],
  ['50 MB of blanks between two rows', () => `${' '.repeat(50_000_000)}${ADA}`, tooLong],
  [
    '50 MB in an element that is of no interest',
    () => wholeSheet(`${data}<extLst><ext>${'a'.repeat(50_000_000)}</ext></extLst>`),
    tooLong,
  ],
  ['a million elements within each other', () => '<row>'.repeat(1_000_000), damaged()],
  [
    'a million attributes',
    () => `<row ${Array.from({ length: 1_000_000 }, (_, index) => `a${index}=""`).join(' ')}/>`,
    damaged(),
  ],
  [
    'five million shared strings that are empty',
    () => ({
      sheets: { Data: `${HEADER}<row r="2"><c t="s"><v>4999999</v></c><c><v>1</v></c></row>` },
      sharedStrings: `<sst ${MAIN}>${'<si/>'.repeat(5_000_000)}</sst>`,
    }),
    { rows: 2, last: { row: 2, cells: [null, 1] } },
  ],
  [
    'shared strings that are said to be 4,294,967,295',
    () =>
      part('xl/sharedStrings.xml', `<sst ${MAIN} count="4294967295" uniqueCount="4294967295"><si><t>a</t></si></sst>`),
    READ,
  ],
  [
    'a million merged areas',
    () => wholeSheet(`${data}<mergeCells>${'<mergeCell ref="A1:B9"/>'.repeat(1_000_000)}</mergeCells>`),
    READ,
  ],
  [
    'a merged area of the whole sheet',
    () => wholeSheet(`${data}<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`),
    READ,
  ],
  [
    'hidden columns beyond all numbers',
    () => wholeSheet(`<cols><col min="1" max="4294967295" hidden="1"/></cols>${data}`),
    READ,
  ],
  [
    'hidden columns that begin far before the first',
    () => wholeSheet(`<cols><col min="-9007199254740991" max="9" hidden="1"/></cols>${data}`),
    READ,
  ],
  [
    'a hundred thousand times hidden columns',
    () =>
      wholeSheet(
        `<cols>${'<col min="1" max="16384" hidden="1"/>'.repeat(100_000)}</cols>` +
          `<sheetData>${HEADER}<row r="2"><c r="FAA2"><v>1</v></c></row></sheetData>`,
      ),
    { rows: 2 },
  ],
  [
    'a value far to the right in each of 2,000 rows',
    () => Array.from({ length: 2000 }, (_, index) => `<row><c r="FAA${index + 2}"><v>1</v></c></row>`).join(''),
    { rows: 2001 },
  ],
  [
    'a million number formats',
    () => part('xl/styles.xml', styles('<numFmt numFmtId="200" formatCode="0"/>'.repeat(1_000_000))),
    READ,
  ],
  [
    'a name of a sheet of a megabyte',
    () => ({ sheets: { ['a'.repeat(1_000_000)]: `${HEADER}${ADA}` } }),
    refused('not-understood', /longer than/),
  ],
])

function emptyRows(count: number): string {
  return Array.from({ length: count }, (_, index) => `<row r="${index + 2}"/>`).join('')
}

function styles(formats: string): string {
  return `<styleSheet ${MAIN}><numFmts>${formats}</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>`
}
