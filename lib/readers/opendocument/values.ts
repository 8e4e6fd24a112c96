import type { Cell } from '../../domain/cells.ts'
import { paddedText, serialText } from '../number-formats.ts'
import type { CellFormat } from './styles.ts'

/** The attributes of a cell that say what it holds (OpenDocument 1.3 part 3, 19.385 to 19.390). */
export interface CellAttributes {
  type: string | undefined
  /** `office:value`, `date-value`, `time-value` or `boolean-value`: a cell has one of them. */
  value: string | undefined
  stringValue: string | undefined
  isError: boolean
  hasFormula: boolean
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)([.,]\d+)?)?)?Z?$/
const DURATION = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/
const DAY = 86_400
/** What programs write as the text of a formula without a result. */
const ERROR_TEXT = /^(#(DIV\/0!|N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d{3})$/

/**
 * What a cell holds.
 * @param text the paragraphs shown in the cell, joined by line breaks
 */
export function cellValue(attributes: CellAttributes, text: string, format: CellFormat, date1904: boolean): Cell {
  const { type, value, stringValue } = attributes
  if (attributes.isError) return { error: text === '' ? '#ERROR' : text }
  if (value === undefined || type === undefined || type === 'string') {
    if (attributes.hasFormula && ERROR_TEXT.test(text)) return { error: text }
    // Some formulas have an empty value, and a text that is shown.
    const shown = stringValue || text
    return shown === '' ? null : shown
  }
  if (type === 'boolean') return booleanCell(value)
  if (type === 'date') return dateCell(value, format)
  if (type === 'time') return timeCell(value, format, date1904)
  const number = Number(value)
  if (value.trim() === '' || Number.isNaN(number)) return text === '' ? null : text
  return numberCell(number, format, date1904)
}

/** LibreOffice writes any number that is shown as a truth value so: `office:boolean-value="8"`. */
function booleanCell(value: string): Cell {
  if (value === 'true' || value === '1') return true
  const number = Number(value)
  return value === 'false' || value.trim() === '' || Number.isNaN(number) || number === 0 ? false : number
}

function numberCell(value: number, { kind, code }: CellFormat, date1904: boolean): Cell {
  if (kind === 'padded') return Number.isInteger(value) ? paddedText(code, value) : value
  if (kind === 'boolean' && (value === 0 || value === 1)) return value === 1
  if (kind === 'time' || kind === 'duration') return serialText(value, kind, date1904) ?? value
  // OpenDocument counts days from 1899-12-30 without the false leap day: the same as elsewhere from March 1900 on.
  if ((kind === 'date' || kind === 'date-time') && (date1904 || value >= 61)) {
    return serialText(value, kind, date1904) ?? value
  }
  return value
}

/** A date or moment; which of them is shown, the format says, or the value itself where there is no format. */
function dateCell(value: string, { kind }: CellFormat): Cell {
  const parts = DATE.exec(value)
  if (!parts) return value
  const [, year, month, day, hours = '00', minutes = '00', seconds = '00', fraction] = parts
  let date = `${year}-${month}-${day}`
  let time = `${hours}:${minutes}:${seconds}`
  if (fraction !== undefined && Number(`0${fraction.replace(',', '.')}`) >= 0.5) {
    const next = new Date(`${date}T${time}Z`).getTime() + 1000
    if (Number.isNaN(next)) return value
    const text = new Date(next).toISOString()
    date = text.slice(0, 10)
    time = text.slice(11, 19)
  }
  if (kind === 'date') return date
  if (kind === 'time') return time
  return kind === 'date-time' || time !== '00:00:00' ? `${date}T${time}` : date
}

/** A time of day or a duration: `PT26H30M` is 26:30:00 where hours are counted on, 02:30:00 on a clock. */
function timeCell(value: string, { kind }: CellFormat, date1904: boolean): Cell {
  const parts = DURATION.exec(value)
  if (!parts) return value
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0'] = parts
  const total = Number(days) * DAY + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'))
  const serial = (sign === '-' ? -total : total) / DAY
  const shown = kind === 'duration' || (kind !== 'time' && Math.round(total) >= DAY) ? 'duration' : 'time'
  return serialText(serial, shown, date1904) ?? serial
}
