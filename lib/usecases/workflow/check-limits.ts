import { checkLimits as limitProblem } from '../../domain/limits.ts'
import { Problem } from '../../domain/problems.ts'
import type { Import } from '../../domain/imports.ts'
import type { Ports } from '../../ports/ports.ts'
import type { AssignmentFile } from '../assignment-file.ts'
import { orAbort } from './aborting.ts'
import { loadImport, type OfImport } from './active-import.ts'
import { readStored } from '../stored.ts'
import { wantsToStop } from './wants-to-stop.ts'

type Deps = Pick<Ports, 'getImport' | 'listImportUsers' | 'updateImport' | 'readJson' | 'now'>
type Output = { next: 'selection' | 'select' | 'aborted' | 'cancel' }

/** Ends an import that is too large, or that reaches nobody, before anything is written. */
export const checkLimits =
  (deps: Deps) =>
  async (input: OfImport): Promise<Output> => {
    const item = await loadImport(deps, input)
    if (await wantsToStop(deps, item)) return { next: 'cancel' }
    return orAbort(deps, item, async () => {
      await refuseByLimits(deps, item)
      return { next: item.selection === 'all' || item.selectionRound === item.round ? 'select' : 'selection' } as const
    })
  }

async function refuseByLimits(deps: Deps, item: Import): Promise<void> {
  const file = await readAssignment(deps, item)
  const users = file.users.filter(({ excluded }) => excluded === undefined).length
  const problem = limitProblem({ rows: file.rows, users, limits: item.limits })
  if (problem !== null) throw problem
  if (file.users.length === 0) throw nobodyFound(item, file)
}

function nobodyFound(item: Import, file: AssignmentFile): Problem {
  const { by, column } = item.configuration?.assignment ?? { by: 'email', column: '' }
  const what = by === 'email' ? 'e-mail address' : 'employee number'
  return new Problem('no-user-found', `No row belongs to a user: column "${column}" holds no ${what} of an account.`, {
    advice: 'Choose another column for the user assignment, or create the accounts first.',
    details: { by, column, rows: file.rows, emptyRows: file.empty.rows },
    places: file.notFound.slice(0, 10).map(({ value, firstRow }) => ({ row: firstRow, column, value })),
  })
}

async function readAssignment(deps: Pick<Ports, 'readJson'>, item: Import): Promise<AssignmentFile> {
  if (item.assignmentKey === undefined) throw new Error(`The import ${item.id} was not split.`)
  return await readStored<AssignmentFile>(deps, item.assignmentKey)
}
