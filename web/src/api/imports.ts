import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AnswerOf } from '../../../lib/contracts/client.ts'
import { useApi } from './api.tsx'
import { follow } from './live.ts'

export type ImportState = AnswerOf<'getImport'>

const ENDED = ['completed', 'cancelled', 'aborted', 'failed'] as const
const OWED_BY_PEOPLE = ['awaiting-upload', 'awaiting-settings', 'awaiting-selection', 'awaiting-decision'] as const

const isOneOf = <Word extends string>(words: readonly Word[], word: string): word is Word =>
  words.some((known) => known === word)

/** The import is over: nothing more comes of it by itself. */
export const isEnded = ({ status }: Pick<ImportState, 'status'>): boolean => isOneOf(ENDED, status)

/** How closely an import is to be followed. */
export function paceOfImport({ status }: Pick<ImportState, 'status'>): 'working' | 'waiting' | 'ended' {
  if (isOneOf(ENDED, status)) return 'ended'
  return isOneOf(OWED_BY_PEOPLE, status) ? 'waiting' : 'working'
}

export const importKey = (importId: string) => ['import', importId] as const

/** An import, followed for as long as it goes on. */
export function useImport(importId: string): UseQueryResult<ImportState> {
  const api = useApi()
  const refetchInterval = useMemo(() => follow<ImportState>(paceOfImport), [])
  return useQuery({
    queryKey: importKey(importId),
    queryFn: () => api.getImport({ path: { importId } }),
    refetchInterval,
    refetchIntervalInBackground: false,
  })
}
