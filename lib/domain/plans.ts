import type { Cell } from './cells.ts'
import type { Outcome, Reason } from './outcomes.ts'
import type { MusterRecord, StoredRecord } from './records.ts'

/**
 * One change of one record. `before` is the state the change was planned against and is conditional on;
 * `changed` names the fields that differ.
 */
export type Operation =
  | { readonly kind: 'create'; readonly after: MusterRecord }
  | {
      readonly kind: 'update'
      readonly before: StoredRecord
      readonly after: MusterRecord
      readonly changed: readonly string[]
    }
  | {
      readonly kind: 'restore'
      readonly before: StoredRecord
      readonly after: MusterRecord
      readonly changed: readonly string[]
    }
  | { readonly kind: 'delete'; readonly before: StoredRecord; readonly after: MusterRecord }
  | TransferOperation

/**
 * Brings a record over from another user. `before` is its state there: moved, it goes from there in the same moment, on
 * condition that it is still in this state; copied, it stays. `changed` names what the row changes of it on the way.
 */
export interface TransferOperation {
  readonly kind: 'transfer'
  readonly how: 'move' | 'copy'
  readonly from: { readonly userId: string; readonly email: string }
  readonly before: StoredRecord
  readonly after: MusterRecord
  readonly changed: readonly string[]
}

/** Everything an entry of a plan can be about, in the order in which counts are shown. */
export const PREVIEW_OUTCOMES = [
  'created',
  'updated',
  'unchanged',
  'restored',
  'transferred',
  'rejected',
  'deleted',
  'related',
] as const satisfies readonly (PlannedOutcome | RowlessOutcome)[]

export type PlannedOutcome = Extract<
  Outcome,
  'created' | 'updated' | 'unchanged' | 'restored' | 'transferred' | 'rejected'
>

/**
 * What has no row and is counted apart: `deleted`, records that are not in the file; `related`, records changed beside
 * the rows (appointments, tasks and reports that come along with a customer, last calls that reports raise).
 */
export type RowlessOutcome = 'deleted' | 'related'

/** What the import would do about one row, or (with `row` null) about one record without a row. */
export interface PlanEntry {
  readonly row: number | null
  readonly outcome: PlannedOutcome | RowlessOutcome
  readonly title: string
  /** The row through which a `related` record is changed; without the row being written, it is not. */
  readonly of?: number
  /** Which record a row finds unchanged. */
  readonly recordId?: string
  readonly operation?: Operation
  readonly reasons?: readonly Reason[]
  /** The row's own cells, kept where it is rejected, so that it can be handed back. */
  readonly cells?: readonly Cell[]
}

/** What the import would do to one user's records, exactly. The preview is the plan. */
export interface Plan {
  readonly entries: readonly PlanEntry[]
  readonly counts: PlanCounts
}

export type PlanCounts = Readonly<Record<PlannedOutcome | RowlessOutcome, number>>

export const NO_COUNTS: PlanCounts = {
  created: 0,
  updated: 0,
  unchanged: 0,
  restored: 0,
  transferred: 0,
  rejected: 0,
  deleted: 0,
  related: 0,
}

/** What became of one planned entry when it was written. */
export interface ResultEntry {
  readonly row: number | null
  readonly outcome: Outcome | RowlessOutcome
  readonly title: string
  readonly recordId?: string
  /** The user from whom it was brought over. */
  readonly from?: TransferOperation['from'] & { readonly how: TransferOperation['how'] }
  readonly reasons?: readonly Reason[]
  readonly cells?: readonly Cell[]
}
