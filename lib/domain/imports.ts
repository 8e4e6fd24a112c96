import type { Limits } from './companies.ts'
import type { AssignmentMode, Correction, ImportConfiguration, ImportMode, Notation } from './configuration.ts'
import type { Reason, Totals } from './outcomes.ts'
import type { PlanCounts } from './plans.ts'
import type { ProblemData } from './problems.ts'
import type { RecordTypeName } from './record-types/types.ts'
import type { ImportStatus } from './transitions.ts'

export const DECISIONS = ['import', 'skip', 'import-all', 'back', 'cancel'] as const
export type Decision = (typeof DECISIONS)[number]

/** The person behind a request, as it is written down. */
export interface Person {
  readonly userId: string
  readonly email: string
  readonly name: string
}

/** Why an import ended as cancelled although nobody cancelled it, and how its timeline says so. */
export const UNASKED_ENDS = {
  'no-answer': 'Nobody answered in time.',
  'never-uploaded': 'The file was never uploaded.',
} as const

export interface TimelineEntry {
  readonly at: string
  readonly status: ImportStatus
  readonly by?: string
  readonly note?: string
}

/** How many rows went where when the file was split by its assignment column. */
export interface AssignmentCounts {
  readonly rows: number
  readonly users: number
  readonly assignedRows: number
  readonly notFoundValues: number
  readonly notFoundRows: number
  readonly emptyRows: number
  readonly excludedRows: number
  readonly usersWithoutRows: number
}

/** One uploaded file on its way into the accounts. The truth about it is this and its objects, never its execution. */
export interface Import {
  readonly companyId: string
  readonly id: string
  readonly recordType: RecordTypeName
  readonly status: ImportStatus
  readonly fileName: string
  readonly startedBy: Person
  readonly startedAt: string
  readonly endedAt?: string
  /** Counts the uses of Back, from 1. */
  readonly round: number
  readonly selection: 'ask' | 'all'
  /** E-mail addresses that are left out from the start. */
  readonly exclude: readonly string[]
  readonly decide: 'ask' | 'import-all'
  readonly configuration?: ImportConfiguration
  /** The saved configuration it began with. */
  readonly configurationId?: string
  /** The round whose settings were given; lower than `round` while settings are awaited. */
  readonly settingsRound: number
  /** The round whose selection was given. */
  readonly selectionRound: number
  readonly upload: { readonly key: string; readonly expiresAt: string; readonly maxBytes: number }
  readonly object?: { readonly key: string; readonly versionId: string; readonly size: number }
  readonly executionArn?: string
  /** The company's limits when it began: lowering them later does not strand an import half-way. */
  readonly limits: Limits
  /** Since when it holds the company's lock; another time after every resumption. */
  readonly lockSince: string
  /** Counts the executions, from 1 with the first upload. */
  readonly attempt: number
  readonly inspectionKey?: string
  readonly assignmentKey?: string
  readonly assignment?: AssignmentCounts
  /** Which settings `assignmentKey` was made from. */
  readonly splitOf?: string
  readonly restorePointId?: string
  readonly currentUserId?: string
  readonly totals?: Totals
  readonly deleted?: number
  readonly problem?: ProblemData
  /** Take the suggested configuration, with these answers to it, instead of asking. */
  readonly suggested?: {
    readonly assign?: AssignmentMode
    readonly assignColumn?: string
    readonly mode?: ImportMode
    readonly corrections?: readonly Correction[]
    /** How the file writes dates and numbers, if more is known of it than it shows: a part of a larger file. */
    readonly notation?: Notation
  }
  /** A user of *import all* could not be written; the others are, then the import fails. */
  readonly failure?: { readonly userId: string; readonly error: string }
  /** Somebody wants it to stop at the next step. */
  readonly cancelRequestedBy?: Person
  readonly timeline: readonly TimelineEntry[]
  readonly revision: number
}

export const IMPORT_USER_STATES = ['pending', 'previewed', 'importing', 'imported', 'skipped', 'excluded'] as const
export type ImportUserState = (typeof IMPORT_USER_STATES)[number]

/** `removed`: the account was deleted after the file was split. */
export const EXCLUSIONS = ['by-choice', 'inactive', 'outside-groups', 'removed'] as const
export type Exclusion = (typeof EXCLUSIONS)[number]

/** One user's part of an import. */
export interface ImportUser {
  readonly importId: string
  readonly userId: string
  readonly email: string
  readonly name: string
  /** Place in the order in which users are previewed. */
  readonly order: number
  readonly rows: number
  readonly state: ImportUserState
  readonly excluded?: Exclusion
  readonly round: number
  readonly rowsKey: string
  readonly planKey?: string
  readonly counts?: PlanCounts
  /** Why an import of all users stops here and asks. */
  readonly guard?: readonly Reason[]
  /** Counts how often writing was begun; above 1 a write may meet itself. */
  readonly writeAttempt: number
  readonly resultKey?: string
  readonly totals?: Totals
  readonly deleted?: number
  readonly related?: number
  /** When its plan was made, when writing began (the first time), and when it was written or skipped. */
  readonly plannedAt?: string
  readonly begunAt?: string
  readonly endedAt?: string
  /** How many customers were brought over from which users. */
  readonly takenFrom?: readonly { readonly userId: string; readonly email: string; readonly customers: number }[]
  readonly revision: number
}

export const WAIT_STEPS = ['settings', 'selection', 'decision'] as const
export type WaitStep = (typeof WAIT_STEPS)[number]

/**
 * One question the workflow waits on. `id` is opaque and may be in a mail; the task token stays in the store.
 * It belongs to one step of one round (and one user), however often the workflow is started anew.
 */
export interface Approval {
  readonly companyId: string
  readonly id: string
  readonly importId: string
  readonly round: number
  readonly step: WaitStep
  readonly userId?: string
  readonly state: 'waiting' | 'decided' | 'over'
  readonly expiresAt: string
  /** When the administrator was told of it. */
  readonly notifiedAt?: string
  readonly action?: string
  readonly decidedBy?: Person
  readonly decidedAt?: string
}
