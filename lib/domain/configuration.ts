import type { RecordTypeName } from './record-types/types.ts'

export const IMPORT_MODES = ['create', 'update', 'update-and-delete'] as const
/**
 * `create`: new records only. `update`: update, create what is not found, restore from the recycle bin.
 * `update-and-delete`: the same, and the user's records that are not in the file go to the recycle bin.
 */
export type ImportMode = (typeof IMPORT_MODES)[number]

export const ASSIGNMENT_MODES = ['email', 'employee-number'] as const
export type AssignmentMode = (typeof ASSIGNMENT_MODES)[number]

export const UPDATE_BEHAVIOURS = ['key', 'overwrite', 'keep', 'overwrite-if-newer'] as const
/** What an update does with a field. `keep` fills it only in new records, `overwrite-if-newer` moves a date only forward. */
export type UpdateBehaviour = (typeof UPDATE_BEHAVIOURS)[number]

export const EMPTY_CELL_WORDS = ['keep', 'clear'] as const
/** What an empty cell does to a field of a record that exists. With a token, empty cells keep and the token clears. */
export type EmptyCellPolicy = (typeof EMPTY_CELL_WORDS)[number] | { readonly token: string }

/** Cells that say `from` are read as if they said `to`; case and surrounding space do not count. An empty `to` empties. */
export interface Replacement {
  readonly from: string
  readonly to: string
}

export interface FieldMapping {
  /** The column's name as inspection gives it: its header, made unique. */
  readonly column: string
  readonly field: string
  readonly update: UpdateBehaviour
  readonly empty: EmptyCellPolicy
  /** Where this column is written in another way than the file. */
  readonly notation?: Partial<Notation>
  readonly replacements?: readonly Replacement[]
}

export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

/** How numbers and dates are written where they are text in the file. */
export interface Notation {
  readonly decimal: '.' | ','
  readonly dateOrder: DateOrder
}

/** A value of the assignment column that belongs to no user, and the e-mail address of the one it was accepted to mean. */
export interface Correction {
  readonly value: string
  readonly email: string
}

export interface AssignmentRule {
  readonly by: AssignmentMode
  readonly column: string
  readonly corrections?: readonly Correction[]
}

export const TRANSFER_MODES = ['none', 'move', 'copy'] as const
/**
 * What is done about a customer that is not found at its user but at another one of the company: nothing, so that it is
 * created; or it is brought over first, with its appointments, tasks and reports if they are asked for.
 */
export interface Transfer {
  readonly mode: (typeof TRANSFER_MODES)[number]
  readonly appointments: boolean
  readonly tasks: boolean
  readonly reports: boolean
}

/** Everything the wizard asks, as one JSON document. */
export interface ImportConfiguration {
  /** Where the document's JSON Schema is, for editors. */
  readonly $schema?: string
  readonly version: 1
  readonly recordType: RecordTypeName
  readonly sheet: string
  /** Row number of the header as in the sheet, from 1. */
  readonly headerRow: number
  readonly mode: ImportMode
  readonly assignment: AssignmentRule
  readonly mapping: readonly FieldMapping[]
  readonly notation: Notation
  /** Customers only. */
  readonly transfer?: Transfer
  /** Reports only: the customer's last call becomes the day of its latest call report, if that is later. */
  readonly raiseLastCall?: boolean
}
