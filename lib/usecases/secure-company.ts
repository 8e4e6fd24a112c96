import type { Import, Person } from '../domain/imports.ts'
import type { RestorePoint, RestorePointReason } from '../domain/restore-points.ts'
import { daysAfter } from '../domain/retention.ts'

interface NewPoint {
  readonly companyId: string
  readonly id: string
  readonly reason: RestorePointReason
  readonly by: Person
  readonly now: string
  readonly keepDays: number
  readonly name?: string
  readonly madeFor?: string
}

/** A restore point that is about to be made. It counts for nothing until it is `complete`. */
export function newRestorePoint({ companyId, id, reason, by, now, name, madeFor, keepDays }: NewPoint): RestorePoint {
  return {
    companyId,
    id,
    reason,
    name,
    madeFor,
    status: 'securing',
    createdAt: now,
    createdBy: by,
    expiresAt: daysAfter(now, keepDays),
  }
}

/** The id of the restore point made before an import's first write. */
export const pointIdOf = (importId: string) => `${importId}-before`

/** The restore point made before an import's first write. Its id follows from the import's: a repeated step finds it again. */
export function pointOfImport(
  item: Pick<Import, 'companyId' | 'id' | 'startedBy' | 'fileName' | 'attempt'>,
  now: string,
  keepDays: number,
): RestorePoint {
  const point = newRestorePoint({
    companyId: item.companyId,
    id: pointIdOf(item.id),
    reason: 'before-import',
    by: item.startedBy,
    now,
    madeFor: item.id,
    name: item.fileName,
    keepDays,
  })
  return { ...point, attempt: item.attempt }
}
