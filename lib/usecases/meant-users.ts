import { reaches, type User } from '../domain/companies.ts'
import type { Import } from '../domain/imports.ts'
import { createUserSuggester, type UserSuggestion } from '../domain/suggesting/users.ts'

/**
 * Who can be meant by a value of an import's assignment column: an active user within reach of who asks, and of who began
 * the import, for it is theirs that decides whose rows are imported.
 */
export function mayBeMeant(users: readonly User[], item: Import, actor: User): (user: User) => boolean {
  const starter = users.find(({ id }) => id === item.startedBy.userId)
  return (user) => user.active && reaches(actor, user) && starter !== undefined && reaches(starter, user)
}

/** Makes the function that says whom a value means that belongs to no user. */
export function suggesterOf(
  users: readonly User[],
  item: Import,
  actor: User,
): (value: string) => readonly UserSuggestion[] {
  const by = item.configuration?.assignment.by
  return by === undefined ? () => [] : createUserSuggester({ users, by, eligible: mayBeMeant(users, item, actor) })
}
