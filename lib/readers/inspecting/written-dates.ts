import type { DateOrder } from '../../domain/configuration.ts'
import { splitNamedDate } from '../../domain/conversions/month-names.ts'

/** A date that is text, as it is written. */
export interface WrittenDate {
  /** The three numbers in the order in which they are written; a month's name counts as its number. */
  readonly parts: readonly [number, number, number]
  /** What proves the order: the year in front, the name of a month, or nothing but the numbers. */
  readonly form: 'year-first' | 'named-month' | 'numbers'
  readonly withTime: boolean
  /** The time ends with a time zone: `Z`, `+02:00`. */
  readonly withZone: boolean
}

const NUMERIC = /^(\d{1,4})([./-]) ?(\d{1,2})\2 ?(\d{1,4})(?:[T ,]+(\d{1,2}:\d{2}.*))?$/
const ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/
const LONGEST = 64

/**
 * Reads `23.04.2026`, `4/23/26`, `2026-04-23T08:30:00Z` as written, without judging which number is the day. Numbers
 * that are a date in no order are none; the 31st of February still is one as written.
 */
export function writtenDate(text: string): WrittenDate | undefined {
  if (text !== latest.text) latest = { text, date: parsed(text) }
  return latest.date
}

/** A cell is asked for twice, for its kind and for its order: the second answer is at hand. */
let latest: { text: string; date: WrittenDate | undefined } = { text: '', date: undefined }

function parsed(text: string): WrittenDate | undefined {
  const match = text.length <= LONGEST ? NUMERIC.exec(text) : null
  if (!match) return undefined
  const [, first = '', , second = '', third = '', time] = match
  const yearFirst = first.length === 4
  if (first.length === 3 || third.length === 3 || third.length === (yearFirst ? 4 : 1)) return undefined
  const parts = [Number(first), Number(second), Number(third)] as const
  const [one, two] = yearFirst ? [parts[1], parts[2]] : parts
  if (one === 0 || two === 0 || one > 31 || two > 31 || (one > 12 && two > 12)) return undefined
  return { parts, form: yearFirst ? 'year-first' : 'numbers', ...timeOf(time) }
}

/** Reads `23. April 2026`, `23-Apr-26`, `April 23, 2026`. */
export function writtenDateWithName(text: string): WrittenDate | undefined {
  const named = text.length <= LONGEST ? splitNamedDate(text) : undefined
  const day = Number(named?.day)
  if (!named || day === 0 || day > 31) return undefined
  const { month, year, dayFirst, clock } = named
  const [first, second] = dayFirst ? [day, month] : [month, day]
  return { parts: [first, second, Number(year)], form: 'named-month', ...timeOf(clock) }
}

function timeOf(time: string | undefined): { withTime: boolean; withZone: boolean } {
  return { withTime: time !== undefined, withZone: time !== undefined && ZONE.test(time) }
}

/** The order that a single written date proves: a number above 12 is a day. */
export function provenOrder({ parts, form }: WrittenDate): DateOrder | 'named-month' | 'unclear' {
  if (form === 'year-first') return 'ymd'
  if (form === 'named-month') return 'named-month'
  if (parts[0] > 12) return 'dmy'
  return parts[1] > 12 ? 'mdy' : 'unclear'
}

/** Whether the calendar has the day, read in an order that its numbers allow. */
export function isPossible({ parts, form }: WrittenDate): boolean {
  const [first, second, third] = parts
  if (form === 'year-first') return hasDay(first, second, third)
  const year = third < 100 ? 2000 + third : third
  const [day, month] = first > 12 ? [first, second] : second > 12 ? [second, first] : [1, 1]
  return hasDay(year, month, day)
}

function hasDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}
