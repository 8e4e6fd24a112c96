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

interface NamedField {
  readonly field: Field
  readonly names: readonly string[]
}

/** The fields that a column's name names, each with how usual the name is for it. */
function candidates(column: SuggestColumn, fields: readonly NamedField[], notation: Notation): Candidate[] {
  const header = normaliseHeader(column.name)
  const bareHeader = headerWithoutBrackets(column.name)
  return fields.flatMap(({ field, names }) => {
    const exact = names.indexOf(header)
    const bare = names.indexOf(bareHeader)
    const rank = exact >= 0 ? exact : bare >= 0 ? BRACKETS_LEFT_OUT + bare : -1
    if (rank < 0 || !fits(column, field, notation)) return []
    const why =
      rank < 2
        ? `"${column.name}" is the name of this field.`
        : `"${column.name}" is a usual name for ${field.label.en}.`
    return [{ column: column.name, field, why, rank }]
  })
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
  // A file may have thousands of columns.
  const named = type.fields.map((field) => ({ field, names: namesOf(field) }))
  const found = columns.flatMap((column) => candidates(column, named, notation))
  const taken = new Map<string, FieldSuggestion>()
  const fields = new Set<string>()
  for (const { column, field, why } of found.sort((a, b) => a.rank - b.rank)) {
    if (taken.has(column) || fields.has(field.name)) continue
    taken.set(column, { column, field, why })
    fields.add(field.name)
  }
  return columns.flatMap(({ name }) => taken.get(name) ?? [])
}
