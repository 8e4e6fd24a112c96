import type { Client } from '../lib/contracts/client.ts'
import { Problem } from '../lib/domain/problems.ts'

/** How e-mail addresses are compared everywhere: without case and surrounding space. */
export function sameEmail(one: string, other: string): boolean {
  const normalised = (email: string): string => email.normalize('NFC').trim().toLowerCase()
  return normalised(one) === normalised(other)
}

/**
 * The id of the account with this e-mail address.
 * @throws Problem `not-found` if the caller sees no such account
 */
export async function userIdOf(client: Client, email: string): Promise<string> {
  const { users } = await client.listUsers()
  const found = users.find((user) => sameEmail(user.email, email))
  if (found) return found.id
  throw new Problem('not-found', `There is no user "${email}" among those you may see.`, {
    advice: 'See "muster users list".',
  })
}
