import type { Company, User } from '../domain/companies.ts'
import type { Decision } from '../domain/imports.ts'
import type { Ports } from '../ports/ports.ts'
import { answerWait, currentQuestion, type AnswerDeps, type Decided } from './answer-wait.ts'
import { visibleImport } from './access.ts'
import { personOf } from './person.ts'
import { refuseImport } from './start-import.ts'

interface Args {
  readonly path: { readonly importId: string; readonly userId: string }
  readonly body: { readonly action: Decision }
  readonly actor: User
  readonly company: Company
}

/**
 * Decides on a previewed user.
 * @throws Problem `not-found`, `already-decided`, `no-longer-waiting`
 */
export const decideUser =
  (deps: AnswerDeps & Pick<Ports, 'getImport'>) =>
  async ({ path, body, actor, company }: Args): Promise<Decided> => {
    const item = await visibleImport(deps, { actor, company }, path.importId)
    const question = await currentQuestion(deps, item, { step: 'decision', userId: path.userId })
    if (body.action !== 'cancel') refuseImport(company, actor)
    return answerWait(deps)(question, body.action, personOf(actor))
  }
