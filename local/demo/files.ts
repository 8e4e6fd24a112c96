import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import { strToU8, Zip, ZipDeflate } from 'fflate'
import { utils, write } from 'xlsx'
import { COLUMNS, type DemoCell, type DemoRow } from './customers.ts'

export const FORMATS = ['xlsx', 'ods', 'csv'] as const
export type Format = (typeof FORMATS)[number]

const TITLES = COLUMNS.map(([title]) => title)
const SHEET = 'Kunden'

/** Writes the rows below a header as a file of this format. */
export async function writeDemoFile(path: string, format: Format, rows: Iterable<DemoRow>): Promise<void> {
  switch (format) {
    case 'xlsx':
      return writeXlsx(path, rows)
    case 'csv':
      return writeCsv(path, rows)
    case 'ods':
      return writeOds(path, rows)
  }
}

/** As Excel in a German setting exports it: semicolons, decimal comma, days as 31.12.2025, with a byte order mark. */
async function writeCsv(path: string, rows: Iterable<DemoRow>): Promise<void> {
  const cast = {
    date: (day: Date) => day.toISOString().slice(0, 10).split('-').reverse().join('.'),
    number: (number: number) => String(number).replace('.', ','),
  }
  const records = (function* () {
    yield TITLES
    for (const { cells } of rows) yield cells
  })()
  await pipeline(Readable.from(records), stringify({ delimiter: ';', bom: true, cast }), createWriteStream(path))
}

async function writeOds(path: string, rows: Iterable<DemoRow>): Promise<void> {
  const cells = [TITLES, ...Array.from(rows, (row) => row.cells)].map((row) => [...row])
  const book = utils.book_new(utils.aoa_to_sheet(cells, { dense: true, cellDates: true, UTC: true }), SHEET)
  const bytes: unknown = write(book, { bookType: 'ods', type: 'buffer', compression: true, cellDates: true })
  if (!(bytes instanceof Uint8Array)) throw new TypeError('The ODS file was not written as bytes.')
  await writeFile(path, bytes)
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The parts of a workbook that do not depend on its rows. Cell style 1 is a day. */
const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
}

/** Text is handed to the archive in pieces of about this many characters. */
const PIECE = 256 * 1024
const DEFLATE_LEVEL = 3

/**
 * Writes a workbook as Excel lays it out, with shared strings, part by part: a library that holds the whole sheet needs
 * a gigabyte for 100,000 rows.
 */
async function writeXlsx(path: string, rows: Iterable<DemoRow>): Promise<void> {
  const file = createWriteStream(path)
  const zip = new Zip((error, bytes, final) => {
    if (error) file.destroy(error)
    else if (final) file.end(bytes)
    else file.write(bytes)
  })
  const strings = new Map<string, number>()
  for (const [name, text] of Object.entries(PARTS)) await addPart(zip, file, name, [text])
  await addPart(zip, file, 'xl/worksheets/sheet1.xml', sheetXml(rows, strings))
  await addPart(zip, file, 'xl/sharedStrings.xml', stringsXml(strings))
  zip.end()
  await once(file, 'close')
}

async function addPart(
  zip: Zip,
  file: NodeJS.WritableStream & { writableNeedDrain: boolean },
  name: string,
  texts: Iterable<string>,
): Promise<void> {
  const part = new ZipDeflate(name, { level: DEFLATE_LEVEL })
  zip.add(part)
  let piece = HEAD
  for (const text of texts) {
    piece += text
    if (piece.length < PIECE) continue
    part.push(strToU8(piece))
    piece = ''
    if (file.writableNeedDrain) await once(file, 'drain')
  }
  part.push(strToU8(piece), true)
}

function* sheetXml(rows: Iterable<DemoRow>, strings: Map<string, number>): Generator<string> {
  yield `<worksheet xmlns="${MAIN}"><sheetData>`
  yield rowXml(1, TITLES, strings)
  for (const { row, cells } of rows) yield rowXml(row, cells, strings)
  yield '</sheetData></worksheet>'
}

/** Names of columns A to Z; the file has no more. */
const LETTERS = TITLES.map((_, index) => String.fromCodePoint(65 + index))
const EPOCH = Date.UTC(1899, 11, 30)
const DAY = 86_400_000

function rowXml(row: number, cells: readonly DemoCell[], strings: Map<string, number>): string {
  let xml = `<row r="${row}">`
  cells.forEach((cell, index) => {
    const at = `${LETTERS[index] ?? ''}${row}`
    if (cell === null) return
    if (cell instanceof Date) xml += `<c r="${at}" s="1"><v>${(cell.getTime() - EPOCH) / DAY}</v></c>`
    else if (typeof cell === 'number') xml += `<c r="${at}"><v>${cell}</v></c>`
    else xml += `<c r="${at}" t="s"><v>${placeOf(cell, strings)}</v></c>`
  })
  return `${xml}</row>`
}

function placeOf(text: string, strings: Map<string, number>): number {
  const known = strings.get(text)
  if (known !== undefined) return known
  strings.set(text, strings.size)
  return strings.size - 1
}

function* stringsXml(strings: ReadonlyMap<string, number>): Generator<string> {
  yield `<sst xmlns="${MAIN}" uniqueCount="${strings.size}">`
  for (const text of strings.keys()) yield `<si><t xml:space="preserve">${escaped(text)}</t></si>`
  yield '</sst>'
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
