import type { MappingHistory } from '../domain/mapping-history.ts'
import type { RecordTypeName } from '../domain/record-types/types.ts'

/** What a company mapped before; empty if it imported nothing of this type yet. */
export type GetMappingHistory = (companyId: string, type: RecordTypeName) => Promise<MappingHistory>
/** Replaces it. For who holds the company's lock: one import at a time remembers. */
export type PutMappingHistory = (companyId: string, type: RecordTypeName, history: MappingHistory) => Promise<void>
