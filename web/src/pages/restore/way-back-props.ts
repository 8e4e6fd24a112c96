import type { Restore } from '../../api/restores.ts'
import type { Candidate } from './choose-users.tsx'

/** A restore, or an undo, that is to be looked at and carried out. */
export interface WayBackProps {
  readonly kind: Restore['kind']
  /** Whose records can be chosen. */
  readonly candidates: readonly Candidate[]
  /** Begins it, or its dry run. */
  readonly start: (body: { users?: string[]; dryRun: boolean }) => Promise<Restore>
  /** Whether a dry run is one of this, and not of something else that stands in the address. */
  readonly isOfThis: (restore: Restore) => boolean
}
