import { nameOfUser, type User } from '../../api/users.ts'
import type { Candidate } from './choose-users.tsx'

/** An account as somebody whose records can go back. */
export function candidateOf(user: User): Candidate {
  return { userId: user.id, name: nameOfUser(user), email: user.email, active: user.active }
}
