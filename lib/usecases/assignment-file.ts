import type { Exclusion } from '../domain/imports.ts'

/** What splitting a file found: which row goes to whom. Lies in the bucket beside the users' rows. */
export interface AssignmentFile {
  /** The data columns' names, in the order of the cells. */
  readonly columns: readonly string[]
  readonly rows: number
  readonly users: readonly AssignedUser[]
  readonly notFound: readonly { readonly value: string; readonly rows: number; readonly firstRow: number }[]
  readonly empty: { readonly rows: number; readonly firstRow?: number }
  readonly usersWithoutRows: readonly { readonly userId: string; readonly email: string; readonly name: string }[]
}

export interface AssignedUser {
  readonly userId: string
  readonly email: string
  readonly name: string
  readonly rows: number
  readonly firstRow: number
  /** Why this user cannot be imported, if so. */
  readonly excluded?: Exclusion
}
