import { assignmentKey } from '../assignment.ts'
import { normaliseEmail } from '../companies.ts'
import type { User } from '../companies.ts'
import type { AssignmentMode } from '../configuration.ts'
import { normaliseHeader } from '../headers.ts'
import type { SuggestColumn } from './field-columns.ts'

const E_MAIL_NAMES = [
  'Betreuer E-Mail',
  'E-Mail Betreuer',
  'Mitarbeiter E-Mail',
  'E-Mail Mitarbeiter',
  'Benutzer E-Mail',
  'Vertreter E-Mail',
  'E-Mail Vertreter',
  'Außendienst E-Mail',
  'ADM E-Mail',
  'User e-mail',
  'Owner e-mail',
  'Account owner e-mail',
  'Employee e-mail',
  'Rep e-mail',
  'Sales rep e-mail',
  'Representative e-mail',
]
const NUMBER_NAMES = [
  'Personalnummer',
  'Personal-Nr.',
  'Personalnr',
  'Pers.Nr.',
  'Mitarbeiternummer',
  'Mitarbeiter-Nr.',
  'MA-Nr.',
  'Vertreternummer',
  'Vertreter-Nr.',
  'ADM-Nr.',
  'Employee number',
  'Employee no.',
  'Employee ID',
  'Personnel number',
  'Staff number',
  'Rep number',
]
const EITHER_NAMES = [
  'Betreuer',
  'Kundenbetreuer',
  'Mitarbeiter',
  'Vertreter',
  'Benutzer',
  'Außendienst',
  'Außendienstmitarbeiter',
  'ADM',
  'Verkäufer',
  'Zuständig',
  'Gebietsleiter',
  'User',
  'Owner',
  'Account owner',
  'Assigned to',
  'Rep',
  'Sales rep',
  'Salesperson',
  'Representative',
  'Employee',
]

const named = (names: readonly string[]): ReadonlySet<string> => new Set(names.map(normaliseHeader))
const NAMES = { email: named(E_MAIL_NAMES), 'employee-number': named(NUMBER_NAMES) } as const
const EITHER = named(EITHER_NAMES)

export interface AssignmentSuggestion {
  readonly by: AssignmentMode
  readonly column: string
  readonly why: string
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
  const byName = NAMES[by].has(header) || (addresses && EITHER.has(header)) ? 2 : EITHER.has(header) ? 1 : 0
  // E-mail goes first where both would do: it is the key people can read.
  const preference = byName + (by === 'email' ? 0.5 : 0)
  if (hits > 0) {
    const share = hits / column.samples.length
    return {
      by,
      column: column.name,
      score: 10 + 10 * share + preference,
      why: `Its values are ${what} of your users.`,
    }
  }
  if (byName === 0 || !plausible(column, by)) return null
  return {
    by,
    column: column.name,
    score: preference,
    why: `"${column.name}" is a usual name for the user a row belongs to.`,
  }
}

function fixedColumn(
  column: SuggestColumn,
  by: AssignmentMode | undefined,
  found: Candidate | undefined,
): AssignmentSuggestion {
  const looks: AssignmentMode = column.samples.some((sample) => sample.includes('@')) ? 'email' : 'employee-number'
  return { by: by ?? found?.by ?? looks, column: column.name, why: 'You chose this column.' }
}

/** The column that says whose a row is: first by values that are those of users, then by its name. Null if none does. */
export function suggestAssignment(
  columns: readonly SuggestColumn[],
  users: readonly User[],
  wanted: WantedAssignment,
): AssignmentSuggestion | null {
  const modes = wanted.by === undefined ? MODES : [wanted.by]
  const known = new Map(MODES.map((by) => [by, new Set(users.flatMap((user) => assignmentKey(user, by) ?? []))]))
  const considered = wanted.column === undefined ? columns : columns.filter(({ name }) => name === wanted.column)
  const candidates = considered.flatMap((column) =>
    modes.flatMap((by) => candidate(column, by, known.get(by) ?? new Set()) ?? []),
  )
  const [best] = candidates.sort((a, b) => b.score - a.score)
  const [fixed] = considered
  if (wanted.column !== undefined) return fixed === undefined ? null : fixedColumn(fixed, wanted.by, best)
  return best === undefined ? null : { by: best.by, column: best.column, why: best.why }
}
