import { visibleFields } from '../domain/record-types/custom-fields.ts'
import type { RecordTypeName } from '../domain/record-types/types.ts'
import type { StoredRecord } from '../domain/records.ts'
import type { Ports } from '../ports/ports.ts'
import { notFound, reachableUser, type Caller } from './access.ts'
import { recordTypeOf } from './record-type-of.ts'

/** Which record of which user. */
export type RecordArgs = Caller & {
  readonly path: { readonly userId: string; readonly type: RecordTypeName; readonly recordId: string }
}

/**
 * A record that is not in the recycle bin, of a user within reach, as it lies in the store.
 * @throws Problem `not-found`
 */
export const findRecord =
  (deps: Pick<Ports, 'getUser' | 'getRecord'>) =>
  async ({ actor, company, path: { userId, type, recordId } }: RecordArgs): Promise<StoredRecord> => {
    const user = await reachableUser(deps, { actor, company }, userId)
    const record = await deps.getRecord(company.id, user.id, type, recordId)
    if (record === undefined || record.deleted !== undefined) throw notFound('record')
    return record
  }

/** The same as it is shown: without the values of fields that the company has removed. */
export const getRecord =
  (deps: Pick<Ports, 'getUser' | 'getRecord' | 'getCustomFields'>) =>
  async (args: RecordArgs): Promise<StoredRecord> => {
    const record = await findRecord(deps)(args)
    const type = await recordTypeOf(deps, args.company.id, args.path.type)
    return { ...record, fields: visibleFields(type, record.fields) }
  }
