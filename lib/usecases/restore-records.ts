import type { Ports } from '../ports/ports.ts'
import { reachableUser, type Caller } from './access.ts'
import { takeOutOfBin, type BinDeps } from './take-out-of-bin.ts'

type Args = Caller & {
  readonly path: { readonly userId: string }
  readonly body: { readonly recordIds: readonly string[] }
}

interface RestoredRecords {
  readonly restored: number
  readonly notThere: string[]
  /** Those that stay in the bin, because the record `holderId` has their external ID by now. */
  readonly inUse: { recordId: string; externalId: string; holderId: string }[]
}

/**
 * Takes several records out of the recycle bin. What is not there, or cannot come back, is named, and stops none of the others.
 * @throws Problem `not-found` for a user out of reach
 */
export const restoreRecords =
  (deps: BinDeps & Pick<Ports, 'getUser'>) =>
  async ({ path, body, ...caller }: Args): Promise<RestoredRecords> => {
    const user = await reachableUser(deps, caller, path.userId)
    const taken = await takeOutOfBin(deps, { ...caller, userId: user.id, recordIds: body.recordIds })
    return {
      restored: taken.filter(({ kind }) => kind === 'restored').length,
      notThere: taken.flatMap((one) => (one.kind === 'not-there' ? one.recordId : [])),
      inUse: taken.flatMap((one) =>
        one.kind === 'in-use'
          ? { recordId: one.record.id, externalId: String(one.record.fields['externalId']), holderId: one.holder.id }
          : [],
      ),
    }
  }
