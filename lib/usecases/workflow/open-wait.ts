import type { Approval, Import, WaitStep } from '../../domain/imports.ts'
import type { ImportStatus } from '../../domain/transitions.ts'
import type { Ports } from '../../ports/ports.ts'
import { sendDecision } from '../answer-wait.ts'
import { notifyWaiting, type NotifyDeps } from '../notify.ts'
import { changeImport, loadImport, type OfImport } from './active-import.ts'

export type WaitDeps = NotifyDeps &
  Pick<
    Ports,
    | 'getImport'
    | 'updateImport'
    | 'findApproval'
    | 'openApproval'
    | 'decideApproval'
    | 'markNotified'
    | 'getTaskToken'
    | 'sendTaskSuccess'
    | 'newId'
    | 'now'
  >

interface Input extends OfImport {
  readonly taskToken: string
  readonly userId?: string
}

const STATUS_OF = {
  settings: 'awaiting-settings',
  selection: 'awaiting-selection',
  decision: 'awaiting-decision',
} as const satisfies Record<WaitStep, ImportStatus>

/**
 * Opens the question a step of the workflow waits on, stores its task token, and tells the administrator.
 * A question that has its answer already (the workflow was started anew) ends the wait at once.
 */
export const openWait =
  (deps: WaitDeps, step: WaitStep) =>
  async ({ taskToken, userId, ...ids }: Input): Promise<Record<string, never>> => {
    const item = await loadImport(deps, ids)
    const question = { companyId: item.companyId, importId: item.id, round: item.round, step, userId }
    // What was decided may have begun already: then the import is past waiting, and its status must not go back.
    const answered = await deps.findApproval(question)
    if (answered?.state === 'decided') {
      await deps.sendTaskSuccess(taskToken, { next: answered.action })
      return {}
    }
    if (item.cancelRequestedBy !== undefined) {
      await deps.sendTaskSuccess(taskToken, { next: 'cancel' })
      return {}
    }
    // The status comes first: a decision that is faster than us must find it behind itself, not after it.
    const waiting = await changeImport(deps, item, {
      status: STATUS_OF[step],
      ...(userId === undefined ? {} : { currentUserId: userId }),
    })
    const expiresAt = await answerBy(deps, waiting)
    const { approval } = await deps.openApproval(question, { id: deps.newId(), taskToken, expiresAt })
    if (approval.state === 'decided') await deps.sendTaskSuccess(taskToken, { next: approval.action })
    else if (!(await cancelledMeanwhile(deps, waiting, approval))) await notifyOnce(deps, waiting, approval)
    return {}
  }

/** A mail that was sent but not written down as sent is sent again: rather twice than never. */
async function notifyOnce(deps: WaitDeps, item: Import, approval: Approval): Promise<void> {
  if (approval.notifiedAt !== undefined) return
  if (await notifyWaiting(deps)(item, approval)) await deps.markNotified(item.companyId, approval.id, deps.now())
}

/** Whoever cancelled while the question was being opened did not find it: their wish is the answer. */
async function cancelledMeanwhile(deps: WaitDeps, item: Import, approval: Approval): Promise<boolean> {
  const { cancelRequestedBy } = await loadImport(deps, { companyId: item.companyId, importId: item.id })
  if (cancelRequestedBy === undefined) return false
  const decision = { action: 'cancel', by: cancelRequestedBy, at: deps.now() }
  const { approval: decided } = await deps.decideApproval(item.companyId, approval.id, decision)
  await sendDecision(deps)(decided)
  return true
}

async function answerBy(deps: WaitDeps, item: Import): Promise<string> {
  const company = await deps.getCompany(item.companyId)
  if (company === undefined) throw new Error(`There is no company ${item.companyId}.`)
  return new Date(Date.parse(deps.now()) + company.answerWithinSeconds * 1000).toISOString()
}
