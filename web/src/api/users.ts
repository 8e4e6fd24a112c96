import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { AnswerOf } from '../../../lib/contracts/client.ts'
import { useApi } from './api.tsx'

/** An account, as the API shows it. */
export type User = AnswerOf<'listUsers'>['users'][number]

export const usersKey = ['users'] as const

/** The accounts that the person may see, by e-mail address. */
export function useUsers(): UseQueryResult<readonly User[]> {
  const api = useApi()
  return useQuery({ queryKey: usersKey, queryFn: async () => (await api.listUsers()).users, staleTime: 30_000 })
}

/** What to call somebody: the name, or the e-mail address where there is none. */
export function nameOfUser({ firstName, lastName, email }: Pick<User, 'firstName' | 'lastName' | 'email'>): string {
  return `${firstName} ${lastName}`.trim() || email
}
