import type { AuditEntry } from '../domain/audit.ts'

/**
 * Adds an entry. `false`: one of the same time and id is there already, and stays as it is.
 * @param keepUntil when it may go, as ISO text
 */
export type AppendAudit = (companyId: string, entry: AuditEntry, keepUntil: string) => Promise<boolean>
/** Entries from a time on (inclusive) until another (exclusive), newest first, none that was to be gone by `now`. A page may be short. */
export type ListAudit = (
  companyId: string,
  page: {
    readonly now: string
    readonly from?: string | undefined
    readonly to?: string | undefined
    readonly cursor?: string
    readonly limit: number
  },
) => Promise<{ entries: AuditEntry[]; cursor?: string }>
