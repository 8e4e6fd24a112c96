import type { z } from 'zod'
import type { auditQuery } from '../contracts/audit.ts'
import { fitsFilter, type AuditEntry } from '../domain/audit.ts'
import type { Ports } from '../ports/ports.ts'
import { mayView, type Caller } from './access.ts'
import { pageOf } from './pages.ts'

type Args = Caller & { readonly query: z.output<typeof auditQuery> }

const utc = (time: string | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString()

/**
 * Who did what, newest first: administrators see all of their company, everybody else what they did themselves.
 * A page with a cursor may be short, or even empty, where little fits what is asked.
 */
export const listAudit =
  ({ listAudit: list, now }: Pick<Ports, 'listAudit' | 'now'>) =>
  async ({ actor, company, query }: Args): Promise<{ entries: AuditEntry[]; cursor?: string }> => {
    const { from, to, by, action, subject, ...wanted } = query
    const filter = { by, action, subject }
    const when = { now: now(), from: utc(from), to: utc(to) }
    const { items, ...rest } = await pageOf(wanted, async (page) => {
      const { entries, ...more } = await list(company.id, { ...when, ...page })
      return { items: entries.filter((entry) => mayView(actor, entry.by) && fitsFilter(entry, filter)), ...more }
    })
    return { entries: items, ...rest }
  }
