import type { Cell } from '../../domain/cells.ts'
import { formatKind, paddedText, serialText } from '../number-formats.ts'

/** The names that stand for formats in SpreadsheetML, as Excel shows them. */
const NAMED: Readonly<Record<string, string>> = {
  'General Number': 'General',
  'General Date': 'm/d/yyyy h:mm',
  'Long Date': 'dddd, mmmm dd, yyyy',
  'Medium Date': 'd-mmm-yy',
  'Short Date': 'm/d/yyyy',
  'Long Time': 'h:mm:ss AM/PM',
  'Medium Time': 'h:mm AM/PM',
  'Short Time': 'h:mm',
  Currency: '#,##0.00',
  'Euro Currency': '#,##0.00',
  Fixed: '0.00',
  Standard: '#,##0.00',
  Percent: '0.00%',
  Scientific: '0.00E+00',
  'Yes/No': '"Yes";"Yes";"No"',
  'True/False': '"True";"True";"False"',
  'On/Off': '"On";"On";"Off"',
}

const MOMENT = /^(-?\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?Z?$/
const DAY_MS = 86_400_000
const EPOCH_1900 = Date.UTC(1899, 11, 31)
const EPOCH_1904 = Date.UTC(1904, 0, 1)

/** The code of a format, whether it is written out or named. */
export function formatCode(format: string): string {
  return NAMED[format] ?? format
}

/**
 * What a cell holds, from the text and type of its data.
 * @param type `String`, `Number`, `DateTime`, `Boolean` or `Error`
 * @param code the number format of its style
 */
export function dataValue(type: string, text: string, code: string, date1904: boolean): Cell {
  if (type === 'Number') return numberValue(text, code, date1904)
  if (type === 'DateTime') return momentValue(text.trim(), code, date1904)
  if (type === 'Boolean') return text.trim() === '1' || text.trim().toLowerCase() === 'true'
  if (type === 'Error') return { error: text === '' ? '#ERROR' : text }
  return text === '' ? null : text
}

function numberValue(text: string, code: string, date1904: boolean): Cell {
  const value = Number(text)
  if (text.trim() === '' || Number.isNaN(value)) return text.trim() === '' ? null : text
  const kind = formatKind(code)
  if (kind === 'padded') return Number.isInteger(value) ? paddedText(code, value) : value
  if (kind === 'boolean') return value === 0 || value === 1 ? value === 1 : value
  if (kind === 'date' || kind === 'date-time' || kind === 'time' || kind === 'duration') {
    return serialText(value, kind, date1904) ?? value
  }
  return value
}

/** A moment stands as date and time even where only one of them is shown: 08:30 is `1899-12-31T08:30:00.000`. */
function momentValue(text: string, code: string, date1904: boolean): Cell {
  const parts = MOMENT.exec(text)
  if (!parts) return text === '' ? null : text
  const [, year, month, day, hours = '00', minutes = '00', seconds = '00'] = parts
  const moment = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hours), Number(minutes))
  const serial = serialOf(moment + Number(seconds) * 1000, date1904)
  const kind = formatKind(code)
  if (kind === 'time' || kind === 'duration') return serialText(serial, kind, date1904) ?? text
  const isDay = Math.round((serial % 1) * 86_400) === 0
  const shown = kind === 'date' || (kind !== 'date-time' && isDay) ? 'date' : 'date-time'
  return serialText(serial, shown, date1904) ?? text
}

/** Days as spreadsheets count them; from 1900 on with the leap day that 1900 did not have. */
function serialOf(moment: number, date1904: boolean): number {
  if (date1904) return (moment - EPOCH_1904) / DAY_MS
  const days = (moment - EPOCH_1900) / DAY_MS
  return days >= 60 ? days + 1 : days
}
