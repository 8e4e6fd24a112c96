/** A date whose month is a name, in its parts as texts; `month` is the month's number. */
export interface NamedDate {
  readonly day: string
  readonly month: number
  readonly year: string
  /** The day stands before the month. */
  readonly dayFirst: boolean
  /** What follows the date. */
  readonly clock?: string
}

const NAMES =
  'jan(?:uar|uary)?|jän(?:ner)?|feb(?:ruar|ruary|er)?|mär(?:z)?|mrz|mar(?:ch)?|apr(?:il)?|mai|may|jun[ei]?|jul[iy]?|aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[zc](?:ember)?'
/** `23. April 2026`, `23-Apr-26`, `23 Apr. 2026 08:30`. */
const DAY_FIRST = new RegExp(
  `^(\\d{1,2})(?:\\. ?|[ -])(${NAMES})(?:\\. ?|[ -])(\\d{4}|\\d{2})(?:[,\\s]+(\\S.*))?$`,
  'iu',
)
/** `April 23, 2026`, `Apr 23rd 2026`. */
const MONTH_FIRST = new RegExp(
  `^(${NAMES})(?:\\. ?|[ -])(\\d{1,2})(?:st|nd|rd|th)?(?:, ?|[ -])(\\d{4})(?:[,\\s]+(\\S.*))?$`,
  'iu',
)

/** Months by the first letters of their German and English names. */
const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  jän: 1,
  feb: 2,
  mär: 3,
  mrz: 3,
  mar: 3,
  apr: 4,
  mai: 5,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  okt: 10,
  oct: 10,
  nov: 11,
  dez: 12,
  dec: 12,
}

/** Reads a date with the German or English name of its month, or the beginning of that; undefined if the text is none. */
export function splitNamedDate(text: string): NamedDate | undefined {
  const before = DAY_FIRST.exec(text)
  const [, first = '', second = '', year, clock] = before ?? MONTH_FIRST.exec(text) ?? []
  const [day, name] = before ? [first, second] : [second, first]
  const month = MONTHS[name.slice(0, 3).toLowerCase()]
  if (year === undefined || month === undefined) return undefined
  return { day, month, year, dayFirst: before !== null, ...(clock === undefined ? {} : { clock }) }
}
