import { RECORD_TYPE_NAMES } from '../domain/record-types/types.ts'
import type { StoredRecord } from '../domain/records.ts'
import type { Ports } from '../ports/ports.ts'
import { notFound, reachableUser, type Caller } from './access.ts'
import { nextState } from './change-record.ts'

type Deps = Pick<Ports, 'getUser' | 'getRecord' | 'writeRecord' | 'newId' | 'now'>
type Args = Caller & { readonly path: { readonly userId: string; readonly recordId: string } }

const TRIES = 10

/**
 * Takes a record out of the recycle bin, as it was. One that somebody else has just taken out is out.
 * @throws Problem `not-found` if there is none of this ID in the bin, or for a user out of reach
 */
export const restoreRecord =
  (deps: Deps) =>
  async ({ actor, company, path: { userId, recordId } }: Args): Promise<StoredRecord> => {
    const user = await reachableUser(deps, { actor, company }, userId)
    let before = await binned(deps, company.id, user.id, recordId)
    for (let tries = 1; before !== undefined && tries <= TRIES; tries += 1) {
      const after = nextState(deps, { actor, company }, before, { deleted: undefined })
      const write = { kind: 'put', record: after, expect: { etag: before.etag } } as const
      const written = await deps.writeRecord(company.id, user.id, write)
      if (written.kind === 'written') return after
      before = written.current
      if (before !== undefined && before.deleted === undefined) return before
    }
    throw notFound('record in the recycle bin')
  }

/** The record of this ID in the bin, of whichever type: IDs are unique over all of them. */
async function binned(
  { getRecord }: Pick<Deps, 'getRecord'>,
  companyId: string,
  userId: string,
  recordId: string,
): Promise<StoredRecord | undefined> {
  const found = await Promise.all(RECORD_TYPE_NAMES.map(async (type) => getRecord(companyId, userId, type, recordId)))
  return found.find((record) => record?.deleted !== undefined)
}
