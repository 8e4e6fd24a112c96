import type { StoredRecord } from '../domain/records.ts'
import type { Ports } from '../ports/ports.ts'
import { notFound, reachableUser, type Caller } from './access.ts'
import { externalIdInUse, takeOutOfBin, type BinDeps } from './take-out-of-bin.ts'

type Args = Caller & { readonly path: { readonly userId: string; readonly recordId: string } }

/**
 * Takes a record out of the recycle bin, as it was. One that somebody else has just taken out is out.
 * @throws Problem `not-found` if there is none of this ID in the bin, or for a user out of reach, and `duplicate-key`
 *   if another record has its external ID by now
 */
export const restoreRecord =
  (deps: BinDeps & Pick<Ports, 'getUser'>) =>
  async ({ path, ...caller }: Args): Promise<StoredRecord> => {
    const user = await reachableUser(deps, caller, path.userId)
    const [taken] = await takeOutOfBin(deps, { ...caller, userId: user.id, recordIds: [path.recordId] })
    if (taken?.kind === 'restored') return taken.record
    throw taken?.kind === 'in-use' ? externalIdInUse(taken) : notFound('record in the recycle bin')
  }
