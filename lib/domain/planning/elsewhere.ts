import type { StoredRecord } from '../records.ts'

/** The user from whom something is brought over. */
export interface Source {
  readonly userId: string
  readonly email: string
}

/** A customer of another user that rows not found here may mean, as it is now, with what belongs to it there. */
export interface Candidate {
  readonly source: Source
  /** Whether who imports may take it: a supervisor only from users of a shared group. */
  readonly withinReach: boolean
  readonly record: StoredRecord
  /** Appointments, tasks and reports of this customer, as far as they are asked for, without the recycle bin. */
  readonly companions: readonly StoredRecord[]
}

/** What other users of the company have, as far as rows of this user ask for it. */
export interface Elsewhere {
  readonly candidates: readonly Candidate[]
  /** Customers that were there when the import began and are not any more. */
  readonly gone: readonly (Source & {
    readonly id: string
    readonly externalId?: string
    readonly withinReach: boolean
  })[]
  /** External IDs this user has already, as `<type>/<external ID>`, recycle bin included. */
  readonly takenExternalIds: ReadonlySet<string>
}
