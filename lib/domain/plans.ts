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

export type PlannedOutcome = Extract<Outcome, 'created' | 'updated' | 'unchanged' | 'restored' | 'rejected'>

/** What the import would do about one row, or (with `row` null) about one record that is not in the file. */
export interface PlanEntry {
  readonly row: number | null
  readonly outcome: PlannedOutcome | 'deleted'
  readonly title: string
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

export type PlanCounts = Readonly<Record<PlannedOutcome | 'deleted', number>>

/** What became of one planned entry when it was written. */
export interface ResultEntry {
  readonly row: number | null
  readonly outcome: Outcome | 'deleted'
  readonly title: string
  readonly recordId?: string
  readonly reasons?: readonly Reason[]
  readonly cells?: readonly Cell[]
}
