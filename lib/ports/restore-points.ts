import type { Restore, RestorePoint } from '../domain/restore-points.ts'

export type PutRestorePoint = (point: RestorePoint) => Promise<void>
export type GetRestorePoint = (companyId: string, id: string) => Promise<RestorePoint | undefined>
export type ListRestorePoints = (
  companyId: string,
  page: { cursor?: string; limit: number },
) => Promise<{ restorePoints: RestorePoint[]; cursor?: string }>
export type PutRestore = (restore: Restore) => Promise<void>
export type GetRestore = (companyId: string, id: string) => Promise<Restore | undefined>
