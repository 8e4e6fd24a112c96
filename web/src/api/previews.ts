import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo } from 'react'
import type { AnswerOf } from '../../../lib/contracts/client.ts'
import { previewOutcome } from '../../../lib/contracts/imports.ts'
import { useApi } from './api.tsx'
import { importKey } from './imports.ts'

export type Preview = AnswerOf<'getPreview'>
export type PreviewRow = Preview['entries'][number]
export type UserResult = AnswerOf<'getUserResult'>
export type ResultRow = UserResult['entries'][number]

/** Rows per page. */
const PAGE = 200
/** With a search pages may be short: so many rows are looked for without being asked. */
const ENOUGH = 30

export interface RowsQuery {
  readonly outcome?: string | undefined
  readonly search?: string | undefined
}

/** Rows of a preview or a result, page by page, with what stands above them. */
export interface Rows<Head, Row> {
  readonly head: Head | undefined
  readonly rows: readonly Row[]
  readonly error: unknown
  readonly retry: () => void
  /** More are there, and wanted. */
  readonly more: () => void
  readonly hasMore: boolean
  readonly isLoading: boolean
}

interface Source<Head extends { readonly cursor?: string | undefined }> {
  /** Whose rows, and as of when. */
  readonly of: readonly unknown[]
  /** Which of them. */
  readonly filter: readonly unknown[]
  readonly ask: (cursor: string | undefined) => Promise<Head>
}

function useRows<Head extends { readonly entries: readonly Row[]; readonly cursor?: string | undefined }, Row>({
  of,
  filter,
  ask,
}: Source<Head>): Rows<Head, Row> {
  const query = useInfiniteQuery({
    queryKey: [...of, ...filter],
    queryFn: ({ pageParam }) => ask(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Head) => last.cursor,
    // What was previewed or written does not change; what is made anew has another key.
    staleTime: Infinity,
    // While others of the same rows are looked for, the page stays as it is, with the field in which one writes.
    placeholderData: (before, last) => (of.every((part, index) => part === last?.queryKey[index]) ? before : undefined),
  })
  const { data, isPlaceholderData } = query
  const rows = useMemo(() => data?.pages.flatMap(({ entries }) => entries) ?? [], [data])
  const { fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError } = query
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError && !isPlaceholderData) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError, isPlaceholderData])
  const isShort = rows.length < ENOUGH
  useEffect(() => {
    if (isShort) more()
  }, [isShort, more])
  return {
    head: data?.pages[0],
    rows,
    error: query.error,
    retry: () => void (hasNextPage ? fetchNextPage() : query.refetch()),
    more,
    hasMore: hasNextPage,
    isLoading: query.isFetching,
  }
}

interface OfUser extends RowsQuery {
  readonly importId: string
  readonly userId: string
}

const pageQuery = ({ search }: RowsQuery, cursor: string | undefined) => ({
  limit: PAGE,
  ...(cursor === undefined ? {} : { cursor }),
  ...(search === undefined || search === '' ? {} : { search }),
})

/**
 * What the import would do to a user's records.
 * @param version tells previews of the same user apart that are made one after the other
 */
export function usePreviewRows({ version, ...of }: OfUser & { readonly version: string }): Rows<Preview, PreviewRow> {
  const api = useApi()
  const { importId, userId } = of
  const { data: outcome } = previewOutcome.safeParse(of.outcome)
  return useRows<Preview, PreviewRow>({
    of: [...importKey(importId), 'preview', userId, version],
    filter: [outcome, of.search],
    ask: (cursor) =>
      api.getPreview({
        path: { importId, userId },
        query: { ...pageQuery(of, cursor), ...(outcome === undefined ? {} : { outcome }) },
      }),
  })
}

/** What became of a user's rows. */
export function useResultRows({ version, ...of }: OfUser & { readonly version: string }): Rows<UserResult, ResultRow> {
  const api = useApi()
  const { importId, userId, outcome } = of
  return useRows<UserResult, ResultRow>({
    of: [...importKey(importId), 'result', userId, version],
    filter: [outcome, of.search],
    ask: (cursor) =>
      api.getUserResult({
        path: { importId, userId },
        query: { ...pageQuery(of, cursor), ...(outcome === undefined ? {} : { outcome }) },
      }),
  })
}
