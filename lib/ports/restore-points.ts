import type { RestorePoint, UndoneMark } from '../domain/restore-points.ts'
import type { Restore } from '../domain/restores.ts'

/** Creates or replaces a point that is `securing`. `false`: it is complete or failed already, and stays as it is. */
export type PutRestorePoint = (point: RestorePoint) => Promise<boolean>
/**
 * Changes a point that still has the status and the expiry that were seen; `expiresAt: undefined` pins it.
 * `false`: it is another by now, or gone, and stays as it is.
 */
export type ChangeRestorePoint = (
  seen: RestorePoint,
  change: Partial<Pick<RestorePoint, 'status' | 'name' | 'expiresAt'>>,
) => Promise<boolean>
/** Removes a point that is `deleting`; any other stays. */
export type RemoveRestorePoint = (companyId: string, id: string) => Promise<void>

/** That a point was to expire at that moment. Whether it still is, the point itself says. */
export interface Expiry {
  readonly expiresAt: string
  readonly companyId: string
  readonly restorePointId: string
}
/** Of all companies, what was to expire before `now`, the longest overdue first. */
export type ListExpiries = (now: string, limit: number) => Promise<Expiry[]>
export type ForgetExpiry = (expiry: Expiry) => Promise<void>
export type GetRestorePoint = (companyId: string, id: string) => Promise<RestorePoint | undefined>
export type ListRestorePoints = (
  companyId: string,
  page: { cursor?: string; limit: number },
) => Promise<{ restorePoints: RestorePoint[]; cursor?: string }>
/** Creates or replaces a restore that is `running`. `false`: it is over already, and stays as it is. */
export type PutRestore = (restore: Restore) => Promise<boolean>
export type GetRestore = (companyId: string, id: string) => Promise<Restore | undefined>
/** Newest first. */
export type ListRestores = (
  companyId: string,
  page: { cursor?: string; limit: number },
) => Promise<{ restores: Restore[]; cursor?: string }>

/** By which undo an import, a restore or an undo was taken back, by user ID. IDs are unique over all three. */
export type ListUndone = (companyId: string, id: string) => Promise<ReadonlyMap<string, string>>
/** All that is undone in a company. */
export type ListAllUndone = (companyId: string) => Promise<readonly UndoneMark[]>
/** Notes that it was taken back for a user. Repeated it changes nothing. */
export type MarkUndone = (companyId: string, id: string, userId: string, undoId: string) => Promise<void>
/** Takes that note away again: the undo was itself undone. */
export type ClearUndone = (companyId: string, id: string, userId: string) => Promise<void>
