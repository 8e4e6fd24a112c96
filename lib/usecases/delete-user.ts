import { Problem } from '../domain/problems.ts'
import type { Ports } from '../ports/ports.ts'
import { notFound, requireAdministrator, type Caller } from './access.ts'
import { requireAnAdministrator } from './user-rules.ts'

type Deps = Pick<Ports, 'getUser' | 'listUsers' | 'removeUser' | 'hasRecords' | 'getLockOwner'>

/** An import or restore that runs may be about to write into this account. */
async function requireNoneUnderWay(deps: Deps, companyId: string): Promise<void> {
  const owner = await deps.getLockOwner(companyId)
  if (owner === undefined || owner.kind === 'restore-point') return
  const what = owner.kind === 'import' ? 'an import' : 'a restore'
  throw new Problem('company-busy', `${owner.by.name} runs ${what} since ${owner.since}; it may reach this account.`, {
    advice: 'Remove it when that has ended.',
    details: { kind: owner.kind, id: owner.id, by: owner.by, since: owner.since },
  })
}

/**
 * Removes an account that has no records, not even in the recycle bin.
 * @throws Problem `not-permitted` unless by an administrator, if it has records, or if it is the last active administrator;
 *   `not-found`; `company-busy` while an import or restore runs
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
    await requireNoneUnderWay(deps, company.id)
    if (await deps.hasRecords(company.id, userId)) {
      throw new Problem('not-permitted', `${user.email} has records; removing the account would lose them.`, {
        advice: 'Make the account inactive instead: it then takes part in nothing, and its records stay.',
      })
    }
    await deps.removeUser(company.id, user)
  }
