import { isCellError, type Cell } from '../domain/cells.ts'
import type { ColumnTally } from './profile.ts'
import type { ReadWarning, WarningCode } from './workbook.ts'

/** What was found wrong in a column: how often, and where first. */
interface Finding {
  count: number
  readonly row: number
  readonly example: string
}

/** Per column: what already lost something before the file came here. */
export type LossTally = Map<WarningCode, Finding>

/** A number of 16 digits and more no longer has its last digits: a spreadsheet keeps 15. */
const EXACT_DIGITS = 1e15
/** Days from 1982 to 2064 as serial numbers. */
const SERIAL_FROM = 30_000
const SERIAL_TO = 60_000
/** Titles of columns that hold digits as text: ZIP codes, employee numbers, phone numbers, article and bank numbers. */
const DIGITS_AS_TEXT =
  /\b(plz|postleitzahl|zip|post ?code|postal|pers\b|personal|employee|telefon|tel\b|phone|mobil|handy|fax|ean|gtin|iban)/i
const DATE_TITLE = /datum|\bdate\b|besuch|visit|termin|geburtstag|birthday/i
/** UTF-8 that was read as Windows-1252 (Ã¼ for ü), and the sign for a character that could not be read. */
const TORN_TEXT = /[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|\ufffd/

/** Adds one cell to what is known of its column's losses. */
export function tallyLosses(losses: LossTally, cell: Cell | undefined, row: number): void {
  if (typeof cell === 'number') {
    if (Math.abs(cell) >= EXACT_DIGITS) note(losses, 'long-numbers', row, String(cell))
    if (Number.isInteger(cell)) {
      note(losses, 'lost-zeros', row, String(cell))
      if (cell >= SERIAL_FROM && cell <= SERIAL_TO) note(losses, 'serial-dates', row, String(cell))
    }
  } else if (isCellError(cell)) {
    note(losses, 'formula-errors', row, cell.error)
  } else if (typeof cell === 'string' && TORN_TEXT.test(cell)) {
    note(losses, 'mixed-encoding', row, cell.slice(0, 60))
  }
}

function note(losses: LossTally, code: WarningCode, row: number, example: string): void {
  const known = losses.get(code)
  if (known) known.count++
  else losses.set(code, { count: 1, row, example })
}

/** The warnings of one column, in words; whole numbers are suspicious only where the title or the other rows say so. */
export function lossWarnings(sheet: string, column: string, losses: LossTally, tally: ColumnTally): ReadWarning[] {
  return [...losses].flatMap(([code, finding]): ReadWarning[] => {
    const text = sentence(code, column, finding, tally)
    return text === undefined ? [] : [{ code, sheet, column, row: finding.row, message: text }]
  })
}

function sentence(
  code: WarningCode,
  column: string,
  { count, row, example }: Finding,
  tally: ColumnTally,
): string | undefined {
  const where = `"${column}" ${count === 1 ? `in row ${row}` : `in ${count} rows, first in row ${row}`}`
  if (code === 'formula-errors') return `Formula errors in ${where}: ${example}.`
  if (code === 'long-numbers')
    return `Numbers of more than 15 digits in ${where}: the spreadsheet has lost their last digits. Format the column as text.`
  if (code === 'mixed-encoding') return `Text in ${where} was damaged before it came into this file: ${example}`
  if (code === 'lost-zeros' && DIGITS_AS_TEXT.test(column.replaceAll(/[._-]/g, ' '))) {
    return `Numbers instead of text in ${where} (${example}): leading zeros may be lost. Format the column as text.`
  }
  if (code === 'serial-dates' && isAmongDates(column, count, tally)) {
    return `Plain numbers among dates in ${where} (${example}): format the column as a date.`
  }
  return undefined
}

function isAmongDates(column: string, serials: number, { kinds }: ColumnTally): boolean {
  const dates = (kinds.get('date') ?? 0) + (kinds.get('date-time') ?? 0)
  return dates > 0 || (DATE_TITLE.test(column) && serials === kinds.get('integer'))
}
