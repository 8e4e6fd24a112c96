import { damaged, encrypted } from '../refusals.ts'

/** What the records of one sheet say before anything else reads them. Rows count from 1, columns from 0. */
export interface BiffSheet {
  /** Cells with a value, each counted once. */
  readonly cells: number
  readonly hiddenRows: ReadonlySet<number>
  readonly hiddenColumns: readonly { readonly from: number; readonly to: number }[]
}

const BOFS = new Map([
  [0x0009, 2],
  [0x0209, 3],
  [0x0409, 4],
  [0x0809, 5],
])
const EOF = 0x0a
const FILE_PASS = 0x2f
const BOUND_SHEET = 0x85
const ROW = 0x208
const COLUMN = 0x7d
const MULTIPLE_RK = 0xbd
const CONTINUE = 0x3c
/** A record that every reader passes over. */
const NOTHING = 0xe2
/** [MS-XLS] 2.1.4: no record is longer; what is, was read from the wrong place. */
const LONGEST_RECORD = 8228
/** Types of records end here, but for those of charts (0x1001 to 0x1100). */
const LAST_TYPE = 0x0900
const LAST_CHART_TYPE = 0x1100
const WORKSHEET = 0
const COLUMNS = 256
const WORKBOOK_OF_BIFF_4 = 0x100

/**
 * Cells with one value, and the bytes that such a record has at least: SheetJS reads on in the next record behind a
 * shorter one. Row and column are the first two numbers. In order: those of Excel 2, then later ones.
 */
const CELLS = new Map<number, number>([
  ...([
    [0x02, 9],
    [0x03, 15],
    [0x04, 8],
    [0x05, 9],
    [0x06, 17],
  ] as const),
  ...([
    [0x203, 14],
    [0x204, 8],
    [0x205, 8],
    [0x206, 17],
    [0x406, 17],
    [0x27e, 10],
    [0xd6, 8],
    [0xfd, 10],
  ] as const),
])
/** Texts, and where in the record their length stands. */
const TEXTS = new Map([
  [0x04, 7],
  [0x204, 6],
  [0xd6, 6],
])
/** Cells whose value comes from a formula. */
const FORMULAS = new Set([0x06, 0x206, 0x406])
/** Says that there is nothing to calculate. */
const NO_FORMULA = 0xffff
/**
 * What reading cells takes: sheets, cells, formats, dates of 1904, code page, merged areas, hidden rows. All else is
 * passed over: links, drawings and names only cost time, and a link over a whole sheet costs hours.
 */
const NEEDED = new Set([
  ...CELLS.keys(),
  ...[0x00, 0x200, 0x07, 0x207, 0x1e, 0x41e, 0x22, 0x42, 0x43, 0x243, 0x443, 0xe0, 0x81, MULTIPLE_RK, 0xe5, 0xfc],
  ...[BOUND_SHEET, ROW, EOF, CONTINUE, ...BOFS.keys()],
])

/**
 * Walks through the records of a workbook of Excel 2 to 2003 ([MS-XLS] 2.1.4) from the first to the last of every sheet,
 * and makes those that hold no cells unreadable (`bytes` is changed), because SheetJS ends quietly where a file does.
 * @returns the sheets in the order of the stream, undefined for those that are no worksheets or of which nothing is known
 * @throws Problem `unreadable-file` if a sheet is cut off or its records make no sense, `encrypted-file`
 */
export function surveyBiff(bytes: Uint8Array): (BiffSheet | undefined)[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const globals = new Walk(view, 0)
  // Workbooks of Excel 4 hold sheets within each other; nothing tells them apart here.
  if (globals.isNested) return []
  const places = [...globals.sheets].toSorted(([one], [other]) => one - other)
  // Before Excel 5 a file is one sheet.
  if (places.length === 0) return [globals]
  return places.map(([at, type]) => (type === WORKSHEET ? new Walk(view, at) : undefined))
}

/** Empty records are passed over; some writers leave them. */
function isWholeCell(view: Buffer, type: number, at: number, length: number): boolean {
  const shortest = CELLS.get(type)
  if (shortest === undefined || length === 0) return true
  if (length < shortest) return false
  const lengthAt = TEXTS.get(type)
  if (lengthAt === undefined) return true
  const characters = type === 0x04 ? (view[at + lengthAt] ?? 0) : view.readUInt16LE(at + lengthAt)
  return characters <= length - 8
}

/** The value is stored beside the formula. SheetJS would read on for ever in a formula whose length is not true. */
function emptyFormula(view: Buffer, at: number, length: number, version: number): void {
  const lengthAt = version === 5 ? 20 : 16
  if (length < lengthAt + 2) throw damaged('the contents of a worksheet make no sense')
  view.writeUInt16LE(NO_FORMULA, at + lengthAt)
}

class Walk implements BiffSheet {
  readonly isNested: boolean
  /** Where sheets start, and of what kind they are. */
  readonly sheets = new Map<number, number>()
  readonly hiddenRows = new Set<number>()
  readonly hiddenColumns: { from: number; to: number }[] = []
  cells = 0
  private readonly taken = new Map<number, Uint8Array>()
  private readonly view: Buffer

  constructor(view: Buffer, start: number) {
    this.view = view
    if (start + 8 > view.length) throw damaged('it breaks off before one of its worksheets')
    const version = BOFS.get(view.readUInt16LE(start))
    if (version === undefined) throw damaged('one of its worksheets does not start where it should')
    this.isNested = version === 4 && (view.readUInt16LE(start + 6) & WORKBOOK_OF_BIFF_4) !== 0
    let depth = 0
    let at = start
    do {
      if (at + 4 > view.length) throw damaged('it breaks off within a worksheet')
      const type = view.readUInt16LE(at)
      const length = view.readUInt16LE(at + 2)
      if (at + 4 + length > view.length) throw damaged('it breaks off within a worksheet')
      if (!isRecord(type, length, version, view[at + 4 + length]))
        throw damaged('the contents of a worksheet make no sense')
      if (BOFS.has(type)) depth++
      else if (type === EOF) depth--
      else this.note(type, at + 4, length, depth === 1 || this.isNested)
      if (!isWholeCell(view, type, at + 4, length)) throw damaged('the contents of a worksheet make no sense')
      if (FORMULAS.has(type) && version > 2 && length > 0) emptyFormula(view, at + 4, length, version)
      if (!NEEDED.has(type) || (length === 0 && CELLS.has(type))) view.writeUInt16LE(NOTHING, at)
      at += 4 + length
    } while (depth > 0)
  }

  private note(type: number, at: number, length: number, isCell: boolean): void {
    const { view } = this
    if (type === FILE_PASS) throw encrypted()
    if (type === BOUND_SHEET && length >= 6) {
      this.sheets.set(view.readUInt32LE(at), view[at + 5] ?? 0)
    } else if (type === COLUMN && length >= 10) this.noteColumns(at)
    else if (!isCell || length < 4) return
    else if (CELLS.has(type)) this.take(view.readUInt16LE(at), view.readUInt16LE(at + 2), 1)
    else if (type === MULTIPLE_RK) {
      const first = view.readUInt16LE(at + 2)
      this.take(view.readUInt16LE(at), first, view.readUInt16LE(at + length - 2) - first + 1)
    } else if (type === ROW && length >= 16 && (view.readUInt16LE(at + 12) & 0x20) !== 0) {
      this.hiddenRows.add(view.readUInt16LE(at) + 1)
    }
  }

  private noteColumns(at: number): void {
    if ((this.view.readUInt16LE(at + 8) & 1) === 0) return
    this.hiddenColumns.push({ from: this.view.readUInt16LE(at), to: this.view.readUInt16LE(at + 2) })
  }

  private take(row: number, first: number, count: number): void {
    if (count < 1 || first + count > COLUMNS) throw damaged('a row of it reaches behind the last column')
    let taken = this.taken.get(row)
    if (!taken) this.taken.set(row, (taken = new Uint8Array(COLUMNS / 8)))
    for (let column = first; column < first + count; column++) {
      const bit = 1 << (column & 7)
      const place = column >> 3
      if (((taken[place] ?? 0) & bit) === 0) this.cells++
      taken[place] = (taken[place] ?? 0) | bit
    }
  }
}

/**
 * Whether a type and length can stand at the start of a record: a stretch of zeros, as lost sectors leave it, cannot.
 * Programs that wrote the format of Excel 5 left single empty records in it, and the dimensions as Excel 2 had them.
 * @param next the first byte behind the record
 */
function isRecord(type: number, length: number, version: number, next: number | undefined): boolean {
  if (length > LONGEST_RECORD) return false
  if (type === 0) return isOfZeroType(length, version, next)
  return type < LAST_TYPE || (type > 0x1000 && type <= LAST_CHART_TYPE)
}

function isOfZeroType(length: number, version: number, next: number | undefined): boolean {
  if (version !== 2 && version !== 5) return false
  return length >= 8 || (version === 5 && length === 0 && next !== 0)
}
