import type { Limits } from './companies.ts'
import { Problem } from './problems.ts'

export interface LimitsInput {
  /** Data rows of the file. */
  readonly rows: number
  /** Users that rows of the file belong to and that are imported. */
  readonly users: number
  readonly limits: Limits
}

const SPLIT_ADVICE =
  'Split the file into parts that keep within the limits, all rows of a user in the same part, and import them one after the other.'

const counted = (count: number): string => count.toLocaleString('en-US')

/** The refusal of an import that is larger than the company allows, or null. Nothing is written before this was asked. */
export function checkLimits({ rows, users, limits }: LimitsInput): Problem | null {
  const details = { rows, maxRows: limits.maxRows, users, maxUsers: limits.maxUsers }
  if (rows > limits.maxRows) {
    const message = `The file has ${counted(rows)} rows; at most ${counted(limits.maxRows)} are allowed in one import.`
    return new Problem('too-many-rows', message, { advice: SPLIT_ADVICE, details })
  }
  if (users > limits.maxUsers) {
    const message = `The file has rows of ${counted(users)} users; at most ${counted(limits.maxUsers)} are allowed in one import.`
    return new Problem('too-many-users', message, { advice: SPLIT_ADVICE, details })
  }
  return null
}
