import { madeRows, type MadeCell } from '../records.ts'
import { escaped, writeArchive, type Part } from './archive.ts'

/** Where texts stand: once for the whole workbook, as Excel writes it, or in each cell, as many exports do. */
export type Strings = 'shared' | 'inline'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const RELATIONSHIPS = 'application/vnd.openxmlformats-package.relationships+xml'
const override = (part: string, kind: string) =>
  `<Override PartName="/xl/${part}.xml" ContentType="${TYPE}.${kind}+xml"/>`
const relationship = (id: number, kind: string, target: string) =>
  `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}.xml"/>`

/** The parts that do not depend on rows. Cell style 1 is a day (built-in 14), 2 a moment (built-in 22). */
const FIXED: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="${RELATIONSHIPS}"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook', 'sheet.main')}${override('worksheets/sheet1', 'worksheet')}${override('styles', 'styles')}${override('sharedStrings', 'sharedStrings')}</Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relationship(1, 'officeDocument', 'xl/workbook')}</Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Kunden" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relationship(1, 'worksheet', 'worksheets/sheet1')}${relationship(2, 'styles', 'styles')}${relationship(3, 'sharedStrings', 'sharedStrings')}</Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`,
}

/** Writes the workbook as a stream, by hand: nothing that is measured has a hand in it. */
export function writeXlsx(path: string, rows: number, columns: number, strings: Strings): Promise<void> {
  return writeArchive(path, parts(rows, columns, strings))
}

function* parts(rows: number, columns: number, strings: Strings): Generator<Part> {
  for (const [name, text] of Object.entries(FIXED)) yield { name, texts: [HEAD, text] }
  const table = new Map<string, number>()
  const cell = strings === 'shared' ? sharedText(table) : inlineText
  yield { name: 'xl/worksheets/sheet1.xml', texts: sheetXml(rows, columns, cell) }
  yield { name: 'xl/sharedStrings.xml', texts: tableXml(table) }
}

type TextXml = (at: string, text: string) => string

const inlineText: TextXml = (at, text) => `<c r="${at}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`

function sharedText(table: Map<string, number>): TextXml {
  return (at, text) => {
    const place = table.get(text) ?? table.size
    if (place === table.size) table.set(text, place)
    return `<c r="${at}" t="s"><v>${place}</v></c>`
  }
}

function* sheetXml(rows: number, columns: number, textXml: TextXml): Generator<string> {
  const letters = Array.from({ length: columns }, (_, index) => letterOf(index))
  yield `${HEAD}<worksheet xmlns="${MAIN}"><dimension ref="A1:${letters.at(-1)}${rows + 1}"/><sheetData>`
  let row = 0
  for (const cells of madeRows(rows, columns)) {
    row += 1
    let xml = `<row r="${row}" spans="1:${columns}">`
    for (const [index, cell] of cells.entries()) xml += cellXml(`${letters[index]}${row}`, cell, textXml)
    yield `${xml}</row>`
  }
  yield '</sheetData></worksheet>'
}

const LETTERS = 26

/** `A` for 0, `AA` for 26. */
function letterOf(index: number): string {
  const last = String.fromCodePoint(65 + (index % LETTERS))
  return index < LETTERS ? last : letterOf(Math.floor(index / LETTERS) - 1) + last
}

function cellXml(at: string, cell: MadeCell, textXml: TextXml): string {
  switch (cell?.kind) {
    case undefined:
      return ''
    case 'text':
      return textXml(at, cell.text)
    case 'number':
      return `<c r="${at}"><v>${cell.number}</v></c>`
    case 'boolean':
      return `<c r="${at}" t="b"><v>${cell.boolean ? 1 : 0}</v></c>`
    case 'date':
      return `<c r="${at}" s="1"><v>${serial(cell.iso)}</v></c>`
    case 'moment':
      return `<c r="${at}" s="2"><v>${serial(`${cell.iso}Z`)}</v></c>`
  }
}

const EPOCH = Date.UTC(1899, 11, 30)
const DAY = 86_400_000

/** Days since the end of 1899, as sheets count them after February 1900. */
function serial(iso: string): number {
  return (Date.parse(iso) - EPOCH) / DAY
}

function* tableXml(table: ReadonlyMap<string, number>): Generator<string> {
  yield `${HEAD}<sst xmlns="${MAIN}" uniqueCount="${table.size}">`
  for (const text of table.keys()) yield `<si><t>${escaped(text)}</t></si>`
  yield '</sst>'
}
