import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useApi } from './api.tsx'
import type { RecordType, RecordTypeName } from './shapes.ts'

export type { CustomField, Field, FieldValue, Record, RecordType, RecordTypeName } from './shapes.ts'

export const RECORD_TYPE_NAMES = ['customers', 'appointments', 'tasks', 'reports'] as const satisfies RecordTypeName[]

export const isRecordTypeName = (text: unknown): text is RecordTypeName =>
  RECORD_TYPE_NAMES.some((name) => name === text)

export const recordTypesKey = ['record-types'] as const

/** All record types and their fields, with the company's own. */
export function useRecordTypes(): UseQueryResult<readonly RecordType[]> {
  const api = useApi()
  return useQuery({
    queryKey: recordTypesKey,
    queryFn: () => api.listRecordTypes(),
    select: ({ recordTypes }) => recordTypes,
    staleTime: 30_000,
  })
}
