import pMap from 'p-map'
import { Problem } from '../domain/problems.ts'
import { reachableUser, type Caller } from './access.ts'
import { restoreRecord } from './restore-record.ts'

type Args = Caller & {
  readonly path: { readonly userId: string }
  readonly body: { readonly recordIds: readonly string[] }
}

const AT_ONCE = 16

/**
 * Takes several records out of the recycle bin. What is not there is named, and stops none of the others.
 * @throws Problem `not-found` for a user out of reach
 */
export const restoreRecords =
  (deps: Parameters<typeof restoreRecord>[0]) =>
  async ({ path, body, ...caller }: Args): Promise<{ restored: number; notThere: string[] }> => {
    // Once, so that it is not taken for records that are not there.
    await reachableUser(deps, caller, path.userId)
    const missing = await pMap(
      new Set(body.recordIds),
      async (recordId) => {
        try {
          await restoreRecord(deps)({ ...caller, path: { ...path, recordId } })
          return []
        } catch (error) {
          if (error instanceof Problem && error.code === 'not-found') return [recordId]
          throw error
        }
      },
      { concurrency: AT_ONCE },
    )
    const notThere = missing.flat()
    return { restored: missing.length - notThere.length, notThere }
  }
