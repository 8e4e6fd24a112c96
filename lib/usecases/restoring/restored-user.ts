import type { Account } from '../../domain/record-changes.ts'
import type { RecordTypeName } from '../../domain/record-types/types.ts'
import type { SecuredUser } from '../../domain/restore-points.ts'
import type { RestoreCounts } from '../../domain/restores.ts'

import type { NamedAuthor } from './authors.ts'

/** Users whose restore is planned and written in one step of the workflow. */
export const RESTORE_BATCH = 10

/** Somebody who takes part in a restore; with what the restore point holds of them, unless something is undone. */
export interface ChosenUser extends Account {
  readonly secured?: SecuredUser
}

/** Whose work since the restore point goes: how many records they were the last to change, and when they last did. */
export interface Loss extends NamedAuthor {
  readonly records: number
  readonly last: string
}

/** What a restore or undo is going to do for one user. */
export interface PlannedUser extends Account {
  readonly counts: RestoreCounts
  readonly losses: readonly Loss[]
  /** Something stays only because it would go to, or come from, somebody for whom nothing is undone. */
  readonly awaitsOthers?: boolean
}

/** What it did. `verified`: read back, and everything is as planned but for the survivors. */
export interface RestoredUser extends PlannedUser {
  readonly verified: boolean
  /** Records somebody changed meanwhile, and which therefore were left as they are. */
  readonly survivors: readonly Survivor[]
}

export interface Survivor {
  readonly type: RecordTypeName
  readonly id: string
  readonly title: string
}
