import { displayName, type User } from '../domain/companies.ts'
import type { Person } from '../domain/imports.ts'

/** The person behind a request, as it is written down beside what they did. */
export function personOf(user: User): Person {
  return { userId: user.id, email: user.email, name: displayName(user) }
}
