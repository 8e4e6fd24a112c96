import { useTranslation } from 'react-i18next'

/** Numbers and times as people of this language write them. */
export interface Formats {
  readonly number: (value: number) => string
  /** @param share 0 to 1 */
  readonly percent: (share: number) => string
  readonly bytes: (value: number) => string
  /** A day, from an ISO time. */
  readonly date: (iso: string) => string
  /** Day and time to the minute. */
  readonly dateTime: (iso: string) => string
  /** With seconds, where the order matters. */
  readonly exact: (iso: string) => string
  /** What a record is called: one that is called by its day, as reports are, by the day as people write it. */
  readonly title: (text: string) => string
  /** "in 3 hours", "5 minutes ago". */
  readonly relative: (iso: string, now?: number) => string
  /** "about 2 minutes", for estimates. */
  readonly duration: (seconds: number) => string
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
/** As limits are set, and as the file managers of Windows count. */
const STEP = 1024
const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Which of a language's countries is meant: days before months, and 24 hours. */
const REGIONS: Readonly<Record<string, string>> = { en: 'en-GB' }

/** The tag by which numbers and times are written in a language of the pages. */
export const regionOf = (language: string): string => REGIONS[language] ?? language

/** The formats of one language. */
export function formatsOf(tag: string): Formats {
  const language = regionOf(tag)
  const number = new Intl.NumberFormat(language)
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  const exact = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const unit = (value: number, name: string, fraction = 0) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: name.endsWith('byte') && name !== 'byte' ? 'short' : 'long',
      maximumFractionDigits: fraction,
    }).format(value)
  const inUnit = (seconds: number): readonly [number, 'second' | 'minute' | 'hour' | 'day'] => {
    const size = Math.abs(seconds)
    if (size < MINUTE) return [seconds, 'second']
    if (size < HOUR) return [seconds / MINUTE, 'minute']
    return size < DAY ? [seconds / HOUR, 'hour'] : [seconds / DAY, 'day']
  }
  return {
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    bytes: (value) => {
      const power = Math.min(value < 1 ? 0 : Math.floor(Math.log(value) / Math.log(STEP)), UNITS.length - 1)
      return unit(value / STEP ** power, UNITS[power] ?? 'byte', power < 2 ? 0 : 1)
    },
    date: (iso) => date.format(new Date(iso)),
    dateTime: (iso) => dateTime.format(new Date(iso)),
    exact: (iso) => exact.format(new Date(iso)),
    title: (text) => (isDay(text) ? day.format(new Date(text)) : text),
    relative: (iso, now = Date.now()) => {
      const [amount, name] = inUnit((new Date(iso).getTime() - now) / 1000)
      return relative.format(Math.round(amount), name)
    },
    duration: (seconds) => {
      const [amount, name] = inUnit(seconds)
      return unit(Math.max(1, Math.round(amount)), name)
    },
  }
}

/** Whether this is a day as the server writes it, and one that there is. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

const made = new Map<string, Formats>()

/** The formats of the language in use. */
export function useFormats(): Formats {
  const { language } = useTranslation().i18n
  const formats = made.get(language) ?? formatsOf(language)
  made.set(language, formats)
  return formats
}
