import type { Person } from './imports.ts'
import type { ProblemData } from './problems.ts'
import type { PlannedChange } from './record-changes.ts'
import type { RecordTypeName } from './record-types/types.ts'
import type { Author } from './records.ts'

/**
 * What happens to a record. `deleted` is into the recycle bin and `restored` out of it; `removed`: it is taken away
 * altogether, for it was not there; `kept`: nothing of it goes back.
 */
export const RESTORE_ACTIONS = ['created', 'updated', 'restored', 'deleted', 'removed', 'moved', 'kept'] as const
export type RestoreAction = (typeof RESTORE_ACTIONS)[number]

const COUNTED = [...RESTORE_ACTIONS, 'unchanged', 'partly', 'conflicts'] as const

/**
 * What a restore or an undo does, or would do, in records. Each is counted once: as one of the actions, as `unchanged`, or as one of the `conflicts`: changed by somebody while it ran, and left as it
 * is. `partly` of them keep something that was edited since.
 */
export type RestoreCounts = Readonly<Record<(typeof COUNTED)[number], number>>

export const NO_COUNTS: RestoreCounts = {
  created: 0,
  updated: 0,
  restored: 0,
  deleted: 0,
  removed: 0,
  moved: 0,
  kept: 0,
  unchanged: 0,
  partly: 0,
  conflicts: 0,
}

/** Why something stays as it is. */
export const KEPT_REASONS = [
  'edited',
  'deleted-since',
  'in-use',
  'gone',
  'already-there',
  'external-id-in-use',
  'belongs-to-another-user',
  'customer-stays',
] as const
export type KeptReason = (typeof KEPT_REASONS)[number]

/** One record of the plan of a restore or undo. */
export interface RestoreEntry {
  readonly type: RecordTypeName
  readonly id: string
  readonly title: string
  readonly action: RestoreAction
  /** Names of the fields that go back. */
  readonly fields: readonly string[]
  /** What happened since the restore point, and is lost: who did it last, and when. `gone`: it is in this account no more. */
  readonly since?: {
    readonly what: 'created' | 'changed' | 'deleted' | 'gone'
    readonly by?: Author
    readonly at?: string
  }
  /** What stays of an import that is undone, and who edited it when. Without `fields`: all of the record. */
  readonly kept?: {
    readonly reason: KeptReason
    readonly fields: readonly string[]
    readonly by?: Author
    readonly at?: string
  }
  /** What is written; absent where nothing is. */
  readonly change?: PlannedChange
}

/** Adds one entry, or records that are as they should be already: how many. */
export function counted(counts: RestoreCounts, entry: RestoreEntry | number): RestoreCounts {
  if (typeof entry === 'number') return { ...counts, unchanged: counts.unchanged + entry }
  const { action, kept } = entry
  const partly = kept !== undefined && action !== 'kept' ? 1 : 0
  return { ...counts, [action]: counts[action] + 1, partly: counts.partly + partly }
}

/** Takes one entry out again. */
export function uncounted(counts: RestoreCounts, entry: RestoreEntry): RestoreCounts {
  const one = counted(NO_COUNTS, entry)
  const left = { ...counts }
  for (const name of COUNTED) left[name] -= one[name]
  return left
}

export function addCounts(a: RestoreCounts, b: RestoreCounts): RestoreCounts {
  const sum = { ...a }
  for (const name of COUNTED) sum[name] += b[name]
  return sum
}

/** What an undo takes back: an import, or a restore, or another undo. */
export interface Undone {
  readonly kind: 'import' | 'restore'
  readonly id: string
}

/** Puts records back: all to a restore point, or only what one import (or restore, or undo) changed. */
export interface Restore {
  readonly companyId: string
  readonly id: string
  /** The point it goes back to; absent in an undo. */
  readonly restorePointId?: string
  /** What it takes back; absent in a restore. */
  readonly undoes?: Undone
  readonly dryRun: boolean
  /** Absent: the whole company, or everybody the import wrote for. */
  readonly users?: readonly string[]
  readonly status: 'running' | 'completed' | 'failed'
  readonly startedBy: Person
  readonly startedAt: string
  readonly endedAt?: string
  readonly safetyPointId?: string
  readonly executionArn?: string
  readonly counts?: RestoreCounts
  /** Users of the point who exist no more, and users who did not exist yet. */
  readonly missingUsers?: readonly string[]
  readonly newUsers?: readonly string[]
  readonly problem?: ProblemData
}
