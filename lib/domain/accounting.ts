import { NO_TOTALS, OUTCOMES } from './outcomes.ts'
import type { Outcome, Totals } from './outcomes.ts'
import type { Plan, ResultEntry } from './plans.ts'
import type { ImportStatus } from './transitions.ts'

/** Rows that were lost or counted twice: a fault in Muster, never a message for a user to act on. */
export class AccountingError extends Error {
  readonly expected: number
  readonly counted: number

  constructor(what: string, expected: number, counted: number) {
    super(`${what}: ${expected} rows, but outcomes for ${counted}`)
    this.name = 'AccountingError'
    this.expected = expected
    this.counted = counted
  }
}

/** Outcomes of rows, and what has no row: records deleted, and records changed beside the rows. */
export interface Account {
  readonly totals: Totals
  readonly deleted: number
  readonly related: number
}

export const emptyTotals = (): Totals => ({ ...NO_TOTALS })

/** So many rows, all with the same outcome. */
export function totalsOf(outcome: Outcome, rows: number): Totals {
  return { ...NO_TOTALS, [outcome]: rows }
}

export function addTotals(...parts: readonly Totals[]): Totals {
  const sum: Record<Outcome, number> = { ...NO_TOTALS }
  for (const part of parts) for (const outcome of OUTCOMES) sum[outcome] += part[outcome]
  return sum
}

/** How many rows these totals speak of. */
export function rowsOf(totals: Totals): number {
  return OUTCOMES.reduce((rows, outcome) => rows + totals[outcome], 0)
}

/** Counts results, or the entries of a plan as if all of it were written. */
export function totalsOfResults(entries: Iterable<Pick<ResultEntry, 'outcome' | 'row'>>): Account {
  const totals: Record<Outcome, number> = { ...NO_TOTALS }
  let deleted = 0
  let related = 0
  for (const { outcome, row } of entries) {
    if (outcome === 'deleted') deleted += 1
    else if (outcome === 'related') related += 1
    // A deletion that met a change has an outcome but no row: it is reported, not counted.
    else if (row !== null) totals[outcome] += 1
  }
  return { totals, deleted, related }
}

/** What a plan would do, counted by its entries. */
export function totalsOfPlan(plan: Pick<Plan, 'entries'>): Account {
  return totalsOfResults(plan.entries)
}

/**
 * The sum of all parts, if it is exactly the rows of the file. Throws AccountingError otherwise, and if a count is
 * negative or no whole number: an import must not end with a row that nobody accounts for.
 */
export function closeAccounts({ rows, parts }: { readonly rows: number; readonly parts: readonly Totals[] }): Totals {
  const totals = addTotals(...parts)
  const counted = rowsOf(totals)
  const sound = parts.every((part) =>
    OUTCOMES.every((outcome) => Number.isSafeInteger(part[outcome]) && part[outcome] >= 0),
  )
  if (counted !== rows || !sound) throw new AccountingError('The import does not add up', rows, counted)
  return totals
}

/** One user's line of the summary. */
export interface UserSummary extends Account {
  readonly userId: string
  readonly email: string
  readonly rows: number
  /** Customers that went from this user to others. */
  readonly movedAway: number
}

/** What the whole import did. `rows` is the sum of `totals`; durations are in seconds by stage. */
export interface Summary extends Account {
  readonly importId: string
  readonly status: ImportStatus
  readonly rows: number
  readonly users: readonly UserSummary[]
  readonly durations: Readonly<Record<string, number>>
}

export interface SummaryInput {
  readonly importId: string
  readonly status: ImportStatus
  /** Data rows of the file. */
  readonly rows: number
  /** Every user with rows, also those excluded and skipped. */
  readonly users: readonly UserSummary[]
  /** Rows that belong to no user: value empty or not found. */
  readonly unassigned: number
  readonly durations: Readonly<Record<string, number>>
}

/** Builds the overall summary. Throws AccountingError if a user's rows or all rows together do not add up. */
export function buildSummary({ importId, status, rows, users, unassigned, durations }: SummaryInput): Summary {
  for (const user of users) {
    const counted = rowsOf(user.totals)
    if (counted !== user.rows) throw new AccountingError(`The rows of ${user.email} do not add up`, user.rows, counted)
  }
  const totals = closeAccounts({
    rows,
    parts: [...users.map((user) => user.totals), totalsOf('unassigned', unassigned)],
  })
  const deleted = users.reduce((sum, user) => sum + user.deleted, 0)
  const related = users.reduce((sum, user) => sum + user.related, 0)
  return { importId, status, rows, totals, deleted, related, users, durations }
}
