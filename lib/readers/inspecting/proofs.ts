import { DATE_ORDERS, type DateOrder } from '../../domain/configuration.ts'
import { note, type Finding, type Findings } from './findings.ts'
import { writtenNumber } from './values.ts'
import { isPossible, provenOrder, writtenDate, writtenDateWithName } from './written-dates.ts'

/**
 * What a date says. `real`: a date of the spreadsheet, no text. `unclear`: day and month are both up to 12.
 * `impossible-dmy` and so on: proves the order, but the calendar has no such day. `zoned`: its time has a time zone.
 */
export type DateProof =
  'real' | 'unclear' | 'named-month' | DateOrder | `impossible-${DateOrder | 'named-month'}` | 'implausible' | 'zoned'

/** Adds one date that is text. */
export function tallyDate(dates: Findings<DateProof>, text: string, row: number): void {
  const date = writtenDate(text) ?? writtenDateWithName(text)
  if (!date) return
  const order = provenOrder(date)
  note(dates, order === 'unclear' || isPossible(date) ? order : `impossible-${order}`, row, text)
  if (date.withZone) note(dates, 'zoned', row, text)
}

/** Adds one number that is text: what its decimal sign must be. `1.234` proves nothing, its dot may group thousands. */
export function tallyDecimal(decimals: Findings<'.' | ','>, text: string, row: number): void {
  const sign = decimalSign(text)
  if (sign) note(decimals, sign, row, text)
}

function decimalSign(text: string): '.' | ',' | undefined {
  const number = writtenNumber(text)
  const match = number === undefined ? undefined : /^[+-]?([\d.,' ]*\d)([.,])(\d+)$/.exec(number)
  const [, before = '', sign, after = ''] = match ?? []
  if (sign !== '.' && sign !== ',') return undefined
  if (before.includes(sign)) return sign === '.' ? ',' : '.'
  const grouped = after.length === 3 && /^[1-9]\d{0,2}$/.test(before)
  return grouped ? undefined : sign
}

/** The orders that a column's texts prove, most proofs first, each with the row to show: a day that exists, if any does. */
export function provenOrders(
  dates: Findings<DateProof>,
): { order: DateOrder; count: number; proof: Finding; exists: boolean }[] {
  return DATE_ORDERS.flatMap((order) => {
    const good = dates[order]
    const bad = dates[`impossible-${order}`]
    const proof = good ?? bad
    if (!proof) return []
    return [{ order, count: (good?.count ?? 0) + (bad?.count ?? 0), proof, exists: good !== undefined }]
  }).sort((one, other) => other.count - one.count)
}
