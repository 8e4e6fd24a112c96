import type { Import, ImportUser } from '../domain/imports.ts'
import type { Share } from '../domain/progress.ts'
import type { UserSuggestion } from '../domain/suggesting/users.ts'
import type { Ports } from '../ports/ports.ts'
import { visibleImport, type Caller } from './access.ts'
import type { AssignedUser, AssignmentFile } from './assignment-file.ts'
import { suggesterOf } from './meant-users.ts'
import { writtenByUser } from './progress.ts'
import { reachOf } from './reach.ts'
import { stored } from './stored.ts'

type Deps = Pick<Ports, 'getImport' | 'listImportUsers' | 'listUsers' | 'findJson' | 'listKeys'>

type ImportUserLine = Pick<ImportUser, 'userId' | 'email' | 'name' | 'rows' | 'state'> &
  Partial<
    Pick<
      ImportUser,
      'excluded' | 'counts' | 'guard' | 'totals' | 'deleted' | 'related' | 'plannedAt' | 'begunAt' | 'endedAt'
    >
  > & {
    readonly written?: Share
    /** Until the selection of this round is given: who was not chosen in the one before. */
    readonly notChosenBefore?: boolean
  }

type NotFoundValue = AssignmentFile['notFound'][number] & { readonly suggestions: readonly UserSuggestion[] }

export interface ImportUsers extends Pick<AssignmentFile, 'empty' | 'usersWithoutRows' | 'sharedKeys'> {
  readonly users: readonly ImportUserLine[]
  readonly notFound: readonly NotFoundValue[]
  /** How many values belong to no user; `notFound` lists the first of them. */
  readonly notFoundValues: number
}

/** A column that holds no users at all has as many values as rows: an answer must stay below 6 MB. */
const MOST_VALUES = 1000

const NOTHING_SPLIT: Omit<AssignmentFile, 'columns' | 'rows'> = {
  users: [],
  notFound: [],
  empty: { rows: 0 },
  usersWithoutRows: [],
  sharedKeys: { count: 0, first: [] },
}

/** A user who was found in the file and whose part has not begun in this round. */
function expected({ userId, email, name, rows, excluded }: AssignedUser, before?: ImportUser): ImportUserLine {
  return {
    userId,
    email,
    name,
    rows,
    state: excluded === undefined ? 'pending' : 'excluded',
    ...(excluded === undefined ? {} : { excluded }),
    ...(excluded === undefined && before?.excluded === 'by-choice' ? { notChosenBefore: true } : {}),
  }
}

/** The values with the most rows, and whom each of them means, probably. */
async function withSuggestions(
  { listUsers }: Pick<Ports, 'listUsers'>,
  { actor, company }: Caller,
  item: Import,
  notFound: AssignmentFile['notFound'],
): Promise<NotFoundValue[]> {
  if (notFound.length === 0) return []
  const suggest = suggesterOf(await listUsers(company.id), item, actor)
  return notFound
    .toSorted((a, b) => b.rows - a.rows || a.firstRow - b.firstRow)
    .slice(0, MOST_VALUES)
    .map((line) => ({ ...line, suggestions: suggest(line.value) }))
}

/**
 * Which row goes to whom. Until the selection was given it is what splitting the file found; from then on each user's
 * part in the import stands in its place. Parts of an earlier round count no more: the selection is asked for anew. Only a
 * user imported in an earlier round stays, also if this round's file has none of their rows; and whoever was not chosen
 * then is named, so that going back lets nobody in unasked.
 * Of users out of reach it shows what the file says; of values that belong to nobody those with the most rows.
 * @throws Problem `not-found`
 */
export const listImportUsers =
  (deps: Deps) =>
  async ({ path, ...caller }: Caller & { readonly path: { readonly importId: string } }): Promise<ImportUsers> => {
    const item = await visibleImport(deps, caller, path.importId)
    const [all, found, reach] = await Promise.all([
      deps.listImportUsers(item.companyId, item.id),
      item.assignmentKey === undefined ? undefined : deps.findJson(item.assignmentKey),
      reachOf(deps, caller, item.configuration?.assignment.by),
    ])
    const file = found === undefined ? NOTHING_SPLIT : stored<AssignmentFile>(found)
    const parts = all.filter(({ state, round }) => state === 'imported' || round === item.round)
    const written = await writtenByUser(deps, item, parts)
    const begun = new Set(parts.map(({ userId }) => userId))
    const before = new Map(all.map((part) => [part.userId, part]))
    const users = [
      ...parts.toSorted((a, b) => a.order - b.order),
      ...file.users.filter(({ userId }) => !begun.has(userId)).map((user) => expected(user, before.get(user.userId))),
    ]
    return {
      users: users.map((user) => ({ ...user, ...reach.shown(user), written: written.get(user.userId) })),
      notFound: await withSuggestions(deps, caller, item, file.notFound),
      notFoundValues: file.notFound.length,
      empty: file.empty,
      sharedKeys: file.sharedKeys,
      usersWithoutRows: file.usersWithoutRows.filter(({ userId }) => reach.has(userId)),
    }
  }
