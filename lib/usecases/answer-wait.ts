import { isDeepStrictEqual } from 'node:util'
import type { Approval, Import, Person } from '../domain/imports.ts'
import { Problem } from '../domain/problems.ts'
import type { WaitKey } from '../ports/imports.ts'
import type { Ports } from '../ports/ports.ts'

export type AnswerDeps = Pick<
  Ports,
  | 'getApproval'
  | 'findApproval'
  | 'decideApproval'
  | 'getAnswer'
  | 'getTaskToken'
  | 'sendTaskSuccess'
  | 'now'
  | 'logger'
>

export interface Decided {
  readonly importId: string
  readonly action: string
  readonly decidedBy: Person
  readonly decidedAt: string
}

/**
 * Answers a question of the workflow: first the one conditional write that decides, then the word to the workflow.
 * The same answer again is taken as the same, and is sent again, which repairs a crash between the two.
 * @throws Problem `already-decided` with by whom and when, `no-longer-waiting`
 */
export const answerWait =
  (deps: AnswerDeps) =>
  async (approval: Approval, action: string, by: Person, answer?: unknown): Promise<Decided> => {
    const { kind, approval: now } = await deps.decideApproval(approval.companyId, approval.id, {
      action,
      by,
      at: deps.now(),
      answer,
    })
    if (now.state === 'over') throw noLongerWaiting(now)
    if (now.state === 'waiting') throw noLongerWaiting(now)
    if (kind === 'refused' && !(await isSame(deps, now, action, answer))) throw alreadyDecided(now)
    await sendDecision(deps)(now)
    return {
      importId: now.importId,
      action,
      decidedBy: now.decidedBy ?? by,
      decidedAt: now.decidedAt ?? deps.now(),
    }
  }

async function isSame(deps: AnswerDeps, decided: Approval, action: string, answer: unknown): Promise<boolean> {
  if (decided.action !== action) return false
  return answer === undefined || isDeepStrictEqual(await deps.getAnswer(decided.companyId, decided.id), answer)
}

/** Tells the workflow what was decided. That nobody waits any more is no fault: the word arrived before. */
export const sendDecision =
  (deps: Pick<Ports, 'getTaskToken' | 'sendTaskSuccess' | 'logger'>) =>
  async (approval: Approval): Promise<void> => {
    const token = await deps.getTaskToken(approval.companyId, approval.id)
    if (token === undefined || approval.action === undefined) return
    const answer = await deps.sendTaskSuccess(token, { next: approval.action })
    deps.logger.info('A decision was sent to the workflow', {
      importId: approval.importId,
      step: approval.step,
      action: approval.action,
      answer,
    })
  }

/** An answer may say which question it is for. */
export interface AnswerQuery {
  readonly approvalId?: string | undefined
}

/**
 * The question an answer is for: the one it names, which may be over by now, else the one asked at this step now. After
 * *Back* the same step is asked again: an answer given to what a page still shows must not become one to that.
 * @throws Problem `invalid-request` if there is no such question at this step, `no-longer-waiting`
 */
export async function meantQuestion(
  deps: Pick<Ports, 'findApproval' | 'getApproval'>,
  item: Import,
  key: Pick<WaitKey, 'step' | 'userId'>,
  { approvalId }: AnswerQuery,
): Promise<Approval> {
  if (approvalId === undefined) return currentQuestion(deps, item, key)
  const named = await deps.getApproval(item.companyId, approvalId)
  const isMeant = named?.importId === item.id && named.step === key.step && named.userId === key.userId
  if (named !== undefined && isMeant) return named
  throw new Problem('invalid-request', `The import ${item.id} never asked this question for the ${key.step}.`, {
    advice: `See what it asks now (GET /v1/imports/${item.id}), or leave out approvalId.`,
    places: [{ pointer: '/query/approvalId', value: approvalId }],
  })
}

/**
 * The question an import asks at this step now.
 * @throws Problem `no-longer-waiting` if it asks nothing of the kind
 */
async function currentQuestion(
  deps: Pick<Ports, 'findApproval'>,
  item: Import,
  key: Pick<WaitKey, 'step' | 'userId'>,
): Promise<Approval> {
  const { companyId, id: importId, round } = item
  const approval = await deps.findApproval({ companyId, importId, round, ...key })
  if (approval !== undefined) return approval
  throw new Problem('no-longer-waiting', `The import waits for no ${key.step} now; it is ${item.status}.`, {
    advice: `See where it stands (muster imports show ${item.id}).`,
    details: { status: item.status },
  })
}

function alreadyDecided({ action, decidedBy, decidedAt }: Approval): Problem {
  return new Problem(
    'already-decided',
    `${decidedBy?.name ?? 'Somebody'} decided otherwise (${action}) at ${decidedAt}.`,
    {
      advice: 'Nothing was changed by your answer.',
      details: { action, decidedBy, decidedAt },
    },
  )
}

function noLongerWaiting({ expiresAt }: Approval): Problem {
  return new Problem('no-longer-waiting', 'This question is over; the import has ended or goes on without it.', {
    advice: 'Begin a new import if there is still something to do.',
    details: { expiresAt },
  })
}
