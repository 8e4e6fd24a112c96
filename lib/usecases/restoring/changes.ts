import type { z } from 'zod'
import { restorePlanKey } from '../../contracts/keys.ts'
import type { restoreChange } from '../../contracts/restores.ts'
import { normaliseEmail } from '../../domain/companies.ts'
import type { Account } from '../../domain/record-changes.ts'
import type { Author } from '../../domain/records.ts'
import type { Restore, RestoreEntry } from '../../domain/restores.ts'
import type { Ports } from '../../ports/ports.ts'
import { notFound } from '../access.ts'
import type { Reach } from '../reach.ts'
import { stored } from '../stored.ts'
import type { NamedAuthor } from './authors.ts'
import type { PlannedUser } from './restored-user.ts'

/** A line of the plan of a restore or undo, with whose record it is about. What is written stays out of it. */
export type Change = Omit<RestoreEntry, 'change'> & Account

/** What a restore or undo changes for these users, one after the other. */
export async function* changesOf(
  { readLines }: Pick<Ports, 'readLines'>,
  { companyId, id }: Restore,
  users: readonly Account[],
): AsyncGenerator<Change, void, undefined> {
  for (const { userId, email } of users) {
    for await (const line of readLines(restorePlanKey(companyId, id, userId))) {
      const { change: _written, ...entry } = stored<RestoreEntry>(line)
      yield { userId, email, ...entry }
    }
  }
}

/**
 * The users of a restore whom one reaches, or the one that is named by ID or e-mail address.
 * @throws Problem `not-found`
 */
export function plannedOf(planned: readonly PlannedUser[], { has }: Reach, user: string): readonly PlannedUser[] {
  const reached = planned.filter(({ userId }) => has(userId))
  if (user === '') return reached
  const named = reached.filter(({ userId, email }) => userId === user || normaliseEmail(email) === normaliseEmail(user))
  if (named.length === 0) throw notFound('user in this restore')
  return named
}

export const authorsOf = ({ since, kept }: Change): Author[] => [since?.by, kept?.by].filter((by) => by !== undefined)

/** A change as the API shows it. */
export function viewChange(change: Change, named: (author: Author) => NamedAuthor): z.input<typeof restoreChange> {
  const { since, kept, ...rest } = change
  return {
    ...rest,
    ...(since === undefined ? {} : { since: { ...since, by: since.by && named(since.by) } }),
    ...(kept === undefined ? {} : { kept: { ...kept, by: kept.by && named(kept.by) } }),
  }
}
