/** What became of one row. Deletions are counted apart: they have no row. */
export const OUTCOMES = [
  'created',
  'updated',
  'unchanged',
  'restored',
  'transferred',
  'rejected',
  'conflict',
  'skipped',
  'excluded',
  'unassigned',
] as const
export type Outcome = (typeof OUTCOMES)[number]

export type Totals = Readonly<Record<Outcome, number>>

export const NO_TOTALS: Totals = {
  created: 0,
  updated: 0,
  unchanged: 0,
  restored: 0,
  transferred: 0,
  rejected: 0,
  conflict: 0,
  skipped: 0,
  excluded: 0,
  unassigned: 0,
}

/** Why a row was refused or not written: a stable code, where it stands, and a sentence. */
export interface Reason {
  readonly code: string
  readonly message: string
  readonly column?: string
  readonly field?: string
  readonly value?: string
  /** The other rows involved, e.g. of a key that occurs twice. */
  readonly rows?: readonly number[]
}
