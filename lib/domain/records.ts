import type { Fields, RecordTypeName } from './record-types/types.ts'

export type { Fields, FieldValue } from './record-types/types.ts'

export const AUTHOR_KINDS = ['user', 'import', 'restore', 'undo'] as const

/** Who made a change: a person, or an import, restore or undo on a person's behalf. */
export interface Author {
  readonly kind: (typeof AUTHOR_KINDS)[number]
  readonly id: string
}

/**
 * One customer, appointment, task or report in one user's database.
 * `version` counts its changes from 1. `deleted` is set while it waits in the recycle bin.
 */
export interface MusterRecord {
  readonly id: string
  readonly type: RecordTypeName
  readonly version: number
  readonly fields: Fields
  readonly createdAt: string
  readonly createdBy: Author
  readonly updatedAt: string
  readonly updatedBy: Author
  readonly deleted?: { readonly at: string; readonly by: Author }
  /** The last import that wrote this record, and the row it came from: how a repeated write recognises itself. */
  readonly lastImport?: { readonly importId: string; readonly row: number | null }
}

/**
 * A record as it lies in the store. `etag` names this state of it and is never used twice, so that a write
 * conditional on it cannot mistake a restored state for a later one of the same version.
 */
export interface StoredRecord extends MusterRecord {
  readonly etag: string
}

/** The names a list shows for a record: its name, subject or date, else its external ID. */
export function recordTitle(record: Pick<MusterRecord, 'id' | 'fields'>): string {
  const { name, subject, date, externalId } = record.fields
  const title = [name, subject, date, externalId].find((value) => typeof value === 'string' && value !== '')
  return typeof title === 'string' ? title : record.id
}
