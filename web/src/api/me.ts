import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { AnswerOf } from '../../../lib/contracts/client.ts'
import { useApi } from './api.tsx'

/** The question who is signed in. */
export function useMeQuery() {
  const api = useApi()
  return queryOptions({ queryKey: ['me'], queryFn: () => api.getMe(), staleTime: 60_000 })
}

/** Who is signed in, and the company. Pages below `Shell` may count on it: it is asked for before any of them is shown. */
export function useMe(): AnswerOf<'getMe'> {
  return useSuspenseQuery(useMeQuery()).data
}
