import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { AnswerOf } from '../../../lib/contracts/client.ts'
import { useApi } from './api.tsx'

/** A record type with its fields, as the company uses it. */
export type RecordType = AnswerOf<'listRecordTypes'>['recordTypes'][number]
export type Field = RecordType['fields'][number]
export type CustomField = RecordType['customFields']['fields'][number]
export type RecordTypeName = RecordType['name']
/** One record of a user. */
export type Record = AnswerOf<'getRecord'>
export type FieldValue = Record['fields'][string]

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
