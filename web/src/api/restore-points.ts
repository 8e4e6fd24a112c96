import { useInfiniteQuery, useQuery, type InfiniteData, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AnswerOf } from '../../../lib/contracts/client.ts'
import { useApi } from './api.tsx'
import { follow } from './live.ts'

export type RestorePoint = AnswerOf<'getRestorePoint'>
export type PointReason = RestorePoint['reason']
type PointPage = AnswerOf<'listRestorePoints'>

/** In the order in which they are offered as a filter. */
export const POINT_REASONS = [
  'by-hand',
  'before-import',
  'before-restore',
  'before-undo',
  'daily',
] as const satisfies PointReason[]

export const restorePointsKey = ['restore-points'] as const
const PAGE = 25

/** A point can be restored to: it is whole, and its time is not over. */
export function isUsable({ status, expiresAt }: Pick<RestorePoint, 'status' | 'expiresAt'>): boolean {
  return status === 'complete' && (expiresAt === undefined || Date.parse(expiresAt) > Date.now())
}

const isUnderWay = ({ status }: RestorePoint): boolean => status === 'securing' || status === 'deleting'

const paceOfPages = ({ pages }: InfiniteData<PointPage>): 'working' | 'ended' =>
  pages.some(({ restorePoints }) => restorePoints.some(isUnderWay)) ? 'working' : 'ended'

/** The restore points, newest first, page by page; followed while one of them is made or removed. */
export function useRestorePoints(reason: PointReason | undefined) {
  const api = useApi()
  const refetchInterval = useMemo(() => follow(paceOfPages), [])
  return useInfiniteQuery({
    queryKey: [...restorePointsKey, 'list', reason ?? 'all'],
    queryFn: ({ pageParam: cursor }) => api.listRestorePoints({ query: { cursor, reason, limit: PAGE } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
    refetchInterval,
  })
}

export function useRestorePoint(restorePointId: string): UseQueryResult<RestorePoint> {
  const api = useApi()
  return useQuery({
    queryKey: [...restorePointsKey, restorePointId],
    queryFn: () => api.getRestorePoint({ path: { restorePointId } }),
    enabled: restorePointId !== '',
  })
}
