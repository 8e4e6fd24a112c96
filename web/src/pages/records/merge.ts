import type { FieldValue } from '../../api/shapes.ts'

export type Fields = Readonly<Record<string, FieldValue>>
/** What a person changed; null empties a field. */
export type Changes = Readonly<Record<string, FieldValue | null>>

/** A field that two people changed to different values. */
export interface Conflict {
  readonly field: string
  readonly before: FieldValue | null
  readonly mine: FieldValue | null
  readonly theirs: FieldValue | null
}

export interface Merged {
  /** To be decided. */
  readonly conflicts: readonly Conflict[]
  /** My changes that nobody else's meet. */
  readonly mine: Changes
  /** Fields that only somebody else changed: they stay. */
  readonly taken: readonly string[]
}

export const sameValue = (one: FieldValue | null, other: FieldValue | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/**
 * Lays a person's changes beside what became of the record meanwhile.
 * @param before the fields as the person saw them
 * @param changes what they made of them
 * @param now the fields as they are
 */
export function merge(before: Fields, changes: Changes, now: Fields): Merged {
  const of = (fields: Fields, field: string): FieldValue | null => fields[field] ?? null
  const conflicts: Conflict[] = []
  const mine: Record<string, FieldValue | null> = {}
  for (const [field, value] of Object.entries(changes)) {
    const [old, theirs] = [of(before, field), of(now, field)]
    if (sameValue(theirs, value)) continue
    if (sameValue(theirs, old)) mine[field] = value
    else conflicts.push({ field, before: old, mine: value, theirs })
  }
  const taken = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(
    (field) => !(field in changes) && !sameValue(of(before, field), of(now, field)),
  )
  return { conflicts, mine, taken }
}

/** What to send once each conflict is decided; what is left undecided stays theirs. */
export function decided({ conflicts, mine }: Merged, chosen: Readonly<Record<string, 'mine' | 'theirs'>>): Changes {
  const changes: Record<string, FieldValue | null> = { ...mine }
  for (const { field, mine: value } of conflicts) if (chosen[field] === 'mine') changes[field] = value
  return changes
}
