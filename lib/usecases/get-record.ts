import type { RecordTypeName } from '../domain/record-types/types.ts'
import type { StoredRecord } from '../domain/records.ts'
import type { Ports } from '../ports/ports.ts'
import { notFound, reachableUser, type Caller } from './access.ts'

/** Which record of which user. */
export type RecordArgs = Caller & {
  readonly path: { readonly userId: string; readonly type: RecordTypeName; readonly recordId: string }
}

/**
 * A record that is not in the recycle bin, of a user within reach.
 * @throws Problem `not-found`
 */
export const getRecord =
  (deps: Pick<Ports, 'getUser' | 'getRecord'>) =>
  async ({ actor, company, path: { userId, type, recordId } }: RecordArgs): Promise<StoredRecord> => {
    const user = await reachableUser(deps, { actor, company }, userId)
    const record = await deps.getRecord(company.id, user.id, type, recordId)
    if (record === undefined || record.deleted !== undefined) throw notFound('record')
    return record
  }
