import { visibleFields } from '../domain/record-types/custom-fields.ts'
import type { RecordTypeName } from '../domain/record-types/types.ts'
import type { StoredRecord } from '../domain/records.ts'
import type { Ports } from '../ports/ports.ts'
import { reachableUser, type Caller } from './access.ts'
import { pageOf, type PageQuery } from './pages.ts'
import { recordTypeOf } from './record-type-of.ts'

type Args = Caller & {
  readonly path: { readonly userId: string; readonly type: RecordTypeName }
  readonly query: PageQuery
}

/**
 * A user's records of one type without those in the recycle bin, page by page, and without the values of
 * fields that the company has removed.
 * @throws Problem `not-found` for a user out of reach
 */
export const listRecords =
  (deps: Pick<Ports, 'getUser' | 'listRecords' | 'getCustomFields'>) =>
  async ({
    actor,
    company,
    path: { userId, type },
    query,
  }: Args): Promise<{ records: StoredRecord[]; cursor?: string }> => {
    const user = await reachableUser(deps, { actor, company }, userId)
    const known = await recordTypeOf(deps, company.id, type)
    const page = await pageOf(query, async (one) => {
      const { records, cursor } = await deps.listRecords(company.id, user.id, type, one)
      return {
        items: records.filter((record) => record.deleted === undefined),
        ...(cursor === undefined ? {} : { cursor }),
      }
    })
    const shown = page.items.map((record) => ({ ...record, fields: visibleFields(known, record.fields) }))
    return { records: shown, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) }
  }
