import { normaliseEmail, type Company, type User } from '../domain/companies.ts'
import { Problem } from '../domain/problems.ts'
import type { Ports } from '../ports/ports.ts'
import { acceptCorrections } from './accept-corrections.ts'
import { answerWait, currentQuestion, type AnswerDeps, type Decided } from './answer-wait.ts'
import type { AssignmentFile } from './assignment-file.ts'
import { visibleImport } from './access.ts'
import { personOf } from './person.ts'
import { refuseImport } from './start-import.ts'
import { readStored } from './stored.ts'
import type { AcceptedCorrections } from './workflow/apply-corrections.ts'

interface Args {
  readonly path: { readonly importId: string }
  readonly body: { readonly include: readonly string[] } | { readonly exclude: readonly string[] } | AcceptedCorrections
  readonly actor: User
  readonly company: Company
}

/**
 * Gives the selection of users an import waits for, or says first what values mean that belong to no user.
 * @throws Problem `invalid-request` naming users without rows, `no-longer-waiting`, `already-decided`; for corrections
 *   also `settings-fixed`, `too-many-users`
 */
export const putSelection =
  (deps: AnswerDeps & Pick<Ports, 'getImport' | 'listImportUsers' | 'listUsers' | 'readJson'>) =>
  async ({ path, body, actor, company }: Args): Promise<Decided> => {
    const item = await visibleImport(deps, { actor, company }, path.importId)
    refuseImport(company, actor)
    if ('corrections' in body) return acceptCorrections(deps)(item, body, actor)
    const question = await currentQuestion(deps, item, { step: 'selection' })
    if (item.assignmentKey === undefined)
      throw new Error(`The import ${item.id} waits for a selection but was not split.`)
    const { users } = await readStored<AssignmentFile>(deps, item.assignmentKey)
    const known = new Set(users.flatMap(({ userId, email }) => [normaliseEmail(userId), normaliseEmail(email)]))
    const named = 'include' in body ? body.include : body.exclude
    const list = 'include' in body ? 'include' : 'exclude'
    const unknown = named.flatMap((name, index) =>
      known.has(normaliseEmail(name))
        ? []
        : [{ pointer: `/body/${list}/${index}`, value: name, message: 'has no row in this file' }],
    )
    if (unknown.length > 0) {
      throw new Problem('invalid-request', 'The selection names users who have no row in this file.', {
        advice: `See who has (GET /v1/imports/${item.id}/users).`,
        places: unknown,
      })
    }
    return answerWait(deps)(question, 'select', personOf(actor), body)
  }
