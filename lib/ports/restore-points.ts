import type { Restore, RestorePoint } from '../domain/restore-points.ts'

/** Creates or replaces a point that is `securing`. `false`: it is complete or failed already, and stays as it is. */
export type PutRestorePoint = (point: RestorePoint) => Promise<boolean>
export type GetRestorePoint = (companyId: string, id: string) => Promise<RestorePoint | undefined>
export type ListRestorePoints = (
  companyId: string,
  page: { cursor?: string; limit: number },
) => Promise<{ restorePoints: RestorePoint[]; cursor?: string }>
/** Creates or replaces a restore that is `running`. `false`: it is over already, and stays as it is. */
export type PutRestore = (restore: Restore) => Promise<boolean>
export type GetRestore = (companyId: string, id: string) => Promise<Restore | undefined>
