import type { Notation } from '../configuration.ts'
import { normaliseHeader } from '../headers.ts'
import { ASSIGNMENT, type MappingHistory, type RememberedHeader } from '../mapping-history.ts'
import type { Field, RecordType } from '../record-types/types.ts'
import { namesAUser } from './assignment-names.ts'
import { fits, type MappingConfidence, type SuggestColumn } from './columns.ts'
import {
  headerOf,
  namedExactly,
  namedFields,
  namedNearly,
  namedWithRecord,
  type Header,
  type NamedField,
} from './header-names.ts'
import { valuesSuggest } from './sample-kinds.ts'

export interface FieldSuggestion {
  readonly column: string
  readonly field: Field
  readonly why: string
  /** Whoever applies suggestions by themselves leaves out `low`. */
  readonly confidence: MappingConfidence
}

export interface SuggestMore {
  /** What the company mapped before. */
  readonly history?: MappingHistory
  /** Whether a column holds what users are found by: such a one is a customer's address or number only if its header says so. */
  readonly ofUsers?: (column: SuggestColumn) => boolean
}

/** A column with its header as it is compared. */
interface Headed {
  readonly column: SuggestColumn
  readonly header: Header
}

interface Candidate extends FieldSuggestion {
  readonly rank: number
}

/** One way to find columns for fields; the columns and fields it gets are those that no way before has taken. */
interface Way {
  /** Two columns that are equally good for a field, or two fields for a column, say nothing. */
  readonly unambiguous: boolean
  readonly match: (column: Headed, field: NamedField) => Pick<Candidate, 'rank' | 'why' | 'confidence'> | undefined
}

const dayOf = (at: string): string => at.slice(0, 10)

function ways(type: RecordType, history: ReadonlyMap<string, RememberedHeader>): Way[] {
  const words = (type.headerWords ?? []).map(normaliseHeader).sort((one, other) => other.length - one.length)
  const newestFirst = [...new Set([...history.values()].map(({ at }) => at))].sort().reverse()
  return [
    {
      unambiguous: false,
      match: ({ header }, { field }) => {
        const before = history.get(header.key)
        if (before?.field !== field.name) return undefined
        const why = `"${header.text}" was mapped so in the import of ${dayOf(before.at)}.`
        return { rank: newestFirst.indexOf(before.at), why, confidence: 'high' }
      },
    },
    {
      unambiguous: false,
      match: ({ header }, field) => {
        const match = namedExactly(header, field)
        return match && { ...match, confidence: 'high' }
      },
    },
    {
      unambiguous: true,
      match: ({ header }, field) => {
        const match = namedWithRecord(header, field, words)
        return match && { ...match, confidence: 'medium' }
      },
    },
    {
      unambiguous: true,
      match: ({ column, header }, field) => {
        const match = namedNearly(header, field)
        if (match === undefined) return undefined
        // The values prove what a short header does not.
        const sure = match.sure || valuesSuggest(column, field.field) !== undefined
        return { rank: match.rank, why: match.why, confidence: sure ? 'medium' : 'low' }
      },
    },
    {
      unambiguous: true,
      match: ({ column }, { field }) => {
        const match = valuesSuggest(column, field)
        return match?.hinted === true ? { rank: 0, why: match.why, confidence: 'medium' } : undefined
      },
    },
    {
      unambiguous: true,
      match: ({ column }, { field }) => {
        const match = valuesSuggest(column, field)
        return match && { rank: 0, why: match.why, confidence: 'low' }
      },
    },
  ]
}

/** The ways that only look at what the header says as a whole; the others are guesses. */
const CERTAIN_WAYS = 2

/**
 * Columns for fields, in the order of the file: by what the company mapped before, then by their names in both languages
 * and as people write them, by names with the record's word in them, by misspelt names, and by their values. Of several
 * columns for one field the one with the more usual name is taken; never two columns for one field, nor two fields from
 * one column. The order of the columns does not matter. A column that the company did not import before is left out,
 * unless it is by its name one that every new record needs, or that of a field which the company has made since.
 */
export function suggestFields(
  type: RecordType,
  columns: readonly SuggestColumn[],
  notation: Notation,
  { history = [], ofUsers = () => false }: SuggestMore = {},
): FieldSuggestion[] {
  // A file may have thousands of columns.
  const remembered = new Map(history.map((one) => [one.header, one]))
  const taken = new Map<string, FieldSuggestion>()
  let fields = namedFields(type)
  let free = columns
    .map((column): Headed => ({ column, header: headerOf(column.name) }))
    .filter(({ header }) => remembered.get(header.key)?.field !== ASSIGNMENT)
  const unwanted = ({ header }: Headed) => remembered.get(header.key)?.field === null
  const isNewer = ({ labelledAt }: Field, { header }: Headed) =>
    labelledAt !== undefined && labelledAt > (remembered.get(header.key)?.at ?? '')
  for (const [index, way] of ways(type, remembered).entries()) {
    if (index === CERTAIN_WAYS) {
      const named = namedFields(type)
      free = free.filter(
        (one) =>
          !unwanted(one) &&
          !namesAUser(one.header.key) &&
          !ofUsers(one.column) &&
          // A header that is a name is not also a misspelt one.
          !named.some((field) => namedExactly(one.header, field) !== undefined),
      )
    }
    const found = free.flatMap((one) =>
      fields.flatMap((named): Candidate[] => {
        const match = way.match(one, named)
        if (match === undefined || !fits(one.column, named.field, notation)) return []
        if (unwanted(one) && named.field.required !== true && !isNewer(named.field, one)) return []
        return [{ column: one.column.name, field: named.field, ...match }]
      }),
    )
    for (const { rank: _, ...suggestion } of chosen(found, way)) taken.set(suggestion.column, suggestion)
    free = free.filter(({ column }) => !taken.has(column.name))
    const filled = new Set([...taken.values()].map(({ field }) => field.name))
    fields = fields.filter(({ field }) => !filled.has(field.name))
  }
  return columns.flatMap(({ name }) => taken.get(name) ?? [])
}

/** The best candidates, each column and each field once. */
function chosen(found: readonly Candidate[], { unambiguous }: Way): Candidate[] {
  const sorted = found.toSorted((a, b) => a.rank - b.rank || (a.column < b.column ? -1 : a.column > b.column ? 1 : 0))
  const rivals = new Map<string, number>()
  if (unambiguous) {
    for (const one of found) for (const key of keysOf(one)) rivals.set(key, (rivals.get(key) ?? 0) + 1)
  }
  const columns = new Set<string>()
  const fields = new Set<string>()
  return sorted.filter((one) => {
    if (columns.has(one.column) || fields.has(one.field.name)) return false
    columns.add(one.column)
    fields.add(one.field.name)
    return keysOf(one).every((key) => (rivals.get(key) ?? 1) < 2)
  })
}

const keysOf = ({ column, field, rank }: Candidate): string[] => [
  `column ${rank} ${column}`,
  `field ${rank} ${field.name}`,
]
