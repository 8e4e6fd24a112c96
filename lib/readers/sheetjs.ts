import * as codepages from 'xlsx/dist/cpexcel.full.mjs'
import { read, set_cptable, SSF, type CellObject, type DenseWorkSheet, type Range, type WorkBook } from 'xlsx'
import { isBlankRow, type Cell, type SheetRow } from '../domain/cells.ts'
import { Problem } from '../domain/problems.ts'
import { dateKind, isBooleanFormat, isoText, padsWithZeros } from './number-formats.ts'
import { damaged, encrypted, SAVE_AS_XLSX, unreadable } from './refusals.ts'
import { NO_NOTES, type ReadWarning, type SpreadsheetFormat, type Workbook } from './workbook.ts'
import { readZipDirectory, readZipEntry } from './zip.ts'

// Workbooks of Excel 5 and 95 hold text in the code page of their time.
set_cptable(codepages)

const OPTIONS = {
  dense: true,
  cellDates: true,
  UTC: true,
  nodim: true,
  cellNF: true,
  cellHTML: false,
  cellFormula: false,
} as const
const DAY = 86_400_000
const EPOCH_1900 = Date.UTC(1899, 11, 30)
/** The format SheetJS gives an ODS date whose style it did not find. */
const ODS_UNKNOWN_DATE = 'm/d/yy'

/**
 * Opens a workbook through SheetJS. A ZIP's parts are proved by their checksums first, because SheetJS reads a
 * damaged part as one without rows.
 * @throws Problem `unreadable-file` or `encrypted-file`
 */
export function openWithSheetJs(bytes: Uint8Array, format: SpreadsheetFormat): Workbook {
  if (format !== 'xls') proveParts(bytes, format)
  const book = parse(bytes)
  const sheets = worksheets(book)
  return {
    format,
    evidence: [],
    sheetNames: [...sheets.keys()],
    hiddenSheets: hiddenSheets(book),
    warnings: warningsOf(book, sheets),
    rows(name) {
      const sheet = sheets.get(name)
      if (!sheet)
        throw new Problem(
          'not-found',
          `The file has no sheet "${name}". Its sheets are ${[...sheets.keys()].map((one) => `"${one}"`).join(', ')}.`,
        )
      return sheetRows(sheet, format, book.Workbook?.WBProps?.date1904 === true)
    },
    notes: () => NO_NOTES,
  }
}

/** What an import configuration takes as the name of a sheet; Excel itself takes 31 characters. */
const LONGEST_SHEET_NAME = 255

/** The last characters of the parts that hold rows: a part that ends otherwise was written by a program that stopped halfway. */
const ENDINGS: readonly { readonly part: RegExp; readonly ending: string }[] = [
  { part: /^xl\/worksheets\/[^/]+\.xml$/, ending: 'worksheet>' },
  { part: /^content\.xml$/, ending: 'document-content>' },
]

function proveParts(bytes: Uint8Array, format: SpreadsheetFormat): void {
  for (const entry of readZipDirectory(bytes)) {
    if (entry.name.endsWith('/')) continue
    const content = readZipEntry(bytes, entry)
    const rule = format === 'xlsb' ? undefined : ENDINGS.find(({ part }) => part.test(entry.name))
    if (rule && !Buffer.from(content.subarray(-1024)).toString('utf8').trimEnd().endsWith(rule.ending)) {
      throw damaged(`its part "${entry.name}" breaks off`)
    }
  }
}

function parse(bytes: Uint8Array): WorkBook {
  try {
    return read(bytes, OPTIONS)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (/password|encrypt/i.test(reason)) throw encrypted()
    throw unreadable(
      'not-understood',
      `The file looks like a spreadsheet, but cannot be read (${reason}).`,
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
    if (name.length > LONGEST_SHEET_NAME)
      throw unreadable(
        'not-understood',
        `The name of the worksheet "${name.slice(0, 40)}…" is longer than ${LONGEST_SHEET_NAME} characters.`,
        'Give the worksheet a shorter name and upload the file again.',
      )
    if (sheet['!type'] === undefined || sheet['!type'] === 'sheet') sheets.set(name, dense(sheet))
  }
  if (sheets.size === 0) throw unreadable('not-understood', 'The workbook has no worksheet.', SAVE_AS_XLSX)
  return sheets
}

function dense(sheet: object): DenseWorkSheet {
  return isDense(sheet) ? sheet : { '!data': [] }
}

function isDense(sheet: object): sheet is DenseWorkSheet {
  return '!data' in sheet && Array.isArray(sheet['!data'])
}

function hiddenSheets(book: WorkBook): string[] {
  return (book.Workbook?.Sheets ?? []).flatMap((sheet, index) =>
    sheet.Hidden ? [sheet.name ?? book.SheetNames[index] ?? ''] : [],
  )
}

function warningsOf(book: WorkBook, sheets: ReadonlyMap<string, DenseWorkSheet>): ReadWarning[] {
  const hidden = hiddenSheets(book)
    .filter((name) => sheets.has(name))
    .map((sheet): ReadWarning => ({ code: 'hidden-sheet', sheet, message: `The worksheet "${sheet}" is hidden.` }))
  const merged = [...sheets].flatMap(([sheet, content]): ReadWarning[] => {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- SheetJS declares the merges of ordinary sheets only
    const merges: Range[] = content['!merges'] ?? []
    const tall = merges.filter(({ s, e }) => e.r > s.r)
    const first = tall[0]
    if (!first) return []
    const message = `On the worksheet "${sheet}" cells are merged over several rows (${tall.length} times, first in row ${first.s.r + 1}): only the topmost row has the value.`
    return [{ code: 'merged-cells', sheet, row: first.s.r + 1, message }]
  })
  return [...hidden, ...merged]
}

async function* sheetRows(
  sheet: DenseWorkSheet,
  format: SpreadsheetFormat,
  date1904: boolean,
): AsyncGenerator<SheetRow> {
  const rows = sheet['!data']
  for (let index = 0; index < rows.length; index++) {
    const source = rows[index]
    if (!source) continue
    const cells = Array.from(source, (cell) => toCell(cell, format, date1904))
    while (cells.length > 0 && cells.at(-1) === null) cells.pop()
    if (!isBlankRow(cells)) yield { row: index + 1, cells }
  }
}

function toCell(cell: CellObject | undefined, format: SpreadsheetFormat, date1904: boolean): Cell {
  if (!cell) return null
  const { v } = cell
  if (cell.t === 'e') return { error: cell.w ?? '#ERROR' }
  if (v instanceof Date) return dateCell(cell, v, format, date1904)
  if (typeof v === 'number') return numberCell(cell, v)
  if (typeof v === 'boolean') return v
  return v === undefined || v === '' ? null : v
}

function dateCell(cell: CellObject, moment: Date, format: SpreadsheetFormat, date1904: boolean): Cell {
  if (Number.isNaN(moment.getTime())) return cell.w ?? null
  const pattern = cell.z === undefined ? undefined : String(cell.z)
  if (isBooleanFormat(pattern)) return serial(moment, date1904) !== 0
  const byValue = moment.getTime() % DAY === 0 ? 'date' : 'date-time'
  if (format === 'ods' && pattern === ODS_UNKNOWN_DATE) return isoText(moment, byValue)
  return isoText(moment, dateKind(pattern) ?? byValue)
}

/** The number a spreadsheet keeps for a moment: days since the end of 1899, where 1900 is a leap year by mistake, or since 1904. */
function serial(moment: Date, date1904: boolean): number {
  const days = (moment.getTime() - EPOCH_1900) / DAY
  if (date1904) return days - 1462
  return days < 61 ? days - 1 : days
}

function numberCell(cell: CellObject, value: number): Cell {
  const pattern = cell.z === undefined ? undefined : String(cell.z)
  if ((value === 0 || value === 1) && isBooleanFormat(pattern)) return value === 1
  // eslint-disable-next-line @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access -- SheetJS declares SSF as any
  return padsWithZeros(pattern) && Number.isInteger(value) ? String(SSF.format(pattern, value)) : value
}
