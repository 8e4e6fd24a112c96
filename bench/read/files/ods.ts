import { madeRows, type MadeCell } from '../records.ts'
import { escaped, writeArchive, type Part } from './archive.ts'

const TYPE = 'application/vnd.oasis.opendocument.spreadsheet'
const NAMES = 'urn:oasis:names:tc:opendocument:xmlns:'
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
const SPACES = ['office', 'table', 'text', 'style', 'number'].map((name) => {
  const space = name === 'number' ? 'datastyle' : name
  return `xmlns:${name}="${NAMES}${space}:1.0"`
})
const PARTS_OF_A_DAY =
  '<number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
const TIME =
  '<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/>'
const STYLES = [
  `<number:date-style style:name="N1">${PARTS_OF_A_DAY}</number:date-style>`,
  `<number:date-style style:name="N2">${PARTS_OF_A_DAY}${TIME}</number:date-style>`,
  '<number:boolean-style style:name="N3"><number:boolean/></number:boolean-style>',
  '<style:style style:name="boolean" style:family="table-cell" style:data-style-name="N3"/>',
  '<style:style style:name="date" style:family="table-cell" style:data-style-name="N1"/>',
  '<style:style style:name="moment" style:family="table-cell" style:data-style-name="N2"/>',
].join('')

/** Writes an OpenDocument sheet as a stream, by hand, for where LibreOffice is not at hand to write one. */
export function writeOds(path: string, rows: number, columns: number): Promise<void> {
  const entry = (name: string, type: string) =>
    `<manifest:file-entry manifest:full-path="${name}" manifest:media-type="${type}"/>`
  const manifest = `${HEAD}<manifest:manifest xmlns:manifest="${NAMES}manifest:1.0" manifest:version="1.2">${entry('/', TYPE)}${entry('content.xml', 'text/xml')}</manifest:manifest>`
  const parts: Part[] = [
    { name: 'mimetype', texts: [TYPE], stored: true },
    { name: 'META-INF/manifest.xml', texts: [manifest] },
    { name: 'content.xml', texts: contentXml(rows, columns) },
  ]
  return writeArchive(path, parts)
}

function* contentXml(rows: number, columns: number): Generator<string> {
  yield `${HEAD}<office:document-content ${SPACES.join(' ')} office:version="1.2"><office:automatic-styles>${STYLES}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Kunden">`
  for (const cells of madeRows(rows, columns)) yield `<table:table-row>${cells.map(cellXml).join('')}</table:table-row>`
  yield '</table:table></office:spreadsheet></office:body></office:document-content>'
}

function cellXml(cell: MadeCell): string {
  switch (cell?.kind) {
    case undefined:
      return '<table:table-cell/>'
    case 'text':
      return valueXml('office:value-type="string"', cell.text)
    case 'number':
      return valueXml(`office:value-type="float" office:value="${cell.number}"`, String(cell.number))
    case 'boolean':
      return valueXml(
        `table:style-name="boolean" office:value-type="boolean" office:boolean-value="${cell.boolean}"`,
        cell.boolean ? 'WAHR' : 'FALSCH',
      )
    case 'date':
    case 'moment':
      return valueXml(
        `table:style-name="${cell.kind}" office:value-type="date" office:date-value="${cell.iso}"`,
        cell.iso.replace('T', ' ').slice(0, 16),
      )
  }
}

function valueXml(attributes: string, shown: string): string {
  return `<table:table-cell ${attributes}><text:p>${escaped(shown)}</text:p></table:table-cell>`
}
