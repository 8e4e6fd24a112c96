import { visibleFields } from '../domain/record-types/custom-fields.ts'
import { RECORD_TYPE_NAMES, type RecordTypeName } from '../domain/record-types/types.ts'
import { binnedUntil } from '../domain/recycle-bin.ts'
import type { StoredRecord } from '../domain/records.ts'
import type { Ports } from '../ports/ports.ts'
import { reachableUser, type Caller } from './access.ts'
import { pageOfFound, type Page, type PageQuery } from './pages.ts'
import { recordTypeOf } from './record-type-of.ts'
import { SEARCHED_AT_ONCE, searchOf } from './search-records.ts'

/** A record in the bin, and until when it waits there (ISO text). */
type Binned = StoredRecord & { readonly expiresAt: string }

type Args = Caller & {
  readonly path: { readonly userId: string }
  readonly query: PageQuery & {
    readonly type?: RecordTypeName | undefined
    /** Who put it there: a person, or an import because it was not in the file. */
    readonly by?: 'hand' | 'import' | undefined
    readonly search?: string | undefined
  }
}

/**
 * The records in a user's recycle bin, type by type, page by page, without the values of fields that the company has removed;
 * on request only what contains a text.
 * @throws Problem `not-found` for a user out of reach
 */
export const listBinnedRecords =
  (deps: Pick<Ports, 'getUser' | 'listRecords' | 'recordCursor' | 'getCustomFields' | 'now'>) =>
  async ({ actor, company, path, query }: Args): Promise<{ records: Binned[]; cursor?: string }> => {
    const user = await reachableUser(deps, { actor, company }, path.userId)
    const types = query.type === undefined ? RECORD_TYPE_NAMES : [query.type]
    const known = new Map(
      await Promise.all(types.map(async (name) => [name, await recordTypeOf(deps, company.id, name)] as const)),
    )
    const askedFor = (record: StoredRecord): Binned[] => {
      const { deleted } = record
      if (deleted === undefined) return []
      const isAskedFor = query.by === undefined || (query.by === 'hand') === (deleted.by.kind === 'user')
      const type = known.get(record.type)
      const fields = type === undefined ? record.fields : visibleFields(type, record.fields)
      return isAskedFor ? [{ ...record, fields, expiresAt: binnedUntil(deleted.at) }] : []
    }
    const { items, ...page } = await pageOfFound(deps, query, {
      next: async (cursor): Promise<Page<Binned>> => {
        const { type, inner } = placeOf(cursor, types)
        const found = await deps.listRecords(company.id, user.id, type, {
          limit: SEARCHED_AT_ONCE,
          ...(inner === '' ? {} : { cursor: inner }),
        })
        const next = found.cursor === undefined ? types[types.indexOf(type) + 1] : type
        return {
          items: found.records.flatMap(askedFor),
          ...(next === undefined ? {} : { cursor: `${next}:${found.cursor ?? ''}` }),
        }
      },
      behind: ({ type, id }) => `${type}:${deps.recordCursor(company.id, user.id, type, id)}`,
      isWanted: query.search === undefined ? () => true : searchOf(query.search),
    })
    return { records: items, ...page }
  }

/** Where a list over several types goes on: `<type>:<cursor within it>`. A cursor of another list begins anew. */
function placeOf(
  cursor: string | undefined,
  types: readonly RecordTypeName[],
): { type: RecordTypeName; inner: string } {
  const [first = 'customers'] = types
  const colon = cursor?.indexOf(':') ?? -1
  const type = types.find((name) => name === cursor?.slice(0, colon))
  return type === undefined ? { type: first, inner: '' } : { type, inner: cursor?.slice(colon + 1) ?? '' }
}
