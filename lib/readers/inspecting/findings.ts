/** Something that was seen while rows streamed by: how often, and where first. */
export interface Finding {
  count: number
  readonly row: number
  /** What stood there, cut to a length that a sentence can hold. */
  readonly example: string
}

/** Findings by what they are about. */
export type Findings<Key extends string> = Partial<Record<Key, Finding>>

const LONGEST_EXAMPLE = 60

/** Counts one more, and remembers the first. */
export function note<Key extends string>(
  findings: Findings<Key>,
  key: Key,
  row: number,
  value: string | number | boolean,
): void {
  const known: Finding | undefined = findings[key]
  if (known) known.count++
  else Object.assign(findings, { [key]: { count: 1, row, example: shortened(String(value), LONGEST_EXAMPLE) } })
}

/** A text cut to a length, with an ellipsis that shows it. */
export function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text
}

/** `in row 7`, `in 12 rows, first in row 7`. */
export function whereText({ count, row }: Finding): string {
  return count === 1 ? `in row ${row}` : `in ${count} rows, first in row ${row}`
}
