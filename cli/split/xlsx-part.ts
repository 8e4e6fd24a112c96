import { strToU8, Zip, ZipDeflate } from 'fflate'
import { isCellError, type Cell } from '../../lib/domain/cells.ts'
import { ERRORS, worksheetName } from '../../lib/domain/worksheets.ts'
import { columnLetters } from '../../lib/readers/inspecting/names.ts'
import { openSink, type PartFile } from './part-file.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const DOCUMENT = 'application/vnd.openxmlformats-package.relationships+xml'

/** Formats of cells by their number: 1 is a day, 2 a day with a time (ECMA-376 part 1, 18.8.30). */
const STYLES = { date: 1, 'date-time': 2 } as const

/** The parts of a workbook that do not depend on its rows. */
const frame = (sheet: string): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="${DOCUMENT}"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${CONTENT}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(worksheetName(sheet))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`,
})

/** Text is handed to the archive in pieces of about this many characters. */
const PIECE = 128 * 1024
const LEVEL = 6
/** The earliest time an archive can hold: the same rows make the same bytes, whenever they are written. */
const NO_TIME = new Date(1980, 0, 1)

/**
 * A part of a workbook, with one sheet. It is written as a stream, texts in their cells: libraries that hold a sheet of
 * 100,000 rows need a gigabyte for it. Text stays text; a day is written as a day, and read as the same text again.
 */
export function openXlsxPart(path: string, sheet: string): PartFile {
  const sink = openSink(path)
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    sink.write(bytes)
  })
  for (const [name, text] of Object.entries(frame(sheet))) entry(zip, name).push(strToU8(HEAD + text), true)
  const cells = entry(zip, 'xl/worksheets/sheet1.xml')
  let piece = `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>`
  return {
    async add(row) {
      piece += rowXml(row.row, row.cells)
      if (piece.length < PIECE) return
      cells.push(strToU8(piece))
      piece = ''
      await sink.settle()
    },
    async finish() {
      cells.push(strToU8(`${piece}</sheetData></worksheet>`), true)
      zip.end()
      await sink.close()
    },
    abandon: () => sink.abandon(),
  }
}

function entry(zip: Zip, name: string): ZipDeflate {
  const file = new ZipDeflate(name, { level: LEVEL })
  file.mtime = NO_TIME
  zip.add(file)
  return file
}

const LETTERS: string[] = []

function rowXml(row: number, cells: readonly Cell[]): string {
  let xml = `<row r="${row}">`
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index]
    if (cell === null || cell === undefined) continue
    xml += `<c r="${(LETTERS[index] ??= columnLetters(index))}${row}"${valueXml(cell)}</c>`
  }
  return `${xml}</row>`
}

/** The rest of a cell's tag, and what is in it. */
function valueXml(cell: NonNullable<Cell>): string {
  if (typeof cell === 'number') return `><v>${cell}</v>`
  if (typeof cell === 'boolean') return ` t="b"><v>${cell ? 1 : 0}</v>`
  // Errors that only other programs know become the one that says nothing, as LibreOffice writes them.
  if (isCellError(cell)) return ` t="e"><v>${Object.hasOwn(ERRORS, cell.error) ? cell.error : '#VALUE!'}</v>`
  const moment = serialOf(cell)
  if (moment) return ` s="${STYLES[moment.kind]}"><v>${moment.serial}</v>`
  return ` t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is>`
}

const MOMENT = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d))?$/
const EPOCH = Date.UTC(1899, 11, 30)
const DAY = 86_400_000
/** Spreadsheets count a 29 February 1900 that never was: from the day after, serials are the same everywhere. */
const FIRST = 61

/** A day, or a day with a time, as a spreadsheet counts it; undefined if the text is none that exists. */
function serialOf(text: string): { kind: keyof typeof STYLES; serial: number } | undefined {
  const found = MOMENT.exec(text)
  if (!found) return undefined
  const [, day = '', time] = found
  const at = new Date(`${day}T${time ?? '00:00:00'}Z`)
  if (Number.isNaN(at.getTime()) || !at.toISOString().startsWith(time === undefined ? day : text)) return undefined
  const serial = (at.getTime() - EPOCH) / DAY
  return serial < FIRST ? undefined : { kind: time === undefined ? 'date' : 'date-time', serial }
}

const SPECIAL: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text in XML. What XML has no place for, and what reads like an escape, is escaped as OOXML does (`ST_Xstring`). */
function escaped(text: string): string {
  return text
    .replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff\p{Surrogate}]/gu, escapedUnit)
    .replace(/[&<>"]/g, (sign) => SPECIAL[sign] ?? sign)
}

function escapedUnit(unit: string): string {
  return `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}
