import { Problem } from '../domain/problems.ts'
import type { Ports } from '../ports/ports.ts'
import { notFound, requireAdministrator, type Caller } from './access.ts'
import { requireAnAdministrator } from './user-rules.ts'

type Deps = Pick<Ports, 'getUser' | 'listUsers' | 'removeUser' | 'hasRecords' | 'getLockOwner' | 'getImportUser'>

/** An import or restore that runs may be about to write into this account. */
async function requireNoneUnderWay(deps: Deps, companyId: string, userId: string): Promise<void> {
  const owner = await deps.getLockOwner(companyId)
  if (owner === undefined || owner.kind === 'restore-point') return
  const part = owner.kind === 'import' ? await deps.getImportUser(companyId, owner.id, userId) : undefined
  if (owner.kind === 'import' && part === undefined) return
  throw new Problem(
    'company-busy',
    `This account is part of the ${owner.kind} that ${owner.by.name} runs since ${owner.since}.`,
    {
      advice: 'Remove it when that has ended.',
      details: { kind: owner.kind, id: owner.id, by: owner.by, since: owner.since },
    },
  )
}

/**
 * Removes an account that has no records, not even in the recycle bin.
 * @throws Problem `not-permitted` unless by an administrator, if it has records, or if it is the last active administrator;
 *   `not-found`; `company-busy` while an import or restore of it runs
 */
export const deleteUser =
  (deps: Deps) =>
  async ({
    actor,
    company,
    path: { userId },
  }: Caller & { readonly path: { readonly userId: string } }): Promise<void> => {
    requireAdministrator(actor)
    const user = await deps.getUser(company.id, userId)
    if (user === undefined) throw notFound('user')
    if (user.level === 'administrator') {
      requireAnAdministrator((await deps.listUsers(company.id)).filter(({ id }) => id !== userId))
    }
    await requireNoneUnderWay(deps, company.id, userId)
    if (await deps.hasRecords(company.id, userId)) {
      throw new Problem('not-permitted', `${user.email} has records; removing the account would lose them.`, {
        advice: 'Make the account inactive instead: it then takes part in nothing, and its records stay.',
      })
    }
    await deps.removeUser(company.id, user)
  }
