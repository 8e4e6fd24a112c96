import type { User } from '../companies.ts'
import { ASSIGNMENT_MODES, type AssignmentMode } from '../configuration.ts'
import { normaliseHeader } from '../headers.ts'
import { ASSIGNMENT, type MappingHistory, type RememberedHeader } from '../mapping-history.ts'
import { ASSIGNMENT_NAMES, EITHER_ASSIGNMENT_NAMES } from './assignment-names.ts'
import { createUserValues, type UserValues } from './assignment-values.ts'
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
  /** What has to be accepted about its values. */
  readonly note: string
  /** It holds e-mail addresses, and the first of them are nobody's. */
  readonly nobodys?: true
}

/** E-mail addresses have an @; an employee number is one word without. */
function plausible({ samples }: SuggestColumn, by: AssignmentMode): boolean {
  return (
    samples.length === 0 ||
    samples.some((sample) => (by === 'email' ? sample.includes('@') : /^[^@\s]+$/u.test(sample.trim())))
  )
}

function candidate(column: SuggestColumn, by: AssignmentMode, values: UserValues): Candidate | null {
  const hits = values.hits(column.samples, by)
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
  // Small numbers resemble employee numbers of whatever they are numbers, if the column's name says nothing.
  const { count: near, note } =
    hits > 0 || byName > 0 || addresses ? values.near(column.samples, by) : { count: 0, note: '' }
  if (hits > 0) {
    const share = hits / column.samples.length
    return {
      by,
      column: column.name,
      score: 10 + 10 * share + preference,
      why: `Its values are ${what} of your users.${note === '' ? '' : ` ${note}`}`,
      note,
      confidence: 'high',
    }
  }
  if (near > 0 && (byName > 0 || near === column.samples.length)) {
    const why = `Its values mean ${what} of your users. ${note}`
    const score = 5 + (5 * near) / column.samples.length + preference
    return { by, column: column.name, score, why, note, confidence: 'medium' }
  }
  if (byName === 0 || !plausible(column, by)) return null
  return {
    by,
    column: column.name,
    score: preference,
    why: `"${column.name}" is a usual name for the user a row belongs to.`,
    note: '',
    ...(addresses ? { nobodys: true } : {}),
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
  const values = createUserValues(users)
  return ({ samples }) => ASSIGNMENT_MODES.some((by) => values.hits(samples, by) > 0)
}

function fixedColumn(
  column: SuggestColumn,
  by: AssignmentMode | undefined,
  found: Candidate | undefined,
): AssignmentSuggestion {
  const looks: AssignmentMode = column.samples.some((sample) => sample.includes('@')) ? 'email' : 'employee-number'
  const why = `You chose this column. ${found?.note ?? ''}`.trim()
  return { by: by ?? found?.by ?? looks, column: column.name, why, confidence: 'high' }
}

/** That e-mail addresses are passed over must not go unsaid: they are what people look at. */
function passedOver(best: Candidate, candidates: readonly Candidate[]): string {
  const addresses = best.by === 'employee-number' ? candidates.find(({ nobodys }) => nobodys) : undefined
  if (addresses === undefined) return ''
  return ` "${addresses.column}" holds e-mail addresses, but the first of them are no users'.`
}

/** The column that says whose a row is: first by values that are those of users, then by its name. Null if none does. */
export function suggestAssignment(
  columns: readonly SuggestColumn[],
  users: readonly User[],
  wanted: WantedAssignment,
  history: MappingHistory = [],
): AssignmentSuggestion | null {
  const modes = wanted.by === undefined ? ASSIGNMENT_MODES : [wanted.by]
  const values = createUserValues(users)
  const considered = wanted.column === undefined ? columns : columns.filter(({ name }) => name === wanted.column)
  const candidates = considered.flatMap((column) => modes.flatMap((by) => candidate(column, by, values) ?? []))
  const before = new Map(history.map((one) => [one.header, one]))
  const [best] = candidates
    .map((one) => withHistory(one, before.get(normaliseHeader(one.column))))
    .sort((a, b) => b.score - a.score || (a.column < b.column ? -1 : a.column > b.column ? 1 : 0))
  const [fixed] = considered
  if (wanted.column !== undefined) return fixed === undefined ? null : fixedColumn(fixed, wanted.by, best)
  if (best === undefined) return null
  const { by, column, why, confidence } = best
  return { by, column, why: `${why}${passedOver(best, candidates)}`, confidence }
}
