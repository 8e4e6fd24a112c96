import type { Cell } from '../cells.ts'
import type { DateOrder, Notation } from '../configuration.ts'
import { fullYear, isoDate, isoTime } from './calendar.ts'
import { splitNamedDate } from './month-names.ts'

/** A date that was found, `none` where the text is no date at all, `impossible` where the calendar has no such day. */
export type Found = { readonly found: string } | 'none' | 'impossible'

const DAY = 24 * 60 * 60 * 1000
/** Day 0 of the 1900 date system as it counts from 1 March 1900 on. */
const SERIAL_START = Date.UTC(1899, 11, 30)
/** 1 January 1950 and 31 December 2999: a smaller number in a date column is more likely a year or a slip than a day. */
const FIRST_SERIAL = 18_264
const LAST_SERIAL = 401_768

/** No date or time is written longer. Each longer text is none, before it is compared with patterns that would take long over it. */
const LONGEST_MOMENT = 64

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](.+))?$/u
const PARTS = /^(\d{1,4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,4})(?:[,\s]+(.+))?$/u
/** A time zone behind the time is left out: what counts is the time that a person reads. */
const CLOCK =
  /^(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(am|pm|a\.m\.|p\.m\.|uhr|h)?(?:Z|[+-]\d{2}:?\d{2})?$/iu
const WORDED_CLOCK = /^(\d{1,2})\s*(?:h|uhr)\s*(\d{2})?$/iu

function ordered(
  order: DateOrder,
  [first, second, third]: readonly [string, string, string],
): [string, string, string] {
  if (first.length > 2 || order === 'ymd') return [first, second, third]
  return order === 'dmy' ? [third, second, first] : [third, first, second]
}

function dateFrom(year: string, month: string, day: string): Found {
  // Three digits are no year, and a day or month never has more than two.
  if (year.length === 3 || year.length === 1 || month.length > 2 || day.length > 2) return 'none'
  const iso = isoDate(fullYear(year), Number(month), Number(day))
  return iso === null ? 'impossible' : { found: iso }
}

/** Day and rest of a text that begins with a date in the file's order, or in ISO or with a month's name whatever the order. */
function splitDate(text: string, order: DateOrder): { readonly date: Found; readonly clock?: string } {
  const iso = ISO.exec(text)
  const parts = iso ?? PARTS.exec(text)
  if (parts === null) return splitNamed(text)
  const [, first = '', second = '', third = '', clock] = parts
  const [year, month, day] = iso === null ? ordered(order, [first, second, third]) : [first, second, third]
  return { date: dateFrom(year, month, day), ...(clock === undefined ? {} : { clock }) }
}

function splitNamed(text: string): { readonly date: Found; readonly clock?: string } {
  const named = splitNamedDate(text)
  if (named === undefined) return { date: 'none' }
  const { day, month, year, clock } = named
  return { date: dateFrom(year, String(month), day), ...(clock === undefined ? {} : { clock }) }
}

/** Seconds since midnight of a clock time, rounded: up to 86,400, where 23:59:59.999 becomes the next midnight. */
type Seconds = number | 'none' | 'impossible'

const DAY_SECONDS = 86_400

/** A clock time as text: `8:30`, `08:30:15`, `8:30 pm`, `8 Uhr 30`, `10h30`. */
function clockSeconds(text: string): Seconds {
  const worded = WORDED_CLOCK.exec(text.trim())
  if (worded !== null) return secondsOf(Number(worded[1]), Number(worded[2] ?? 0), 0, 0)
  const match = CLOCK.exec(text.trim())
  if (match === null) return 'none'
  const [, hours = '', minutes, seconds, fraction, suffix] = match
  // A lone number is no time unless something says so.
  if (minutes === undefined && suffix === undefined) return 'none'
  const half = suffix?.toLowerCase().replaceAll('.', '')
  const rounded = fraction !== undefined && Number(`0.${fraction}`) >= 0.5 ? 1 : 0
  return secondsOf(halfDay(Number(hours), half), Number(minutes ?? 0), Number(seconds ?? 0), rounded)
}

/** Hours of a 24-hour clock; NaN for a half day's hour that no clock shows (`13 pm`). */
function halfDay(hours: number, half: string | undefined): number {
  if (half !== 'am' && half !== 'pm') return hours
  if (hours < 1 || hours > 12) return Number.NaN
  return (hours % 12) + (half === 'pm' ? 12 : 0)
}

function secondsOf(hours: number, minutes: number, seconds: number, rounded: 0 | 1): Seconds {
  if (Number.isNaN(hours) || isoTime(hours, minutes, seconds) === null) return 'impossible'
  return hours * 3600 + minutes * 60 + seconds + rounded
}

/** A time of day. There is no 24:00: what rounds to it is the last second. */
function timeOfDay(seconds: Seconds): Found {
  if (typeof seconds === 'string') return seconds
  const within = Math.min(seconds, DAY_SECONDS - 1)
  const time = isoTime(Math.floor(within / 3600), Math.floor((within % 3600) / 60), within % 60)
  return time === null ? 'impossible' : { found: time }
}

/** ISO date-time of a serial number of the 1900 system, rounded to the second; null if it is none. */
function serialDateTime(serial: number): string | null {
  // The other way round NaN would pass.
  if (!(serial >= FIRST_SERIAL && serial < LAST_SERIAL + 1)) return null
  return new Date(SERIAL_START + Math.round((serial * DAY) / 1000) * 1000).toISOString().slice(0, 19)
}

/** A number that people mean as a day: a serial, or 20260423. */
function numberDateTime(number: number): Found {
  if (Number.isInteger(number) && number > 19_000_000 && number < 100_000_000) {
    const text = String(number)
    const date = dateFrom(text.slice(0, 4), text.slice(4, 6), text.slice(6, 8))
    return typeof date === 'string' ? date : { found: `${date.found}T00:00:00` }
  }
  const found = serialDateTime(number)
  return found === null ? 'none' : { found }
}

/** The text of a cell that may be a date or a time; undefined for what is no text or too long to be one. */
function momentText(cell: Cell): string | undefined {
  const text = typeof cell === 'string' ? cell.trim() : undefined
  return text !== undefined && text.length <= LONGEST_MOMENT ? text : undefined
}

/** The day in a cell; a time of day beside it is left out. */
export function findDate(cell: Cell, notation: Notation): Found {
  if (typeof cell === 'number') {
    const moment = numberDateTime(cell)
    return typeof moment === 'string' ? moment : { found: moment.found.slice(0, 10) }
  }
  const text = momentText(cell)
  if (text === undefined) return 'none'
  const eight = /^\d{8}$/u.test(text) ? findDate(Number(text), notation) : 'none'
  if (eight !== 'none') return eight
  const { date, clock } = splitDate(text, notation.dateOrder)
  if (clock === undefined || typeof date === 'string') return date
  const seconds = clockSeconds(clock)
  return typeof seconds === 'string' ? seconds : date
}

/** Day and time in a cell; a day alone is its midnight. */
export function findDateTime(cell: Cell, notation: Notation): Found {
  if (typeof cell === 'number') return numberDateTime(cell)
  const text = momentText(cell)
  if (text === undefined) return 'none'
  const { date, clock } = splitDate(text, notation.dateOrder)
  if (typeof date === 'string') return date
  const seconds = clock === undefined ? 0 : clockSeconds(clock)
  if (typeof seconds === 'string') return seconds
  return { found: new Date(Date.parse(`${date.found}T00:00:00Z`) + seconds * 1000).toISOString().slice(0, 19) }
}

/** The time of day in a cell: a clock time, the fraction of a day that spreadsheets keep, or the time of a date-time. */
export function findTime(cell: Cell, notation: Notation): Found {
  if (typeof cell === 'number') {
    if (!(cell >= 0 && cell < 1)) {
      const moment = Number.isInteger(cell) ? null : serialDateTime(cell)
      return moment === null ? 'none' : { found: moment.slice(11) }
    }
    return timeOfDay(Math.round(cell * DAY_SECONDS))
  }
  const text = momentText(cell)
  if (text === undefined) return 'none'
  const time = clockSeconds(text)
  if (time !== 'none') return timeOfDay(time)
  const moment = splitDate(text, notation.dateOrder)
  return moment.clock === undefined || moment.date === 'none' ? 'none' : timeOfDay(clockSeconds(moment.clock))
}
