import pMap from 'p-map'
import type { z } from 'zod'
import { newUser, type bulkUser } from '../contracts/schemas.ts'
import { normaliseEmail, type User } from '../domain/companies.ts'
import { sameData } from '../domain/equality.ts'
import { Problem, type ProblemPlace } from '../domain/problems.ts'
import type { Ports } from '../ports/ports.ts'
import { requireAdministrator, type Caller } from './access.ts'
import { accountOf, requireAnAdministrator, taken } from './user-rules.ts'

type BulkUser = z.output<typeof bulkUser>
type Args = Caller & { readonly body: { readonly users: readonly BulkUser[] } }

const WRITES_AT_ONCE = 8

interface Index {
  readonly byEmail: ReadonlyMap<string, User>
  readonly byNumber: ReadonlyMap<string, User>
}

/** One entry of the request with the account it is about; `before` is absent for a new one. */
interface Entry {
  readonly user: User
  readonly before?: User
}

function indexOf(users: readonly User[]): Index {
  return {
    byEmail: new Map(users.map((user) => [normaliseEmail(user.email), user])),
    byNumber: new Map(
      users.flatMap((user) => (user.employeeNumber === undefined ? [] : [[user.employeeNumber, user] as const])),
    ),
  }
}

/** Places of entries that say the same e-mail address or employee number as an earlier one. */
function repeated(users: readonly BulkUser[], what: 'email' | 'employeeNumber'): ProblemPlace[] {
  const seen = new Map<string, number>()
  return users.flatMap((user, index) => {
    const value = what === 'email' ? normaliseEmail(user.email) : (user.employeeNumber ?? '')
    const first = seen.get(value)
    if (value === '') return []
    if (first === undefined) {
      seen.set(value, index)
      return []
    }
    return [{ pointer: `/body/users/${index}/${what}`, value, message: `Entry ${first} has the same one.` }]
  })
}

/** Places of entries that would take what an account other than the entry's own holds. */
function held(entries: readonly Entry[], { byEmail, byNumber }: Index): ProblemPlace[] {
  return entries.flatMap(({ user }, index): ProblemPlace[] => {
    const owners = [
      { what: 'email', owner: byEmail.get(normaliseEmail(user.email)), value: user.email },
      { what: 'employeeNumber', owner: byNumber.get(user.employeeNumber ?? ''), value: user.employeeNumber ?? '' },
    ]
    return owners.flatMap(({ what, owner, value }) =>
      owner === undefined || owner.id === user.id
        ? []
        : [{ pointer: `/body/users/${index}/${what}`, value, message: `The account ${owner.email} has it.` }],
    )
  })
}

/** Places of entries that are about the same account: one found by e-mail, the other by employee number. */
function doubled(entries: readonly Entry[]): ProblemPlace[] {
  const seen = new Map<string, number>()
  return entries.flatMap(({ user }, index) => {
    const first = seen.get(user.id)
    if (first === undefined) {
      seen.set(user.id, index)
      return []
    }
    return [
      { pointer: `/body/users/${index}`, value: user.email, message: `Entry ${first} is about the same account.` },
    ]
  })
}

function requireNoPlaces(places: readonly ProblemPlace[]): void {
  if (places.length === 0) return
  throw new Problem('duplicate-key', `${places.length} of the accounts cannot be written; none was.`, {
    advice: 'E-mail address and employee number are unique within the company. Correct the entries that are named.',
    places,
  })
}

/**
 * Creates or changes accounts in bulk. Each entry is found by its e-mail address or else by its employee number; what it
 * does not say stays as it is. Doing it again changes nothing. All entries are checked before the first is written.
 * @throws Problem `not-permitted` unless by an administrator, or if no active administrator would be left;
 *   `duplicate-key` naming every bad entry by its index
 */
export const putUsers =
  ({ listUsers, putUser, newId }: Pick<Ports, 'listUsers' | 'putUser' | 'newId'>) =>
  async ({ actor, company, body }: Args) => {
    requireAdministrator(actor)
    const present = await listUsers(company.id)
    const index = indexOf(present)
    const entries = body.users.map((given): Entry => {
      const before = index.byEmail.get(normaliseEmail(given.email)) ?? index.byNumber.get(given.employeeNumber ?? '')
      return before === undefined
        ? { user: accountOf(newId(), newUser.parse(given)) }
        : { user: accountOf(before.id, { ...before, groups: [...before.groups], ...given }), before }
    })
    requireNoPlaces([...repeated(body.users, 'email'), ...repeated(body.users, 'employeeNumber')])
    requireNoPlaces([...doubled(entries), ...held(entries, index)])
    requireAnAdministrator([
      ...new Map([...present, ...entries.map(({ user }) => user)].map((user) => [user.id, user])).values(),
    ])

    const changed = entries.filter(({ user, before }) => !sameData(user, before))
    await pMap(
      changed,
      async (entry) => {
        const written = await putUser(company.id, entry.user, entry.before)
        // Somebody else took it since it was checked; entries written until then stay, and a repetition finds them.
        if (written !== 'written') throw taken(written.taken, entry.user, `/body/users/${entries.indexOf(entry)}`)
      },
      { concurrency: WRITES_AT_ONCE },
    )
    const created = changed.filter(({ before }) => before === undefined).length
    return {
      created,
      updated: changed.length - created,
      unchanged: entries.length - changed.length,
      users: entries.map(({ user }) => user),
    }
  }
