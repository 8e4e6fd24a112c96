import type { Person } from './imports.ts'
import type { ProblemData } from './problems.ts'

export const RESTORE_POINT_REASONS = ['before-import', 'before-restore', 'before-undo', 'by-hand', 'daily'] as const
export type RestorePointReason = (typeof RESTORE_POINT_REASONS)[number]

/**
 * The state of all records of all users of a company at one moment. It exists once it is `complete`: its manifest is
 * written last. It is none any more once it is `deleting`, whatever objects are left of it.
 */
export interface RestorePoint {
  readonly companyId: string
  readonly id: string
  readonly reason: RestorePointReason
  readonly name?: string
  readonly status: 'securing' | 'complete' | 'failed' | 'deleting'
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
  /** Absent: it is pinned. */
  readonly expiresAt?: string
  /** The execution that makes it, where it is made for nothing else. */
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

/** That an import, a restore or an undo is taken back for a user, and by which undo. */
export interface UndoneMark {
  readonly id: string
  readonly userId: string
  readonly undoId: string
}

export interface Manifest {
  readonly version: 1
  readonly companyId: string
  readonly restorePointId: string
  readonly createdAt: string
  readonly users: readonly SecuredUser[]
  /** What was undone at that moment: records and marks go back together. */
  readonly undone: readonly UndoneMark[]
}
