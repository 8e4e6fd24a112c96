import type { RecordTypeName } from '../domain/record-types/types.ts'
import type { StoredRecord } from '../domain/records.ts'

/** All records of a user (recycle bin included, without those whose time there is over: no port knows them any more), strongly consistent, in key order, with bounded memory. */
export type ReadRecords = (companyId: string, userId: string, type?: RecordTypeName) => AsyncIterable<StoredRecord>
/** Which state a record is in. An etag is never used twice, so that two readings that name the same one met the same state. */
export type RecordState = Pick<StoredRecord, 'type' | 'id' | 'etag'>
/** The states of all records of a user, as `ReadRecords` would meet them, without what is in them; in pages. */
export type ReadEtags = (companyId: string, userId: string) => AsyncIterable<readonly RecordState[]>
/** A record as it is kept outside the store: `text` is the JSON text of a MusterRecord, on one line. */
export interface RecordText extends RecordState {
  readonly text: string
}
/** The same records as `ReadRecords` gives, in the same order, as texts that nobody has to read and write anew; in pages. */
export type ReadRecordTexts = (companyId: string, userId: string) => AsyncIterable<readonly RecordText[]>
export type ListRecords = (
  companyId: string,
  userId: string,
  type: RecordTypeName,
  page: { cursor?: string; limit: number },
) => Promise<{ records: StoredRecord[]; cursor?: string }>
/** The cursor with which such a list goes on directly behind a record. */
export type RecordCursor = (companyId: string, userId: string, type: RecordTypeName, recordId: string) => string
export type GetRecord = (
  companyId: string,
  userId: string,
  type: RecordTypeName,
  recordId: string,
) => Promise<StoredRecord | undefined>

/**
 * Writes records that cannot exist yet, in batches without conditions (their ids are derived from their import and row).
 * Throttled and unprocessed items are sent again with back-off until all are written.
 */
export type WriteNewRecords = (companyId: string, userId: string, records: readonly StoredRecord[]) => Promise<void>

/** One conditional write: of `record` (or, with `remove`, of its absence) against the state it was planned on. */
export interface RecordWrite {
  readonly kind: 'put' | 'remove'
  readonly record: StoredRecord
  /** The etag it must have, or `absent`. */
  readonly expect: { readonly etag: string } | 'absent'
}
/** `changed`: the condition did not hold; `current` is what stands there instead. */
export type WriteRecord = (
  companyId: string,
  userId: string,
  write: RecordWrite,
) => Promise<{ kind: 'written' } | { kind: 'changed'; current: StoredRecord | undefined }>

export type HasRecords = (companyId: string, userId: string) => Promise<boolean>
