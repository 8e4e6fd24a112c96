import type { ImportConfiguration } from '../configuration.ts'
import { normaliseHeader } from '../headers.ts'
import { ASSIGNMENT, type MappingHistory } from '../mapping-history.ts'
import { fieldOf } from '../record-types/catalogue.ts'
import type { RecordType } from '../record-types/types.ts'
import { namesAUser } from './assignment-names.ts'
import { fits, type MappingConfidence, type SuggestColumn } from './columns.ts'
import { editDistance } from './edit-distance.ts'
import { suggestFields } from './field-columns.ts'

/** A column that a configuration names and what it is probably called in the file. */
export interface Rename {
  readonly from: string
  readonly to: string
  readonly why: string
  readonly confidence: MappingConfidence
}

interface Candidate extends Rename {
  /** The lower, the stronger the reason. */
  readonly rank: number
}

const MOST_EDITS = 2
/** Shorter headers are other words when a letter differs; two letters need twice the length. */
const SHORTEST_MISSPELT = 5

/**
 * What the columns that are gone are probably called now, out of those the configuration does not name: the same but for
 * case and punctuation, a letter or two apart, another name for the same field, or what stands in the same place. Never
 * two for one, and none where two are equally probable.
 */
export function findRenames(
  type: RecordType,
  { assignment, mapping, notation }: ImportConfiguration,
  columns: readonly SuggestColumn[],
  history: MappingHistory = [],
): Rename[] {
  const names = columns.map(({ name }) => name)
  const present = new Set(names)
  const uses = [
    { column: assignment.column, field: ASSIGNMENT },
    ...mapping.map(({ column, field }) => ({ column, field })),
  ]
  const named = new Set(uses.map(({ column }) => column))
  const free = columns.filter(({ name }) => !named.has(name))
  const gone = uses.filter(({ column }) => !present.has(column))
  const lost = new Set(gone.map(({ field }) => field))
  const others = suggestFields({ ...type, fields: type.fields.filter(({ name }) => lost.has(name)) }, free, notation, {
    history,
  })
  const found = gone.flatMap(({ column: from, field: name }): Candidate[] => {
    const field = fieldOf(type, name)
    const possible = free.filter((column) => field === undefined || fits(column, field, notation))
    const other = others.find((one) => one.field.name === name)
    return [
      ...possible.flatMap((column) => likeness(from, column.name) ?? []),
      ...(other === undefined || other.confidence === 'low'
        ? []
        : [{ from, to: other.column, why: other.why, confidence: 'medium' as const, rank: 3 }]),
      ...(name === ASSIGNMENT ? possible.flatMap(({ name: to }) => otherUserName(from, to) ?? []) : []),
      ...inPlaceOf(from, mapping, names, possible),
    ]
  })
  return unambiguous(found)
}

function likeness(from: string, to: string): Candidate | undefined {
  const [one, other] = [normaliseHeader(from), normaliseHeader(to)]
  if (one === other) {
    return { from, to, why: 'Only case, spaces or punctuation differ.', confidence: 'high', rank: 0 }
  }
  const limit = Math.min(MOST_EDITS, Math.floor(Math.min(one.length, other.length) / SHORTEST_MISSPELT))
  const edits = limit === 0 ? Infinity : editDistance(one, other, limit)
  if (edits > limit || one.replaceAll(/\D/gu, '') !== other.replaceAll(/\D/gu, '')) return undefined
  return { from, to, why: 'It is spelt nearly the same.', confidence: 'medium', rank: edits }
}

function otherUserName(from: string, to: string): Candidate | undefined {
  if (!namesAUser(normaliseHeader(to))) return undefined
  return { from, to, why: `"${to}" is a usual name for the user a row belongs to.`, confidence: 'medium', rank: 3 }
}

/** The only unknown column between those that stood before and after it in the mapping. */
function inPlaceOf(
  from: string,
  mapping: ImportConfiguration['mapping'],
  names: readonly string[],
  possible: readonly SuggestColumn[],
): Candidate[] {
  const index = mapping.findIndex(({ column }) => column === from)
  if (index < 0) return []
  const isThere = ({ column }: { readonly column: string }) => names.includes(column)
  const before = mapping.slice(0, index).findLast(isThere)?.column
  const after = mapping.slice(index + 1).find(isThere)?.column
  if (before === undefined || after === undefined) return []
  const [start, end] = [names.indexOf(before), names.indexOf(after)]
  const between = possible.filter(({ name }) => names.indexOf(name) > start && names.indexOf(name) < end)
  const [only, ...more] = between
  if (only === undefined || more.length > 0) return []
  return [{ from, to: only.name, why: `It stands between "${before}" and "${after}".`, confidence: 'low', rank: 4 }]
}

function unambiguous(found: readonly Candidate[]): Rename[] {
  const sorted = found.toSorted((a, b) => a.rank - b.rank)
  const from = new Set<string>()
  const to = new Set<string>()
  const renames: Rename[] = []
  for (const { rank, ...one } of sorted) {
    if (from.has(one.from) || to.has(one.to)) continue
    const isRival = (other: Candidate) =>
      other.rank === rank && (other.from === one.from ? other.to !== one.to : other.to === one.to)
    const rivals = found.filter(isRival).filter((other) => !from.has(other.from) && !to.has(other.to))
    if (rivals.length > 0) continue
    from.add(one.from)
    to.add(one.to)
    renames.push(one)
  }
  return renames
}
