import type { SheetRow } from '../cells.ts'
import type { ImportConfiguration } from '../configuration.ts'
import type { RecordType } from '../record-types/types.ts'
import type { Author, StoredRecord } from '../records.ts'
import type { Elsewhere } from './elsewhere.ts'

export interface PlanInput {
  readonly recordType: RecordType
  readonly configuration: ImportConfiguration
  /** The file's column names in order: `row.cells[i]` belongs to `columns[i]`. */
  readonly columns: readonly string[]
  /** All records of this user and type, recycle bin included. */
  readonly records: readonly StoredRecord[]
  /** All customers of this user, for references. Not used when customers are imported. */
  readonly customers: readonly StoredRecord[]
  /** The rows of the file that belong to this user. */
  readonly rows: readonly SheetRow[]
  /**
   * Rows of the file that belong to nobody (value empty or not found). They change nothing, but a record they name by
   * its key is in the file, and so is not deleted as missing from it.
   */
  readonly unassignedRows?: readonly SheetRow[]
  /** Keys of rows of other users, by user: in the file, though not here. Needed where customers move or missing ones are deleted. */
  readonly keysOfOthers?: ReadonlyMap<string, ReadonlySet<string>>
  /** What other users have of the rows that find nothing here. Needed where customers are brought over. */
  readonly elsewhere?: Elsewhere
  readonly importId: string
  readonly author: Author
  /** ISO timestamp of the plan, for the records it would write. */
  readonly now: string
  /** The ID of a record created from a row; the same row must give the same ID. */
  readonly newRecordId: (row: number) => string
}
