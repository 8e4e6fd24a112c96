import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Client } from '../../../lib/contracts/client.ts'
import { useApi } from './api.tsx'
import type { Record, RecordTypeName } from './record-types.ts'

/** What the lists of a user's records have in common, to forget them all when one changed. */
export const recordsKey = (userId: string) => ['records', userId] as const
export const recordKey = (userId: string, type: RecordTypeName, recordId: string) =>
  ['record', userId, type, recordId] as const

const AT_ONCE = 200

/** A user's records of one type, page after page; on request only what contains a text. */
export function useRecords(userId: string, type: RecordTypeName, search: string) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: [...recordsKey(userId), type, search],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      api.listRecords({
        path: { userId, type },
        query: {
          limit: AT_ONCE,
          ...(pageParam === '' ? {} : { cursor: pageParam }),
          ...(search === '' ? {} : { search }),
        },
      }),
    getNextPageParam: ({ cursor }) => cursor,
  })
}

/**
 * One record; none is asked for without an ID.
 * @param options.staleTime milliseconds in which what is known will do. @default a minute: enough for what it is called
 */
export function useRecord(userId: string, type: RecordTypeName, recordId: string, { staleTime = 60_000 } = {}) {
  const api = useApi()
  return useQuery({
    queryKey: recordKey(userId, type, recordId),
    queryFn: () => api.getRecord({ path: { userId, type, recordId } }),
    staleTime,
    enabled: recordId !== '',
  })
}

const CHOICES = 20
/** A search may look through pages without finding anything; so many of them, then what is found is shown. */
const MOST_PAGES = 20

/** The first customers of a user that contain a text, to choose one of them. */
export async function findCustomers(api: Client, userId: string, search: string): Promise<readonly Record[]> {
  const found: Record[] = []
  let cursor: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await api.listRecords({
      path: { userId, type: 'customers' },
      query: {
        limit: CHOICES,
        ...(cursor === undefined ? {} : { cursor }),
        ...(search.trim() === '' ? {} : { search: search.trim() }),
      },
    })
    found.push(...answer.records)
    cursor = answer.cursor
    if (cursor === undefined || found.length >= CHOICES) break
  }
  return found
}

/** What to call a record in a list or a question: its name, subject or date, else its external ID. */
export function titleOf({ fields }: Pick<Record, 'fields'>): string | undefined {
  const { name, subject, date, externalId } = fields
  return [name, subject, date, externalId].find((value): value is string => typeof value === 'string' && value !== '')
}
