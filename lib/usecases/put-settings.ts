import { normaliseEmail, type Company, type User } from '../domain/companies.ts'
import type { ImportConfiguration } from '../domain/configuration.ts'
import { newCorrections } from '../domain/corrections.ts'
import type { Import, ImportUser } from '../domain/imports.ts'
import { Problem } from '../domain/problems.ts'
import type { Ports } from '../ports/ports.ts'
import { answerWait, meantQuestion, type AnswerDeps, type AnswerQuery, type Decided } from './answer-wait.ts'
import { holdAgainstFile } from './check-settings.ts'
import { visibleImport } from './access.ts'
import { personOf } from './person.ts'
import { refuseImport } from './start-import.ts'

interface Args {
  readonly path: { readonly importId: string }
  readonly query: AnswerQuery
  readonly body: ImportConfiguration
  readonly actor: User
  readonly company: Company
}
type Deps = AnswerDeps & Pick<Ports, 'getImport' | 'listImportUsers' | 'listUsers' | 'getCustomFields' | 'readJson'>

/**
 * Gives the configuration an import waits for.
 * @throws Problem `configuration-invalid` with a place per problem, `settings-fixed`, `no-longer-waiting`, `already-decided`
 */
export const putSettings =
  (deps: Deps) =>
  async ({ path, query, body, actor, company }: Args): Promise<Decided> => {
    const item = await visibleImport(deps, { actor, company }, path.importId)
    refuseImport(company, actor)
    const question = await meantQuestion(deps, item, { step: 'settings' }, query)
    // To a question that is over it no longer matters what would fit.
    if (question.state === 'waiting') await refuseUnfit(deps, item, body)
    return answerWait(deps)(question, 'split', personOf(actor), body)
  }

async function refuseUnfit(deps: Deps, item: Import, body: ImportConfiguration): Promise<void> {
  const { problems } = await holdAgainstFile(deps, item, body)
  if (problems.length > 0) {
    throw new Problem('configuration-invalid', 'The configuration does not fit the file.', {
      advice: 'Correct the places named and send it again.',
      places: problems,
    })
  }
  await refuseNewAssignment(deps, item, body)
}

/**
 * Once users are imported, which row belongs to whom must not change: a row could be imported twice, or never.
 */
async function refuseNewAssignment(deps: Deps, item: Import, body: ImportConfiguration): Promise<void> {
  const before = item.configuration
  if (item.round === 1 || before === undefined) return
  const users = await deps.listImportUsers(item.companyId, item.id)
  const imported = users.filter(({ state }) => state === 'imported')
  if (imported.length === 0) return
  const isSame =
    before.sheet === body.sheet &&
    before.headerRow === body.headerRow &&
    before.assignment.by === body.assignment.by &&
    before.assignment.column === body.assignment.column
  if (isSame && !(await movesRows(deps, item, imported, body))) return
  throw new Problem(
    'settings-fixed',
    `${imported.length === 1 ? 'One user is' : `${imported.length} users are`} imported already: sheet, header row and user assignment cannot change any more.`,
    { advice: 'Keep them as they are, or cancel this import and begin a new one.' },
  )
}

/** Whether corrections that came, went or changed are about users who are imported. */
async function movesRows(
  deps: Pick<Ports, 'listUsers'>,
  { companyId, configuration: before }: Import,
  imported: readonly ImportUser[],
  after: ImportConfiguration,
): Promise<boolean> {
  if (before === undefined) return false
  const changed = [
    ...newCorrections(before.assignment, after.assignment),
    ...newCorrections(after.assignment, before.assignment),
  ].map(({ email }) => normaliseEmail(email))
  if (changed.length === 0) return false
  const ids = new Set(imported.map(({ userId }) => userId))
  const accounts = (await deps.listUsers(companyId)).filter(({ id }) => ids.has(id))
  return accounts.some(({ email }) => changed.includes(normaliseEmail(email)))
}
