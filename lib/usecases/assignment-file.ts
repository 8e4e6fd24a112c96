import type { SharedKeys } from '../domain/planning/shared-keys.ts'
import type { Exclusion } from '../domain/imports.ts'

/** What splitting a file found: which row goes to whom. Lies in the bucket beside the users' rows. */
export interface AssignmentFile {
  /** The column names: `columns[i]` belongs to `cells[i]` of every row. */
  readonly columns: readonly string[]
  readonly rows: number
  readonly users: readonly AssignedUser[]
  readonly notFound: readonly { readonly value: string; readonly rows: number; readonly firstRow: number }[]
  readonly empty: { readonly rows: number; readonly firstRow?: number }
  readonly usersWithoutRows: readonly { readonly userId: string; readonly email: string; readonly name: string }[]
  /** Keys that are in rows of several users. */
  readonly sharedKeys: SharedKeys
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

/** Column names so that `names[i]` belongs to `cells[i]`; columns without a title or data in between have the empty name. */
export function columnsByPosition(profiles: readonly { readonly name: string; readonly index: number }[]): string[] {
  const names: string[] = []
  for (const { name, index } of profiles) names[index] = name
  return Array.from(names, (name) => name ?? '')
}
