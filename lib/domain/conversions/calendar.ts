const MINUTE = 60_000

/** Two-digit years 00–49 belong to this century, 50–99 to the last, as Windows and Excel read them (cut-off year 2049). */
const LAST_TWO_DIGIT_YEAR_OF_THIS_CENTURY = 49

/** Years outside are taken for slips of the pen. */
const FIRST_YEAR = 1900
const LAST_YEAR = 2999

export function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length > 2) return year
  return year <= LAST_TWO_DIGIT_YEAR_OF_THIS_CENTURY ? 2000 + year : 1900 + year
}

/** ISO text of a day, or null if the calendar has no such day (31 February) or the year is not in 1900–2999. */
export function isoDate(year: number, month: number, day: number): string | null {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  // A day beyond the month's end runs over into the next month, where it has another number.
  return date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null
}

/** `HH:MM:SS`, or null if no clock shows it. 24:00 is not taken. */
export function isoTime(hours: number, minutes: number, seconds: number): string | null {
  if (hours > 23 || minutes > 59 || seconds > 59) return null
  return [hours, minutes, seconds].map((part) => String(part).padStart(2, '0')).join(':')
}

function toUtc(iso: string): number {
  return Date.parse(`${iso.includes('-') ? iso : `1970-01-01T${iso}`}Z`)
}

/** Minutes from one ISO time or date-time to another of the same kind; negative if the second is earlier. */
export function minutesBetween(from: string, to: string): number {
  return (toUtc(to) - toUtc(from)) / MINUTE
}

/** An ISO time (`HH:MM:SS`) some minutes later; wraps at midnight. */
export function addMinutes(time: string, minutes: number): string {
  return new Date(toUtc(time) + minutes * MINUTE).toISOString().slice(11, 19)
}
