import { summaryKey } from '../contracts/keys.ts'
import { buildSummary, type Summary } from '../domain/accounting.ts'
import type { Import } from '../domain/imports.ts'
import type { Ports } from '../ports/ports.ts'
import { visibleImport, type Caller } from './access.ts'
import { accountOfUsers, durationsOf } from './account-import.ts'
import type { AssignmentFile } from './assignment-file.ts'
import { reachOf } from './reach.ts'
import { stored } from './stored.ts'

type Deps = Pick<Ports, 'getImport' | 'listImportUsers' | 'listUsers' | 'findJson' | 'now'>

/** The accounts as they would be if the import ended now: rows of users who are not imported count as skipped. */
async function accountsSoFar(deps: Deps, item: Import): Promise<Summary> {
  const [users, found] = await Promise.all([
    deps.listImportUsers(item.companyId, item.id),
    item.assignmentKey === undefined ? undefined : deps.findJson(item.assignmentKey),
  ])
  const file = found === undefined ? undefined : stored<AssignmentFile>(found)
  const parts = accountOfUsers(file?.users ?? [], users)
  const unassigned = (item.assignment?.emptyRows ?? 0) + (item.assignment?.notFoundRows ?? 0)
  return buildSummary({
    importId: item.id,
    status: item.status,
    // The sum of what is known: after Back a user of an earlier round may have had other rows than the file has now.
    rows: parts.reduce((sum, { rows }) => sum + rows, unassigned),
    users: parts,
    unassigned,
    durations: durationsOf([...item.timeline, { at: item.endedAt ?? deps.now(), status: item.status }]),
  })
}

/**
 * The accounts of an import, per user and overall: closed if it is over, else as they stand.
 * @throws Problem `not-found`
 */
export const getSummary =
  (deps: Deps) =>
  async ({ path, ...caller }: Caller & { readonly path: { readonly importId: string } }): Promise<Summary> => {
    const item = await visibleImport(deps, caller, path.importId)
    const closed = await deps.findJson(summaryKey(item.companyId, item.id))
    // A failed import that goes on again has the summary of its failure; it counts only for the status it was made for.
    const made = closed === undefined ? undefined : stored<Summary>(closed)
    const summary = made !== undefined && made.status === item.status ? made : await accountsSoFar(deps, item)
    const reach = await reachOf(deps, caller, item.configuration?.assignment.by)
    return {
      ...summary,
      users: summary.users.map((user) => ({ ...user, email: reach.shown({ ...user, name: '' }).email })),
    }
  }
