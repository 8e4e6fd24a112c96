import { CFB } from 'xlsx'
import { xlsxOf, zipOf, XML } from '../archives.ts'
import { text } from '../files.ts'
import { damaged, encrypted, noRows, refused, type HostileCase, type Refusal } from './case.ts'

const stranger = (says: RegExp): Refusal => refused('not-a-spreadsheet', says)
const webPage = refused('web-page', /HTML/)
const empty = refused('empty', /empty|single byte|white space/)

/** An OLE2 file with these streams. */
function ole2(...streams: string[]): Uint8Array {
  const file = CFB.utils.cfb_new()
  for (const stream of streams) CFB.utils.cfb_add(file, `/${stream}`, Buffer.alloc(5000, 'x'))
  return new Uint8Array(CFB.write(file, { type: 'buffer' }) as Buffer)
}

const hex = (bytes: string, rest = 5000): Uint8Array =>
  Buffer.concat([
    Buffer.from(bytes, 'hex'),
    Buffer.from(Array.from({ length: rest }, (_, index) => (index * 197) & 255)),
  ])

const types = (kind: string): string =>
  `${XML}<Types><Override PartName="/a.xml" ContentType="application/vnd.${kind}+xml"/></Types>`

const odsParts = (manifest: string, content: string): Record<string, string> => ({
  mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
  'META-INF/manifest.xml': manifest,
  'content.xml': content,
  'styles.xml': `${CONTENT_START.replace('content', 'styles')}</office:document-styles>`,
})

const CONTENT_START =
  '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ' +
  'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'

/** Everything that is no workbook but comes under the name of one. */
export const STRANGER_CASES: readonly HostileCase[] = [
  { name: 'an empty file', bytes: () => Buffer.alloc(0), answer: empty },
  { name: 'a single byte', bytes: () => text('P'), answer: empty },
  { name: 'a single zero byte', bytes: () => Buffer.alloc(1), answer: empty },
  { name: 'a line break', bytes: () => text('\r\n'), answer: empty },
  { name: 'a megabyte of blanks', bytes: () => Buffer.alloc(1 << 20, ' '), answer: noRows() },
  { name: 'a megabyte of zeros', bytes: () => Buffer.alloc(1 << 20), answer: stranger(/neither a spreadsheet nor/) },
  { name: 'a byte order mark', bytes: () => text('\uFEFF'), answer: empty },
  { name: 'a PNG', bytes: () => hex('89504e470d0a1a0a'), answer: stranger(/PNG/) },
  { name: 'a JPEG', bytes: () => hex('ffd8ffe0'), answer: stranger(/JPEG/) },
  { name: 'a GIF', bytes: () => hex('474946383961'), answer: stranger(/GIF/) },
  { name: 'a PDF', bytes: () => text('%PDF-1.7\n1 0 obj'), answer: stranger(/PDF/) },
  { name: 'an RTF', bytes: () => text('{\\rtf1\\ansi hello}'), answer: stranger(/RTF/) },
  { name: 'a gzip', bytes: () => hex('1f8b08'), answer: stranger(/gzip/) },
  { name: 'a 7z', bytes: () => hex('377abcaf271c'), answer: stranger(/7z/) },
  { name: 'a program', bytes: () => hex('7f454c46'), answer: stranger(/neither/) },
  { name: 'a program for Windows', bytes: () => hex('4d5a9000'), answer: stranger(/neither/) },
  { name: 'HTML', bytes: () => text('<html><table><tr><td>00123</td></tr></table></html>'), answer: webPage },
  { name: 'HTML after blank lines', bytes: () => text('\uFEFF\r\n\r\n <!DOCTYPE html>\n<p>'), answer: webPage },
  { name: 'XHTML', bytes: () => text(`${XML}<html xmlns="http://www.w3.org/1999/xhtml"/>`), answer: webPage },
  { name: 'a table alone', bytes: () => text('<table border=1><tr><td>a'), answer: webPage },
  { name: 'some XML', bytes: () => text(`${XML}<orders><order/></orders>`), answer: stranger(/XML/) },
  { name: 'some JSON', bytes: () => text('[{"a": 1}]'), answer: stranger(/JSON/) },
  { name: 'an empty ZIP', bytes: () => zipOf({}), answer: stranger(/ZIP archive/) },
  { name: 'a ZIP of texts', bytes: () => zipOf({ 'a.txt': 'a', 'b.csv': 'a;b' }), answer: stranger(/ZIP archive/) },
  {
    name: 'a Word document',
    bytes: () =>
      zipOf({ '[Content_Types].xml': types('openxmlformats-officedocument.wordprocessingml.document.main') }),
    answer: stranger(/Word/),
  },
  {
    name: 'a presentation',
    bytes: () => zipOf({ '[Content_Types].xml': types('openxmlformats-officedocument.presentationml.slideshow.main') }),
    answer: stranger(/PowerPoint/),
  },
  {
    name: 'some package',
    bytes: () => zipOf({ '[Content_Types].xml': types('ms-something') }),
    answer: stranger(/package/),
  },
  {
    name: 'an OpenDocument text',
    bytes: () => zipOf({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<a/>' }),
    answer: stranger(/OpenDocument/),
  },
  {
    name: 'a workbook before which something stands',
    bytes: () => xlsxOf({ sheets: { A: '' } }, { prefix: hex('4d5a') }),
    answer: stranger(/neither/),
  },
  { name: 'a workbook with a password', bytes: () => ole2('EncryptedPackage', 'EncryptionInfo'), answer: encrypted },
  { name: 'an old Word document', bytes: () => ole2('WordDocument'), answer: stranger(/Word/) },
  { name: 'some old Office file', bytes: () => ole2('Something'), answer: stranger(/old Office file/) },
  {
    name: 'an old workbook of nonsense',
    bytes: () => ole2('Workbook'),
    answer: { code: 'unreadable-file', says: /./ },
  },
  {
    name: 'the first 8 bytes of an old workbook',
    bytes: () => hex('d0cf11e0a1b11ae1', 0),
    answer: { code: 'unreadable-file', says: /./ },
  },
  {
    name: 'an ODS with a password',
    bytes: () => zipOf(odsParts('<manifest><encryption-data/></manifest>', 'x')),
    answer: encrypted,
  },
  {
    name: 'an ODS without the styles that it lists',
    bytes: () => {
      const manifest = '<manifest><file-entry full-path="styles.xml"/></manifest>'
      const { 'styles.xml': _, ...parts } = odsParts(manifest, odsTable(''))
      return zipOf(parts)
    },
    answer: damaged(/styles/),
  },
  {
    name: 'an ODS that breaks off',
    bytes: () => zipOf(odsParts('<manifest/>', `${CONTENT_START}<office:body><office:spreadsheet>`)),
    answer: damaged(/breaks off|content\.xml/),
  },
  {
    name: 'an ODS with entities',
    bytes: () =>
      zipOf(
        odsParts(
          '<manifest/>',
          `<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${CONTENT_START}</office:document-content>`,
        ),
      ),
    answer: refused('entity-declaration', /entities/),
  },
  {
    name: 'an ODS row that is repeated a thousand million times',
    bytes: () =>
      zipOf(
        odsParts(
          '<manifest/>',
          odsTable(
            '<table:table-row table:number-rows-repeated="1000000000"><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>',
          ),
        ),
      ),
    answer: { code: 'unreadable-file', says: /./ },
  },
  {
    name: 'an ODS cell that is repeated a thousand million times',
    bytes: () =>
      zipOf(
        odsParts(
          '<manifest/>',
          odsTable(
            '<table:table-row><table:table-cell table:number-columns-repeated="1000000000" office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>',
          ),
        ),
      ),
    answer: refused('too-many-columns', /columns/),
  },
  {
    name: 'an ODS with a million empty rows',
    bytes: () =>
      zipOf(
        odsParts(
          '<manifest/>',
          odsTable(
            '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
          ),
        ),
      ),
    answer: noRows(),
  },
]

function odsTable(rows: string): string {
  return `${CONTENT_START}<office:body><office:spreadsheet><table:table table:name="A">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`
}
