import type { Reason } from './outcomes.ts'
import type { PlanCounts, PlanEntry } from './plans.ts'

/** How much of a user's records an import may delete or change before *Import all users* stops and asks. Shares in percent. */
export interface GuardSettings {
  readonly maxDeletedPercent: number
  readonly maxChangedPercent: number
  /** A user with fewer records is never stopped at. */
  readonly fromRecords: number
}

const percentOf = (part: number, whole: number): number => (100 * part) / whole

/** How many customers a user had when the import began, and how many of them rows of other users in the file name. */
export interface Leaving {
  readonly userId: string
  readonly email: string
  readonly customers: number
  readonly leaving: number
}

/**
 * Why *Import all users* stops at a user who takes customers from others: one of those would lose too many by this
 * import, to whomever. The share is that of deletions, for that is what it means to them.
 */
export function moveReasons(
  entries: readonly PlanEntry[],
  sources: readonly Leaving[],
  { maxDeletedPercent, fromRecords }: GuardSettings,
): Reason[] {
  const from = new Set(
    entries.flatMap(({ outcome, operation }) =>
      outcome === 'transferred' && operation?.kind === 'transfer' && operation.how === 'move'
        ? [operation.from.userId]
        : [],
    ),
  )
  return sources
    .filter(({ userId, customers, leaving }) => {
      return from.has(userId) && customers >= fromRecords && percentOf(leaving, customers) > maxDeletedPercent
    })
    .map(({ email, customers, leaving }) => {
      const message = `${leaving.toLocaleString('en')} of ${customers.toLocaleString('en')} customers of ${email} would go to other users; above ${maxDeletedPercent}% an import of all users stops and asks.`
      return { code: 'many-moves', message, value: String(leaving) }
    })
}

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
    const message = `${count.toLocaleString('en')} of ${records.toLocaleString('en')} records (${shown}%) would be ${what}; above ${most}% an import of all users stops and asks.`
    return [{ code, message, value: String(count) }]
  }
  return [
    ...stop('many-deletions', counts.deleted, 'deleted', guard.maxDeletedPercent),
    ...stop('many-changes', counts.updated, 'changed', guard.maxChangedPercent),
  ]
}
