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
  const rest = assigned.filter(({ userId }) => parts.get(userId)?.state !== 'imported')
  return [
    ...imported.map(({ userId, email, rows, totals, deleted }) => {
      // Rows that came to an imported user in a later round were not written: imported users stay as they are.
      const later = Math.max(0, (assigned.find((line) => line.userId === userId)?.rows ?? 0) - rows)
      return {
        userId,
        email,
        rows: rows + later,
        totals: addTotals(totals ?? emptyTotals(), totalsOf('skipped', later)),
        deleted: deleted ?? 0,
      }
    }),
    ...rest.map(({ userId, email, rows, excluded }) => ({
      userId,
      email,
      rows,
      totals: untouched(rows, excluded !== undefined || parts.get(userId)?.state === 'excluded'),
      deleted: 0,
    })),
  ].sort((a, b) => (a.email < b.email ? -1 : 1))
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
