import { isBlankRow, type Cell, type SheetRow } from '../../domain/cells.ts'
import { Problem } from '../../domain/problems.ts'
import { columnLetters } from '../inspecting/names.ts'
import { damaged, unreadable } from '../refusals.ts'
import type { SheetNotes } from '../workbook.ts'
import { XmlFeed } from '../xml/feed.ts'
import { FOREIGN } from '../xml/text.ts'
import { CLOSE, EMPTY, MORE, nameCode, OPEN, standsAt, TEXT, type XmlTokens } from '../xml/tokens.ts'
import { readValue, type CellType, type ValueContext } from './cells.ts'
import { NoteTaker } from './notes.ts'
import { readIndex } from './numbers.ts'
import { GENERAL, type CellFormat } from './styles.ts'
import { UsualCell } from './usual-cell.ts'
import { readText } from './texts.ts'

/** Columns a row may reach to with a value: wider than any table of people, and narrow enough for every row to fit into memory. */
export const MAX_COLUMNS = 4096
const MAX_ROWS = 1_048_576
/** Bytes of one tag or text. A cell holds 32,767 characters; all of them as references are still shorter. */
const LONGEST_TOKEN = 1_048_576

const COL = nameCode('col')
const COLS = nameCode('cols')
const ROW = nameCode('row')
const C = nameCode('c')
const V = nameCode('v')
const F = nameCode('f')
const IS = nameCode('is')
const R = nameCode('r')
const T = nameCode('t')

const INLINE_TYPE = Buffer.from('inlineStr')

const LETTER_R = 0x72
const LETTER_S = 0x73
const LETTER_T = 0x74
const PER_ATTRIBUTE = 4

/** What a worksheet is read with. */
export interface SheetContext extends ValueContext {
  readonly sheet: string
  /** By the index a cell gives as its style. */
  readonly formats: readonly CellFormat[]
}

/**
 * Reads the XML of one worksheet (ECMA-376 part 1, 18.3.1) from pieces of any size into rows. It keeps nothing but the
 * row it is in, the bytes of a token that a piece ended in, and notes. Elements it does not know are passed over with
 * all that is in them.
 */
export class SheetScanner {
  private readonly context: SheetContext
  private readonly feeding: XmlFeed
  private readonly tokens: XmlTokens
  private readonly usual = new UsualCell()
  private readonly taker = new NoteTaker()
  private rows: SheetRow[] = []

  private rootSeen = false
  private dataSeen = false
  private inData = false
  private inRow = false
  private inCell = false
  private inText = false
  /** Depth to return to behind an unknown element; -1 if there is none. */
  private unknown = -1

  private row = 0
  private rowIsHidden = false
  private cells: Cell[] = []
  private width = 0

  private column = -1
  private type: CellType = 'n'
  private format: CellFormat = GENERAL
  private hasFormula = false
  private value: Cell = null
  /** A value that comes in several pieces, as with CDATA, comments or runs in it. */
  private torn: string | undefined

  constructor(context: SheetContext) {
    this.context = context
    this.feeding = new XmlFeed(context.part, { longest: LONGEST_TOKEN, tooLong: () => this.tooLong() })
    this.tokens = this.feeding.tokens
  }

  /**
   * Takes the next bytes of the part, and gives the rows that end in them.
   * @throws Problem `unreadable-file` naming sheet, row and column
   */
  feed(piece: Uint8Array): readonly SheetRow[] {
    this.rows = []
    this.feeding.load(piece)
    this.scan()
    this.feeding.carryOver()
    return this.rows
  }

  /**
   * To be called behind the last piece.
   * @throws Problem `unreadable-file` if the part breaks off: a sheet never ends early without an error
   */
  end(): void {
    this.feeding.end()
    if (!this.dataSeen) throw damaged(`its part "${this.context.part}" lacks its rows`)
  }

  /** What was noticed beside the cells so far. */
  notes(): SheetNotes {
    return this.taker.notes(this.width)
  }

  private scan(): void {
    const { tokens } = this
    for (;;) {
      if (this.inRow && !this.inCell && this.unknown < 0) this.takeUsualCells()
      switch (tokens.next()) {
        case MORE:
          return
        case TEXT:
          if (this.inText && this.unknown < 0) this.takeText()
          break
        case OPEN:
          if (this.unknown < 0) this.open(false)
          break
        case EMPTY:
          if (this.unknown < 0) this.open(true)
          break
        case CLOSE:
          if (this.unknown < 0) this.close()
          else if (tokens.depth === this.unknown) this.unknown = -1
      }
    }
  }

  private open(empty: boolean): void {
    const { name } = this.tokens
    if (this.inCell) {
      if (name === V || name === T) this.inText = !empty
      else if (name === F) this.hasFormula = true
      else if (name !== IS && name !== R) this.passOver(empty)
    } else if (this.inRow) {
      if (name !== C) return this.passOver(empty)
      this.openCell()
      if (empty) this.closeCell()
    } else if (this.inData) {
      if (name !== ROW) return this.passOver(empty)
      this.openRow()
      if (empty) this.closeRow()
    } else this.openAround(empty)
  }

  /** What stands around the rows. */
  private openAround(empty: boolean): void {
    const { tokens } = this
    const { name } = tokens
    if (name === COLS) return
    if (name === COL) return this.noteColumns()
    const element = tokens.nameText()
    if (!this.rootSeen) {
      if (element !== 'worksheet') throw this.notUnderstood(`"${element}" is not a worksheet`)
      this.rootSeen = true
    } else if (element === 'sheetData') {
      this.dataSeen = true
      this.inData = !empty
    } else if (element === 'mergeCell') this.taker.merge(tokens.attribute('ref') ?? '')
    else if (element !== 'mergeCells') this.passOver(empty)
  }

  private passOver(empty: boolean): void {
    if (!empty) this.unknown = this.tokens.depth - 1
  }

  private close(): void {
    const { name } = this.tokens
    if (this.inCell) {
      if (name === V || name === T) this.endText()
      else if (name === C) this.closeCell()
    } else if (this.inRow) this.closeRow()
    else if (this.inData) this.inData = false
  }

  private noteColumns(): void {
    const { tokens } = this
    if (!isTrue(tokens.attribute('hidden'))) return
    this.taker.hideColumns(Number(tokens.attribute('min')) - 1, Number(tokens.attribute('max')) - 1)
  }

  private openRow(): void {
    const { tokens } = this
    const written = tokens.attribute('r')
    const row = written === undefined ? this.row + 1 : Number(written)
    if (!Number.isInteger(row) || row < 1 || row > MAX_ROWS) throw this.notUnderstood(`there is a row "${written}"`)
    if (row === this.row) throw this.notUnderstood(`there are two rows ${row}`)
    if (row < this.row) {
      const problem = this.notUnderstood(`row ${row} comes after row ${this.row}`)
      throw new RowsOutOfOrder(problem.code, problem.message, problem)
    }
    this.row = row
    this.rowIsHidden = isTrue(tokens.attribute('hidden'))
    this.cells = []
    this.column = -1
    this.inRow = true
  }

  private closeRow(): void {
    this.inRow = false
    const { cells } = this
    if (isBlankRow(cells)) return
    if (cells.length > this.width) this.width = cells.length
    if (this.rowIsHidden) this.taker.hideRow(this.row)
    this.rows.push({ row: this.row, cells })
  }

  private openCell(): void {
    const { bytes, attributes, attributeCount } = this.tokens
    this.inCell = true
    this.type = 'n'
    this.format = GENERAL
    this.hasFormula = false
    this.value = null
    let column = this.column + 1
    let typeAt = -1
    for (let index = 0; index < attributeCount * PER_ATTRIBUTE; index += PER_ATTRIBUTE) {
      const nameFrom = attributes[index] as number
      if ((attributes[index + 1] as number) - nameFrom !== 1) continue
      const from = attributes[index + 2] as number
      const to = attributes[index + 3] as number
      const name = bytes[nameFrom]
      if (name === LETTER_R) column = this.columnOf(from, to)
      else if (name === LETTER_S) this.format = this.context.formats[readIndex(bytes, from, to)] ?? GENERAL
      else if (name === LETTER_T) typeAt = index
    }
    this.column = column
    if (typeAt >= 0) this.type = this.typeOf(attributes[typeAt + 2] as number, attributes[typeAt + 3] as number)
  }

  /** The column of a reference such as `AB12`, whose digits have to be those of the row. */
  private columnOf(from: number, to: number): number {
    const { bytes } = this.tokens
    let column = 0
    let at = from
    for (; at < to; at++) {
      const letter = (bytes[at] as number) - 0x40
      if (letter < 1 || letter > 26) break
      column = column * 26 + letter
    }
    if (at === from || at - from > 3 || readIndex(bytes, at, to) !== this.row) {
      throw this.notUnderstood(
        `in row ${this.row} there is a cell "${bytes.toString('latin1', from, Math.min(to, from + 20))}"`,
      )
    }
    return column - 1
  }

  private typeOf(from: number, to: number): CellType {
    const { bytes } = this.tokens
    if (to - from === 1) {
      const letter = String.fromCharCode(bytes[from] as number)
      if (letter === 's' || letter === 'n' || letter === 'b' || letter === 'e' || letter === 'd') return letter
    }
    if (to - from === INLINE_TYPE.length && standsAt(bytes, from, INLINE_TYPE)) return 'inlineStr'
    const text = bytes.toString('latin1', from, to)
    if (text === 'str') return text
    throw this.notUnderstood(`the cell ${this.here()} is of the unknown type "${text.slice(0, 20)}"`)
  }

  /** Takes as many cells as are written the usual way, and stops before anything else. */
  private takeUsualCells(): void {
    const { tokens, usual, context } = this
    const { bytes, end } = tokens
    while (usual.take(bytes, tokens.at, end, this.row)) {
      const { from, to, type } = usual
      this.column = usual.column
      this.format = context.formats[usual.style] ?? GENERAL
      tokens.at = usual.next
      if (from < to) this.put(readValue(context, bytes, from, to, usual.flags, type, this.format))
    }
  }

  private takeText(): void {
    const { tokens } = this
    const { bytes, from, to, flags } = tokens
    if (this.torn === undefined && this.value === null && this.type !== 'inlineStr' && tokens.isBeforeClose) {
      this.value = readValue(this.context, bytes, from, to, flags, this.type, this.format)
    } else {
      this.torn = (this.torn ?? '') + readText(bytes, from, to, flags)
      if (this.torn.length > LONGEST_TOKEN) throw this.tooLong()
    }
  }

  /** At the end of `v` and `t`; a text in runs has several `t`. */
  private endText(): void {
    this.inText = false
    if (this.torn === undefined || this.type === 'inlineStr') return
    const text = Buffer.from(this.torn)
    this.torn = undefined
    this.value = readValue(this.context, text, 0, text.length, FOREIGN, this.type, this.format)
  }

  private closeCell(): void {
    this.inCell = false
    if (this.torn !== undefined) {
      this.value = this.torn === '' ? null : this.torn
      this.torn = undefined
    }
    if (this.value !== null) this.put(this.value)
    else if (this.hasFormula && this.type !== 'str') this.taker.missValue(this.row, this.column)
  }

  /** Puts a value into its place in the row. */
  private put(value: Cell): void {
    if (value === null) return
    const { column, cells } = this
    if (column >= MAX_COLUMNS) throw this.tooWide()
    if (typeof value === 'number' && this.format.kind === 'percent') this.taker.showPercent(column)
    if (column < cells.length) {
      if (cells[column] !== null) throw this.notUnderstood(`there are two cells ${this.here()}`)
      cells[column] = value
      return
    }
    while (cells.length < column) cells.push(null)
    cells.push(value)
  }

  private here(): string {
    return `${columnLetters(Math.max(0, this.column))}${this.row}`
  }

  private place(): { sheet: string; row?: number } {
    return this.row === 0 ? { sheet: this.context.sheet } : { sheet: this.context.sheet, row: this.row }
  }

  private tooLong(): Error {
    return unreadable(
      'value-too-long',
      `On the worksheet "${this.context.sheet}" ${this.inCell ? `the cell ${this.here()}` : `what comes behind row ${this.row}`} holds more characters than any spreadsheet program writes.`,
      'Look at this place in your spreadsheet program, shorten what is there and save the file as .xlsx.',
      this.place(),
    )
  }

  private tooWide(): Error {
    return unreadable(
      'too-many-columns',
      `On the worksheet "${this.context.sheet}" the cell ${this.here()} has a value; tables may reach to column ${columnLetters(MAX_COLUMNS - 1)}.`,
      'Delete what stands to the right of the table and upload the file again.',
      { ...this.place(), column: columnLetters(this.column) },
    )
  }

  private notUnderstood(what: string): Problem {
    return unreadable(
      'not-understood',
      `The worksheet "${this.context.sheet}" is not written as spreadsheet programs write it: ${what}.`,
      'Open the file in your spreadsheet program, save it as an Excel workbook (.xlsx) and upload that.',
      this.place(),
    )
  }
}

/** Rows of a sheet do not ascend: it has to be read as a whole, to be put in order. */
export class RowsOutOfOrder extends Problem {}

function isTrue(attribute: string | undefined): boolean {
  return attribute === '1' || attribute === 'true'
}
