import type { User } from './companies.ts'
import type {
  AssignmentMode,
  AssignmentRule,
  Correction,
  FieldMapping,
  ImportConfiguration,
  ImportMode,
  Notation,
} from './configuration.ts'
import { checkConfiguration, unmappedRequired } from './configurations.ts'
import { correctionProblems } from './corrections.ts'
import type { ProblemPlace } from './problems.ts'
import type { RecordType } from './record-types/types.ts'
import { ASSIGNMENT, type MappingHistory } from './mapping-history.ts'
import { holdsUsers, suggestAssignment } from './suggesting/assignment-column.ts'
import type { MappingConfidence, SuggestColumn } from './suggesting/columns.ts'
import { suggestFields, type FieldSuggestion } from './suggesting/field-columns.ts'

export interface SuggestInput {
  readonly recordType: RecordType
  readonly sheet: string
  readonly headerRow: number
  readonly columns: readonly SuggestColumn[]
  readonly notation: Notation
  /** The company's users: a column that holds their e-mail addresses or employee numbers says whose a row is. */
  readonly users?: readonly User[]
  /** What the company mapped before. */
  readonly history?: MappingHistory
  /** What is settled already, e.g. on the command line. */
  readonly wanted?: {
    readonly by?: AssignmentMode | undefined
    readonly column?: string | undefined
    readonly mode?: ImportMode | undefined
    readonly corrections?: readonly Correction[] | undefined
  }
}

/**
 * Why a column was suggested for a field; `field` is `assignment` for the column that says whose a row is. What has a
 * `low` confidence is offered here alone: it is not in the suggested configuration.
 */
export interface SuggestionReason {
  readonly column: string
  readonly field: string
  readonly why: string
  readonly confidence: MappingConfidence
}

interface Findings {
  /** What keeps the suggestion from being used as it is. */
  readonly problems: readonly ProblemPlace[]
  readonly reasons: readonly SuggestionReason[]
}

/**
 * `complete`: the suggestion covers everything that is required, without what is only offered, and can be used without a
 * question.
 */
export type Suggestion =
  | (Findings & { readonly complete: true; readonly configuration: ImportConfiguration })
  | (Findings & { readonly complete: false; readonly configuration: Partial<ImportConfiguration> })

/** Records are found by the company's own number where the file has one, else by Muster's; a file with neither only creates. */
function toMapping(suggested: readonly FieldSuggestion[], mode: ImportMode | undefined): FieldMapping[] {
  const names = suggested.map(({ field }) => field.name)
  const key = names.includes('externalId') ? 'externalId' : names.includes('id') && mode !== 'create' ? 'id' : null
  return suggested
    .filter(({ field }) => field.name !== 'id' || key === 'id')
    .map(({ column, field }) => ({
      column,
      field: field.name,
      update: field.name === key ? 'key' : 'overwrite',
      empty: 'keep',
    }))
}

/**
 * What Muster would do with a file as it stands: whose the rows are, which column fills which field, and how. A
 * suggestion is never a guess that hides: every choice has its reason, and what is missing is a problem with a place.
 */
export function suggestConfiguration({
  recordType,
  sheet,
  headerRow,
  columns,
  notation,
  users = [],
  history = [],
  wanted = {},
}: SuggestInput): Suggestion {
  const assignment = suggestAssignment(columns, users, wanted, history)
  const rest = columns.filter(({ name }) => name !== assignment?.column)
  const found = suggestFields(recordType, rest, notation, { history, ofUsers: holdsUsers(users) })
  const [fields, offered] = [
    found.filter(({ confidence }) => confidence !== 'low'),
    found.filter(({ confidence }) => confidence === 'low'),
  ]
  const mapping = toMapping(fields, wanted.mode)
  const mode = wanted.mode ?? (mapping.some(({ update }) => update === 'key') ? 'update' : 'create')
  const settings = { version: 1, recordType: recordType.name, sheet, headerRow, mode, mapping, notation } as const
  const mapped = fields.filter(({ column }) => mapping.some((entry) => entry.column === column))
  const reasons = [...mapped, ...offered].map(({ column, field, why, confidence }) => ({
    column,
    field: field.name,
    why,
    confidence,
  }))
  if (assignment === null) {
    const problems = [noAssignment(columns, wanted.column), ...unmappedRequired(recordType, mapping)]
    return { complete: false, configuration: settings, problems, reasons }
  }
  const { by, column, why, confidence } = assignment
  const { corrections } = wanted
  const rule: AssignmentRule = { by, column, ...(corrections === undefined ? {} : { corrections }) }
  const configuration: ImportConfiguration = { ...settings, assignment: rule }
  const names = columns.map(({ name }) => name)
  const missing = mode === 'create' ? [] : unmappedRequired(recordType, mapping)
  const problems = [
    ...checkConfiguration(recordType, configuration, names, [sheet]),
    ...correctionProblems(rule, users),
    ...missing,
  ]
  return {
    complete: problems.length === 0,
    configuration,
    problems,
    reasons: [{ column, field: ASSIGNMENT, why, confidence }, ...reasons],
  }
}

const LISTED_COLUMNS = 50

function noAssignment(columns: readonly SuggestColumn[], wanted: string | undefined): ProblemPlace {
  const pointer = '/assignment/column'
  if (wanted === undefined) {
    return { pointer, message: 'No column was found that says whose a row is, by e-mail or by employee number.' }
  }
  const names = columns.slice(0, LISTED_COLUMNS).map(({ name }) => `"${name}"`)
  const more = columns.length > LISTED_COLUMNS ? ` and ${columns.length - LISTED_COLUMNS} more` : ''
  const message = `The file has no column "${wanted}". Its columns are ${names.join(', ')}${more}.`
  return { pointer, column: wanted, message }
}
