import { visibleFields } from '../domain/record-types/custom-fields.ts'
import type { RecordTypeName } from '../domain/record-types/types.ts'
import type { StoredRecord } from '../domain/records.ts'
import type { Ports } from '../ports/ports.ts'
import { reachableUser, type Caller } from './access.ts'
import { pageOf, pageOfFound, type Page, type PageQuery } from './pages.ts'
import { SEARCHED_AT_ONCE, searchOf } from './search-records.ts'
import { recordTypeOf } from './record-type-of.ts'

type Args = Caller & {
  readonly path: { readonly userId: string; readonly type: RecordTypeName }
  readonly query: PageQuery & { readonly search?: string | undefined }
}

/**
 * A user's records of one type without those in the recycle bin, page by page, and without the values of
 * fields that the company has removed; on request only what contains a text.
 * @throws Problem `not-found` for a user out of reach
 */
export const listRecords =
  (deps: Pick<Ports, 'getUser' | 'listRecords' | 'recordCursor' | 'getCustomFields' | 'now'>) =>
  async ({
    actor,
    company,
    path: { userId, type },
    query,
  }: Args): Promise<{ records: StoredRecord[]; cursor?: string }> => {
    const user = await reachableUser(deps, { actor, company }, userId)
    const known = await recordTypeOf(deps, company.id, type)
    const next = async (one: { cursor?: string; limit: number }): Promise<Page<StoredRecord>> => {
      const { records, ...rest } = await deps.listRecords(company.id, user.id, type, one)
      const live = records.filter((record) => record.deleted === undefined)
      return { items: live.map((record) => ({ ...record, fields: visibleFields(known, record.fields) })), ...rest }
    }
    const { items, ...page } =
      query.search === undefined
        ? await pageOf(query, next)
        : await pageOfFound(deps, query, {
            next: (cursor) => next({ limit: SEARCHED_AT_ONCE, ...(cursor === undefined ? {} : { cursor }) }),
            behind: ({ id }) => deps.recordCursor(company.id, user.id, type, id),
            isWanted: searchOf(query.search),
          })
    return { records: items, ...page }
  }
