import { reaches, type User } from '../domain/companies.ts'
import type { Exclusion, Import, ImportUser } from '../domain/imports.ts'
import type { Ports } from '../ports/ports.ts'

export type StillImportableDeps = Pick<Ports, 'getUser' | 'putImportUser'>

/** Why nothing may be written for this user any more, if so, by the accounts of the user and of who imports, as they are now. */
export function exclusionOf(user: User | undefined, actor: User | undefined): Exclusion | undefined {
  if (user === undefined) return 'removed'
  if (actor === undefined || !reaches(actor, user)) return 'outside-groups'
  return user.active ? undefined : 'inactive'
}

/**
 * The same of one user: between the split of a file and its writing an account may be removed or made inactive, and whoever
 * imports may lose the group they shared.
 */
async function exclusionNow(
  deps: Pick<Ports, 'getUser'>,
  { companyId, startedBy }: Pick<Import, 'companyId' | 'startedBy'>,
  userId: string,
): Promise<Exclusion | undefined> {
  const [user, actor] = await Promise.all([deps.getUser(companyId, userId), deps.getUser(companyId, startedBy.userId)])
  return exclusionOf(user, actor)
}

/** Leaves a user out from whom nothing was written yet, if they can be imported no more. Answers whether it did. */
export async function leaveOutIfGone(deps: StillImportableDeps, item: Import, user: ImportUser): Promise<boolean> {
  if (user.state === 'importing' || user.state === 'imported') return false
  const excluded = await exclusionNow(deps, item, user.userId)
  if (excluded === undefined) return false
  const after: ImportUser = { ...user, state: 'excluded', excluded, revision: user.revision + 1 }
  if (await deps.putImportUser(item.companyId, after, user.revision)) return true
  throw new Error(`The part of user ${user.userId} in the import ${item.id} was changed meanwhile.`)
}
