import { totalsOf } from '../domain/accounting.ts'
import type { ImportUser } from '../domain/imports.ts'
import type { Reason, Totals } from '../domain/outcomes.ts'
import type { ResultEntry } from '../domain/plans.ts'
import { Problem } from '../domain/problems.ts'
import { isFinal } from '../domain/transitions.ts'
import type { Ports } from '../ports/ports.ts'
import { notFound, visibleImport, type Caller } from './access.ts'
import { pageOfOutcomes, type EntryQuery } from './entry-pages.ts'
import { requireReach } from './reach.ts'
import { stored } from './stored.ts'

type Deps = Pick<Ports, 'getImport' | 'getImportUser' | 'getUser' | 'readLines' | 'now'>
type Args = Caller & {
  readonly path: { readonly importId: string; readonly userId: string }
  readonly query: EntryQuery
}

interface UserResult extends Pick<ImportUser, 'userId' | 'email' | 'name' | 'rows'> {
  readonly totals: Totals
  readonly deleted: number
  readonly related: number
  readonly entries: readonly (Pick<ResultEntry, 'row' | 'outcome' | 'title' | 'recordId' | 'from'> & {
    readonly reasons: readonly Reason[]
  })[]
  readonly cursor?: string
}

/** What of an entry is searched: everything in which a person sees it. */
function textsOf({ row, title, recordId, from, reasons = [] }: ResultEntry): readonly unknown[] {
  return [row, title, recordId, from?.email, ...reasons.flatMap(({ message, value }) => [message, value])]
}

/** The whole of a user's rows where none was written: nothing of them is kept row by row. */
function untouched(user: ImportUser, isOver: boolean): Totals {
  if (user.state === 'excluded') return totalsOf('excluded', user.rows)
  if (user.state === 'skipped' || isOver) return totalsOf('skipped', user.rows)
  throw new Problem('not-found', `${user.email} is not imported yet.`, {
    advice: 'The preview says what would happen; the result follows when it was written.',
  })
}

/**
 * What became of one user's rows, page by page; on request only one outcome, or what contains a text.
 * @throws Problem `not-found`, also for a user out of reach, and before the user is imported or skipped
 */
export const getUserResult =
  (deps: Deps) =>
  async ({ path: { importId, userId }, query, ...caller }: Args): Promise<UserResult> => {
    const item = await visibleImport(deps, caller, importId)
    const user = await deps.getImportUser(item.companyId, item.id, userId)
    if (user === undefined) throw notFound('user in this import')
    await requireReach(deps, caller, userId)
    const { email, name, rows, deleted = 0, related = 0, resultKey } = user
    if (resultKey === undefined || user.totals === undefined) {
      return { userId, email, name, rows, totals: untouched(user, isFinal(item.status)), deleted, related, entries: [] }
    }
    const lines = deps.readLines(resultKey)
    const read = (async function* () {
      for await (const line of lines) yield stored<ResultEntry>(line)
    })()
    const { entries, ...page } = await pageOfOutcomes(deps, resultKey, read, query, textsOf)
    return {
      userId,
      email,
      name,
      rows,
      totals: user.totals,
      deleted,
      related,
      entries: entries.map((entry) => ({ ...entry, reasons: entry.reasons ?? [] })),
      ...page,
    }
  }
