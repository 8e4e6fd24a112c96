import { checkLimits as limitProblem } from '../../domain/limits.ts'
import { Problem } from '../../domain/problems.ts'
import type { Import } from '../../domain/imports.ts'
import type { UserSuggestion } from '../../domain/suggesting/users.ts'
import type { Ports } from '../../ports/ports.ts'
import type { AssignmentFile } from '../assignment-file.ts'
import { suggesterOf } from '../meant-users.ts'
import { orAbort } from './aborting.ts'
import { loadImport, type OfImport } from './active-import.ts'
import { readStored } from '../stored.ts'
import { wantsToStop } from './wants-to-stop.ts'

type Deps = Pick<Ports, 'getImport' | 'listImportUsers' | 'listUsers' | 'updateImport' | 'readJson' | 'now'>
type Output = { next: 'selection' | 'select' | 'aborted' | 'cancel' }

/** Ends an import that is too large, or that reaches nobody, before anything is written. */
export const checkLimits =
  (deps: Deps) =>
  async (input: OfImport): Promise<Output> => {
    const item = await loadImport(deps, input)
    if (await wantsToStop(deps, item)) return { next: 'cancel' }
    return orAbort(deps, item, async () => {
      const isKnown = item.selection === 'all' || item.selectionRound === item.round
      await refuseByLimits(deps, item, !isKnown)
      return { next: isKnown ? 'select' : 'selection' } as const
    })
  }

/** That nobody was found is no reason to stop where values may be accepted to mean somebody: then the selection is asked for. */
async function refuseByLimits(deps: Deps, item: Import, asks: boolean): Promise<void> {
  const file = await readAssignment(deps, item)
  const users = file.users.filter(({ excluded }) => excluded === undefined).length
  const assignment = item.configuration?.assignment
  const split = assignment === undefined ? {} : { file: { name: item.fileName, assignment } }
  const problem = limitProblem({ rows: file.rows, users, limits: item.limits, ...split })
  if (problem !== null) throw problem
  if (file.users.length > 0) return
  const meanings = await meaningsOf(deps, item, file)
  if (!asks || !meanings.some(({ suggestions }) => suggestions.length > 0)) throw nobodyFound(item, file, meanings)
}

type Meaning = AssignmentFile['notFound'][number] & { readonly suggestions: readonly UserSuggestion[] }

/** Looks at so many values: a column without any user has as many as the file has rows. */
const VALUES = 1000

async function meaningsOf(deps: Deps, item: Import, file: AssignmentFile): Promise<Meaning[]> {
  const accounts = await deps.listUsers(item.companyId)
  const starter = accounts.find(({ id }) => id === item.startedBy.userId)
  const suggest = starter === undefined ? () => [] : suggesterOf(accounts, item, starter)
  return file.notFound.slice(0, VALUES).map((line) => ({ ...line, suggestions: suggest(line.value) }))
}

function nobodyFound(item: Import, file: AssignmentFile, meanings: readonly Meaning[]): Problem {
  const { by, column } = item.configuration?.assignment ?? { by: 'email', column: '' }
  const what = by === 'email' ? 'e-mail address' : 'employee number'
  const meant = meanings.some(({ suggestions }) => suggestions.length > 0)
  return new Problem('no-user-found', `No row belongs to a user: column "${column}" holds no ${what} of an account.`, {
    advice: meant
      ? 'Some values may mean users: import again and accept what is suggested, or choose another column for the user assignment.'
      : 'Choose another column for the user assignment, or create the accounts first.',
    details: { by, column, rows: file.rows, emptyRows: file.empty.rows },
    places: meanings.slice(0, 10).map(({ value, firstRow, suggestions }) => ({
      row: firstRow,
      column,
      value,
      ...(suggestions.length === 0
        ? {}
        : { message: `may mean ${suggestions.map(({ email }) => email).join(' or ')}` }),
    })),
  })
}

async function readAssignment(deps: Pick<Ports, 'readJson'>, item: Import): Promise<AssignmentFile> {
  if (item.assignmentKey === undefined) throw new Error(`The import ${item.id} was not split.`)
  return await readStored<AssignmentFile>(deps, item.assignmentKey)
}
