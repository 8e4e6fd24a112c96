import type { Cell, SheetRow } from '../../lib/domain/cells.ts'
import { columnLetters } from '../../lib/readers/inspecting/names.ts'
import { weaknessOf } from './oracle-weaknesses.ts'
import type { Reading, SheetReading } from './readings.ts'

/** What comes of one file. `weaknesses` counts cells in which the oracle is known to be wrong, by the kind of it. */
export type Outcome =
  | { readonly result: 'equal'; readonly weaknesses: Readonly<Record<string, number>> }
  | { readonly result: 'refused'; readonly code: string; readonly reason: string; readonly message: string }
  /** Words for people: which cell, what we read, what the oracle read. The first hundred of them. */
  | { readonly result: 'differs'; readonly differences: readonly string[]; readonly count: number }
  | { readonly result: 'failed'; readonly message: string }

type Read = Extract<Reading, { kind: 'read' }>

const MOST_DIFFERENCES = 100

/** Sets our reading of a file beside the oracle's. */
export function compareReadings(ours: Reading, oracle: Reading): Outcome {
  if (ours.kind === 'failed') return { result: 'failed', message: ours.message }
  if (ours.kind === 'refused') return { result: 'refused', code: ours.code, reason: ours.reason, message: ours.message }
  if (oracle.kind !== 'read')
    return differs([`read, but by the oracle ${oracle.kind}: ${oracle.message.split('\n')[0]}`])
  const weaknesses: Record<string, number> = {}
  const excuse = (a: Cell, b: Cell): boolean => {
    const weakness = weaknessOf(ours.format, a, b)
    if (weakness !== undefined) weaknesses[weakness] = (weaknesses[weakness] ?? 0) + 1
    return weakness !== undefined
  }
  const differences = [...frameDifferences(ours, oracle)]
  for (const sheet of ours.sheets) {
    const other = oracle.sheets.findLast(({ name }) => name === sheet.name)
    if (other) differences.push(...sheetDifferences(sheet, other.rows, excuse))
  }
  return differences.length === 0 ? { result: 'equal', weaknesses } : differs(differences)
}

function differs(differences: readonly string[]): Outcome {
  return { result: 'differs', differences: differences.slice(0, MOST_DIFFERENCES), count: differences.length }
}

/** Sheets and which of them are hidden. */
function* frameDifferences(ours: Read, oracle: Read): Generator<string> {
  const [names, others] = [ours, oracle].map(({ sheets }) => JSON.stringify(sheets.map(({ name }) => name)))
  if (names !== others) yield `sheets ${names}, oracle ${others}`
  const [hidden, otherHidden] = [ours, oracle].map(({ hiddenSheets }) => JSON.stringify(hiddenSheets))
  if (hidden !== otherHidden) yield `hidden sheets ${hidden}, oracle ${otherHidden}`
}

/** Rows are found by their numbers; a row that one of them does not have is as good as one without values. */
function* sheetDifferences(
  { name, rows }: SheetReading,
  others: readonly SheetRow[],
  isExcused: (ours: Cell, oracle: Cell) => boolean,
): Generator<string> {
  const ours = new Map(rows.map(({ row, cells }) => [row, cells]))
  const theirs = new Map(others.map(({ row, cells }) => [row, cells]))
  for (const row of new Set([...ours.keys(), ...theirs.keys()])) {
    const [a = [], b = []] = [ours.get(row), theirs.get(row)]
    for (let column = 0; column < Math.max(a.length, b.length); column++) {
      const [left, right] = [a[column] ?? null, b[column] ?? null]
      if (isSame(left, right) || isExcused(left, right)) continue
      yield `${name}!${columnLetters(column)}${row}: ${shown(left)}, oracle ${shown(right)}`
    }
  }
}

function isSame(a: Cell, b: Cell): boolean {
  if (typeof a === 'object' && typeof b === 'object') return a?.error === b?.error
  return Object.is(a, b) || (a === 0 && b === 0)
}

function shown(cell: Cell): string {
  const text = typeof cell === 'number' ? String(cell) : JSON.stringify(cell)
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
