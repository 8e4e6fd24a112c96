import type { WarningCode } from '../warnings.ts'
import type { ReadWarning } from '../workbook.ts'
import { columnType, countOf, type ColumnTally, type NamedTally } from './columns.ts'
import { whereText, type Finding } from './findings.ts'
import { provenOrders } from './proofs.ts'

/** Titles of columns that hold digits as text: ZIP codes, employee numbers, phone numbers, article and bank numbers. */
const DIGITS_AS_TEXT =
  /\b(plz|postleitzahl|zip|post ?code|postal|pers\b|personal|employee|telefon|tel\b|phone|mobil|handy|fax|ean|gtin|iban)/i
const DATE_TITLE = /datum|\bdate\b|besuch|visit|termin|geburtstag|birthday/i
/** Kinds of values below this share of a column are strangers in it. */
const STRANGERS = 0.1
/** What many databases and forms keep of a text. */
const FULL_FIELD = 255
/** Days per year on average, and the years between the two base years of spreadsheets. */
const YEAR = 365.2425
const BASE_YEARS = 4

interface Doubt {
  readonly code: WarningCode
  readonly found: Finding | undefined
  readonly what: string
  readonly why?: string
}

/** What a person should look at in one column: values that lost something before the file came here, and doubtful ones. */
export function columnWarnings(sheet: string, { name, tally }: NamedTally): ReadWarning[] {
  return [...losses(tally), ...digitDoubts(name, tally), ...dateDoubts(name, tally)].flatMap(
    ({ code, found, what, why }): ReadWarning[] => {
      if (!found) return []
      const message = `${what} in "${name}" ${whereText(found)}: ${found.example}${why === undefined ? '' : `. ${why}`}`
      return [{ code, sheet, column: name, row: found.row, message }]
    },
  )
}

function losses({ losses: lost, longest }: ColumnTally): Doubt[] {
  const torn = lost['mixed-encoding']
  return [
    { code: 'formula-errors', found: lost['formula-errors'], what: 'Formula errors' },
    {
      code: 'long-numbers',
      found: lost['long-numbers'] ?? (lost['exact-digits'] ? undefined : lost['rounded-digits']),
      what: 'Numbers of more than 15 digits',
      why: 'A spreadsheet keeps no more, so that their last digits are lost.',
    },
    {
      code: 'scientific-numbers',
      found: lost['scientific-numbers'],
      what: 'Numbers cut to a power of ten',
      why: 'Their last digits are lost.',
    },
    {
      code: 'hash-signs',
      found: lost['hash-signs'],
      what: 'Hash signs instead of values',
      why: 'The column was too narrow to show them.',
    },
    torn
      ? { code: 'mixed-encoding', found: torn, what: 'Text damaged before it came into this file' }
      : { code: 'mixed-encoding', found: lost['lost-letters'], what: 'Question marks in place of letters' },
    {
      code: 'cut-texts',
      found: lost['full-cells'] ?? (longest === FULL_FIELD ? lost['texts-of-255'] : undefined),
      what: lost['full-cells']
        ? 'Texts as long as a cell can be (32,767 characters)'
        : 'Texts of exactly 255 characters',
      why: 'Their ends may be missing.',
    },
  ]
}

function digitDoubts(name: string, tally: ColumnTally): Doubt[] {
  const { zeroLed, numbers, wholeNumbers, shortDigits, longDigits, kinds } = tally
  const asText = countOf(tally, 'integer', 'number') - (numbers?.count ?? 0)
  const texts = kinds.text?.count ?? 0
  const doubts: Doubt[] = []
  if (DIGITS_AS_TEXT.test(name.replaceAll(/[._-]/g, ' '))) {
    const uneven =
      numbers === undefined && zeroLed === 0 && shortDigits !== undefined && shortDigits.length < longDigits
    const why = 'Leading zeros may be lost.'
    if (wholeNumbers) doubts.push({ code: 'lost-zeros', found: wholeNumbers, what: 'Numbers instead of text', why })
    else if (uneven && texts === 0)
      doubts.push({ code: 'lost-zeros', found: shortDigits, what: 'Fewer digits than in other rows', why })
  } else if (numbers && asText > 0 && texts <= STRANGERS * tally.filled) {
    const found = textNumber(tally)
    doubts.push({ code: 'numbers-as-text', found, what: 'Texts among numbers' })
  }
  return doubts
}

/** A text among real numbers, as far as one was remembered. */
function textNumber({ decimals, shortDigits }: ColumnTally): Finding | undefined {
  return decimals[','] ?? decimals['.'] ?? shortDigits
}

function dateDoubts(name: string, tally: ColumnTally): Doubt[] {
  const { dates, losses: lost, filled } = tally
  const count = countOf(tally, 'date', 'date-time')
  const orders = provenOrders(dates)
  const written = orders[0]?.proof ?? dates.unclear ?? dates['named-month']
  const strangers = count > 0 && count <= STRANGERS * filled && countOf(tally, 'text') >= filled / 2
  return [
    {
      code: 'dates-among-texts',
      found: strangers ? (tally.kinds.date ?? tally.kinds['date-time']) : undefined,
      what: 'Dates among texts',
      why: 'Perhaps they were something else before a spreadsheet took them for dates.',
    },
    { code: 'serial-dates', found: serials(name, tally), what: 'Plain numbers among dates', ...since1904(tally) },
    { code: 'impossible-dates', found: strangers ? undefined : firstImpossible(dates), what: 'Days that do not exist' },
    { code: 'implausible-dates', found: dates.implausible, what: 'Dates before 1905 or after 2100' },
    { code: 'dates-as-text', found: dates.real && !strangers ? written : undefined, what: 'Texts among real dates' },
    { code: 'time-zones', found: dates.zoned, what: 'Times with a time zone' },
  ]
  function serials(title: string, of: ColumnTally): Finding | undefined {
    const found = lost['serial-dates']
    if (!found) return undefined
    const isDates = count > 0 && columnType(of) !== 'text' && !strangers
    return isDates || (DATE_TITLE.test(title) && found.count === of.kinds.integer?.count) ? found : undefined
  }
}

function firstImpossible(dates: ColumnTally['dates']): Finding | undefined {
  return (
    dates['impossible-dmy'] ?? dates['impossible-mdy'] ?? dates['impossible-ymd'] ?? dates['impossible-named-month']
  )
}

/** Serial numbers that only lie among the column's other dates if they count from 1904, as old Macintosh files do. */
function since1904({ losses: lost, years }: ColumnTally): { why?: string } {
  const serial = lost['serial-dates']
  if (!serial || !years) return {}
  const year = 1900 + Number(serial.example) / YEAR
  const fits = (one: number): boolean => one >= years.from - 1 && one <= years.to + 1
  if (fits(year) || !fits(year + BASE_YEARS)) return {}
  return { why: 'Counted from 1904, and not from 1900, they lie among the other dates.' }
}

/** Columns, or one column, whose dates are proved to be written in different orders. */
export function mixedOrders(sheet: string, columns: readonly NamedTally[]): ReadWarning[] {
  const proofs = columns.flatMap(({ name, tally }) => provenOrders(tally.dates).map((found) => ({ name, ...found })))
  const day = proofs.find(({ order }) => order === 'dmy')
  const month = proofs.find(({ order }) => order === 'mdy')
  if (!day || !month) return []
  const says = ({ name, proof }: typeof day): string => `row ${proof.row} of "${name}" says ${proof.example}`
  const message = `Dates are written day first and month first: ${says(day)}, ${says(month)}.`
  return [{ code: 'mixed-date-orders', sheet, column: month.name, row: month.proof.row, message }]
}
