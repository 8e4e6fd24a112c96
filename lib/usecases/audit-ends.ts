import { boundedDetails, keptUntil, SYSTEM, type AuditAction, type AuditEntry } from '../domain/audit.ts'
import { UNASKED_ENDS, type Import, type Person } from '../domain/imports.ts'
import type { ProblemData } from '../domain/problems.ts'
import type { FINAL_STATUSES } from '../domain/transitions.ts'
import type { RestorePoint } from '../domain/restore-points.ts'
import type { Ports } from '../ports/ports.ts'

export type AuditDeps = Pick<Ports, 'appendAudit' | 'getCompany'>

/** What happened without a request. `id` and `at` are the same whenever the step that says so is repeated. */
type Happening = Pick<AuditEntry, 'id' | 'at' | 'action' | 'subject'> & Partial<Pick<AuditEntry, 'outcome' | 'details'>>

/**
 * Writes down what Muster did by itself, once, however often it is said: an entry of the same `at` and `id` stays as it is.
 * @example
 * await appendSystemEntry(deps)(companyId, { id: `${point.id}-expired`, at: point.expiresAt, action: …, subject: … })
 */
export const appendSystemEntry =
  (deps: AuditDeps) =>
  async (companyId: string, { outcome = 'done', details = {}, ...happening }: Happening): Promise<void> => {
    const company = await deps.getCompany(companyId)
    if (company === undefined) throw new Error(`There is no company ${companyId}.`)
    const entry = { ...happening, by: SYSTEM, outcome, details: boundedDetails(details) }
    await deps.appendAudit(companyId, entry, keptUntil(entry.at, company.auditDays))
  }

const IMPORT_ENDS = {
  completed: 'import.completed',
  cancelled: 'import.cancelled',
  aborted: 'import.aborted',
  failed: 'import.failed',
} as const satisfies Record<(typeof FINAL_STATUSES)[number], AuditAction>

/** Writes down that an import ended, and how, once for each of its executions. One that is not over is left out. */
export const auditImportEnd =
  (deps: AuditDeps) =>
  async (item: Import): Promise<void> => {
    const { companyId, id, status, attempt, endedAt, problem, totals, deleted, recordType, fileName } = item
    if (!isEnd(status) || endedAt === undefined) return
    await appendSystemEntry(deps)(companyId, {
      id: `${id}-${attempt}-ended`,
      at: endedAt,
      action: IMPORT_ENDS[status],
      subject: { kind: 'import', id, name: fileName },
      outcome: problem?.code ?? 'done',
      details: {
        recordType,
        because: becauseOf(item),
        startedBy: item.startedBy.userId,
        rows: totals && { ...totals },
        deleted,
      },
    })
  }

const becauseOf = ({ timeline }: Import): string | undefined =>
  Object.entries(UNASKED_ENDS).find(([, note]) => note === timeline.at(-1)?.note)?.[0]

const isEnd = (status: string): status is keyof typeof IMPORT_ENDS => Object.hasOwn(IMPORT_ENDS, status)

/** What of a restore or an undo is written down when it is over. */
interface EndedRestore {
  readonly companyId: string
  readonly id: string
  readonly status: string
  readonly dryRun: boolean
  readonly startedBy: Person
  readonly endedAt?: string | undefined
  readonly restorePointId?: string | undefined
  readonly undoes?: { readonly kind: string; readonly id: string } | undefined
  readonly counts?: object | undefined
  readonly problem?: ProblemData | undefined
}

/** Writes down that a restore or an undo ended, and how, once. One that runs, or only said what it would do, is left out. */
export const auditRestoreEnd =
  (deps: AuditDeps) =>
  async ({ companyId, id, dryRun, endedAt, ...restore }: EndedRestore): Promise<void> => {
    if (dryRun || endedAt === undefined) return
    const { status, startedBy, restorePointId, undoes, counts, problem } = restore
    const what = undoes === undefined ? 'restore' : 'undo'
    await appendSystemEntry(deps)(companyId, {
      id: `${id}-ended`,
      at: endedAt,
      action: `${what}.${status === 'completed' ? 'completed' : 'failed'}`,
      subject: { kind: 'restore', id },
      outcome: problem?.code ?? 'done',
      details: { restorePointId, undoes: undoes?.id, startedBy: startedBy.userId, records: numbersOf(counts) },
    })
  }

/** Writes down that a restore point could not be completed: for whoever has just marked it so. */
export const auditFailedPoint =
  (deps: AuditDeps & Pick<Ports, 'now'>) =>
  async ({ companyId, id, name, reason }: RestorePoint): Promise<void> =>
    appendSystemEntry(deps)(companyId, {
      id: `${id}-failed`,
      at: deps.now(),
      action: 'restore-point.failed',
      subject: { kind: 'restore-point', id, name },
      outcome: 'internal',
      details: { reason },
    })

function numbersOf(counts: object = {}): Record<string, number> {
  return Object.fromEntries(
    Object.entries(counts).flatMap(([name, count]: [string, unknown]) =>
      typeof count === 'number' ? [[name, count]] : [],
    ),
  )
}
