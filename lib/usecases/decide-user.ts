import type { Company, User } from '../domain/companies.ts'
import type { Decision } from '../domain/imports.ts'
import type { Ports } from '../ports/ports.ts'
import { answerWait, meantQuestion, type AnswerDeps, type AnswerQuery, type Decided } from './answer-wait.ts'
import { visibleImport } from './access.ts'
import { personOf } from './person.ts'
import { refuseImport } from './start-import.ts'

interface Args {
  readonly path: { readonly importId: string; readonly userId: string }
  readonly query: AnswerQuery
  readonly body: { readonly action: Decision }
  readonly actor: User
  readonly company: Company
}

/**
 * Decides on a previewed user.
 * @throws Problem `not-found`, `invalid-request`, `already-decided`, `no-longer-waiting`
 */
export const decideUser =
  (deps: AnswerDeps & Pick<Ports, 'getImport'>) =>
  async ({ path, query, body, actor, company }: Args): Promise<Decided> => {
    const item = await visibleImport(deps, { actor, company }, path.importId)
    const question = await meantQuestion(deps, item, { step: 'decision', userId: path.userId }, query)
    if (body.action !== 'cancel') refuseImport(company, actor)
    return answerWait(deps)(question, body.action, personOf(actor))
  }
