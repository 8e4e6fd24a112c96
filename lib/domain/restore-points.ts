import type { Person } from './imports.ts'
import type { ProblemData } from './problems.ts'

export const RESTORE_POINT_REASONS = ['before-import', 'before-restore', 'by-hand'] as const
export type RestorePointReason = (typeof RESTORE_POINT_REASONS)[number]

/** The state of all records of all users of a company at one moment. It exists once it is `complete`: its manifest is written last. */
export interface RestorePoint {
  readonly companyId: string
  readonly id: string
  readonly reason: RestorePointReason
  readonly name?: string
  readonly status: 'securing' | 'complete' | 'failed'
  readonly createdAt: string
  readonly completedAt?: string
  readonly createdBy: Person
  /** The import or restore it was made for. */
  readonly madeFor?: string
  /** Which attempt of its import secures it: another one begins anew, with its own objects. Absent: there is only one. */
  readonly attempt?: number
  readonly users?: number
  readonly records?: number
  readonly bytes?: number
  readonly expiresAt: string
  /** The execution that makes it, where it was asked for by hand. */
  readonly executionArn?: string
  readonly problem?: ProblemData
}

/** What a restore point holds of one user. `sha256` is of the object's bytes as stored, in hex. */
export interface SecuredUser {
  readonly userId: string
  readonly email: string
  readonly key: string
  readonly records: number
  readonly bytes: number
  readonly sha256: string
}

export interface Manifest {
  readonly version: 1
  readonly companyId: string
  readonly restorePointId: string
  readonly createdAt: string
  readonly users: readonly SecuredUser[]
}

/** What a restore would change, or changed, in one user's records. `changedBy` counts the records changed since, by author. */
export interface RestoreCounts {
  readonly created: number
  readonly updated: number
  readonly deleted: number
  readonly unchanged: number
  readonly conflicts: number
}

export interface Restore {
  readonly companyId: string
  readonly id: string
  readonly restorePointId: string
  readonly dryRun: boolean
  /** Absent: the whole company. */
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
