import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AnswerOf } from '../../../lib/contracts/client.ts'
import { useApi } from './api.tsx'
import { follow } from './live.ts'

/** A restore, an undo, or the dry run of one. */
export type Restore = AnswerOf<'getRestore'>
export type RestoreLine = AnswerOf<'listRestores'>['restores'][number]
export type RestoreChange = AnswerOf<'listRestoreChanges'>['changes'][number]
export type RestoreCounts = NonNullable<Restore['counts']>

export const restoreKey = (restoreId: string) => ['restore', restoreId] as const
export const restoresKey = ['restores'] as const

export const paceOfRestore = ({ status }: Pick<Restore, 'status'>): 'working' | 'ended' =>
  status === 'running' ? 'working' : 'ended'

/** A restore or undo, followed until it has ended. */
export function useRestore(restoreId: string): UseQueryResult<Restore> {
  const api = useApi()
  const refetchInterval = useMemo(() => follow<Restore>(paceOfRestore), [])
  return useQuery({
    queryKey: restoreKey(restoreId),
    queryFn: () => api.getRestore({ path: { restoreId } }),
    refetchInterval,
  })
}

/** Records that are not as they would have been without it. */
export function changedBy(counts: RestoreCounts): number {
  const { created, updated, restored, deleted, removed, moved } = counts
  return created + updated + restored + deleted + removed + moved
}
