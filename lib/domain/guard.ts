import type { Reason } from './outcomes.ts'
import type { PlanCounts } from './plans.ts'

/** How much of a user's records an import may delete or change before *Import all users* stops and asks. Shares in percent. */
export interface GuardSettings {
  readonly maxDeletedPercent: number
  readonly maxChangedPercent: number
  /** A user with fewer records is never stopped at. */
  readonly fromRecords: number
}

const percentOf = (part: number, whole: number): number => (100 * part) / whole

/**
 * Why *Import all users* stops at a user and asks for that one; none if it goes on.
 * @param records the user's records of this type before the import, without the recycle bin
 */
export function guardReasons(counts: PlanCounts, records: number, guard: GuardSettings): Reason[] {
  if (records === 0 || records < guard.fromRecords) return []
  const stop = (code: string, count: number, what: string, most: number): Reason[] => {
    const share = percentOf(count, records)
    if (share <= most) return []
    // Rounded up, so that it never reads like the share that is allowed.
    const shown = Math.ceil(share * 10) / 10
    const message = `${count.toLocaleString('en')} of ${records.toLocaleString('en')} records (${shown} %) would be ${what}; above ${most} % an import of all users stops and asks.`
    return [{ code, message, value: String(count) }]
  }
  return [
    ...stop('many-deletions', counts.deleted, 'deleted', guard.maxDeletedPercent),
    ...stop('many-changes', counts.updated, 'changed', guard.maxChangedPercent),
  ]
}
