import { mayImport } from '../../domain/companies.ts'
import { Problem } from '../../domain/problems.ts'
import type { Ports } from '../../ports/ports.ts'
import type { Caller } from '../access.ts'
import { reachOf } from '../reach.ts'

/**
 * Whose records somebody may touch who undoes: administrators everybody's, others those whom they reach now and only
 * while they may import. Answers the chosen users, or all within reach of those concerned; undefined is everybody.
 * @param users who were chosen, of those within reach
 * @param written for whom something would be undone
 * @param others whose records it would touch beside
 * @throws Problem `not-permitted`, also if it would have to leave out some of those for whom all was asked
 */
export async function reachedForUndo(
  deps: Pick<Ports, 'listUsers'>,
  caller: Caller,
  {
    users,
    written,
    others,
  }: Record<'written' | 'others', readonly string[]> & { users: readonly string[] | undefined },
): Promise<readonly string[] | undefined> {
  const { actor, company } = caller
  if (actor.level === 'administrator') return users
  if (!mayImport(company, actor)) {
    throw new Problem('not-permitted', 'Your account may not import in this company any more, nor undo.', {
      advice: 'Ask an administrator of your company.',
    })
  }
  if (users !== undefined) return users
  const present = new Set((await deps.listUsers(company.id)).map(({ id }) => id))
  const { has } = await reachOf(deps, caller)
  if (written.some((userId) => present.has(userId) && !has(userId))) {
    throw new Problem('not-permitted', 'Some of these users are outside your groups by now.', {
      advice: 'Name the users within your groups, or ask an administrator of your company.',
    })
  }
  return [...new Set([...written, ...others])].filter(has)
}
