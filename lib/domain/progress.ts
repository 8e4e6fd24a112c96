import type { ImportUser } from './imports.ts'
import type { PlanCounts } from './plans.ts'

/** So many of so many. */
export interface Share {
  readonly done: number
  readonly of: number
}

/** Entries per acknowledged chunk: what has to be looked at again after a crash. */
const CHUNK = 500

/** Entries `from` up to but not including `to`. */
export interface Chunk {
  readonly from: number
  readonly to: number
}

/**
 * The chunks in which a plan is written. What is changed beside the rows comes last in a plan, and is written when the
 * rows are: it depends on them.
 * @param entries how many entries the plan has
 * @param related how many of them are changes beside the rows
 */
export function chunksOf(entries: number, related: number): { ofRows: Chunk[]; related: Chunk[] } {
  const border = entries - related
  return { ofRows: cut(0, border), related: cut(border, entries) }
}

function cut(from: number, to: number): Chunk[] {
  const count = Math.ceil((to - from) / CHUNK)
  return Array.from({ length: count }, (_, chunk) => {
    const start = from + chunk * CHUNK
    return { from: start, to: Math.min(start + CHUNK, to) }
  })
}

/** How many entries of a plan are written, by the chunks that are acknowledged (each by its first entry). */
export function writtenOf(counts: PlanCounts, acknowledged: readonly number[]): Share {
  const of = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const { ofRows, related } = chunksOf(of, counts.related)
  const there = new Set(acknowledged)
  const done = [...ofRows, ...related].filter(({ from }) => there.has(from))
  return { done: done.reduce((sum, { from, to }) => sum + to - from, 0), of }
}

/**
 * How far an import is, in users and in rows. Users who are left out take no part. Who is imported or skipped is done; of
 * a user whose writing is under way as many rows count as done as of the plan's entries are written, rounded down.
 * @param written of users whose writing is under way, by user ID
 */
export function progressOf(
  users: readonly ImportUser[],
  written: ReadonlyMap<string, Share>,
): { readonly users: Share; readonly rows: Share } {
  const part = users.filter(({ state }) => state !== 'excluded')
  const isDone = ({ state }: ImportUser) => state === 'imported' || state === 'skipped'
  const rowsDone = (user: ImportUser): number => {
    if (isDone(user)) return user.rows
    const { done, of } = written.get(user.userId) ?? { done: 0, of: 0 }
    return of === 0 ? 0 : Math.floor((user.rows * done) / of)
  }
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
  return {
    users: { done: part.filter(isDone).length, of: part.length },
    rows: { done: sum(part.map(rowsDone)), of: sum(part.map(({ rows }) => rows)) },
  }
}
