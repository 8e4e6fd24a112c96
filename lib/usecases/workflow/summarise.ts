import type { z } from 'zod'
import { summaryKey } from '../../contracts/keys.ts'
import type { steps } from '../../contracts/workflow.ts'
import { buildSummary } from '../../domain/accounting.ts'
import { UNASKED_ENDS, type Import } from '../../domain/imports.ts'
import { rememberMapping } from '../../domain/mapping-history.ts'
import { isFinal, type ImportStatus } from '../../domain/transitions.ts'
import type { Ports } from '../../ports/ports.ts'
import type { AssignmentFile } from '../assignment-file.ts'
import { auditImportEnd, type AuditDeps } from '../audit-ends.ts'
import type { InspectionFile } from '../inspection-file.ts'
import { notifyEnded, type NotifyDeps } from '../notify.ts'
import { accountOfUsers, durationsOf } from '../account-import.ts'
import { openQuestions } from '../open-questions.ts'
import { changeImport, loadImport } from './active-import.ts'
import { findStored } from '../stored.ts'

type Deps = NotifyDeps &
  AuditDeps &
  Pick<
    Ports,
    | 'getImport'
    | 'updateImport'
    | 'listImportUsers'
    | 'findJson'
    | 'writeJson'
    | 'releaseLock'
    | 'findApproval'
    | 'closeApproval'
    | 'getMappingHistory'
    | 'putMappingHistory'
    | 'now'
  >
type Input = z.output<typeof steps.summarise.input>

const STATUS_OF = {
  done: 'completed',
  cancel: 'cancelled',
  'no-answer': 'cancelled',
  aborted: 'aborted',
} as const satisfies Record<Input['ending'], ImportStatus>

/**
 * Closes the accounts of an import, writes its summary, releases the company and tells the administrator.
 * @throws AccountingError if a row has no outcome, or two: the import then fails visibly
 */
export const summarise =
  (deps: Deps) =>
  async (input: Input): Promise<{ status: string }> => {
    const item = await loadImport(deps, input)
    const ended = isFinal(item.status) ? item : await end(deps, item, input.ending)
    await deps.releaseLock(item.companyId, { kind: 'import', id: item.id, since: item.lockSince })
    if (ended !== item) await notifyEnded(deps)(ended)
    await auditImportEnd(deps)(ended)
    return { status: ended.status }
  }

async function end(deps: Deps, item: Import, ending: Input['ending']): Promise<Import> {
  await closeQuestion(deps, item)
  const status = STATUS_OF[ending]
  const endedAt = deps.now()
  const file = item.assignmentKey === undefined ? undefined : await findStored<AssignmentFile>(deps, item.assignmentKey)
  const summary = buildSummary({
    importId: item.id,
    status,
    rows: file?.rows ?? 0,
    users: accountOfUsers(file?.users ?? [], await deps.listImportUsers(item.companyId, item.id)),
    unassigned: (item.assignment?.emptyRows ?? 0) + (item.assignment?.notFoundRows ?? 0),
    durations: durationsOf([...item.timeline, { at: endedAt, status }]),
  })
  await deps.writeJson(summaryKey(item.companyId, item.id), summary)
  if (status === 'completed') await rememberChoices(deps, item, endedAt)
  return changeImport(deps, item, {
    status,
    endedAt,
    totals: summary.totals,
    deleted: summary.deleted,
    currentUserId: undefined,
    note: ending === 'no-answer' ? UNASKED_ENDS['no-answer'] : item.problem?.message,
  })
}

/** What was mapped, and what not, is suggested from now on. Remembering it twice is remembering it once. */
async function rememberChoices(deps: Deps, item: Import, at: string): Promise<void> {
  const { companyId, recordType, configuration, inspectionKey } = item
  if (configuration === undefined || inspectionKey === undefined) return
  const file = await findStored<InspectionFile>(deps, inspectionKey)
  if (file === undefined) return
  const { inspection } = file
  // Of another sheet or header row only those columns are known that were used.
  const isInspected = inspection.sheet === configuration.sheet && inspection.headerRow === configuration.headerRow
  const columns = isInspected
    ? inspection.columns.map(({ name }) => name)
    : [configuration.assignment.column, ...configuration.mapping.map(({ column }) => column)]
  const history = await deps.getMappingHistory(companyId, recordType)
  await deps.putMappingHistory(companyId, recordType, rememberMapping(history, configuration, columns, at))
}

/** A question nobody answered is over now, so that a late click hears so. */
async function closeQuestion(deps: Deps, item: Import): Promise<void> {
  for (const question of await openQuestions(deps, item)) {
    if (question.state === 'waiting') await deps.closeApproval(item.companyId, question.id)
  }
}
