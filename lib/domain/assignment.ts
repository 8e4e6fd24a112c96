import { isCellError } from './cells.ts'
import type { Cell } from './cells.ts'
import { normaliseEmail, reaches } from './companies.ts'
import type { User } from './companies.ts'
import type { AssignmentMode, Correction } from './configuration.ts'
import { numberText } from './conversions/numbers.ts'
import type { Exclusion } from './imports.ts'

/** Whose a row is. `value` is the cell as shown, trimmed. */
export type Assignment =
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'excluded'; readonly userId: string; readonly why: Exclusion }
  | { readonly kind: 'not-found'; readonly value: string }
  | { readonly kind: 'empty' }

export interface AssignerInput {
  /** Every user of the company. */
  readonly users: readonly User[]
  /** Who imports: decides which users are within reach. */
  readonly actor: User
  readonly by: AssignmentMode
  /** Whom values that belong to no user were accepted to mean. */
  readonly corrections?: readonly Correction[] | undefined
  /** Users that are left out by choice. */
  readonly excludeEmails: readonly string[]
}

/** The text of an assignment cell as it is compared and shown: a number by its digits, so that zeros lost stay lost. */
export function assignmentText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (isCellError(cell)) return cell.error
  return (typeof cell === 'number' ? numberText(cell) : String(cell)).trim()
}

/** A value of the assignment column as it is compared with users and corrections. */
export function comparedValue(value: string, by: AssignmentMode): string {
  return by === 'email' ? normaliseEmail(value) : value.trim()
}

/** What a user is found by, in the form in which it is compared; null if the user has none. */
export function assignmentKey(user: User, by: AssignmentMode): string | null {
  if (by === 'email') return normaliseEmail(user.email)
  const number = user.employeeNumber?.trim() ?? ''
  return number === '' ? null : number
}

function exclusionOf(user: User, actor: User, left: ReadonlySet<string>): Exclusion | null {
  if (!reaches(actor, user)) return 'outside-groups'
  if (!user.active) return 'inactive'
  return left.has(normaliseEmail(user.email)) ? 'by-choice' : null
}

/**
 * Makes the function that says whose a row is. E-mail ignores case, surrounding space and Unicode form; an employee
 * number must match exactly. A value that is nobody's goes where a correction says, but never one that is a user's; a
 * correction whose user is no more changes nothing. Throws an Error (a fault) if two users share what they are found by:
 * no row may land at either.
 */
export function createAssigner({
  users,
  actor,
  by,
  corrections = [],
  excludeEmails,
}: AssignerInput): (cell: Cell | undefined) => Assignment {
  const left = new Set(excludeEmails.map(normaliseEmail))
  const found = new Map<string, Assignment>()
  const byEmail = new Map<string, Assignment>()
  for (const user of users) {
    const why = exclusionOf(user, actor, left)
    const assignment: Assignment =
      why === null ? { kind: 'user', userId: user.id } : { kind: 'excluded', userId: user.id, why }
    byEmail.set(normaliseEmail(user.email), assignment)
    const key = assignmentKey(user, by)
    if (key === null) continue
    if (found.has(key)) throw new Error(`Two users have the same ${by}: ${user.id} and one before`)
    found.set(key, assignment)
  }
  for (const { value, email } of corrections) {
    const key = comparedValue(value, by)
    const meant = byEmail.get(normaliseEmail(email))
    if (meant !== undefined && !found.has(key)) found.set(key, meant)
  }
  return (cell) => {
    const text = assignmentText(cell)
    if (text === '') return { kind: 'empty' }
    const assignment = isCellError(cell) ? undefined : found.get(comparedValue(text, by))
    return assignment ?? { kind: 'not-found', value: text }
  }
}
