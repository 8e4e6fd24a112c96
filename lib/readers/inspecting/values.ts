import { cellText, isCellError, type Cell } from '../../domain/cells.ts'
import { writtenDate, writtenDateWithName } from './written-dates.ts'

/** What one cell looks like, whether it is a real value or a text that reads as one. */
export type ValueKind = 'text' | 'integer' | 'number' | 'date' | 'date-time' | 'time' | 'yes-no' | 'email'

/** RFC 5321, 4.5.3.1.3, less the angle brackets. A longer text is none, before a pattern takes long over its dots. */
const LONGEST_EMAIL = 254
/** No number, date or time is written longer; a longer text is none, before patterns are tried on it. */
const LONGEST_VALUE = 64
const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/
const TIME = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?( ?[ap]\.?m\.?)?$/i
const YES_NO = /^(ja|nein|yes|no|true|false|wahr|falsch)$/i
const INTEGER = /^-?(0|[1-9]\d{0,14})$/
const PLAIN_NUMBER = /^-?(0|[1-9]\d*)[.,]\d+$/
const ISO = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T\d\d:\d\d:\d\d)?$/
const CURRENCY = /[€$£]|\b(eur|usd|chf|gbp)\b/gi
const NUMBER = /^[+-]?(\d+|\d{1,3}([.,' ])\d{3}(\2\d{3})*)([.,]\d+)?$/
const ZERO_LED = /^0\d+$/
const MONTH = /^(jan|jän|feb|mär|mrz|mar|apr|mai|may|jun|jul|aug|sep|o[kc]t|nov|de[zc])/i

/** The digits and signs of an amount: `1.234,50 €` becomes `1.234,50`; undefined if the text is no amount. */
export function writtenNumber(text: string): string | undefined {
  if (PLAIN_NUMBER.test(text)) return text
  const bare = text.replaceAll(CURRENCY, '').trim()
  return NUMBER.test(bare) ? bare : undefined
}

/** The kind of one cell; undefined for an empty cell and a failed formula. Digits with a leading zero are text: 00107 is no number. */
export function valueKind(cell: Cell | undefined): ValueKind | undefined {
  if (typeof cell === 'number') return Number.isInteger(cell) ? 'integer' : 'number'
  if (typeof cell === 'boolean') return 'yes-no'
  if (isCellError(cell)) return undefined
  const text = cellText(cell)
  return text === '' ? undefined : textKind(text)
}

/** The kind of a text that is not empty and has no white space around it. Runs once per cell: the first letter decides what is tried. */
export function textKind(text: string): ValueKind {
  const first = text.charCodeAt(0)
  if (first >= 0x30 && first <= 0x39) return digitsKind(text)
  // - + € $ £
  if (first === 0x2d || first === 0x2b || first === 0x20ac || first === 0x24 || first === 0xa3) return digitsKind(text)
  if (text.includes('@')) return isEmail(text) ? 'email' : 'text'
  if (text.length <= 6 && YES_NO.test(text)) return 'yes-no'
  return text.length <= LONGEST_VALUE && endsWithDigit(text) && MONTH.test(text) ? namedDateKind(text) : 'text'
}

function digitsKind(text: string): ValueKind {
  if (text.includes('@')) return isEmail(text) ? 'email' : 'text'
  if (text.length > LONGEST_VALUE) return 'text'
  if (INTEGER.test(text)) return 'integer'
  if (PLAIN_NUMBER.test(text)) return 'number'
  if (ISO.test(text)) return text.length === 10 ? 'date' : 'date-time'
  if (isZeroLed(text)) return 'text'
  const date = writtenDate(text)
  if (date) return date.withTime ? 'date-time' : 'date'
  if (TIME.test(text)) return 'time'
  // A plus in front belongs to phone numbers, not to amounts.
  if (!text.startsWith('+') && writtenNumber(text) !== undefined && /\d[.,' ]\d/.test(text)) return 'number'
  return endsWithDigit(text) && /[a-z]/i.test(text) ? namedDateKind(text) : 'text'
}

function namedDateKind(text: string): ValueKind {
  const date = writtenDateWithName(text)
  if (!date) return 'text'
  return date.withTime ? 'date-time' : 'date'
}

/** Dates with the name of a month end with their year or their time. */
function endsWithDigit(text: string): boolean {
  const last = text.charCodeAt(text.length - 1)
  return last >= 0x30 && last <= 0x39
}

function isEmail(text: string): boolean {
  return text.length <= LONGEST_EMAIL && EMAIL.test(text)
}

/** Whether a text is a date as programs write it, in which real dates reach us. */
export function isIsoMoment(text: string): boolean {
  return (text.length === 10 || text.length === 19) && ISO.test(text)
}

/** Digits whose leading zero means something, as in ZIP codes and employee numbers. */
export function isZeroLed(text: string): boolean {
  return text.charCodeAt(0) === 0x30 && ZERO_LED.test(text)
}
