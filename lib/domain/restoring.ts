import { sameData, withoutEtag } from './equality.ts'
import type { MusterRecord, StoredRecord } from './records.ts'
import type { RestoreCounts } from './restore-points.ts'

/** `put` writes the point's record over `before` (absent: there is none); `remove` takes away what came after the point. */
export type RestoreOperation =
  | { readonly kind: 'put'; readonly record: MusterRecord; readonly before?: StoredRecord }
  | { readonly kind: 'remove'; readonly before: StoredRecord }

export interface RestorePlan {
  readonly operations: readonly RestoreOperation[]
  readonly counts: RestoreCounts
}

/** Whether two records are equal in everything but their etag: id, version, fields, times, authors, recycle bin. */
export function sameRecord(a: MusterRecord | StoredRecord, b: MusterRecord | StoredRecord): boolean {
  return sameData(withoutEtag(a), withoutEtag(b))
}

const keyOf = (record: MusterRecord): string => `${record.type}/${record.id}`

/**
 * The difference that brings one user's records, of all types and with the recycle bin, back to a restore point.
 * `current` and `point` are complete; a record in both that is equal is left alone. Only the difference is written.
 */
export function planRestore({
  current,
  point,
}: {
  readonly current: readonly StoredRecord[]
  readonly point: readonly MusterRecord[]
}): RestorePlan {
  const now = new Map(current.map((record) => [keyOf(record), record]))
  const wanted = new Map(point.map((record) => [keyOf(record), withoutEtag(record)]))
  const operations: RestoreOperation[] = []
  const counts = { created: 0, updated: 0, deleted: 0, unchanged: 0, conflicts: 0 }
  for (const [key, record] of wanted) {
    const before = now.get(key)
    if (before === undefined) {
      counts.created += 1
      operations.push({ kind: 'put', record })
    } else if (sameRecord(before, record)) {
      counts.unchanged += 1
    } else {
      counts.updated += 1
      operations.push({ kind: 'put', record, before })
    }
  }
  for (const [key, before] of now) {
    if (wanted.has(key)) continue
    counts.deleted += 1
    operations.push({ kind: 'remove', before })
  }
  return { operations, counts }
}
