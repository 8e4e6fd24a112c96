import { isBlankRow, type Cell, type SheetRow } from '../../domain/cells.ts'
import { columnLetters } from '../inspecting/names.ts'
import { SAVE_AS_XLSX, unreadable } from '../refusals.ts'
import type { SheetNotes } from '../workbook.ts'
import { NoteTaker } from '../xlsx/notes.ts'
import { MAX_COLUMNS } from '../xlsx/sheet.ts'
import { XmlFeed } from '../xml/feed.ts'
import { decodeText } from '../xml/text.ts'
import { CLOSE, EMPTY, OPEN, TEXT } from '../xml/tokens.ts'
import { PLAIN, type CellFormat, type Styles } from './styles.ts'
import { TextCollector } from './text.ts'
import { cellValue, type CellAttributes } from './values.ts'

const MAX_ROWS = 1_048_576
const PER_ATTRIBUTE = 4
/** LibreOffice keeps what formulas took from other files in tables of such names; they are no sheets. */
const EXTERNAL_TABLE = /^'[^']+'#./
/** Elements around rows, columns and cells that only group them. */
const GROUPS = /^table-(rows|row-group|header-rows|columns|column-group|header-columns)$/

/** One sheet as the document lists it. */
export interface TableEntry {
  readonly name: string
  readonly style: string | undefined
}

/** A row of a sheet, and how many times it stands below itself. */
export interface RepeatedRow {
  readonly row: SheetRow
  readonly times: number
}

/** What a reader of `content.xml` wants to know. */
export interface ContentOptions {
  /** Number of the sheet whose rows are read, from 0; without it, only sheets and styles are noted. */
  readonly table?: number
  /** Filled while styles come by, unless they are known already. */
  readonly styles: Styles
  readonly stylesAreKnown: boolean
}

interface ColumnFormats {
  readonly until: number
  readonly format: CellFormat
}

/**
 * Reads the content of an OpenDocument spreadsheet (1.3 part 3, 9.1) from pieces of any size. It keeps the row it is in,
 * styles and notes. Elements it does not know are passed over with all that is in them: notes, drawings, tracked
 * changes and tables within cells hold no values of the sheet.
 */
export class ContentScanner {
  readonly tables: TableEntry[] = []
  date1904 = false
  private readonly options: ContentOptions
  private readonly feeder: XmlFeed
  private readonly taker = new NoteTaker()
  private readonly text = new TextCollector()
  private readonly path: string[] = []
  private rows: RepeatedRow[] = []
  private unknown = -1
  hasBody = false
  private tableIsRead = false

  private columns: ColumnFormats[] = []
  private columnCount = 0
  private hiddenGroups: boolean[] = []
  private width = 0
  private row = 1
  private rowTimes = 1
  private rowIsHidden = false
  private rowFormat: CellFormat | undefined
  private cells: Cell[] = []
  private column = 0

  private attributes: CellAttributes = emptyAttributes()
  private format: CellFormat = PLAIN
  private isCovered = false
  private cellTimes = 1
  private spanned = { columns: 1, rows: 1 }

  constructor(part: string, options: ContentOptions) {
    this.options = options
    this.feeder = new XmlFeed(part)
  }

  /** Takes the next bytes, and gives the rows that end in them. */
  feed(piece: Uint8Array): readonly RepeatedRow[] {
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

  /** Whether the rows asked for were all given. */
  get isDone(): boolean {
    return this.tableIsRead
  }

  notes(): SheetNotes {
    return this.taker.notes(this.width)
  }

  private readonly attribute = (name: string): string | undefined => this.feeder.tokens.attribute(name)

  private take(kind: number): void {
    const { tokens } = this.feeder
    if (this.unknown >= 0) {
      if (kind === CLOSE && tokens.depth === this.unknown) this.unknown = -1
    } else if (kind === TEXT) this.takeText()
    else if (kind === CLOSE) this.close(this.path.pop() ?? '')
    else if (kind === OPEN || kind === EMPTY) {
      const name = tokens.nameText()
      const isKnown = this.open(name, this.path.at(-1) ?? '')
      if (kind === EMPTY) {
        if (isKnown) this.close(name)
      } else if (isKnown) this.path.push(name)
      else this.unknown = tokens.depth - 1
    }
  }

  private takeText(): void {
    const { bytes, from, to, flags } = this.feeder.tokens
    if (this.text.isOpen) this.text.add(decodeText(bytes, from, to, flags))
    else if (this.path[1] !== 'body' && !this.options.stylesAreKnown) {
      this.options.styles.text(decodeText(bytes, from, to, flags))
    }
  }

  /** Whether an element within `parent` is to be looked into. */
  private open(name: string, parent: string): boolean {
    if (parent === 'table-row') return this.openCell(name)
    if (parent === 'table-cell') return name === 'p' && !this.isCovered && this.text.startParagraph()
    if (this.text.isOpen) return this.text.open(name, this.attribute)
    if (parent === 'table' || GROUPS.test(parent)) return this.openInTable(name)
    if (parent === 'spreadsheet') return this.openInSpreadsheet(name)
    if (parent === 'calculation-settings') {
      if (name === 'null-date') this.date1904 = this.attribute('date-value') === '1904-01-01'
      return false
    }
    return this.openAround(name, parent)
  }

  private openAround(name: string, parent: string): boolean {
    if (parent === '') {
      if (!/^document(-content|-styles)?$/.test(name)) throw notUnderstood(`"${name}" is no spreadsheet`)
      return true
    }
    if (name === 'body' && this.path.length === 1) return true
    if (name === 'spreadsheet' && parent === 'body') return (this.hasBody = true)
    if (this.path.length === 1) return /^(automatic-)?styles$/.test(name) && !this.options.stylesAreKnown
    if (!/styles$/.test(this.path[1] ?? '')) return false
    this.options.styles.open(name, this.attribute)
    return true
  }

  private openInSpreadsheet(name: string): boolean {
    if (name === 'calculation-settings') return true
    if (name !== 'table') return false
    const sheet = this.attribute('name') ?? ''
    if (EXTERNAL_TABLE.test(sheet)) return false
    this.tables.push({ name: sheet, style: this.attribute('style-name') })
    return this.tables.length - 1 === this.options.table
  }

  private openInTable(name: string): boolean {
    if (name === 'table-column') {
      this.openColumn()
      return true
    }
    if (name === 'table-row') {
      this.openRow()
      return true
    }
    if (!GROUPS.test(name)) return false
    this.hiddenGroups.push(this.attribute('display') === 'false')
    return true
  }

  private openColumn(): void {
    const times = repetition(this.attribute('number-columns-repeated'))
    const style = this.attribute('default-cell-style-name')
    if (this.isHidden()) this.taker.hideColumns(this.columnCount, this.columnCount + times - 1)
    this.columnCount += times
    const format = style === undefined ? PLAIN : this.options.styles.format(style)
    this.columns.push({ until: this.columnCount, format })
  }

  private isHidden(): boolean {
    return /^(collapse|filter)$/.test(this.attribute('visibility') ?? '') || this.hiddenGroups.includes(true)
  }

  private openRow(): void {
    this.rowTimes = repetition(this.attribute('number-rows-repeated'))
    this.rowIsHidden = this.isHidden()
    const style = this.attribute('default-cell-style-name')
    this.rowFormat = style === undefined ? undefined : this.options.styles.format(style)
    this.cells = []
    this.column = 0
  }

  private openCell(name: string): boolean {
    this.isCovered = name === 'covered-table-cell'
    if (name !== 'table-cell' && !this.isCovered) return false
    this.attributes = emptyAttributes()
    this.cellTimes = 1
    this.spanned.columns = 1
    this.spanned.rows = 1
    this.format = this.rowFormat ?? PLAIN
    let style: string | undefined
    const { bytes, attributes, attributeCount } = this.feeder.tokens
    for (let index = 0; index < attributeCount * PER_ATTRIBUTE; index += PER_ATTRIBUTE) {
      const from = attributes[index] ?? 0
      const attribute = bytes.toString('latin1', from, attributes[index + 1])
      if (attribute === 'style-name') style = this.attribute(attribute)
      else this.noteAttribute(attribute, () => bytes.toString('utf8', attributes[index + 2], attributes[index + 3]))
    }
    if (style !== undefined) this.format = this.options.styles.format(style)
    else if (this.rowFormat === undefined) this.format = this.columnFormat()
    this.text.clear()
    return true
  }

  private noteAttribute(name: string, value: () => string): void {
    const { attributes } = this
    switch (name) {
      case 'value-type': {
        // Beside the type of the standard there is one of LibreOffice, which alone knows errors.
        const type = value()
        if (type === 'error') attributes.isError = true
        else attributes.type ??= type
        return
      }
      case 'value':
      case 'date-value':
      case 'time-value':
      case 'boolean-value':
        attributes.value ??= value()
        return
      case 'string-value':
        attributes.stringValue = this.attribute(name)
        return
      case 'formula':
        attributes.hasFormula = true
        return
      case 'number-columns-repeated':
        this.cellTimes = repetition(value())
        return
      case 'number-columns-spanned':
        this.spanned.columns = repetition(value())
        return
      case 'number-rows-spanned':
        this.spanned.rows = repetition(value())
    }
  }

  private columnFormat(): CellFormat {
    return this.columns.find(({ until }) => this.column < until)?.format ?? PLAIN
  }

  private close(name: string): void {
    if (name === 'table-cell' || name === 'covered-table-cell') this.closeCell()
    else if (name === 'table') this.tableIsRead = true
    else if (name === 'table-row') this.closeRow()
    else if (GROUPS.test(name)) this.hiddenGroups.pop()
    else if (this.text.isOpen) this.text.close()
    else if (this.path[1] !== 'body' && !this.options.stylesAreKnown) this.options.styles.close(name)
  }

  private closeCell(): void {
    const { column, cellTimes, attributes, spanned } = this
    this.column += cellTimes
    if (this.isCovered) return
    if (spanned.columns * spanned.rows > 1) this.noteMerge(column)
    const value = cellValue(attributes, this.text.toString(), this.format, this.date1904)
    if (value === null) {
      if (attributes.hasFormula && attributes.type === undefined) this.taker.missValue(this.row, column)
      return
    }
    if (this.column > MAX_COLUMNS) throw this.tooWide(Math.max(column, MAX_COLUMNS))
    const isPercent = attributes.type === 'percentage' || this.format.kind === 'percent'
    if (isPercent && typeof value === 'number') {
      for (let each = column; each < this.column; each++) this.taker.showPercent(each)
    }
    while (this.cells.length < column) this.cells.push(null)
    for (let times = 0; times < cellTimes; times++) this.cells.push(value)
  }

  private noteMerge(column: number): void {
    const { columns, rows } = this.spanned
    const bottom = Math.min(this.row + rows - 1, MAX_ROWS)
    const right = Math.min(column + columns - 1, 16_383)
    this.taker.merge(`${columnLetters(column)}${this.row}:${columnLetters(right)}${bottom}`)
  }

  private closeRow(): void {
    const { row, rowTimes, cells } = this
    this.row += rowTimes
    if (isBlankRow(cells)) return
    if (this.row - 1 > MAX_ROWS) throw notUnderstood('it has more rows than any spreadsheet program can show')
    if (cells.length > this.width) this.width = cells.length
    if (this.rowIsHidden) for (let each = 0; each < rowTimes; each++) this.taker.hideRow(row + each)
    this.rows.push({ row: { row, cells }, times: rowTimes })
  }

  private tooWide(column: number): Error {
    const sheet = this.tables.at(-1)?.name ?? ''
    return unreadable(
      'too-many-columns',
      `On the worksheet "${sheet}" row ${this.row} has values behind column ${columnLetters(MAX_COLUMNS - 1)}; tables may have ${MAX_COLUMNS} columns.`,
      'Delete what stands to the right of the table and upload the file again.',
      { sheet, row: this.row, column: columnLetters(column) },
    )
  }
}

function emptyAttributes(): CellAttributes {
  return { type: undefined, value: undefined, stringValue: undefined, isError: false, hasFormula: false }
}

/** How many times an element stands for itself. */
function repetition(text: string | undefined): number {
  if (text === undefined) return 1
  const times = Number(text)
  if (!Number.isInteger(times) || times < 0)
    throw notUnderstood(`something in it is repeated "${text.slice(0, 20)}" times`)
  return Math.max(1, times)
}

function notUnderstood(what: string): Error {
  return unreadable(
    'not-understood',
    `The file is not written as spreadsheet programs write it: ${what}.`,
    SAVE_AS_XLSX,
  )
}
