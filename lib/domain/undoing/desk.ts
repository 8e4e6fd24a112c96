import { withoutEtag } from '../equality.ts'
import { recordName, type Placed, type RecordChange } from '../record-changes.ts'
import { RECORD_TYPES } from '../record-types/catalogue.ts'
import type { Fields } from '../record-types/types.ts'
import type { Author, MusterRecord, StoredRecord } from '../records.ts'
import { named } from '../restoring.ts'
import type { KeptReason, RestoreEntry } from '../restores.ts'

/** What an undo is planned on. */
export interface UndoInput {
  /** What is taken back, each record once. */
  readonly changes: readonly RecordChange[]
  /** All records of every account that the changes are about, by user ID. */
  readonly records: ReadonlyMap<string, readonly StoredRecord[]>
  /** Whether this user's records may be touched. */
  readonly isChosen: (userId: string) => boolean
  readonly author: Author
  readonly now: string
}

/** The accounts as they are now, for looking up. */
export interface Desk extends UndoInput {
  readonly find: (placed: Placed) => StoredRecord | undefined
  /** By name, the records that stay as they are because another one has the external ID that they would come by. */
  readonly blocked: ReadonlyMap<string, MusterRecord>
  /** Names of records that live records refer to, which stay where they are. */
  readonly used: Set<string>
  /** Names of customers that were moved and do not go back. */
  readonly staying: Set<string>
}

/** The names of the records that this one refers to. */
export function references(record: MusterRecord): string[] {
  return RECORD_TYPES[record.type].fields.flatMap(({ name, type, rule }) => {
    const id = record.fields[name]
    const isReference = type === 'reference' && rule?.target !== undefined && typeof id === 'string'
    return isReference ? [recordName({ type: rule.target, id })] : []
  })
}

/** It stays as it is. `by`: the record because of which, or as it was edited. */
export const kept = (
  record: MusterRecord,
  reason: KeptReason,
  by?: MusterRecord,
  fields: readonly string[] = [],
): RestoreEntry => ({
  ...named(record),
  action: 'kept',
  fields: [],
  kept: { reason, fields, ...(by === undefined ? {} : { by: by.updatedBy, at: by.updatedAt }) },
})

/** The next state of a record, written by this undo. */
export function next(
  { author, now }: Desk,
  current: MusterRecord | StoredRecord,
  change: { readonly fields?: Fields; readonly deleted?: MusterRecord['deleted'] },
): MusterRecord {
  const { deleted, ...rest } = withoutEtag(current)
  const binned = 'deleted' in change ? change.deleted : deleted
  return {
    ...rest,
    ...(change.fields === undefined ? {} : { fields: change.fields }),
    version: current.version + 1,
    updatedAt: now,
    updatedBy: author,
    ...(binned === undefined ? {} : { deleted: binned }),
  }
}
