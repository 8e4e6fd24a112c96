import type { Limits } from './companies.ts'
import type { AssignmentRule } from './configuration.ts'
import { Problem } from './problems.ts'

export interface LimitsInput {
  /** Data rows of the file. */
  readonly rows: number
  /** Users that rows of the file belong to and that are imported. */
  readonly users: number
  readonly limits: Limits
  /** What is imported, and by which column: for the command that splits it. */
  readonly file?: { readonly name: string; readonly assignment: AssignmentRule }
}

const SPLIT_ADVICE =
  'Split the file into parts that keep within the limits, all rows of a user in the same part, and import them one after the other.'

const counted = (count: number): string => count.toLocaleString('en-US')

/** A word of a command line, in quotes where a shell would take it for several or for something else. */
function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `"${text.replace(/["\\$`]/g, '\\$&')}"`
}

/** The command that splits a file so that an import takes its parts. */
function splitCommand({ name, assignment }: NonNullable<LimitsInput['file']>, { maxRows, maxUsers }: Limits): string {
  const by = assignment.by === 'email' ? '' : ` --assign ${assignment.by}`
  const column = `--assign-column ${word(assignment.column)}`
  return `muster split ${word(name)} --out parts --max-rows ${maxRows} --max-users ${maxUsers}${by} ${column}`
}

/** The refusal of an import that is larger than the company allows, or null. Nothing is written before this was asked. */
export function checkLimits({ rows, users, limits, file }: LimitsInput): Problem | null {
  const details = { rows, maxRows: limits.maxRows, users, maxUsers: limits.maxUsers }
  const advice =
    file === undefined ? SPLIT_ADVICE : `${SPLIT_ADVICE} The command line does it:\n${splitCommand(file, limits)}`
  if (rows > limits.maxRows) {
    const message = `The file has ${counted(rows)} rows; at most ${counted(limits.maxRows)} are allowed in one import.`
    return new Problem('too-many-rows', message, { advice, details })
  }
  if (users > limits.maxUsers) {
    const message = `The file has rows of ${counted(users)} users; at most ${counted(limits.maxUsers)} are allowed in one import.`
    return new Problem('too-many-users', message, { advice, details })
  }
  return null
}
