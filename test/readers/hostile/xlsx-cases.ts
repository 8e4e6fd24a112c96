import { MAIN, XML, type XlsxContent } from '../archives.ts'
import { damaged, noRows, refused, type HostileCase, type Reading } from './case.ts'
import { ADA, cases, data, HEADER, inline, OFFICE, part, READ, sheet, wholeSheet } from './xlsx-parts.ts'

const entities = refused('entity-declaration', /entities|document type/)

const LAUGHS =
  '<!DOCTYPE a [<!ENTITY a "ha">' +
  Array.from({ length: 20 }, (_, index) => `<!ENTITY a${index} "${`&a${index ? index - 1 : ''};`.repeat(10)}">`).join(
    '',
  ) +
  ']>'
const OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'

const one = (value: string | number | boolean): Reading => ({ rows: 2, last: { row: 2, cells: [value] } })

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
  ['an entity that is not declared', () => `<row r="2">${inline('&nbsp;')}</row>`, one('&nbsp;')],
])

const cell = (attributes: string, value: string): string => `<row r="2"><c ${attributes}><v>${value}</v></c></row>`
const dated = (format: string, value = '45000'): XlsxContent => ({
  sheets: { Data: `${HEADER}${cell('s="1"', value)}` },
  styles: [format],
})

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
  ['a number that is none', () => cell('', 'abc'), one('abc')],
  ['a number written as references', () => cell('', '&#49;&#x32;'), one(12)],
  [
    'a date written as references',
    () => ({ sheets: { Data: `${HEADER}${cell('s="1"', '&#52;5000')}` }, styles: [14] }),
    one('2023-03-15'),
  ],
  [
    'a shared text whose number is written as a reference',
    () => ({ sheets: { Data: `${HEADER}${cell('t="s"', '&#49;')}` }, sharedStrings: ['a', 'b'] }),
    one('b'),
  ],
  ['a truth value that is neither', () => cell('t="b"', '2'), one('2')],
  [
    'a truth value without a value',
    () => `${cell('t="b"', '')}<row r="3"><c t="b"><v>true</v></c></row>`,
    { rows: 2, last: { row: 3, cells: [true] } },
  ],
  ['a hexadecimal number', () => cell('', '0x10'), one('0x10')],
  ['a number beyond all numbers', () => cell('', '1e999'), one('1e999')],
  ['a type of cell that does not exist', () => cell('t="zz"', '1'), { code: 'unreadable-file', says: /./ }],
  ['a date beyond all dates', () => dated('dd.mm.yyyy', '1e300'), one(1e300)],
  ['a date before all dates', () => dated('dd.mm.yyyy', '-5'), one(-5)],
  ['a format of a megabyte of brackets', () => dated('['.repeat(1_000_000)), one(45_000)],
  ['a format of a megabyte of quotation marks', () => dated('"'.repeat(1_000_001)), one(45_000)],
  ['a format of a megabyte of backslashes', () => dated('\\'.repeat(1_000_001)), one(45_000)],
  ['a format of a megabyte of zeros', () => dated('0'.repeat(1_000_000)), one(45_000)],
  [
    'a header of names that JavaScript knows',
    () => ({
      sheets: {
        Data: `<row r="1">${inline('__proto__')}${inline('constructor')}</row><row r="2">${inline('a')}${inline('toString')}</row>`,
      },
    }),
    { rows: 2, last: { row: 2, cells: ['a', 'toString'] } },
  ],
  ['a sheet whose name JavaScript knows', () => ({ sheets: { ['__proto__']: `${HEADER}${ADA}` } }), READ],
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
  ['a control character in a text', () => `<row r="2">${inline('a\u0001b')}</row>`, one('a\u0001b')],
  ['a workbook without sheets', () => ({ sheets: {} }), refused('not-understood', /no worksheet/)],
  ['a workbook without its part of the sheet', () => part('xl/worksheets/sheet1.xml', undefined), damaged(/Data/)],
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
export const XLSX_CASES: readonly HostileCase[] = [...entityCases, ...valueCases, ...structureCases]
