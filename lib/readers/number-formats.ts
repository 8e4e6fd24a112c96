import { SSF } from 'xlsx'

/** What a number format makes of a number. `padded` fills whole numbers with zeros in front (`00000`); `duration` counts hours beyond 24 (`[h]:mm`). */
export type FormatKind =
  'general' | 'number' | 'text' | 'date' | 'date-time' | 'time' | 'duration' | 'percent' | 'padded' | 'boolean'

/** The kinds of formats whose numbers are counted in days. */
export type SerialKind = 'date' | 'date-time' | 'time' | 'duration'

/** Spreadsheets take no longer format; what comes behind is left out, so that open brackets without an end do not take long. */
const LONGEST_FORMAT = 255
/** Formats remembered at most. Real workbooks have tens. */
const MOST_KNOWN = 2048

/** The format of every cell without one, in the languages of programs that write it into files as they show it. */
const GENERAL =
  /^(general|standard|standaard|generale|geral|estándar|genel|allmänt|yleinen|ogólny|všeobecný|normál|általános|основной|γενικός|g\/(通用格式|標準|표준))/i

/** Words for true and false that LibreOffice and Excel write in the language of their user. */
const TRUTH =
  'true|wahr|vrai|verdadero|verdadeiro|vero|waar|prawda|sant|sann|sand|tosi|pravda|igaz|doğru|истина|αληθεσ|真|참'
const FALSEHOOD =
  'false|falsch|faux|falso|onwaar|fałsz|usant|falskt|falsk|epätosi|nepravda|hamis|yanliş|ложь|ψευδεσ|假|거짓'
/** Formats of a truth value: Excel has none, LibreOffice writes `"TRUE";"TRUE";"FALSE"`. */
const BOOLEAN_FORMAT = new RegExp(`^(boolean|("?)(${TRUTH})\\2;\\2(${TRUTH})\\2;\\2(${FALSEHOOD})\\2)$`, 'iu')

/** Everything in a section that is shown as it stands or not at all: quoted text, escapes, padding, colours, languages, conditions. */
const LITERALS = /"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?/gsu
const PADDING = /^0{2,}$/
const ELAPSED = /\[(h+|m+|s+|ช+|น+|ท+)\]/iu
/** Halves of the day stand for an hour: AM/PM, A/P, and what East Asian programs write. */
const HALF_DAY = /am\/pm|a\/p|上午\/下午|午前\/午後|오전\/오후/g
/** Letters of dates in languages other than English, as some programs write them: TT.MM.JJJJ, jj/mm/aaaa, ДД.ММ.ГГГГ. */
const OTHER_LETTERS = /^(t|j|a|u|g|p|k|v|r|å|д|м|г|ч|с|ε|η|μ|ω|λ|δ|ว|ด|ป|ช|น|ท)$/

const known = new Map<string, FormatKind>()

/**
 * What kind of number a number format shows (ECMA-376 part 1, 18.8.31). The first section decides; letters count
 * outside of quotes, escapes and brackets, in English and, where the format makes no sense in English, in the
 * languages whose programs write their own letters.
 */
export function formatKind(code: string | undefined): FormatKind {
  if (code === undefined) return 'general'
  const format = code.slice(0, LONGEST_FORMAT)
  const seen = known.get(format)
  if (seen !== undefined) return seen
  if (known.size >= MOST_KNOWN) known.clear()
  const kind = computeKind(format)
  known.set(format, kind)
  return kind
}

function computeKind(format: string): FormatKind {
  if (BOOLEAN_FORMAT.test(format.replaceAll(/\[[^\]]*\]/g, '').trim())) return 'boolean'
  const section = firstSection(format)
  const shown = section.replaceAll(LITERALS, '').trim()
  if (GENERAL.test(shown) || format === '') return 'general'
  const elapsed = ELAPSED.test(section.replaceAll(/"[^"]*"?|\\./gsu, ''))
  // Elapsed hours, minutes and seconds are the only brackets that show something.
  const letters = section.replaceAll(LITERALS, (literal) => (ELAPSED.test(literal) ? literal.slice(1, -1) : ''))
  const bare = letters.toLowerCase().replaceAll(HALF_DAY, 'h')
  // Anything that shows digits is a number; `ss.000` is the exception, its zeros are fractions of a second.
  if (/[0#?]/.test(bare.replaceAll(/([sท])[.,]0+/gu, '$1'))) return numberKind(shown)
  if (elapsed) return 'duration'
  return momentKind(bare) ?? (shown.includes('@') ? 'text' : shown.includes('%') ? 'percent' : 'number')
}

function firstSection(format: string): string {
  let at = 0
  for (const { 0: literal, index } of format.matchAll(LITERALS)) {
    const end = format.indexOf(';', at)
    if (end !== -1 && end < index) return format.slice(0, end)
    at = index + literal.length
  }
  const end = format.indexOf(';', at)
  return end === -1 ? format : format.slice(0, end)
}

function numberKind(shown: string): FormatKind {
  if (shown.includes('%')) return 'percent'
  return PADDING.test(shown.replaceAll(/[-/() ]/g, '')) ? 'padded' : 'number'
}

/** Whether lower-case letters show a day, an hour, or both. `m` is a minute behind hours and before seconds, else a month. */
function momentKind(bare: string): 'date' | 'date-time' | 'time' | undefined {
  // The T between day and hour stands unquoted in the formats of some programs.
  const runs = letterRuns(bare.replaceAll('dth', 'd h'))
  const english = runs.every(({ letter }) => /[ymdhsebga]/.test(letter))
  if (!english && !isOtherLanguage(runs)) return undefined
  let date = false
  let time = false
  runs.forEach(({ letter, length, colon }, index) => {
    const minutes = length < 3 && (colon || runs[index - 1]?.letter === 'h' || runs[index + 1]?.letter === 's')
    if (/[hs]/.test(letter) || (letter === 'm' && minutes)) time = true
    else if (/[ydm]/.test(letter)) date = true
    else if (!english && (colon || /[uчсชนท]/.test(letter))) time = true
    // A weekday is `aaa`; a single `a` means nothing.
    else date ||= letter !== 'a' || length > 2
  })
  if (date) return time ? 'date-time' : 'date'
  return time ? 'time' : undefined
}

interface LetterRun {
  readonly letter: string
  readonly length: number
  /** Stands beside a colon, as hours and minutes do in every language. */
  readonly colon: boolean
  /** The next letter follows without anything between them. */
  readonly touches: boolean
}

/** The letters of a format, with how often each stands in a row; the words for year or hour of East Asia are no such letters. */
function letterRuns(bare: string): LetterRun[] {
  return [...bare.matchAll(/([^\P{L}\u3000-\uffff])\1*/gu)].map(({ 0: run, index }) => {
    const next = bare[index + run.length] ?? ''
    return {
      letter: run.charAt(0),
      length: run.length,
      colon: bare[index - 1] === ':' || next === ':',
      touches: /[^\P{L}\u3000-\uffff]/u.test(next),
    }
  })
}

/** Whether letters that make no sense in English do in another language. A word (`Stk`) is none: its letters touch. */
function isOtherLanguage(runs: readonly LetterRun[]): boolean {
  return runs.every(({ letter, touches }) => (/[ymdhs]/.test(letter) || OTHER_LETTERS.test(letter)) && !touches)
}

/** Dates with era years and words of China, Japan and Korea. The same number means other formats in each of them; see `builtInFormat`. */
const EAST_ASIAN_DATE = 'yyyy"年"m"月"d"日"'

const BUILT_IN = new Map<number, string>([
  [0, 'General'],
  [1, '0'],
  [2, '0.00'],
  [3, '#,##0'],
  [4, '#,##0.00'],
  [5, '"$"#,##0_);\\("$"#,##0\\)'],
  [6, '"$"#,##0_);[Red]\\("$"#,##0\\)'],
  [7, '"$"#,##0.00_);\\("$"#,##0.00\\)'],
  [8, '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)'],
  [9, '0%'],
  [10, '0.00%'],
  [11, '0.00E+00'],
  [12, '# ?/?'],
  [13, '# ??/??'],
  [14, 'mm-dd-yy'],
  [15, 'd-mmm-yy'],
  [16, 'd-mmm'],
  [17, 'mmm-yy'],
  [18, 'h:mm AM/PM'],
  [19, 'h:mm:ss AM/PM'],
  [20, 'h:mm'],
  [21, 'h:mm:ss'],
  [22, 'm/d/yy h:mm'],
  ...[27, 28, 29, 30, 31, 34, 35, 36].map((id): [number, string] => [id, EAST_ASIAN_DATE]),
  [32, 'h"時"mm"分"'],
  [33, 'h"時"mm"分"ss"秒"'],
  [37, '#,##0 ;(#,##0)'],
  [38, '#,##0 ;[Red](#,##0)'],
  [39, '#,##0.00;(#,##0.00)'],
  [40, '#,##0.00;[Red](#,##0.00)'],
  [41, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)'],
  [42, '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)'],
  [43, '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)'],
  [44, '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)'],
  [45, 'mm:ss'],
  [46, '[h]:mm:ss'],
  [47, 'mmss.0'],
  [48, '##0.0E+0'],
  [49, '@'],
  ...[50, 51, 52, 53, 54, 55, 56, 57, 58].map((id): [number, string] => [id, EAST_ASIAN_DATE]),
  // Thai: 59 to 70 are numbers, 71 to 81 dates and times.
  [59, '0'],
  [60, '0.00'],
  [61, '#,##0'],
  [62, '#,##0.00'],
  [67, '0%'],
  [68, '0.00%'],
  [69, '# ?/?'],
  [70, '# ??/??'],
  [71, 'd/m/yyyy'],
  [72, 'd-mmm-yy'],
  [73, 'd-mmm'],
  [74, 'mmm-yy'],
  [75, 'h:mm'],
  [76, 'h:mm:ss'],
  [77, 'd/m/yyyy h:mm'],
  [78, 'mm:ss'],
  [79, '[h]:mm:ss'],
  [80, 'mm:ss.0'],
  [81, 'd/m/yyyy'],
])

/**
 * The format that a workbook means by a number without writing it down (ECMA-376 part 1, 18.8.30). 34, 35, 52, 53, 55
 * and 56 are dates in Japan and Korea and times in China, and a file does not say which: they are taken as dates, and a
 * time of day among them stays the number it is, because day 0 is no date.
 */
export function builtInFormat(id: number): string | undefined {
  return BUILT_IN.get(id)
}

const DAY = 86_400
/** Days from 1900's day 0 to 1904's. */
const DAYS_TO_1904 = 1462
/** 9999-12-31, the last day of spreadsheets. */
const LAST_DAY = 2_958_465
/** 1900-02-29, a day that spreadsheets count and the calendar does not have. */
const FALSE_LEAP_DAY = 60

const TWO = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'))
const two = (value: number): string => TWO[value] ?? String(value)

/**
 * The ISO text of the days a spreadsheet counts: `2026-04-23`, `2026-04-23T08:30:00`, `08:30:00`, durations `26:30:00`;
 * rounded to the second, because a serial number cannot hold 15:30 exactly.
 * Counted from 1900, 59 is 1900-02-28 and 61 is 1900-03-01. 60 is the leap day that 1900 did not have, and 0 (where a
 * date is asked for) the day before the first: neither is a date, so there is no text for them.
 * @returns undefined for what no calendar has: before the first day and after 9999-12-31; the number is all there is then
 */
export function serialText(serial: number, kind: SerialKind, date1904: boolean): string | undefined {
  if (!(serial >= 0 && serial <= LAST_DAY + 1)) return undefined
  const seconds = Math.round(serial * DAY)
  const days = Math.floor(seconds / DAY)
  const ofDay = seconds - days * DAY
  if (days > LAST_DAY) return undefined
  if (kind === 'time') return clock(ofDay)
  if (kind === 'duration') return clock(ofDay, Math.floor(seconds / 3600))
  const date = dateText(date1904 ? days + DAYS_TO_1904 : days)
  if (date === undefined || kind === 'date') return date
  return `${date}T${clock(ofDay)}`
}

function clock(seconds: number, hours = Math.floor(seconds / 3600)): string {
  const minutes = Math.floor(seconds / 60) % 60
  return `${two(hours)}:${two(minutes)}:${two(seconds % 60)}`
}

/** The dates of a sheet lie close together: each is computed once, and a day pushes out the one 8,192 days off. */
const SLOTS = 8192
const slotDays = new Int32Array(SLOTS)
const slotTexts: string[] = Array.from({ length: SLOTS }, () => '')

function dateText(day: number): string | undefined {
  if (day < 1 || day === FALSE_LEAP_DAY || day > LAST_DAY) return undefined
  const slot = day % SLOTS
  if (slotDays[slot] !== day) {
    slotDays[slot] = day
    slotTexts[slot] = civilDate(day < FALSE_LEAP_DAY ? day + 1 : day)
  }
  return slotTexts[slot]
}

/** The date so many days after 1899-12-30, in whole numbers (the era, year and month of a calendar that begins in March: the leap day comes last). */
function civilDate(days: number): string {
  const sinceMarch0 = days + 693_899
  const era = Math.floor(sinceMarch0 / 146_097)
  const dayOfEra = sinceMarch0 - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${year}-${two(month)}-${two(day)}`
}

/** A whole number as a format of kind `padded` shows it: `00000` makes 123 to "00123", `000\-000` 42 to "000-042". */
export function paddedText(code: string, value: number): string {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access -- SheetJS declares SSF as any
  return String(SSF.format(code.slice(0, LONGEST_FORMAT), value))
}
