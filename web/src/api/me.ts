import { useSuspenseQuery } from '@tanstack/react-query'
import type { AnswerOf } from '../../../lib/contracts/client.ts'
import { useApi } from './api.tsx'

/** Who is signed in, and the company. Pages below `Shell` may count on it: it is asked for before any of them is shown. */
export function useMe(): AnswerOf<'getMe'> {
  const api = useApi()
  return useSuspenseQuery({ queryKey: ['me'], queryFn: () => api.getMe(), staleTime: 60_000 }).data
}
