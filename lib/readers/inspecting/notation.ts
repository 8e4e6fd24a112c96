import type { DateOrder, Notation } from '../../domain/configuration.ts'
import type { Evidence } from '../workbook.ts'
import type { NamedTally } from './columns.ts'
import type { Finding } from './findings.ts'
import { provenOrders } from './proofs.ts'

const ORDER_NAMES: Readonly<Record<DateOrder, string>> = { dmy: 'day first', mdy: 'month first', ymd: 'year first' }

/** How dates and numbers are written in the sheet, each with the row that proves it. `delimiter`: a text file's, if it is one. */
export function notationOf(
  columns: readonly NamedTally[],
  delimiter: string | undefined,
): { notation: Notation; evidence: Evidence[] } {
  const order = fileOrder(columns)
  const dates = columns.flatMap((column) => dateEvidence(column, order))
  const decimal = decimalEvidence(columns, delimiter)
  return {
    notation: { decimal: decimal.sign, dateOrder: order },
    evidence: decimal.evidence ? [...dates, decimal.evidence] : dates,
  }
}

/** One order for the file: most proofs win; without any, dates are read day first, as in German and most other languages. */
function fileOrder(columns: readonly NamedTally[]): DateOrder {
  const counts = { dmy: 0, mdy: 0, ymd: 0 }
  let unclear = 0
  for (const { tally } of columns) {
    for (const { order, count } of provenOrders(tally.dates)) counts[order] += count
    unclear += tally.dates.unclear?.count ?? 0
  }
  if (counts.mdy > counts.dmy) return 'mdy'
  return counts.dmy + unclear === 0 && counts.ymd > 0 ? 'ymd' : 'dmy'
}

function dateEvidence({ name, tally: { dates } }: NamedTally, fallback: DateOrder): Evidence[] {
  const what = 'date-order'
  const [first, ...others] = provenOrders(dates)
  const because = (proof: Finding): Pick<Evidence, 'row' | 'value'> => ({ row: proof.row, value: proof.example })
  if (first) {
    const but = others.map(
      (other) => `; but ${ORDER_NAMES[other.order]} in ${timesText(other.count)}: ${saysText(other)}`,
    )
    const says = `${ORDER_NAMES[first.order]} in "${name}"`
    return [{ what, says, because: saysText(first) + but.join(''), column: name, ...because(first.proof) }]
  }
  const { unclear, real } = dates
  if (unclear) {
    const says = `ambiguous: no day above 12 in "${name}", so read as ${ORDER_NAMES[fallback]}`
    const many = unclear.count === 1 ? 'it is the only such date' : `none of its ${unclear.count} such dates is clearer`
    return [{ what, says, because: `${quoted(unclear)}, and ${many}`, column: name, ...because(unclear) }]
  }
  const named = dates['named-month'] ?? dates['impossible-named-month']
  if (named)
    return [{ what, says: `months by name in "${name}"`, because: quoted(named), column: name, ...because(named) }]
  if (!real) return []
  return [
    {
      what,
      says: `real dates in "${name}"`,
      because: `${quoted(real)} as a date, not as a text`,
      column: name,
      ...because(real),
    },
  ]
}

function timesText(count: number): string {
  return count === 1 ? 'one row' : `${count} rows`
}

function saysText({ proof, exists }: { proof: Finding; exists: boolean }): string {
  return exists ? quoted(proof) : `${quoted(proof)} (a day that does not exist)`
}

function quoted({ row, example }: Finding): string {
  return `row ${row} says ${example}`
}

interface DecimalProof {
  count: number
  readonly column: string
  readonly proof: Finding
}

function decimalEvidence(
  columns: readonly NamedTally[],
  delimiter: string | undefined,
): { sign: '.' | ','; evidence?: Evidence } {
  const comma = decimalProof(columns, ',')
  const point = decimalProof(columns, '.')
  const name = { ',': 'decimal comma', '.': 'decimal point' } as const
  const what = 'decimal'
  if (!comma && !point) {
    // Spreadsheets that write a decimal comma separate fields by semicolons.
    const sign = delimiter === ';' ? ',' : '.'
    if (delimiter === undefined) return { sign }
    const because = 'no number in the file shows its decimal sign; the delimiter decides'
    return { sign, evidence: { what, says: name[sign], because } }
  }
  const sign = (comma?.count ?? 0) >= (point?.count ?? 0) ? ',' : '.'
  const found = (sign === ',' ? [comma, point] : [point, comma]).filter((proof) => proof !== undefined)
  const because = found.map(({ proof, column }) => `${quoted(proof)} in "${column}"`).join('; but ')
  const place = found[0] && { column: found[0].column, row: found[0].proof.row, value: found[0].proof.example }
  return { sign, evidence: { what, says: name[sign], because, ...place } }
}

/** The first row of the sheet that proves a decimal sign, and how many do. */
function decimalProof(columns: readonly NamedTally[], sign: '.' | ','): DecimalProof | undefined {
  return columns.reduce<DecimalProof | undefined>((best, { name, tally }) => {
    const proof = tally.decimals[sign]
    if (!proof) return best
    if (!best) return { count: proof.count, column: name, proof }
    const count = best.count + proof.count
    return proof.row < best.proof.row ? { count, column: name, proof } : { ...best, count }
  }, undefined)
}
