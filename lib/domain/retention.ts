import { RESTORE_POINT_DAYS } from './companies.ts'
import type { RestorePoint } from './restore-points.ts'

/** What the tag `keep` of a pinned point's objects says: no rule of the bucket ends them. */
const ALWAYS = 'always'
const DAY = 24 * 60 * 60 * 1000

/** The moment `days` after another one, both as ISO text. */
export function daysAfter(moment: string, days: number): string {
  return new Date(Date.parse(moment) + days * DAY).toISOString()
}

/** A pinned point is kept until somebody unpins or deletes it. */
export function isPinned({ expiresAt }: Pick<RestorePoint, 'expiresAt'>): boolean {
  return expiresAt === undefined
}

/** Whether the time of a point is over; what of it is left goes soon. */
export function isExpired({ expiresAt }: Pick<RestorePoint, 'expiresAt'>, now: string): boolean {
  return expiresAt !== undefined && expiresAt <= now
}

/**
 * The tag of a point's objects, which says how many days after they were made the bucket may end them: never before the
 * point expires. One that was unpinned late may need more days than there is a rule for; then Muster alone ends it.
 */
export function keepTag({ createdAt, expiresAt }: Pick<RestorePoint, 'createdAt' | 'expiresAt'>): { keep: string } {
  const needed = expiresAt === undefined ? Infinity : (Date.parse(expiresAt) - Date.parse(createdAt)) / DAY
  return { keep: String(RESTORE_POINT_DAYS.find((days) => days >= needed) ?? ALWAYS) }
}
