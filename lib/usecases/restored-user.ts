import type { RecordTypeName } from '../domain/record-types/types.ts'
import type { RestoreCounts } from '../domain/restore-points.ts'

/** What a restore did, or would do, for one user. `verified`: read back and found equal to the point. */
export interface RestoredUser {
  readonly userId: string
  readonly email: string
  readonly counts: RestoreCounts
  readonly verified: boolean
  /** Records somebody changed meanwhile, which therefore were left as they are: the first hundred of `counts.conflicts`. */
  readonly survivors: readonly Survivor[]
}

export interface Survivor {
  readonly type: RecordTypeName
  readonly id: string
  readonly title: string
}

export const NO_COUNTS: RestoreCounts = { created: 0, updated: 0, deleted: 0, unchanged: 0, conflicts: 0 }

export function addCounts(a: RestoreCounts, b: RestoreCounts): RestoreCounts {
  return {
    created: a.created + b.created,
    updated: a.updated + b.updated,
    deleted: a.deleted + b.deleted,
    unchanged: a.unchanged + b.unchanged,
    conflicts: a.conflicts + b.conflicts,
  }
}
