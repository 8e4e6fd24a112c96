import type { CustomFieldSet } from '../domain/record-types/custom-fields.ts'
import type { RecordTypeName } from '../domain/record-types/types.ts'

/** The custom fields of a company and record type; revision 0 and none if there never were any. */
export type GetCustomFields = (companyId: string, type: RecordTypeName) => Promise<CustomFieldSet>
/** Replaces the set whose revision is `expected`; false, and nothing is written, if it has another one by now. */
export type PutCustomFields = (
  companyId: string,
  type: RecordTypeName,
  set: CustomFieldSet,
  expected: number,
) => Promise<boolean>
