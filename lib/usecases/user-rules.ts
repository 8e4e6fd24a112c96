import type { z } from 'zod'
import type { newUser } from '../contracts/schemas.ts'
import type { User } from '../domain/companies.ts'
import { Problem } from '../domain/problems.ts'

/** An account as a client gives it, with the id it has or gets. An empty employee number means none. */
export function accountOf(id: string, given: z.output<typeof newUser>): User {
  const { employeeNumber = '', locale } = given
  return {
    id,
    email: given.email,
    ...(employeeNumber === '' ? {} : { employeeNumber }),
    firstName: given.firstName,
    lastName: given.lastName,
    level: given.level,
    groups: given.groups,
    active: given.active,
    ...(locale === undefined ? {} : { locale }),
  }
}

/**
 * Somebody must be left who can undo what was done.
 * @param users all accounts as they would be
 * @throws Problem `not-permitted` if none of them is an active administrator
 */
export function requireAnAdministrator(users: readonly User[]): void {
  if (users.some((user) => user.level === 'administrator' && user.active)) return
  throw new Problem('not-permitted', 'The company would be left without an active administrator.', {
    advice: 'Make somebody else an administrator first.',
  })
}

/** What another account holds already. `pointer` is where the request says it. */
export function taken(what: 'email' | 'employeeNumber', user: User, pointer: string): Problem {
  const message =
    what === 'email'
      ? `Another account has the e-mail address ${user.email}.`
      : `Another account has the employee number ${user.employeeNumber ?? ''}.`
  return new Problem('duplicate-key', message, {
    advice: 'Both are unique within the company: they say whose a row is.',
    places: [{ pointer: `${pointer}/${what}`, message }],
  })
}
