/** What a number format makes of a number: a date, a moment, a time of day, or no date at all. */
export type DateKind = 'date' | 'date-time' | 'time'

const BUILT_IN_PADDING = /^0{2,}$/
/** Formats of a truth value: Excel has none, LibreOffice writes `"TRUE";"TRUE";"FALSE"` in the language of its user. */
const BOOLEAN_FORMAT = /^(boolean|"?(true|wahr)"?;"?(true|wahr)"?;"?(false|falsch)"?)$/i

/** Spreadsheets take no longer format; what comes behind is left out, so that open brackets without an end do not take long. */
const LONGEST_FORMAT = 255

const known = new Map<string, DateKind | undefined>()

/**
 * What kind of date a number format shows (ECMA-376 part 1, 18.8.31): letters of year, month and day against those of
 * hour, minute and second, outside of quotes, escapes and brackets. `[h]:mm` is a time, `General` and `0.00` are none.
 */
export function dateKind(format: string | undefined): DateKind | undefined {
  if (format === undefined) return undefined
  if (!known.has(format)) known.set(format, computeDateKind(format.slice(0, LONGEST_FORMAT)))
  return known.get(format)
}

function computeDateKind(format: string): DateKind | undefined {
  if (/^(general|standard|@|boolean)$/i.test(format)) return undefined
  const elapsed = /\[(h+|m+|s+)\]/i.test(format)
  const letters = bare(firstSection(format))
    .toLowerCase()
    .replaceAll(/am\/pm|a\/p/g, 'h')
  // Anything that shows digits is a number; `ss.000` is the exception, its zeros are fractions of a second.
  if (/[0#?]/.test(letters.replaceAll(/s[.,]0+/g, 's'))) return undefined
  const time = elapsed || /[hs]/.test(letters)
  const date = /[yd]/.test(letters) || (!time && /m/.test(letters)) || /m{3,}/.test(letters)
  if (date && time) return 'date-time'
  if (date) return 'date'
  return time ? 'time' : undefined
}

function firstSection(format: string): string {
  return format.replaceAll(/"[^"]*"|\\./g, (literal) => literal.replaceAll(';', ' ')).split(';')[0] ?? ''
}

/** A format without its literals: quoted text, escaped characters, colours and locales in brackets, padding. */
function bare(section: string): string {
  return section.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
}

/** Whether a format fills a whole number with zeros in front, as `00000` does for ZIP codes and `000\-000` for article numbers. */
export function padsWithZeros(format: string | undefined): boolean {
  if (format === undefined || format.length > LONGEST_FORMAT) return false
  return BUILT_IN_PADDING.test(bare(firstSection(format)).replaceAll(/[-/() ]/g, ''))
}

/** Whether a format shows the numbers 1 and 0 as a truth value. */
export function isBooleanFormat(format: string | undefined): boolean {
  if (format === undefined || format.length > LONGEST_FORMAT) return false
  return BOOLEAN_FORMAT.test(format.replaceAll(/\[[^\]]*\]/g, ''))
}

/**
 * The ISO text of a date cell: `2026-04-23`, `2026-04-23T08:30:00` or `08:30:00`, rounded to the second because a
 * serial number cannot hold 15:30 exactly. The moment's UTC digits are what the cell shows.
 */
export function isoText(moment: Date, kind: DateKind): string {
  const text = new Date(Math.round(moment.getTime() / 1000) * 1000).toISOString()
  if (kind === 'date') return text.slice(0, text.indexOf('T'))
  return kind === 'time' ? text.slice(-13, -5) : text.slice(0, -5)
}
