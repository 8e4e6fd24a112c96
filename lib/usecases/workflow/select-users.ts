import pMap from 'p-map'
import { rowsKey } from '../../contracts/keys.ts'
import { normaliseEmail } from '../../domain/companies.ts'
import type { Import, ImportUser } from '../../domain/imports.ts'
import type { Ports } from '../../ports/ports.ts'
import type { AssignedUser, AssignmentFile } from '../assignment-file.ts'
import { exclusionOf } from '../still-importable.ts'
import { changeImport, loadImport, type OfImport } from './active-import.ts'
import { readStored, stored } from '../stored.ts'
import { wantsToStop } from './wants-to-stop.ts'

type Deps = Pick<
  Ports,
  | 'getImport'
  | 'updateImport'
  | 'listImportUsers'
  | 'putImportUser'
  | 'removeImportUser'
  | 'findApproval'
  | 'listUsers'
  | 'getAnswer'
  | 'readJson'
  | 'now'
>
type Output = { next: 'secure' | 'done' | 'cancel' }
type Selection = { readonly include: readonly string[] } | { readonly exclude: readonly string[] }

/** Writes down which users are imported, and in which order. Users imported in an earlier round stay as they are. */
export const selectUsers =
  (deps: Deps) =>
  async (input: OfImport): Promise<Output> => {
    const item = await loadImport(deps, input)
    if (await wantsToStop(deps, item)) return { next: 'cancel' }
    const users =
      item.selectionRound === item.round
        ? await deps.listImportUsers(item.companyId, item.id)
        : await select(deps, item)
    return { next: users.some(({ state }) => state !== 'excluded') ? 'secure' : 'done' }
  }

async function select(deps: Deps, item: Import): Promise<ImportUser[]> {
  const { companyId, id: importId } = item
  if (item.assignmentKey === undefined) throw new Error(`The import ${importId} was not split.`)
  const file = await readStored<AssignmentFile>(deps, item.assignmentKey)
  const isChosen = choiceOf(await answeredSelection(deps, item))
  const before = new Map((await deps.listImportUsers(companyId, importId)).map((user) => [user.userId, user]))
  const accounts = new Map((await deps.listUsers(companyId)).map((user) => [user.id, user]))
  const starter = accounts.get(item.startedBy.userId)
  const users = file.users.map((line, order) => {
    const excluded = line.excluded ?? exclusionOf(accounts.get(line.userId), starter)
    return importUser(item, { ...line, excluded }, order, isChosen(line), before.get(line.userId))
  })
  await pMap(users, async (user) => write(deps, item, user, before.get(user.userId)), { concurrency: 16 })
  const gone = [...before.values()].filter(
    (user) => user.state !== 'imported' && !users.some(({ userId }) => userId === user.userId),
  )
  await pMap(gone, async ({ userId }) => deps.removeImportUser(companyId, importId, userId), { concurrency: 16 })
  await changeImport(deps, item, { selectionRound: item.round })
  return users
}

async function answeredSelection(deps: Deps, item: Import): Promise<Selection> {
  if (item.selection === 'all') return { exclude: [] }
  const { companyId, id: importId, round } = item
  const approval = await deps.findApproval({ companyId, importId, round, step: 'selection' })
  if (approval?.state !== 'decided') throw new Error(`The import ${importId} has no selection in round ${round}.`)
  return stored<Selection>(await deps.getAnswer(companyId, approval.id))
}

/** Users are named by id or e-mail address. */
function choiceOf(selection: Selection): (user: AssignedUser) => boolean {
  const named = new Set(('include' in selection ? selection.include : selection.exclude).map(normaliseEmail))
  const isNamed = (user: AssignedUser) =>
    named.has(normaliseEmail(user.userId)) || named.has(normaliseEmail(user.email))
  return 'include' in selection ? isNamed : (user) => !isNamed(user)
}

function importUser(
  item: Import,
  line: AssignedUser,
  order: number,
  chosen: boolean,
  before: ImportUser | undefined,
): ImportUser {
  if (before?.state === 'imported') return before
  const excluded = line.excluded ?? (chosen ? undefined : 'by-choice')
  return {
    importId: item.id,
    userId: line.userId,
    email: line.email,
    name: line.name,
    order,
    rows: line.rows,
    state: excluded === undefined ? 'pending' : 'excluded',
    excluded,
    round: item.round,
    rowsKey: rowsKey(item.companyId, item.id, String(item.round), line.userId),
    writeAttempt: 0,
    revision: (before?.revision ?? 0) + 1,
  }
}

async function write(deps: Deps, item: Import, user: ImportUser, before: ImportUser | undefined): Promise<void> {
  if (before?.state === 'imported') return
  if (!(await deps.putImportUser(item.companyId, user, before?.revision ?? 0))) {
    throw new Error(`The part of user ${user.userId} in the import ${item.id} was changed meanwhile.`)
  }
}
