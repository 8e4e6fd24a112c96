import type { Person } from '../domain/imports.ts'

/** One import, restore or restore point by hand at a time per company. */
export interface LockOwner {
  readonly kind: 'import' | 'restore' | 'restore-point'
  readonly id: string
  readonly by: Person
  readonly since: string
}

/** Takes the company's lock, or confirms it for its present owner. `insteadOf` takes it over from that dead owner only. */
export type TakeLock = (
  companyId: string,
  owner: LockOwner,
  insteadOf?: LockOwner,
) => Promise<{ kind: 'taken'; fence: number } | { kind: 'busy'; owner: LockOwner }>
/** Releases the lock if this owner holds it (with `since`: by that taking); otherwise does nothing. */
export type ReleaseLock = (
  companyId: string,
  owner: Pick<LockOwner, 'kind' | 'id'> & { readonly since?: string },
) => Promise<void>
export type GetLockOwner = (companyId: string) => Promise<LockOwner | undefined>
/** All locks held at present, of all companies: what the sweeper looks after. */
export type ListLocks = () => Promise<{ companyId: string; owner: LockOwner }[]>
