import type { RecordTypeName } from './record-types/types.ts'

export const IMPORT_MODES = ['create', 'update', 'update-and-delete'] as const
/**
 * `create`: new records only. `update`: update, create what is not found, restore from the recycle bin.
 * `update-and-delete`: the same, and the user's records that are not in the file go to the recycle bin.
 */
export type ImportMode = (typeof IMPORT_MODES)[number]

export const ASSIGNMENT_MODES = ['email', 'employee-number'] as const
export type AssignmentMode = (typeof ASSIGNMENT_MODES)[number]

export const UPDATE_BEHAVIOURS = ['key', 'overwrite', 'keep'] as const
/** What an update does with a field. `keep` fills it only in new records. */
export type UpdateBehaviour = (typeof UPDATE_BEHAVIOURS)[number]

export const EMPTY_CELL_POLICIES = ['keep', 'clear'] as const
export type EmptyCellPolicy = (typeof EMPTY_CELL_POLICIES)[number]

export interface FieldMapping {
  /** The column's name as inspection gives it: its header, made unique. */
  readonly column: string
  readonly field: string
  readonly update: UpdateBehaviour
  readonly empty: EmptyCellPolicy
}

export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

/** How numbers and dates are written where they are text in the file. */
export interface Notation {
  readonly decimal: '.' | ','
  readonly dateOrder: DateOrder
}

/** Everything the wizard asks, as one JSON document. */
export interface ImportConfiguration {
  readonly version: 1
  readonly recordType: RecordTypeName
  readonly sheet: string
  /** Row number of the header as in the sheet, from 1. */
  readonly headerRow: number
  readonly mode: ImportMode
  readonly assignment: { readonly by: AssignmentMode; readonly column: string }
  readonly mapping: readonly FieldMapping[]
  readonly notation: Notation
}
