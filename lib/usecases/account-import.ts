import { addTotals, emptyTotals, totalsOf, type UserSummary } from '../domain/accounting.ts'
import type { ImportUser, TimelineEntry } from '../domain/imports.ts'
import type { Totals } from '../domain/outcomes.ts'
import type { AssignedUser } from './assignment-file.ts'

/**
 * The account of every user with rows, however far the import came: imported users by their results, excluded ones as
 * excluded, and everybody else as skipped, for nothing was written for them.
 */
export function accountOfUsers(assigned: readonly AssignedUser[], users: readonly ImportUser[]): UserSummary[] {
  const parts = new Map(users.map((user) => [user.userId, user]))
  const imported = users.filter(({ state }) => state === 'imported')
  const movedAway = movedAwayFrom(imported)
  const rest = assigned.filter(({ userId }) => parts.get(userId)?.state !== 'imported')
  return [
    ...imported.map(({ userId, email, rows, totals, deleted, related }) => {
      // Rows that came to an imported user in a later round were not written: imported users stay as they are.
      const later = Math.max(0, (assigned.find((line) => line.userId === userId)?.rows ?? 0) - rows)
      return {
        userId,
        email,
        rows: rows + later,
        totals: addTotals(totals ?? emptyTotals(), totalsOf('skipped', later)),
        deleted: deleted ?? 0,
        related: related ?? 0,
        movedAway: movedAway.get(userId)?.customers ?? 0,
      }
    }),
    ...rest.map(({ userId, email, rows, excluded }) => ({
      userId,
      email,
      rows,
      totals: untouched(rows, excluded !== undefined || parts.get(userId)?.state === 'excluded'),
      deleted: 0,
      related: 0,
      movedAway: movedAway.get(userId)?.customers ?? 0,
    })),
    ...withoutRows(movedAway, new Set([...imported, ...rest].map(({ userId }) => userId))),
  ].sort((a, b) => (a.email < b.email ? -1 : 1))
}

type MovedAway = ReadonlyMap<string, { readonly email: string; readonly customers: number }>

/** How many customers went from each user to others. */
function movedAwayFrom(users: readonly ImportUser[]): MovedAway {
  const away = new Map<string, { email: string; customers: number }>()
  for (const { userId, email, customers } of users.flatMap(({ takenFrom = [] }) => takenFrom)) {
    away.set(userId, { email, customers: (away.get(userId)?.customers ?? 0) + customers })
  }
  return away
}

/** A line for those who have no rows in the file and from whom customers went all the same. */
function withoutRows(away: MovedAway, listed: ReadonlySet<string>): UserSummary[] {
  return [...away]
    .filter(([userId]) => !listed.has(userId))
    .map(([userId, { email, customers }]) => ({
      userId,
      email,
      rows: 0,
      totals: emptyTotals(),
      deleted: 0,
      related: 0,
      movedAway: customers,
    }))
}

function untouched(rows: number, isExcluded: boolean): Totals {
  return totalsOf(isExcluded ? 'excluded' : 'skipped', rows)
}

/** Seconds spent in each status, in the order in which they were first reached. */
export function durationsOf(timeline: readonly TimelineEntry[]): Record<string, number> {
  const durations: Record<string, number> = {}
  timeline.forEach(({ at, status }, index) => {
    const next = timeline[index + 1]
    if (next === undefined) return
    durations[status] = (durations[status] ?? 0) + (Date.parse(next.at) - Date.parse(at)) / 1000
  })
  return durations
}
