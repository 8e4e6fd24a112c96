import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useApi } from './api.tsx'
import type { User } from './shapes.ts'

export type { User } from './shapes.ts'

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
