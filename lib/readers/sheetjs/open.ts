import * as codepages from 'xlsx/dist/cpexcel.full.mjs'
import { read, set_cptable, type CellObject, type DenseWorkSheet, type Range, type WorkBook, utils } from 'xlsx'
import { isBlankRow, type Cell, type SheetRow } from '../../domain/cells.ts'
import type { ByteSource } from '../bytes.ts'
import { formatKind, paddedText, serialText } from '../number-formats.ts'
import { damaged, encrypted, SAVE_AS_XLSX, unreadable } from '../refusals.ts'
import { guardPackage, guardXls, type GuardedWorkbook, type SheetSurvey } from './guard.ts'
import type { SheetNotes, Workbook } from '../workbook.ts'
import { workbookOf } from '../worksheets.ts'
import { NoteTaker } from '../xlsx/notes.ts'

// Workbooks of Excel 5 and 95 hold text in the code page of their time.
set_cptable(codepages)

const OPTIONS = {
  dense: true,
  cellDates: false,
  nodim: true,
  cellNF: true,
  cellHTML: false,
  cellFormula: false,
  cellText: false,
} as const

/**
 * Opens a workbook through SheetJS, which holds it in memory as a whole. What SheetJS gets was proved before: its
 * containers and parts are whole, and it holds as many cells as SheetJS then gives back.
 * @throws Problem `unreadable-file` or `encrypted-file`
 */
export async function openWithSheetJs(source: ByteSource, format: 'xls' | 'xlsb' | 'xlsx'): Promise<Workbook> {
  const guarded = await (format === 'xls' ? guardXls(source) : guardPackage(source, format))
  const book = parse(guarded, format)
  const sheets = worksheets(book)
  const surveys = new Map(book.SheetNames.map((name, index) => [name, guarded.survey(name, index)]))
  proveCells(sheets, surveys)
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  const hidden = new Set(hiddenSheets(book))
  return workbookOf({
    format,
    sheets: [...sheets].map(([name, content]) => ({ name, content, hidden: hidden.has(name) })),
    rows({ name, content }, tell) {
      const reader = new SheetReader(content, surveys.get(name), date1904)
      tell(() => reader.notes())
      return reader.rows()
    },
  })
}

function parse({ bytes }: GuardedWorkbook, format: string): WorkBook {
  try {
    return read(bytes, OPTIONS)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (/password|encrypt/i.test(reason)) throw encrypted()
    // Its containers are whole; a mistake of the program's own kind is a contradiction that SheetJS stumbled over.
    if (error instanceof TypeError || error instanceof RangeError) {
      throw damaged(`its contents contradict each other (${format})`)
    }
    throw unreadable(
      'not-understood',
      `The file looks like a spreadsheet (${format}), but its parts do not fit together.`,
      SAVE_AS_XLSX,
    )
  }
}

function worksheets(book: WorkBook): Map<string, DenseWorkSheet> {
  const sheets = new Map<string, DenseWorkSheet>()
  for (const name of book.SheetNames) {
    const sheet = book.Sheets[name]
    // SheetJS leaves out a sheet that it failed to read, without a word.
    if (!sheet)
      throw unreadable('not-understood', `The worksheet "${name}" cannot be read.`, SAVE_AS_XLSX, { sheet: name })
    if (sheet['!type'] === undefined || sheet['!type'] === 'sheet') sheets.set(name, dense(sheet))
  }
  return sheets
}

function dense(sheet: object): DenseWorkSheet {
  return isDense(sheet) ? sheet : { '!data': [] }
}

function isDense(sheet: object): sheet is DenseWorkSheet {
  return '!data' in sheet && Array.isArray(sheet['!data'])
}

/** Rows that SheetJS did not give back would be rows lost without a word. */
function proveCells(
  sheets: ReadonlyMap<string, DenseWorkSheet>,
  surveys: ReadonlyMap<string, SheetSurvey | undefined>,
): void {
  for (const [name, sheet] of sheets) {
    const survey = surveys.get(name)
    if (!survey) continue
    const given = sheet['!data'].reduce((sum, row) => sum + row.reduce((count) => count + 1, 0), 0)
    if (given < survey.cells) {
      throw unreadable(
        'not-understood',
        `On the worksheet "${name}" only ${given} of ${survey.cells} cells can be read.`,
        SAVE_AS_XLSX,
        { sheet: name },
      )
    }
  }
}

function hiddenSheets(book: WorkBook): string[] {
  return (book.Workbook?.Sheets ?? []).flatMap((sheet, index) =>
    sheet.Hidden ? [sheet.name ?? book.SheetNames[index] ?? ''] : [],
  )
}

/** Turns the cells of one worksheet as SheetJS keeps them into rows. */
class SheetReader {
  private readonly sheet: DenseWorkSheet
  private readonly survey: SheetSurvey | undefined
  private readonly date1904: boolean
  private readonly taker = new NoteTaker()
  private width = 0

  constructor(sheet: DenseWorkSheet, survey: SheetSurvey | undefined, date1904: boolean) {
    this.sheet = sheet
    this.survey = survey
    this.date1904 = date1904
    // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- SheetJS declares the merges of ordinary sheets only
    const merges: Range[] = sheet['!merges'] ?? []
    for (const merge of merges) this.taker.merge(utils.encode_range(merge))
    for (const { from, to } of survey?.hiddenColumns ?? []) this.taker.hideColumns(from, to)
  }

  async *rows(): AsyncGenerator<SheetRow, void, undefined> {
    const rows = this.sheet['!data']
    for (let index = 0; index < rows.length; index++) {
      const source = rows[index]
      if (!source) continue
      const cells = Array.from(source, (cell, column) => this.toCell(cell, column))
      while (cells.length > 0 && cells.at(-1) === null) cells.pop()
      if (isBlankRow(cells)) continue
      const row = index + 1
      this.width = Math.max(this.width, cells.length)
      if (this.survey?.hiddenRows.has(row)) this.taker.hideRow(row)
      yield { row, cells }
    }
  }

  notes(): SheetNotes {
    return this.taker.notes(this.width)
  }

  private toCell(cell: CellObject | undefined, column: number): Cell {
    if (!cell) return null
    const { v } = cell
    if (cell.t === 'e') return { error: ERRORS.get(Number(v)) ?? '#ERROR' }
    if (typeof v === 'number') return this.numberCell(v, cell.z === undefined ? undefined : String(cell.z), column)
    if (typeof v === 'boolean') return v
    return v === undefined || v === '' || v instanceof Date ? null : v
  }

  private numberCell(value: number, code: string | undefined, column: number): Cell {
    const kind = formatKind(code)
    if (kind === 'percent') this.taker.showPercent(column)
    if (kind === 'padded') return Number.isInteger(value) ? paddedText(code ?? '', value) : value
    if (kind === 'boolean') return value === 0 || value === 1 ? value === 1 : value
    if (kind === 'date' || kind === 'date-time' || kind === 'time' || kind === 'duration') {
      return serialText(value, kind, this.date1904) ?? value
    }
    return value
  }
}

/** The values of error cells ([MS-XLS] 2.5.10). */
const ERRORS = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
  [0x2b, '#GETTING_DATA'],
])
