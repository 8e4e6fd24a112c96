import { MAIN, xlsxOf, XML, type XlsxContent } from '../archives.ts'
import { type Content } from '../raw-zip.ts'
import { damaged, noRows, refused, type HostileCase, type Reading, type Refusal } from './case.ts'

const inline = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`
const HEADER = `<row r="1">${inline('name')}</row>`
const ADA = `<row r="2">${inline('Ada')}</row>`
const READ: Reading = { rows: 2, last: { row: 2, cells: ['Ada'] } }
const OFFICE = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const entities = refused('entity-declaration', /entities|document type/)
const tooWide = refused('too-many-columns', /column/)
const tooLong = refused('value-too-long', /characters/)

type Case = readonly [name: string, content: () => XlsxContent | string, answer: Reading | Refusal]

/** A workbook, or the rows of one below a header. */
function cases(list: readonly Case[]): HostileCase[] {
  return list.map(([name, content, answer]) => ({
    name,
    bytes: () => {
      const made = content()
      return xlsxOf(typeof made === 'string' ? { sheets: { Data: `${HEADER}${made}` } } : made)
    },
    answer,
  }))
}

const sheet = (xml: Content): XlsxContent => ({ sheets: { Data: xml } })
const wholeSheet = (inside: string, before = ''): XlsxContent =>
  sheet(`${XML}${before}<worksheet ${MAIN}>${inside}</worksheet>`)
const data = `<sheetData>${HEADER}${ADA}</sheetData>`
const part = (path: string, content: Content | undefined): XlsxContent => ({
  sheets: { Data: `${HEADER}${ADA}` },
  styles: [14],
  sharedStrings: ['a'],
  parts: { [path]: content },
})

const LAUGHS =
  '<!DOCTYPE a [<!ENTITY a "ha">' +
  Array.from({ length: 20 }, (_, index) => `<!ENTITY a${index} "${`&a${index ? index - 1 : ''};`.repeat(10)}">`).join(
    '',
  ) +
  ']>'
const OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'

const entityCases = cases([
  [
    'entities that grow',
    () => wholeSheet(`<sheetData>${HEADER}<row r="2">${inline('&a19;')}</row></sheetData>`, LAUGHS),
    entities,
  ],
  [
    'an entity from outside',
    () => wholeSheet(`<sheetData>${HEADER}<row r="2">${inline('&a;')}</row></sheetData>`, OUTSIDE),
    entities,
  ],
  [
    'entities in the shared strings',
    () => part('xl/sharedStrings.xml', `${LAUGHS}<sst ${MAIN}><si><t>&a19;</t></si></sst>`),
    entities,
  ],
  ['entities in the styles', () => part('xl/styles.xml', `${LAUGHS}<styleSheet ${MAIN}/>`), entities],
  [
    'entities in the workbook',
    () =>
      part(
        'xl/workbook.xml',
        `${OUTSIDE}<workbook ${MAIN} ${OFFICE}><sheets><sheet name="&a;" r:id="rId1"/></sheets></workbook>`,
      ),
    entities,
  ],
  ['an entity that is not declared', () => `<row r="2">${inline('&nbsp;')}</row>`, damaged(/XML/)],
])

const sizeCases = cases([
  ['a cell at XFD1048576', () => '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', tooWide],
  ['a cell beyond the last column', () => '<row r="2"><c r="XFE2"><v>1</v></c></row>', tooWide],
  [
    'a cell with a reference of a thousand letters',
    () => `<row r="2"><c r="${'Z'.repeat(1000)}2"><v>1</v></c></row>`,
    tooWide,
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
  ['a comment of 50 MB', () => `<!--${'a'.repeat(50_000_000)}-->${ADA}`, READ],
  ['50 MB of blanks between two rows', () => `${' '.repeat(50_000_000)}${ADA}`, READ],
  [
    '50 MB in an element that is of no interest',
    () => wholeSheet(`${data}<extLst><ext>${'a'.repeat(50_000_000)}</ext></extLst>`),
    READ,
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

const cell = (attributes: string, value: string): string => `<row r="2"><c ${attributes}><v>${value}</v></c></row>`
const dated = (format: string, value = '45000'): XlsxContent => ({
  sheets: { Data: `${HEADER}${cell('s="1"', value)}` },
  styles: [format],
})
const one = (value: string | number): Reading => ({ rows: 2, last: { row: 2, cells: [value] } })

const valueCases = cases([
  [
    'a shared string that is not there',
    () => ({ sheets: { Data: `${HEADER}${cell('t="s"', '7')}` }, sharedStrings: ['a'] }),
    damaged(/shared string|text/),
  ],
  [
    'a shared string before the first',
    () => ({ sheets: { Data: `${HEADER}${cell('t="s"', '-1')}` }, sharedStrings: ['a'] }),
    damaged(),
  ],
  [
    'a shared string whose number is none',
    () => ({ sheets: { Data: `${HEADER}${cell('t="s"', 'a')}` }, sharedStrings: ['a'] }),
    damaged(),
  ],
  ['shared strings without their part', () => ({ sheets: { Data: `${HEADER}${cell('t="s"', '0')}` } }), damaged()],
  ['a number that is none', () => cell('', 'abc'), damaged()],
  ['a hexadecimal number', () => cell('', '0x10'), damaged()],
  ['a number beyond all numbers', () => cell('', '1e999'), damaged()],
  ['a type of cell that does not exist', () => cell('t="zz"', '1'), { code: 'unreadable-file', says: /./ }],
  ['a date beyond all dates', () => dated('dd.mm.yyyy', '1e300'), one(1e300)],
  ['a date before all dates', () => dated('dd.mm.yyyy', '-5'), one(-5)],
  ['a format of a megabyte of brackets', () => dated('['.repeat(1_000_000)), one(45_000)],
  ['a format of a megabyte of quotation marks', () => dated('"'.repeat(1_000_001)), one(45_000)],
  ['a format of a megabyte of backslashes', () => dated('\\'.repeat(1_000_001)), one(45_000)],
  ['a format of a megabyte of zeros', () => dated('0'.repeat(1_000_000)), { code: 'unreadable-file', says: /./ }],
  [
    'a header of names that JavaScript knows',
    () => ({
      sheets: {
        Data: `<row r="1">${inline('__proto__')}${inline('constructor')}</row><row r="2">${inline('a')}${inline('toString')}</row>`,
      },
    }),
    { rows: 2, last: { row: 2, cells: ['a', 'toString'] } },
  ],
  ['a sheet whose name JavaScript knows', () => ({ sheets: { ['__proto__x'.slice(0, 9)]: `${HEADER}${ADA}` } }), READ],
])

const structureCases = cases([
  [
    'a sheet that breaks off between rows',
    () => sheet(`<worksheet ${MAIN}><sheetData>${HEADER}${ADA}`),
    damaged(/sheet1/),
  ],
  ['a sheet that breaks off after its rows', () => sheet(`<worksheet ${MAIN}>${data}`), damaged(/sheet1/)],
  [
    'a sheet that breaks off in a tag',
    () => sheet(`<worksheet ${MAIN}><sheetData>${HEADER}<row r="2`),
    damaged(/sheet1/),
  ],
  [
    'a sheet that breaks off in a comment',
    () => sheet(`<worksheet ${MAIN}><sheetData>${HEADER}${ADA}<!-- `),
    damaged(/sheet1/),
  ],
  ['a sheet that breaks off in CDATA', () => `<row r="2"><c t="inlineStr"><is><t><![CDATA[Ada`, damaged()],
  ['a sheet that breaks off in an instruction', () => `${ADA}<?a `, damaged()],
  ['a sheet of no bytes', () => sheet(Buffer.alloc(0)), damaged(/sheet1/)],
  ['a sheet that is no XML', () => sheet(Buffer.from('name;age\nAda;36\n')), damaged(/sheet1/)],
  [
    'a sheet that is HTML',
    () => sheet(Buffer.from('<html><body>Sign in</body></html>')),
    { code: 'unreadable-file', says: /./ },
  ],
  ['tags that cross each other', () => `<row r="2"><c><v>1</c></v></row>`, damaged()],
  [
    'a second sheet behind the end of the first',
    () => sheet(`<worksheet ${MAIN}>${data}</worksheet><worksheet ${MAIN}/>`),
    damaged(),
  ],
  [
    'a byte that is no UTF-8',
    () =>
      sheet(
        Buffer.from(
          `${XML}<worksheet ${MAIN}><sheetData>${HEADER}<row r="2">${inline('M\xfcller')}</row></sheetData></worksheet>`,
          'latin1',
        ),
      ),
    damaged(),
  ],
  ['a control character in a text', () => `<row r="2">${inline('a\u0001b')}</row>`, damaged()],
  ['a workbook without sheets', () => ({ sheets: {} }), refused('not-understood', /no worksheet/)],
  ['a workbook without its part of the sheet', () => part('xl/worksheets/sheet1.xml', undefined), damaged(/sheet1/)],
  [
    'a workbook without its part of the styles',
    () => ({ ...part('xl/styles.xml', undefined), sheets: { Data: `${HEADER}${cell('s="1"', '45000')}` } }),
    damaged(/styles/),
  ],
  [
    'a workbook without relationships',
    () => part('xl/_rels/workbook.xml.rels', undefined),
    { code: 'unreadable-file', says: /./ },
  ],
  [
    'a workbook whose sheet lies outside of the archive',
    () => relation('Target="../../../../etc/passwd"'),
    damaged(/etc\/passwd|sheet/),
  ],
  [
    'a workbook whose sheet lies on the web',
    () => relation('Target="http://127.0.0.1/sheet.xml" TargetMode="External"'),
    { code: 'unreadable-file', says: /./ },
  ],
  [
    'two sheets of the same name',
    () =>
      part(
        'xl/workbook.xml',
        `<workbook ${MAIN} ${OFFICE}><sheets><sheet name="A" r:id="rId1"/><sheet name="A" r:id="rId1"/></sheets></workbook>`,
      ),
    { code: 'unreadable-file', says: /name/ },
  ],
  ['no rows below the header', () => '', noRows(/no rows below/)],
  ['no rows at all', () => sheet(''), noRows(/is empty/)],
])

function relation(target: string): XlsxContent {
  const kind = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet'
  return part(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${kind}" ${target}/></Relationships>`,
  )
}

/** Workbooks whose archive is right, and what is in it is not. */
export const XLSX_CASES: readonly HostileCase[] = [...entityCases, ...sizeCases, ...valueCases, ...structureCases]
