import type { Company, User } from '../domain/companies.ts'
import type { Decision, WaitStep } from '../domain/imports.ts'
import { Problem } from '../domain/problems.ts'
import type { Ports } from '../ports/ports.ts'
import { answerWait, type AnswerDeps, type Decided } from './answer-wait.ts'
import { visibleImport } from './access.ts'
import { personOf } from './person.ts'
import { refuseImport } from './start-import.ts'

interface Args {
  readonly path: { readonly approvalId: string }
  readonly body: { readonly action: Decision }
  readonly actor: User
  readonly company: Company
}

/** What can be answered with one word. Settings and a selection are given where they can be seen. */
const ACTIONS = {
  settings: ['cancel'],
  selection: ['back', 'cancel'],
  decision: ['import', 'skip', 'import-all', 'back', 'cancel'],
} as const satisfies Record<WaitStep, readonly Decision[]>

/**
 * Answers the question behind a mail's link.
 * @throws Problem `not-found`, `invalid-request`, `already-decided`, `no-longer-waiting`
 */
export const decideApproval =
  (deps: AnswerDeps & Pick<Ports, 'getImport'>) =>
  async ({ path, body, actor, company }: Args): Promise<Decided> => {
    const approval = await deps.getApproval(company.id, path.approvalId)
    if (approval === undefined) throw new Problem('not-found', 'There is no such question.')
    await visibleImport(deps, { actor, company }, approval.importId)
    const possible: readonly Decision[] = ACTIONS[approval.step]
    if (!possible.includes(body.action)) {
      throw new Problem('invalid-request', `"${body.action}" is no answer to the question for the ${approval.step}.`, {
        advice: `Possible are: ${possible.join(', ')}.`,
        places: [{ pointer: '/body/action', value: body.action }],
      })
    }
    if (body.action !== 'cancel') refuseImport(company, actor)
    return answerWait(deps)(approval, body.action, personOf(actor))
  }
