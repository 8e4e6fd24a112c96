import { cellText, isCellError, type Cell } from '../domain/cells.ts'

/** What one cell looks like, whether it is a real value or a text that reads as one. */
export type ValueKind = 'text' | 'integer' | 'number' | 'date' | 'date-time' | 'time' | 'yes-no' | 'email'

/** RFC 5321, 4.5.3.1.3, less the angle brackets. A longer text is none, before a pattern takes long over its dots. */
const LONGEST_EMAIL = 254
const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/
const TIME = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?( ?[ap]\.?m\.?)?$/i
const YES_NO = /^(ja|nein|yes|no|true|false|wahr|falsch)$/i
const INTEGER = /^-?(0|[1-9]\d{0,14})$/
const CURRENCY = /[€$£]|\b(eur|usd|chf|gbp)\b/gi
const NUMBER = /^[+-]?(\d+|\d{1,3}([.,' ])\d{3}(\2\d{3})*)([.,]\d+)?$/
const NUMERIC_DATE = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[T ,]+(\d{1,2}:\d{2}.*))?$/

/** The three numbers of a date that is text, in the order in which they are written, and whether a time of day follows. */
export interface WrittenDate {
  readonly parts: readonly [number, number, number]
  readonly yearFirst: boolean
  readonly separator: string
  readonly withTime: boolean
}

/** Reads `23.04.2026`, `4/23/26`, `2026-04-23T08:30:00` as written, without judging which number is the day. */
export function writtenDate(text: string): WrittenDate | undefined {
  const match = NUMERIC_DATE.exec(text)
  const [, first = '', separator = '', second = '', third = '', time] = match ?? []
  const yearFirst = first.length === 4
  if (!match || first.length === 3 || third.length === 3 || third.length === (yearFirst ? 4 : 1)) return undefined
  const parts = [Number(first), Number(second), Number(third)] as const
  const [one, two] = yearFirst ? [parts[1], parts[2]] : parts
  // 31.02.2026 still is a date as written; 77.88.2026 is none.
  if (one === 0 || two === 0 || one > 31 || two > 31 || (one > 12 && two > 12)) return undefined
  return { parts, yearFirst, separator, withTime: time !== undefined }
}

/** The digits and signs of an amount: `1.234,50 €` becomes `1.234,50`; undefined if the text is no amount. */
export function writtenNumber(text: string): string | undefined {
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

function textKind(text: string): ValueKind {
  const first = text.charCodeAt(0)
  const digitFirst = (first >= 0x30 && first <= 0x39) || /[-+€$£]/.test(text.charAt(0))
  if (!digitFirst) {
    if (text.includes('@')) return isEmail(text) ? 'email' : 'text'
    return text.length <= 6 && YES_NO.test(text) ? 'yes-no' : 'text'
  }
  if (INTEGER.test(text)) return 'integer'
  if (isZeroLed(text)) return 'text'
  const date = writtenDate(text)
  if (date) return date.withTime ? 'date-time' : 'date'
  if (TIME.test(text)) return 'time'
  if (text.includes('@')) return isEmail(text) ? 'email' : 'text'
  // A plus in front belongs to phone numbers, not to amounts.
  return !text.startsWith('+') && writtenNumber(text) !== undefined && /\d[.,' ]\d/.test(text) ? 'number' : 'text'
}

function isEmail(text: string): boolean {
  return text.length <= LONGEST_EMAIL && EMAIL.test(text)
}

/** Digits whose leading zero means something, as in ZIP codes and employee numbers. */
export function isZeroLed(text: string): boolean {
  return /^0\d+$/.test(text)
}
