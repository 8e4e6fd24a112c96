import { sendDecision } from './answer-wait.ts'
import { endIfDead, type LockDeps } from './company-lock.ts'
import { openQuestions } from './open-questions.ts'
import type { LockOwner } from '../ports/locks.ts'
import type { Ports } from '../ports/ports.ts'

type Deps = LockDeps & Pick<Ports, 'listLocks' | 'releaseLock' | 'findApproval' | 'getTaskToken' | 'sendTaskSuccess'>

/**
 * Looks after everything that holds a company: sends decisions again whose word to the workflow was lost, and ends what
 * died without saying so, with its lock. Safe at any time and as often as one likes.
 */
export const sweep = (deps: Deps) => async (): Promise<{ held: number; ended: number; sent: number }> => {
  const locks = await deps.listLocks()
  const counts = { held: locks.length, ended: 0, sent: 0 }
  const faults: unknown[] = []
  for (const { companyId, owner } of locks) {
    try {
      if (await endIfDead(deps)(companyId, owner)) {
        await deps.releaseLock(companyId, owner)
        counts.ended += 1
      } else if (await sendLostDecision(deps, companyId, owner)) counts.sent += 1
    } catch (fault) {
      // One company's trouble must not keep the others waiting; it is thrown when all were looked after.
      deps.logger.error('A company could not be swept', { companyId, kind: owner.kind, id: owner.id })
      faults.push(fault)
    }
  }
  deps.logger.info('Swept', counts)
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} companies could not be swept`)
  return counts
}

async function sendLostDecision(deps: Deps, companyId: string, owner: LockOwner): Promise<boolean> {
  const item = owner.kind === 'import' ? await deps.getImport(companyId, owner.id) : undefined
  const [question] = item === undefined ? [] : await openQuestions(deps, item)
  if (question?.state !== 'decided') return false
  await sendDecision(deps)(question)
  return true
}
