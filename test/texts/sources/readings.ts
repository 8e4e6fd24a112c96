/** A place in a sentence where a value goes: what kind of value, and the expression in the source, for messages. */
export interface Hole {
  readonly kind: 'text' | 'number' | 'grouped' | 'sentence' | 'label' | 'word'
  readonly source: string
  /** Of a `word`: all that it may be. */
  readonly words?: readonly string[]
}
export type Part = string | Hole
/** One way in which an expression can read, and which side of each condition it took: the same condition has one answer. */
export interface Reading {
  readonly parts: readonly Part[]
  readonly choices: Readonly<Record<string, boolean>>
}

export const reading = (...parts: readonly Part[]): Reading => ({ parts, choices: {} })

/** More ways than this are a mistake of the evaluation, not a sentence. */
const MOST_READINGS = 400

/** Nothing but one value, with what encloses it: `"{name}"`. */
export function isValue({ parts }: Reading): boolean {
  return parts.every((part) => typeof part !== 'string' || !/\p{L}/u.test(part))
}

/** Every way of the one followed by every way of the other, if both can be at once. */
export function product(before: readonly Reading[], after: readonly Reading[]): Reading[] {
  const all = before.flatMap((one) =>
    after
      .filter(({ choices }) => Object.entries(choices).every(([key, side]) => (one.choices[key] ?? side) === side))
      .map((other) => ({
        parts: merged([...one.parts, ...other.parts]),
        choices: { ...one.choices, ...other.choices },
      })),
  )
  if (all.length > MOST_READINGS) throw new Error(`More than ${MOST_READINGS} ways to read one sentence.`)
  return all
}

/** Ways that are there only on one side of a condition. */
export const chosen = (readings: readonly Reading[], condition: string, side: boolean): Reading[] =>
  product([{ parts: [], choices: { [condition]: side } }], readings)

/** Of the entries of a list, each made its own choices. */
export const alone = (readings: readonly Reading[]): Reading[] =>
  unique(readings.map(({ parts }) => ({ parts, choices: {} })))

function merged(parts: readonly Part[]): Part[] {
  return parts.reduce<Part[]>((done, part) => {
    const last = done.at(-1)
    if (typeof part === 'string' && typeof last === 'string') return [...done.slice(0, -1), last + part]
    return part === '' ? done : [...done, part]
  }, [])
}

/** Each way once. */
export function unique(readings: readonly Reading[]): Reading[] {
  return [...new Map(readings.map((one) => [JSON.stringify(one), one])).values()]
}
