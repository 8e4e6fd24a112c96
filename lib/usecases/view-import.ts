import type { z } from 'zod'
import type { importState, importSummaryLine } from '../contracts/imports.ts'
import type { Approval, Import, ImportUser } from '../domain/imports.ts'
import { progressOf, type Share } from '../domain/progress.ts'
import type { InspectionFile } from './inspection-file.ts'

interface Beside {
  readonly users: readonly ImportUser[]
  readonly inspection?: InspectionFile
  readonly waiting?: Approval
  /** By which undo it was taken back, by user ID. */
  readonly undone?: ReadonlyMap<string, string>
  /** How much is written for users whose writing is under way, by user ID. */
  readonly written?: ReadonlyMap<string, Share>
  /** Of how many users the restore point has the records, while it is made. */
  readonly secured?: Share
}

/** What a list of imports shows of one. Its users are known where somebody looked them up. */
export function viewImportLine(
  item: Import,
  { users, waiting }: Partial<Pick<Beside, 'users' | 'waiting'>>,
): z.input<typeof importSummaryLine> {
  const current = users?.find((user) => user.userId === item.currentUserId)
  return {
    id: item.id,
    recordType: item.recordType,
    status: item.status,
    fileName: item.fileName,
    startedBy: item.startedBy,
    startedAt: item.startedAt,
    endedAt: item.endedAt,
    since: item.timeline.at(-1)?.at ?? item.startedAt,
    rows: item.assignment?.rows,
    waiting:
      waiting?.state === 'waiting'
        ? { approvalId: waiting.id, step: waiting.step, userId: waiting.userId, expiresAt: waiting.expiresAt }
        : undefined,
    current:
      current === undefined
        ? undefined
        : { userId: current.userId, email: current.email, name: current.name, rows: current.rows },
    users: users && countUsers(users),
    totals: item.totals,
    deleted: item.deleted,
    problem: item.problem,
  }
}

/** An import as the API shows it. */
export function viewImport(item: Import, beside: Beside): z.input<typeof importState> {
  const { users, inspection, undone, written = new Map(), secured } = beside
  const isBegun = users.length > 0
  return {
    ...viewImportLine(item, beside),
    users: countUsers(users),
    file: { name: item.fileName, size: item.object?.size },
    round: item.round,
    inspection: inspection === undefined ? undefined : withSuggestedFields(inspection),
    suggestion: inspection?.suggestion,
    drift: inspection?.drift,
    configuration: item.configuration,
    configurationId: item.configurationId,
    assignment: item.assignment,
    progress:
      isBegun || secured !== undefined ? { ...(isBegun ? progressOf(users, written) : {}), secured } : undefined,
    restorePointId: item.restorePointId,
    undone: undone === undefined || undone.size === 0 ? undefined : countUndone(undone),
    timeline: item.timeline,
  }
}

function withSuggestedFields({ inspection, suggestion }: InspectionFile) {
  const fieldOf = new Map(suggestion.configuration.mapping?.map(({ column, field }) => [column, field]))
  return {
    ...inspection,
    columns: inspection.columns.map((column) => ({ ...column, suggestedField: fieldOf.get(column.name) })),
  }
}

function countUndone(undone: ReadonlyMap<string, string>) {
  const users = new Map<string, number>()
  for (const restoreId of undone.values()) users.set(restoreId, (users.get(restoreId) ?? 0) + 1)
  return [...users].map(([restoreId, count]) => ({ restoreId, users: count }))
}

function countUsers(users: readonly ImportUser[]) {
  const count = (...states: ImportUser['state'][]) => users.filter(({ state }) => states.includes(state)).length
  return {
    total: users.length,
    pending: count('pending', 'previewed', 'importing'),
    imported: count('imported'),
    skipped: count('skipped'),
    excluded: count('excluded'),
  }
}
