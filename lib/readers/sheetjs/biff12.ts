import { damaged } from '../refusals.ts'

/** What the records of one worksheet of an XLSB say. Rows count from 1, columns from 0. */
export interface Biff12Sheet {
  /** Cells with a value, each counted once. */
  readonly cells: number
  readonly hiddenRows: ReadonlySet<number>
  readonly hiddenColumns: readonly { readonly from: number; readonly to: number }[]
}

/** Records of a worksheet ([MS-XLSB] 2.3.1). */
const ROW = 0
const FIRST_CELL = 2
const LAST_CELL = 11
const RICH_CELL = 62
const COLUMN = 60
const SHEET_START = 129
const SHEET_END = 130
const BUNDLED_SHEET = 156

const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384

/**
 * Walks through the records of a worksheet ([MS-XLSB] 2.1.4) to its end.
 * @throws Problem `unreadable-file` if they break off, or lie outside of any sheet: SheetJS would make room for them
 */
export function surveyBiff12(part: string, bytes: Uint8Array): Biff12Sheet {
  const view = bufferOf(bytes)
  const hiddenRows = new Set<number>()
  const hiddenColumns: { from: number; to: number }[] = []
  let cells = 0
  let row = 0
  let lastColumn = -1
  let started = false
  let ended = false
  for (const { type, at, length } of records(part, view)) {
    if (type === SHEET_START) started = true
    else if (type === SHEET_END) ended = true
    else if (type === ROW) {
      if (length < 12) throw tooShort(part)
      row = view.readUInt32LE(at) + 1
      if (row > MOST_ROWS) throw outside(part)
      lastColumn = -1
      if (((view[at + 11] ?? 0) & 0x10) !== 0) hiddenRows.add(row)
    } else if ((type >= FIRST_CELL && type <= LAST_CELL) || type === RICH_CELL) {
      if (length < 8) throw tooShort(part)
      const column = view.readUInt32LE(at)
      if (column >= MOST_COLUMNS) throw outside(part)
      if (column !== lastColumn) cells++
      lastColumn = column
    } else if (type === COLUMN) {
      if (length < 18) throw tooShort(part)
      const columns = { from: view.readUInt32LE(at), to: view.readUInt32LE(at + 4) }
      if (columns.to >= MOST_COLUMNS) throw outside(part)
      if (((view[at + 16] ?? 0) & 1) !== 0) hiddenColumns.push(columns)
    }
  }
  if (!started || !ended) throw damaged(`its part "${part}" breaks off`)
  return { cells, hiddenRows, hiddenColumns }
}

/** SheetJS would read on into the next record. */
function tooShort(part: string): Error {
  return damaged(`its part "${part}" has records that are too short`)
}

function outside(part: string): Error {
  return damaged(`its part "${part}" has cells outside of any sheet`)
}

/** What reading a workbook's list of sheets and its date system takes: its start and end, version, properties, sheets. */
const OF_WORKBOOKS = new Set([128, 131, 132, 143, 144, 153, BUNDLED_SHEET])
/** What reading cells takes: start and end, dimensions, columns, rows, cells, merged areas. */
const OF_SHEETS = new Set([
  ...Array.from({ length: 19 }, (_, type) => type),
  ...[COLUMN, RICH_CELL, SHEET_START, SHEET_END, 133, 134, 137, 138, 145, 146, 148, 176, 177, 178],
])

/** A part without what reading it does not take: SheetJS believes every number in it, and makes room for it. */
export function withoutTheRest(part: string, bytes: Uint8Array, of: 'workbook' | 'sheet'): Buffer {
  const view = bufferOf(bytes)
  const needed = of === 'workbook' ? OF_WORKBOOKS : OF_SHEETS
  const kept: Buffer[] = []
  let start = 0
  for (const { type, at, length } of records(part, view)) {
    if (needed.has(type)) kept.push(view.subarray(start, at + length))
    start = at + length
  }
  return Buffer.concat(kept)
}

/** The sheets that a workbook lists, in the order of their tabs: their names, and by what relationship they are found. */
export function bundledSheets(part: string, bytes: Uint8Array): { name: string; relationship: string }[] {
  const view = bufferOf(bytes)
  const sheets = []
  for (const { type, at, length } of records(part, view)) {
    if (type !== BUNDLED_SHEET || length < 16) continue
    const relationship = wideString(part, view, at + 8)
    sheets.push({ relationship, name: wideString(part, view, at + 12 + relationship.length * 2) })
  }
  return sheets
}

function wideString(part: string, view: Buffer, at: number): string {
  const length = at + 4 > view.length ? view.length : view.readUInt32LE(at)
  if (at + 4 + length * 2 > view.length) throw damaged(`its part "${part}" breaks off`)
  return view.toString('utf16le', at + 4, at + 4 + length * 2)
}

/** Types take one or two bytes, lengths one to four, seven bits in each. */
function* records(part: string, view: Buffer): Generator<{ type: number; at: number; length: number }> {
  let at = 0
  const byte = (): number => {
    const value = view[at++]
    if (value === undefined) throw damaged(`its part "${part}" breaks off`)
    return value
  }
  while (at < view.length) {
    let type = byte()
    if (type >= 0x80) type = (type & 0x7f) | ((byte() & 0x7f) << 7)
    let length = 0
    for (let shift = 0; shift < 28; shift += 7) {
      const bits = byte()
      length |= (bits & 0x7f) << shift
      if (bits < 0x80) break
    }
    if (at + length > view.length) throw damaged(`its part "${part}" breaks off`)
    yield { type, at, length }
    at += length
  }
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
