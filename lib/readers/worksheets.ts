import type { SheetRow } from '../domain/cells.ts'
import { Problem } from '../domain/problems.ts'
import { damaged, SAVE_AS_XLSX, unreadable } from './refusals.ts'
import { NO_NOTES, type FileFormat, type ReadWarning, type SheetNotes, type Workbook } from './workbook.ts'

/** What an import configuration takes as the name of a sheet; Excel itself takes 31 characters. */
const LONGEST_SHEET_NAME = 255

interface Worksheet {
  readonly name: string
  readonly hidden: boolean
}

/** Takes what gives a sheet's notes, once its rows begin to stream. */
export type TellNotes = (notes: () => SheetNotes) => void

/** What the reader of a format knows of a file's worksheets. */
interface Worksheets<Sheet extends Worksheet> {
  readonly format: FileFormat
  /** In the order of the tabs. */
  readonly sheets: readonly Sheet[]
  readonly rows: (sheet: Sheet, tell: TellNotes) => AsyncIterable<SheetRow>
}

/**
 * The workbook that these worksheets make.
 * @throws Problem `unreadable-file` if there is none, or if their names cannot be told apart or chosen
 */
export function workbookOf<Sheet extends Worksheet>({ format, sheets, rows }: Worksheets<Sheet>): Workbook {
  const names = sheets.map(({ name }) => name)
  const hidden = sheets.filter((sheet) => sheet.hidden).map(({ name }) => name)
  if (names.length === 0) throw unreadable('not-understood', 'The workbook has no worksheet.', SAVE_AS_XLSX)
  checkNames(names)
  const notes = new Map<string, () => SheetNotes>()
  return {
    format,
    evidence: [],
    sheetNames: names,
    hiddenSheets: hidden,
    warnings: hidden.map(hiddenSheet),
    rows(name) {
      const sheet = sheets.find((one) => one.name === name)
      if (!sheet) {
        const listed = names.map((one) => `"${one}"`).join(', ')
        throw new Problem('not-found', `The file has no sheet "${name}". Its sheets are ${listed}.`)
      }
      return rows(sheet, (ofSheet) => notes.set(name, ofSheet))
    },
    notes: (name) => notes.get(name)?.() ?? NO_NOTES,
  }
}

function hiddenSheet(sheet: string): ReadWarning {
  return { code: 'hidden-sheet', sheet, message: `The worksheet "${sheet}" is hidden.` }
}

function checkNames(names: readonly string[]): void {
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name)) throw damaged(`it has two worksheets named "${name}"`)
    if (name.length > LONGEST_SHEET_NAME)
      throw unreadable(
        'not-understood',
        `The name of the worksheet "${name.slice(0, 40)}…" is longer than ${LONGEST_SHEET_NAME} characters.`,
        'Give the worksheet a shorter name and upload the file again.',
      )
    seen.add(name)
  }
}
