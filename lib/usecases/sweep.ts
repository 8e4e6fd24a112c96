import { endIfDead, type LockDeps } from './company-lock.ts'
import { sendDecision } from './answer-wait.ts'
import type { WaitStep } from '../domain/imports.ts'
import type { ImportStatus } from '../domain/transitions.ts'
import type { LockOwner } from '../ports/locks.ts'
import type { Ports } from '../ports/ports.ts'

type Deps = LockDeps & Pick<Ports, 'listLocks' | 'releaseLock' | 'findApproval' | 'getTaskToken' | 'sendTaskSuccess'>

const WAITS_AT: Partial<Record<ImportStatus, WaitStep>> = {
  'awaiting-settings': 'settings',
  'awaiting-selection': 'selection',
  'awaiting-decision': 'decision',
}

/**
 * Looks after everything that holds a company: sends decisions again whose word to the workflow was lost, and ends what
 * died without saying so, with its lock. Safe at any time and as often as one likes.
 */
export const sweep = (deps: Deps) => async (): Promise<{ held: number; ended: number; sent: number }> => {
  const locks = await deps.listLocks()
  const counts = { held: locks.length, ended: 0, sent: 0 }
  for (const { companyId, owner } of locks) {
    if (await endIfDead(deps)(companyId, owner)) {
      await deps.releaseLock(companyId, owner)
      counts.ended += 1
    } else if (await sendLostDecision(deps, companyId, owner)) counts.sent += 1
  }
  deps.logger.info('Swept', counts)
  return counts
}

async function sendLostDecision(deps: Deps, companyId: string, owner: LockOwner): Promise<boolean> {
  if (owner.kind !== 'import') return false
  const item = await deps.getImport(companyId, owner.id)
  const step = item === undefined ? undefined : WAITS_AT[item.status]
  if (item === undefined || step === undefined) return false
  const approval = await deps.findApproval({
    companyId,
    importId: item.id,
    round: item.round,
    step,
    ...(step === 'decision' ? { userId: item.currentUserId } : {}),
  })
  if (approval?.state !== 'decided') return false
  await sendDecision(deps)(approval)
  return true
}
