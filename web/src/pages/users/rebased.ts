const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

const entriesOf = (draft: object): [string, unknown][] => Object.entries(draft)

/**
 * What stands in a form once the server says something else than it began with: what the person changed stays, the rest is
 * as it is now.
 * @param before what the form began with
 * @param draft what stands in it
 * @param now what the server says now
 */
export function rebased<Draft extends object>(before: Draft, draft: Draft, now: Draft): Draft {
  const begun = new Map(entriesOf(before))
  const changed = entriesOf(draft).filter(([name, value]) => !same(value, begun.get(name)))
  return { ...now, ...Object.fromEntries(changed) }
}
