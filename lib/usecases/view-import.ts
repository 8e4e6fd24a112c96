import type { z } from 'zod'
import type { importState } from '../contracts/imports.ts'
import type { Approval, Import, ImportUser } from '../domain/imports.ts'
import type { InspectionFile } from './inspection-file.ts'

interface Beside {
  readonly users: readonly ImportUser[]
  readonly inspection?: InspectionFile
  readonly waiting?: Approval
  /** By which undo it was taken back, by user ID. */
  readonly undone?: ReadonlyMap<string, string>
}

/** An import as the API shows it. */
export function viewImport(item: Import, { users, inspection, waiting, undone }: Beside): z.input<typeof importState> {
  const current = users.find((user) => user.userId === item.currentUserId)
  return {
    id: item.id,
    recordType: item.recordType,
    status: item.status,
    fileName: item.fileName,
    startedBy: item.startedBy,
    startedAt: item.startedAt,
    endedAt: item.endedAt,
    file: { name: item.fileName, size: item.object?.size },
    round: item.round,
    inspection: inspection === undefined ? undefined : withSuggestedFields(inspection),
    suggestion: inspection?.suggestion,
    drift: inspection?.drift,
    configuration: item.configuration,
    configurationId: item.configurationId,
    assignment: item.assignment,
    waiting:
      waiting?.state === 'waiting'
        ? { approvalId: waiting.id, step: waiting.step, userId: waiting.userId, expiresAt: waiting.expiresAt }
        : undefined,
    current:
      current === undefined
        ? undefined
        : { userId: current.userId, email: current.email, name: current.name, rows: current.rows },
    users: countUsers(users),
    totals: item.totals,
    deleted: item.deleted,
    restorePointId: item.restorePointId,
    undone: undone === undefined || undone.size === 0 ? undefined : countUndone(undone),
    problem: item.problem,
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
