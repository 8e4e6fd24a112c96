import type { Approval, Import, WaitStep } from '../domain/imports.ts'
import type { ImportStatus } from '../domain/transitions.ts'
import type { Ports } from '../ports/ports.ts'

const ASKED_AT: Partial<Record<ImportStatus, WaitStep>> = {
  'awaiting-settings': 'settings',
  'awaiting-selection': 'selection',
  'awaiting-decision': 'decision',
}

/** The question an import waits on by its status, answered or not; empty if it waits for nothing. */
export async function openQuestions(deps: Pick<Ports, 'findApproval'>, item: Import): Promise<Approval[]> {
  const step = ASKED_AT[item.status]
  if (step === undefined) return []
  const { companyId, id: importId, round, currentUserId } = item
  const userId = step === 'decision' ? currentUserId : undefined
  const approval = await deps.findApproval({ companyId, importId, round, step, userId })
  return approval === undefined ? [] : [approval]
}
