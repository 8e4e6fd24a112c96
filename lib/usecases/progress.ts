import pMap from 'p-map'
import { chunkOf, chunkPrefix, pointUsersKey, pointUsersPrefix } from '../contracts/keys.ts'
import type { Import, ImportUser } from '../domain/imports.ts'
import { writtenOf, type Share } from '../domain/progress.ts'
import type { Ports } from '../ports/ports.ts'
import { pointIdOf } from './secure-company.ts'
import { findStored } from './stored.ts'
import type { PointUser } from './workflow/list-users.ts'

/**
 * How much of the plans of users whose writing is under way is written, by user ID. The chunks that are acknowledged say
 * so by being there: nothing is counted while writing.
 */
export async function writtenByUser(
  { listKeys }: Pick<Ports, 'listKeys'>,
  { companyId, id, round }: Import,
  users: readonly ImportUser[],
): Promise<ReadonlyMap<string, Share>> {
  const shares = await pMap(
    users.filter(({ state }) => state === 'importing'),
    async ({ userId, counts }): Promise<[string, Share][]> => {
      if (counts === undefined) return []
      const keys = await listKeys(chunkPrefix(companyId, id, round, userId))
      return [[userId, writtenOf(counts, keys.map(chunkOf))]]
    },
    { concurrency: 8 },
  )
  return new Map(shares.flat())
}

/** Of how many users the restore point of an import has the records, while it is made; of no import in another status. */
export async function securedOf(
  deps: Pick<Ports, 'getRestorePoint' | 'findJson' | 'listKeys'>,
  item: Import,
): Promise<Share | undefined> {
  if (item.status !== 'securing') return undefined
  const point = await deps.getRestorePoint(item.companyId, pointIdOf(item.id))
  const users = point && (await findStored<PointUser[]>(deps, pointUsersKey(point)))
  if (point === undefined || users === undefined) return undefined
  const keys = await deps.listKeys(pointUsersPrefix(point))
  return { done: Math.min(keys.length, users.length), of: users.length }
}
