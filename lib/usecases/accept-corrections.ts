import { isDeepStrictEqual } from 'node:util'
import { importConfiguration } from '../contracts/configuration.ts'
import { comparedValue } from '../domain/assignment.ts'
import { normaliseEmail, type User } from '../domain/companies.ts'
import type { Correction, ImportConfiguration } from '../domain/configuration.ts'
import { withCorrections } from '../domain/corrections.ts'
import type { Approval, Import, ImportUser } from '../domain/imports.ts'
import { checkLimits } from '../domain/limits.ts'
import { Problem, type ProblemPlace } from '../domain/problems.ts'
import type { Ports } from '../ports/ports.ts'
import { answerWait, meantQuestion, type AnswerDeps, type AnswerQuery, type Decided } from './answer-wait.ts'
import type { AssignmentFile } from './assignment-file.ts'
import { mayBeMeant } from './meant-users.ts'
import { personOf } from './person.ts'
import { readStored } from './stored.ts'
import type { AcceptedCorrections } from './workflow/apply-corrections.ts'

type Deps = AnswerDeps & Pick<Ports, 'listImportUsers' | 'listUsers' | 'readJson'>

/**
 * Answers the question for the selection with what values mean that belong to no user: the workflow keeps them in the
 * configuration, splits the file again and asks again. The same corrections once more are the same answer.
 * @throws Problem `invalid-request` with a place per correction that cannot be, `settings-fixed`, `too-many-users`,
 *   `no-longer-waiting`, `already-decided`
 */
export const acceptCorrections =
  (deps: Deps) =>
  async (item: Import, query: AnswerQuery, answer: AcceptedCorrections, actor: User): Promise<Decided> => {
    const before = query.approvalId === undefined ? await answeredBefore(deps, item, answer) : undefined
    const decided = before ?? (await meantQuestion(deps, item, { step: 'selection' }, query))
    if (decided.state === 'waiting') await refuseUnfit(deps, item, answer, actor)
    return answerWait(deps)(decided, 'correct', personOf(actor), answer)
  }

/** The question of the round before, if it was answered with just this: a second click comes when the next round is open. */
async function answeredBefore(deps: Deps, item: Import, answer: AcceptedCorrections): Promise<Approval | undefined> {
  const { companyId, id: importId, round } = item
  const before = await deps.findApproval({ companyId, importId, round: round - 1, step: 'selection' })
  if (before?.state !== 'decided' || before.action !== 'correct') return undefined
  return isDeepStrictEqual(await deps.getAnswer(companyId, before.id), answer) ? before : undefined
}

async function refuseUnfit(deps: Deps, item: Import, { corrections }: AcceptedCorrections, actor: User): Promise<void> {
  const { configuration, assignmentKey } = item
  if (configuration === undefined || assignmentKey === undefined) {
    throw new Error(`The import ${item.id} waits for a selection but was not split.`)
  }
  const [file, users, parts] = await Promise.all([
    readStored<AssignmentFile>(deps, assignmentKey),
    deps.listUsers(item.companyId),
    deps.listImportUsers(item.companyId, item.id),
  ])
  const may = mayBeMeant(users, item, actor)
  const accounts = new Map(users.filter(may).map((user) => [normaliseEmail(user.email), user.id]))
  refuseUnknown(item, configuration, file, accounts, corrections)
  refuseImported(parts, accounts, corrections)
  refuseOverLimits(item, file, accounts, corrections)
  refuseTooLarge(configuration, corrections)
}

/** Each correction is about a value of this file that belongs to nobody, and names somebody who can have its rows. */
function refuseUnknown(
  item: Import,
  { assignment: { by } }: ImportConfiguration,
  { notFound }: AssignmentFile,
  accounts: ReadonlyMap<string, string>,
  corrections: readonly Correction[],
): void {
  const values = new Set(notFound.map(({ value }) => comparedValue(value, by)))
  const meanings = new Map<string, string>()
  const places = corrections.flatMap(({ value, email }, index): ProblemPlace[] => {
    const at = `/body/corrections/${index}`
    const key = comparedValue(value, by)
    const meaning = normaliseEmail(email)
    const isOther = (meanings.get(key) ?? meaning) !== meaning
    meanings.set(key, meaning)
    return [
      ...(values.has(key)
        ? []
        : [{ pointer: `${at}/value`, value, message: 'is no value of this file that belongs to no user' }]),
      ...(isOther ? [{ pointer: `${at}/value`, value, message: 'is corrected to two users' }] : []),
      ...(accounts.has(meaning)
        ? []
        : [{ pointer: `${at}/email`, value: email, message: 'is the e-mail address of no active user you reach' }]),
    ]
  })
  if (places.length === 0) return
  throw new Problem('invalid-request', 'The corrections do not fit the file and its users.', {
    advice: `See the values without a user, and whom they may mean (GET /v1/imports/${item.id}/users).`,
    places,
  })
}

/** Rows must not come to a user who is written already: they would be imported never. */
function refuseImported(
  parts: readonly ImportUser[],
  accounts: ReadonlyMap<string, string>,
  corrections: readonly Correction[],
): void {
  const imported = new Set(parts.filter(({ state }) => state === 'imported').map(({ userId }) => userId))
  const places = corrections.flatMap(({ email }, index) =>
    imported.has(accounts.get(normaliseEmail(email)) ?? '')
      ? [{ pointer: `/body/corrections/${index}/email`, value: email, message: 'is imported already' }]
      : [],
  )
  if (places.length === 0) return
  throw new Problem('settings-fixed', 'Users who are imported already cannot get more rows in this import.', {
    advice:
      'Leave these corrections out. Import their rows with a new import of the same file, with the corrections in its configuration.',
    places,
  })
}

/** An import over its limits would be aborted; said now, nothing is lost. */
function refuseOverLimits(
  item: Import,
  file: AssignmentFile,
  accounts: ReadonlyMap<string, string>,
  corrections: readonly Correction[],
): void {
  const included = file.users.filter(({ excluded }) => excluded === undefined).map(({ userId }) => userId)
  const more = corrections.flatMap(({ email }) => accounts.get(normaliseEmail(email)) ?? [])
  const problem = checkLimits({ rows: file.rows, users: new Set([...included, ...more]).size, limits: item.limits })
  if (problem !== null) throw problem
}

/** What is kept must be a configuration that can be given again. */
function refuseTooLarge(configuration: ImportConfiguration, corrections: readonly Correction[]): void {
  const assignment = withCorrections(configuration.assignment, corrections)
  const result = importConfiguration.safeParse({ ...configuration, assignment })
  if (result.success) return
  throw new Problem('configuration-invalid', 'With these corrections the configuration would be too large.', {
    advice: 'Accept fewer of them, and correct the values in the file.',
    places: result.error.issues.map(({ path, message }) => ({ pointer: `/${path.join('/')}`, message })),
  })
}
