import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { AnswerOf } from '../../../lib/contracts/client.ts'
import { useApi } from './api.tsx'
import { importKey, paceOfImport, type ImportState } from './imports.ts'

export type ImportUsers = AnswerOf<'listImportUsers'>
export type ImportUserLine = ImportUsers['users'][number]

const WHILE_WRITING_MS = 1_500

/** Which state of an import its users were asked in: they are asked for again when it changes. */
const stateOf = ({ status, round, users, current, timeline }: ImportState): string =>
  [status, round, users.imported, users.skipped, users.excluded, current?.userId, timeline.length].join(' ')

/** The users of an import with their rows, and what belongs to nobody; asked for again whenever the import has gone on. */
export function useImportUsers(item: ImportState): UseQueryResult<ImportUsers> {
  const api = useApi()
  return useQuery({
    queryKey: [...importKey(item.id), 'users', stateOf(item)],
    queryFn: () => api.listImportUsers({ path: { importId: item.id } }),
    placeholderData: keepPreviousData,
    refetchInterval: paceOfImport(item) === 'working' ? WHILE_WRITING_MS : false,
  })
}
