import type { Notation } from '../configuration.ts'
import { convertCell } from '../conversions.ts'
import { headerWithoutBrackets, normaliseHeader } from '../headers.ts'
import type { Field, RecordType } from '../record-types/types.ts'

/** A column as inspection describes it: the type of its values and some of them as text. */
export interface SuggestColumn {
  readonly name: string
  readonly type: string
  readonly samples: readonly string[]
}

export interface FieldSuggestion {
  readonly column: string
  readonly field: Field
  readonly why: string
}

interface Candidate extends FieldSuggestion {
  readonly rank: number
}

/** A header that is a name only without its brackets comes after every header that is one as a whole. */
const BRACKETS_LEFT_OUT = 1000

function namesOf(field: Field): string[] {
  const own = field.name === 'id' ? [] : [field.name]
  return [field.label.en, field.label.de, ...own, ...field.synonyms].map(normaliseHeader)
}

/** Samples of number cells are written with a point whatever the file's notation. */
function cellOf(sample: string, type: string): string | number {
  const number = Number(sample)
  return (type === 'number' || type === 'integer') && Number.isFinite(number) ? number : sample
}

/** A column none of whose values would be accepted is about something else. */
function fits(column: SuggestColumn, field: Field, notation: Notation): boolean {
  if (column.samples.length === 0) return true
  return column.samples.some((sample) => convertCell(cellOf(sample, column.type), field, notation).kind === 'value')
}

function candidate(column: SuggestColumn, field: Field, notation: Notation): Candidate | null {
  const names = namesOf(field)
  const exact = names.indexOf(normaliseHeader(column.name))
  const bare = names.indexOf(headerWithoutBrackets(column.name))
  const rank = exact >= 0 ? exact : bare >= 0 ? BRACKETS_LEFT_OUT + bare : -1
  if (rank < 0 || !fits(column, field, notation)) return null
  const why =
    rank < 2 ? `"${column.name}" is the name of this field.` : `"${column.name}" is a usual name for ${field.label.en}.`
  return { column: column.name, field, why, rank }
}

/**
 * Columns for fields by their names in both languages and as people write them, in the order of the file. Of several
 * columns for one field the one with the more usual name is taken; never two columns for one field, nor two fields from one column.
 */
export function suggestFields(
  type: RecordType,
  columns: readonly SuggestColumn[],
  notation: Notation,
): FieldSuggestion[] {
  const candidates = columns.flatMap((column) =>
    type.fields.flatMap((field) => candidate(column, field, notation) ?? []),
  )
  const taken = new Map<string, FieldSuggestion>()
  const fields = new Set<string>()
  for (const { column, field, why } of candidates.sort((a, b) => a.rank - b.rank)) {
    if (taken.has(column) || fields.has(field.name)) continue
    taken.set(column, { column, field, why })
    fields.add(field.name)
  }
  return columns.flatMap(({ name }) => taken.get(name) ?? [])
}
