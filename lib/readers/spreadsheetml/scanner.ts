import { isBlankRow, type Cell, type SheetRow } from '../../domain/cells.ts'
import { columnLetters } from '../inspecting/names.ts'
import { formatKind } from '../number-formats.ts'
import { SAVE_AS_XLSX, unreadable } from '../refusals.ts'
import type { SheetNotes } from '../workbook.ts'
import { NoteTaker } from '../xlsx/notes.ts'
import { MAX_COLUMNS } from '../xlsx/sheet.ts'
import { XmlFeed } from '../xml/feed.ts'
import { decodeText } from '../xml/text.ts'
import { CLOSE, EMPTY, OPEN, TEXT } from '../xml/tokens.ts'
import { dataValue, formatCode } from './values.ts'

const MAX_ROWS = 1_048_576
const LONGEST_TEXT = 1_048_576
const DEFAULT_STYLE = 'Default'
/** Styles may have parents; a chain this long runs in circles. */
const DEEPEST = 20

interface Style {
  readonly parent: string | undefined
  code: string | undefined
}

interface SheetEntry {
  readonly name: string
  isHidden: boolean
}

/** Which sheet's rows are wanted, from 0, with what the first reading found. */
export interface ScannerOptions {
  readonly sheet: number
  readonly styles: ReadonlyMap<string, Style>
  readonly date1904: boolean
}

/** The elements that are looked into, each within its parents; all others are passed over with what is in them. */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  '': ['Workbook'],
  Workbook: ['Styles', 'Worksheet', 'ExcelWorkbook'],
  ExcelWorkbook: ['Date1904'],
  Styles: ['Style'],
  Style: ['NumberFormat'],
  Worksheet: ['Table', 'WorksheetOptions'],
  WorksheetOptions: ['Visible'],
  Table: ['Column', 'Row'],
  Row: ['Cell'],
  Cell: ['Data'],
}

/** Reads SpreadsheetML 2003 from pieces of any size: the list of sheets and styles, and the rows of one sheet. */
export class WorkbookScanner {
  readonly sheets: SheetEntry[] = []
  readonly styles = new Map<string, Style>()
  date1904 = false
  isDone = false
  private readonly options: ScannerOptions | undefined
  private readonly feeder = new XmlFeed('the workbook')
  private readonly taker = new NoteTaker()
  private readonly codes = new Map<string, string>()
  private readonly path: string[] = []
  private rows: SheetRow[] = []
  private unknown = -1
  private style: Style | undefined

  private readonly columnStyles: { from: number; to: number; style: string }[] = []
  private nextColumn = 0
  private width = 0
  private row = 0
  private rowSpan = 0
  private rowStyle: string | undefined
  private rowIsHidden = false
  private cells: Cell[] = []
  private column = -1
  private across = 0
  private code = 'General'
  private hasFormula = false
  private type: string | undefined
  private text = ''

  constructor(options?: ScannerOptions) {
    this.options = options
  }

  /** Takes the next bytes, and gives the rows that end in them. */
  feed(piece: Uint8Array): readonly SheetRow[] {
    this.rows = []
    this.feeder.feed(piece, (kind) => this.take(kind))
    return this.rows
  }

  /**
   * To be called behind the last piece.
   * @throws Problem `unreadable-file` if the document breaks off
   */
  end(): void {
    this.feeder.end()
  }

  notes(): SheetNotes {
    return this.taker.notes(this.width)
  }

  private take(kind: number): void {
    const { tokens } = this.feeder
    if (this.unknown >= 0) {
      if (kind === CLOSE && tokens.depth === this.unknown) this.unknown = -1
    } else if (kind === TEXT) this.takeText()
    else if (kind === CLOSE) this.close(this.path.pop() ?? '')
    else if (kind === OPEN || kind === EMPTY) {
      const name = tokens.nameText()
      const isKnown = this.isKnown(name)
      if (isKnown) this.open(name)
      if (kind === EMPTY) {
        if (isKnown) this.close(name)
      } else if (isKnown) this.path.push(name)
      else this.unknown = tokens.depth - 1
    }
  }

  private isKnown(name: string): boolean {
    // Within data there are only the fonts of its text.
    if (this.path.includes('Data')) return true
    const parent = this.path.at(-1) ?? ''
    if (!(CHILDREN[parent] ?? []).includes(name)) {
      if (parent === '') throw this.notUnderstood(`"${name}" is no workbook`)
      return false
    }
    return name !== 'Table' || (this.options !== undefined && this.options.sheet === this.sheets.length - 1)
  }

  private takeText(): void {
    const { bytes, from, to, flags } = this.feeder.tokens
    const place = this.path.at(-1)
    if (this.type !== undefined || place === 'Visible' || place === 'Date1904') {
      this.text += decodeText(bytes, from, to, flags)
    }
    if (this.text.length > LONGEST_TEXT) throw this.tooLong()
  }

  private attribute(name: string): string | undefined {
    return this.feeder.tokens.attribute(name)
  }

  private open(name: string): void {
    if (this.path.includes('Data')) return
    this.text = ''
    if (name === 'Worksheet') this.sheets.push({ name: this.attribute('Name') ?? '', isHidden: false })
    else if (name === 'Style') {
      this.style = { parent: this.attribute('Parent'), code: undefined }
      this.styles.set(this.attribute('ID') ?? '', this.style)
    } else if (name === 'NumberFormat' && this.style) this.style.code = this.attribute('Format')
    else if (name === 'Column') this.openColumn()
    else if (name === 'Row') this.openRow()
    else if (name === 'Cell') this.openCell()
    else if (name === 'Data') this.type = this.attribute('Type') ?? 'String'
  }

  private close(name: string): void {
    if (this.path.includes('Data')) return
    if (name === 'Data') this.closeData()
    else if (name === 'Cell') this.closeCell()
    else if (name === 'Row') this.closeRow()
    else if (name === 'Table') this.isDone = true
    else if (name === 'Date1904') this.date1904 = this.text.trim() !== '0'
    else if (name === 'Visible') {
      const sheet = this.sheets.at(-1)
      if (sheet) sheet.isHidden = /^Sheet(Very)?Hidden$/.test(this.text.trim())
    }
  }

  private openColumn(): void {
    const from = this.index('Index', this.nextColumn + 1) - 1
    const to = from + this.index('Span', 0)
    this.nextColumn = to + 1
    const style = this.attribute('StyleID')
    if (style !== undefined) this.columnStyles.push({ from, to, style })
    if (this.attribute('Hidden') === '1') this.taker.hideColumns(from, to)
  }

  private openRow(): void {
    const row = this.index('Index', this.row + 1 + this.rowSpan)
    if (row <= this.row) throw this.notUnderstood(`row ${row} comes after row ${this.row}`)
    if (row > MAX_ROWS) throw this.notUnderstood(`there is a row ${row}`)
    this.row = row
    this.rowSpan = this.index('Span', 0)
    this.rowStyle = this.attribute('StyleID')
    this.rowIsHidden = this.attribute('Hidden') === '1'
    this.cells = []
    this.column = -1
    this.across = 0
  }

  private openCell(): void {
    this.column = this.index('Index', this.column + 2 + this.across) - 1
    this.across = this.index('MergeAcross', 0)
    const down = this.index('MergeDown', 0)
    if (this.across + down > 0) {
      const right = columnLetters(this.column + this.across)
      this.taker.merge(`${columnLetters(this.column)}${this.row}:${right}${this.row + down}`)
    }
    const style = this.attribute('StyleID') ?? this.rowStyle ?? this.columnStyle()
    this.code = this.codeOf(style ?? DEFAULT_STYLE)
    this.hasFormula = this.attribute('Formula') !== undefined
  }

  private columnStyle(): string | undefined {
    return this.columnStyles.find(({ from, to }) => this.column >= from && this.column <= to)?.style
  }

  private codeOf(style: string): string {
    let code = this.codes.get(style)
    if (code === undefined) this.codes.set(style, (code = this.resolve(style)))
    return code
  }

  private resolve(style: string): string {
    const styles = this.options?.styles ?? this.styles
    let found = styles.get(style)
    for (let depth = 0; found !== undefined && depth < DEEPEST; depth++) {
      if (found.code !== undefined) return formatCode(found.code)
      found = found.parent === undefined ? undefined : styles.get(found.parent)
    }
    return 'General'
  }

  private closeData(): void {
    const type = this.type ?? 'String'
    this.type = undefined
    const value = dataValue(type, this.text, this.code, this.options?.date1904 ?? false)
    this.text = ''
    if (value === null) return
    const { column, cells } = this
    if (column >= MAX_COLUMNS) throw this.tooWide()
    if (typeof value === 'number' && formatKind(this.code) === 'percent') this.taker.showPercent(column)
    if (column < cells.length) throw this.notUnderstood(`there are two cells ${columnLetters(column)}${this.row}`)
    while (cells.length < column) cells.push(null)
    cells.push(value)
    this.hasFormula = false
  }

  private closeCell(): void {
    if (this.hasFormula) this.taker.missValue(this.row, this.column)
    this.hasFormula = false
  }

  private closeRow(): void {
    const { row, cells } = this
    if (isBlankRow(cells)) return
    if (cells.length > this.width) this.width = cells.length
    if (this.rowIsHidden) this.taker.hideRow(row)
    this.rows.push({ row, cells })
  }

  /** A whole number from an attribute; a range of cells may not be named by anything else. */
  private index(name: string, otherwise: number): number {
    const text = this.attribute(name)
    if (text === undefined) return otherwise
    const value = Number(text)
    if (!Number.isInteger(value) || value < 0 || value > MAX_ROWS) {
      throw this.notUnderstood(`${name} is "${text.slice(0, 20)}"`)
    }
    return value
  }

  private tooLong(): Error {
    const sheet = this.sheets.at(-1)?.name ?? ''
    return unreadable(
      'value-too-long',
      `On the worksheet "${sheet}" the cell ${columnLetters(Math.max(0, this.column))}${this.row} holds more than any spreadsheet program can write.`,
      'Look at this cell in your spreadsheet program, shorten it and save the file as .xlsx.',
      { sheet, row: this.row },
    )
  }

  private tooWide(): Error {
    const sheet = this.sheets.at(-1)?.name ?? ''
    return unreadable(
      'too-many-columns',
      `On the worksheet "${sheet}" the cell ${columnLetters(this.column)}${this.row} has a value; tables may reach to column ${columnLetters(MAX_COLUMNS - 1)}.`,
      'Delete what stands to the right of the table and upload the file again.',
      { sheet, row: this.row, column: columnLetters(this.column) },
    )
  }

  private notUnderstood(what: string): Error {
    return unreadable(
      'not-understood',
      `The workbook is not written as spreadsheet programs write it: ${what}.`,
      SAVE_AS_XLSX,
    )
  }
}
