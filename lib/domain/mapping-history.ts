import type { ImportConfiguration } from './configuration.ts'
import { normaliseHeader } from './headers.ts'

/** What a company did with a header in an import that completed. */
export interface RememberedHeader {
  /** As it is compared. */
  readonly header: string
  /** The field it was mapped to; null if it was not imported, `assignment` if it said whose a row is. */
  readonly field: string | null
  /** When that import ended. */
  readonly at: string
}

/** What a company mapped before, of one record type: each header once, the latest first. */
export type MappingHistory = readonly RememberedHeader[]

/** The field under which the column that says whose a row is is remembered, and reasons are given. */
export const ASSIGNMENT = 'assignment'

/** All are one item of at most 400 KB. */
const MOST_HEADERS = 500
const LONGEST_HEADER = 100
/** Names that Muster gives to columns without a title say nothing about the next file. */
const NAMELESS = /^Column [A-Z]+$/u

/**
 * Adds the choices of an import to what is remembered. Headers it has are remembered anew, the oldest of the others are
 * forgotten. The same import added twice adds nothing.
 * @param columns the columns of the sheet that was imported
 */
export function rememberMapping(
  history: MappingHistory,
  { assignment, mapping }: ImportConfiguration,
  columns: readonly string[],
  at: string,
): MappingHistory {
  const fields = new Map<string, string>([
    ...mapping.map(({ column, field }): [string, string] => [column, field]),
    [assignment.column, ASSIGNMENT],
  ])
  const choices = columns
    .filter((column) => !NAMELESS.test(column))
    .map((column) => ({ header: normaliseHeader(column), field: fields.get(column) ?? null, at }))
    .filter(({ header }) => header !== '' && header.length <= LONGEST_HEADER)
    // Mapped columns first: of a very wide file these are what is worth keeping.
    .sort((one, other) => Number(one.field === null) - Number(other.field === null))
  const remembered = new Map<string, RememberedHeader>()
  for (const one of [...choices, ...history]) if (!remembered.has(one.header)) remembered.set(one.header, one)
  return [...remembered.values()].slice(0, MOST_HEADERS)
}
