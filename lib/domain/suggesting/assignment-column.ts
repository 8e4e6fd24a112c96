import { assignmentKey } from '../assignment.ts'
import { normaliseEmail } from '../companies.ts'
import type { User } from '../companies.ts'
import type { AssignmentMode } from '../configuration.ts'
import { normaliseHeader } from '../headers.ts'
import { ASSIGNMENT, type MappingHistory, type RememberedHeader } from '../mapping-history.ts'
import { ASSIGNMENT_NAMES, EITHER_ASSIGNMENT_NAMES } from './assignment-names.ts'
import type { MappingConfidence, SuggestColumn } from './columns.ts'

export interface AssignmentSuggestion {
  readonly by: AssignmentMode
  readonly column: string
  readonly why: string
  readonly confidence: MappingConfidence
}

/** What the caller has settled already. */
export interface WantedAssignment {
  readonly by?: AssignmentMode | undefined
  readonly column?: string | undefined
}

interface Candidate extends AssignmentSuggestion {
  readonly score: number
}

const MODES: readonly AssignmentMode[] = ['email', 'employee-number']

function matching(column: SuggestColumn, by: AssignmentMode, known: ReadonlySet<string>): number {
  return column.samples.filter((sample) => known.has(by === 'email' ? normaliseEmail(sample) : sample.trim())).length
}

/** E-mail addresses have an @; an employee number is one word without. */
function plausible({ samples }: SuggestColumn, by: AssignmentMode): boolean {
  return (
    samples.length === 0 ||
    samples.some((sample) => (by === 'email' ? sample.includes('@') : /^[^@\s]+$/u.test(sample.trim())))
  )
}

function candidate(column: SuggestColumn, by: AssignmentMode, known: ReadonlySet<string>): Candidate | null {
  const hits = matching(column, by, known)
  const what = by === 'email' ? 'e-mail addresses' : 'employee numbers'
  const header = normaliseHeader(column.name)
  // A name that says nothing of its kind is as good as one that does where the values are addresses.
  const addresses = by === 'email' && column.samples.some((sample) => sample.includes('@'))
  const byName =
    ASSIGNMENT_NAMES[by].has(header) || (addresses && EITHER_ASSIGNMENT_NAMES.has(header))
      ? 2
      : EITHER_ASSIGNMENT_NAMES.has(header)
        ? 1
        : 0
  // E-mail goes first where both would do: it is the key people can read.
  const preference = byName + (by === 'email' ? 0.5 : 0)
  if (hits > 0) {
    const share = hits / column.samples.length
    return {
      by,
      column: column.name,
      score: 10 + 10 * share + preference,
      why: `Its values are ${what} of your users.`,
      confidence: 'high',
    }
  }
  if (byName === 0 || !plausible(column, by)) return null
  return {
    by,
    column: column.name,
    score: preference,
    why: `"${column.name}" is a usual name for the user a row belongs to.`,
    // Somebody's addresses or numbers, of whom the first rows name nobody there is.
    confidence: 'medium',
  }
}

/** What it was used for before counts more than its name, and less than values that are those of users. */
function withHistory(one: Candidate, before: RememberedHeader | undefined): Candidate {
  if (before?.field !== ASSIGNMENT) return one
  const why = `"${one.column}" said so in the import of ${before.at.slice(0, 10)}.`
  return { ...one, score: one.score + 5, why: one.confidence === 'high' ? one.why : why, confidence: 'high' }
}

/** Makes the function that says whether a column holds e-mail addresses or employee numbers of users. */
export function holdsUsers(users: readonly User[]): (column: SuggestColumn) => boolean {
  const known = knownBy(users)
  return (column) => MODES.some((by) => matching(column, by, known[by]) > 0)
}

const knownBy = (users: readonly User[]): Record<AssignmentMode, ReadonlySet<string>> => {
  const keys = (by: AssignmentMode) => new Set(users.flatMap((user) => assignmentKey(user, by) ?? []))
  return { email: keys('email'), 'employee-number': keys('employee-number') }
}

function fixedColumn(
  column: SuggestColumn,
  by: AssignmentMode | undefined,
  found: Candidate | undefined,
): AssignmentSuggestion {
  const looks: AssignmentMode = column.samples.some((sample) => sample.includes('@')) ? 'email' : 'employee-number'
  return { by: by ?? found?.by ?? looks, column: column.name, why: 'You chose this column.', confidence: 'high' }
}

/** The column that says whose a row is: first by values that are those of users, then by its name. Null if none does. */
export function suggestAssignment(
  columns: readonly SuggestColumn[],
  users: readonly User[],
  wanted: WantedAssignment,
  history: MappingHistory = [],
): AssignmentSuggestion | null {
  const modes = wanted.by === undefined ? MODES : [wanted.by]
  const known = knownBy(users)
  const considered = wanted.column === undefined ? columns : columns.filter(({ name }) => name === wanted.column)
  const candidates = considered.flatMap((column) => modes.flatMap((by) => candidate(column, by, known[by]) ?? []))
  const before = new Map(history.map((one) => [one.header, one]))
  const [best] = candidates
    .map((one) => withHistory(one, before.get(normaliseHeader(one.column))))
    .sort((a, b) => b.score - a.score || (a.column < b.column ? -1 : a.column > b.column ? 1 : 0))
  const [fixed] = considered
  if (wanted.column !== undefined) return fixed === undefined ? null : fixedColumn(fixed, wanted.by, best)
  return best === undefined ? null : { by: best.by, column: best.column, why: best.why, confidence: best.confidence }
}
