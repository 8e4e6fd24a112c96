import { normaliseEmail, type Company, type User } from '../domain/companies.ts'
import type { Import } from '../domain/imports.ts'
import { Problem } from '../domain/problems.ts'
import type { Ports } from '../ports/ports.ts'
import { acceptCorrections } from './accept-corrections.ts'
import { answerWait, meantQuestion, type AnswerDeps, type AnswerQuery, type Decided } from './answer-wait.ts'
import type { AssignmentFile } from './assignment-file.ts'
import { visibleImport } from './access.ts'
import { personOf } from './person.ts'
import { refuseImport } from './start-import.ts'
import { readStored } from './stored.ts'
import type { AcceptedCorrections } from './workflow/apply-corrections.ts'

type Selection = { readonly include: readonly string[] } | { readonly exclude: readonly string[] }

interface Args {
  readonly path: { readonly importId: string }
  readonly query: AnswerQuery
  readonly body: Selection | AcceptedCorrections
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
  async ({ path, query, body, actor, company }: Args): Promise<Decided> => {
    const item = await visibleImport(deps, { actor, company }, path.importId)
    refuseImport(company, actor)
    if ('corrections' in body) return acceptCorrections(deps)(item, query, body, actor)
    const question = await meantQuestion(deps, item, { step: 'selection' }, query)
    if (question.state === 'waiting') await refuseUnknown(deps, item, body)
    return answerWait(deps)(question, 'select', personOf(actor), body)
  }

/** Only users with rows in the file can be chosen or left out. */
async function refuseUnknown(deps: Pick<Ports, 'readJson'>, item: Import, selection: Selection): Promise<void> {
  if (item.assignmentKey === undefined)
    throw new Error(`The import ${item.id} waits for a selection but was not split.`)
  const { users } = await readStored<AssignmentFile>(deps, item.assignmentKey)
  const known = new Set(users.flatMap(({ userId, email }) => [normaliseEmail(userId), normaliseEmail(email)]))
  const named = 'include' in selection ? selection.include : selection.exclude
  const list = 'include' in selection ? 'include' : 'exclude'
  const unknown = named.flatMap((name, index) =>
    known.has(normaliseEmail(name))
      ? []
      : [{ pointer: `/body/${list}/${index}`, value: name, message: 'has no row in this file' }],
  )
  if (unknown.length === 0) return
  throw new Problem('invalid-request', 'The selection names users who have no row in this file.', {
    advice: `See who has (GET /v1/imports/${item.id}/users).`,
    places: unknown,
  })
}
