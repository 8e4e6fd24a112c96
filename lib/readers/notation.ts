import type { DateOrder, Notation } from '../domain/configuration.ts'
import { writtenDate, writtenNumber, type ValueKind } from './values.ts'
import type { Evidence } from './workbook.ts'

interface Proof {
  count: number
  readonly row: number
  readonly column: string
  readonly text: string
}

type Proofs<Key extends string> = Partial<Record<Key, Proof>>

/** What is remembered of written dates (per column) and written numbers (of the sheet) while its rows stream by. */
export interface NotationTally {
  readonly dates: Map<string, Proofs<DateOrder | 'unclear'>>
  readonly decimals: Proofs<'.' | ','>
}

const ORDER_NAMES: Readonly<Record<DateOrder, string>> = { dmy: 'day first', mdy: 'month first', ymd: 'year first' }
const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$/

export function newNotationTally(): NotationTally {
  return { dates: new Map(), decimals: {} }
}

/**
 * Adds one text cell. Real dates reach here as ISO text; they prove nothing about texts, so with `realDates` (every
 * format but text files) ISO texts are passed over.
 */
export function tallyNotation(
  tally: NotationTally,
  cell: { text: string; kind: ValueKind; row: number; column: string },
  realDates: boolean,
): void {
  if (cell.kind === 'number') {
    const sign = decimalSign(cell.text)
    if (sign) note(tally.decimals, sign, cell)
  } else if ((cell.kind === 'date' || cell.kind === 'date-time') && !(realDates && ISO.test(cell.text))) {
    const proofs = tally.dates.get(cell.column) ?? {}
    tally.dates.set(cell.column, proofs)
    note(proofs, dateOrder(cell.text), cell)
  }
}

function note<Key extends string>(
  proofs: Proofs<Key>,
  key: Key,
  { row, column, text }: { row: number; column: string; text: string },
): void {
  const known: Proof | undefined = proofs[key]
  if (known) known.count++
  else Object.assign(proofs, { [key]: { count: 1, row, column, text } satisfies Proof })
}

/** The order that a single written date proves: a number above 12 is a day. */
function dateOrder(text: string): DateOrder | 'unclear' {
  const date = writtenDate(text)
  if (!date) return 'unclear'
  if (date.yearFirst) return 'ymd'
  const [first, second] = date.parts
  if (first > 12) return 'dmy'
  return second > 12 ? 'mdy' : 'unclear'
}

/** The decimal sign that a single written number proves. `1.234` proves nothing: its dot may group thousands. */
function decimalSign(text: string): '.' | ',' | undefined {
  const number = writtenNumber(text)
  const match = number === undefined ? undefined : /^[+-]?([\d.,' ]*\d)([.,])(\d+)$/.exec(number)
  const [, before = '', sign, after = ''] = match ?? []
  if (sign !== '.' && sign !== ',') return undefined
  if (before.includes(sign)) return sign === '.' ? ',' : '.'
  const grouped = after.length === 3 && /^[1-9]\d{0,2}$/.test(before)
  return grouped ? undefined : sign
}

/** How dates and numbers are written in the sheet, each with the row that proves it. `delimiter`: a text file's, if it is one. */
export function notationOf(
  tally: NotationTally,
  delimiter: string | undefined,
): { notation: Notation; evidence: Evidence[] } {
  const dates = [...tally.dates].map(([column, proofs]) => columnEvidence(column, proofs))
  const decimal = decimalEvidence(tally.decimals, delimiter)
  const evidence = decimal.evidence ? [...dates, decimal.evidence] : dates
  return { notation: { decimal: decimal.sign, dateOrder: fileOrder([...tally.dates.values()]) }, evidence }
}

/** One order for the file: most proofs win; without any, dates are read day first, as in German and most other languages. */
function fileOrder(columns: readonly Proofs<DateOrder | 'unclear'>[]): DateOrder {
  const count = (key: DateOrder | 'unclear'): number =>
    columns.reduce((sum, proofs) => sum + (proofs[key]?.count ?? 0), 0)
  if (count('mdy') > count('dmy')) return 'mdy'
  return count('dmy') + count('unclear') === 0 && count('ymd') > 0 ? 'ymd' : 'dmy'
}

function columnEvidence(column: string, proofs: Proofs<DateOrder | 'unclear'>): Evidence {
  const found = (['dmy', 'mdy', 'ymd'] as const)
    .flatMap((order) => (proofs[order] ? [{ order, proof: proofs[order] }] : []))
    .sort((one, other) => other.proof.count - one.proof.count)
  const what = 'date-order'
  const [first, ...others] = found
  if (!first) {
    const example = proofs.unclear ? `${says(proofs.unclear)}, and ` : ''
    return {
      what,
      says: `ambiguous in "${column}", read as ${ORDER_NAMES.dmy}`,
      because: `${example}no row has a day above 12`,
    }
  }
  const but = others.map(
    ({ order, proof }) =>
      `; but ${ORDER_NAMES[order]} in ${proof.count === 1 ? 'one row' : `${proof.count} rows`}: ${says(proof)}`,
  )
  return { what, says: `${ORDER_NAMES[first.order]} in "${column}"`, because: says(first.proof) + but.join('') }
}

function decimalEvidence(
  proofs: Proofs<'.' | ','>,
  delimiter: string | undefined,
): { sign: '.' | ','; evidence?: Evidence } {
  const comma = proofs[',']
  const point = proofs['.']
  const name = { ',': 'decimal comma', '.': 'decimal point' } as const
  if (!comma && !point) {
    // Spreadsheets that write a decimal comma separate fields by semicolons.
    const sign = delimiter === ';' ? ',' : '.'
    if (delimiter === undefined) return { sign }
    return {
      sign,
      evidence: {
        what: 'decimal',
        says: name[sign],
        because: 'no number in the file shows its decimal sign; the delimiter decides',
      },
    }
  }
  const sign = (comma?.count ?? 0) >= (point?.count ?? 0) ? ',' : '.'
  const [winner, other] = sign === ',' ? [comma, point] : [point, comma]
  const because = [winner, other]
    .flatMap((proof) => (proof ? [`${says(proof)} in "${proof.column}"`] : []))
    .join('; but ')
  return { sign, evidence: { what: 'decimal', says: name[sign], because } }
}

function says(proof: Proof): string {
  return `row ${proof.row} says ${proof.text}`
}
