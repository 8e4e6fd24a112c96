import { DeleteCommand, PutCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { GetLockOwner, ListLocks, LockOwner, ReleaseLock, TakeLock } from '../../ports/locks.ts'
import { getItem, held } from './client.ts'
import { lockKey, lockListingKey, LOCKS_PARTITION } from './keys.ts'
import { queryAll } from './paging.ts'
import { updateItem } from './update-expression.ts'

interface LockState {
  /** The fencing number of the last taking; 0 before the first. */
  readonly fence: number
  readonly owner: LockOwner | undefined
}

type Holder = Pick<LockOwner, 'kind' | 'id'> & { readonly since?: string }
/** A resumed import takes the lock anew: with another `since` it is another taking of the same owner. */
const same = (one: Holder, other: Holder) =>
  one.kind === other.kind &&
  one.id === other.id &&
  (one.since === undefined || other.since === undefined || one.since === other.since)

/** How often a taking or release is tried again because somebody else's came between the look and the write. */
const ATTEMPTS = 10

/**
 * A company's lock: `data` is its owner while it is held, `fence` counts its takings and stays. Every write is conditional
 * on the fence that was read. Under `LOCKS` an item lists the company with the fence it is taken with: it is written
 * before the taking and removed after the release, and only if no later taking has put its own there.
 */
export function createLocks(client: DynamoDBDocumentClient, table: string) {
  const read = async (companyId: string): Promise<LockState> => {
    const item = await getItem(client, table, lockKey(companyId))
    return { fence: item?.fence ?? 0, owner: item?.data }
  }

  /** Lists the taking, unless a later one is listed: then this one is about to fail. */
  const list = (companyId: string, fence: number) =>
    held(
      client.send(
        new PutCommand({
          TableName: table,
          Item: { ...lockListingKey(companyId), fence },
          ConditionExpression: 'attribute_not_exists(pk) OR fence <= :fence',
          ExpressionAttributeValues: { ':fence': fence },
        }),
      ),
    )

  /** Removes the listing of takings up to this one. */
  const unlist = (companyId: string, fence: number) =>
    held(
      client.send(
        new DeleteCommand({
          TableName: table,
          Key: lockListingKey(companyId),
          ConditionExpression: 'fence <= :fence',
          ExpressionAttributeValues: { ':fence': fence },
        }),
      ),
    )

  /** Sets the owner if nobody took the lock since it was read. */
  const replaceOwner = (companyId: string, seen: LockState, owner: LockOwner | undefined, fence: number) => {
    const update = updateItem().set('data', owner).set('fence', fence)
    if (seen.fence === 0) update.expectAbsent('fence')
    else update.expect('fence', seen.fence)
    return held(client.send(new UpdateCommand({ TableName: table, Key: lockKey(companyId), ...update.build() })))
  }

  const takeLock: TakeLock = async (companyId, owner, insteadOf) => {
    for (let tries = 0; tries < ATTEMPTS; tries++) {
      const seen = await read(companyId)
      if (seen.owner !== undefined) {
        if (same(seen.owner, owner)) return { kind: 'taken', fence: seen.fence }
        if (insteadOf === undefined || !same(seen.owner, insteadOf)) return { kind: 'busy', owner: seen.owner }
      }
      const fence = seen.fence + 1
      await list(companyId, fence)
      if (await replaceOwner(companyId, seen, owner, fence)) return { kind: 'taken', fence }
    }
    throw new Error(`The lock of company ${companyId} changes too often to be taken.`)
  }

  const releaseLock: ReleaseLock = async (companyId, owner) => {
    for (let tries = 0; tries < ATTEMPTS; tries++) {
      const seen = await read(companyId)
      if (seen.owner !== undefined) {
        if (!same(seen.owner, owner)) return
        if (!(await replaceOwner(companyId, seen, undefined, seen.fence))) continue
      }
      // Also where it was released already: the release before may have stopped short of this.
      await unlist(companyId, seen.fence)
      return
    }
    throw new Error(`The lock of company ${companyId} changes too often to be released.`)
  }

  const getLockOwner: GetLockOwner = async (companyId) => (await read(companyId)).owner

  const listLocks: ListLocks = async () => {
    const listed = await Array.fromAsync(queryAll(client, table, { pk: LOCKS_PARTITION, prefix: '' }))
    const locks = []
    for (const { sk } of listed) {
      const companyId = String(sk)
      const { owner } = await read(companyId)
      if (owner !== undefined) locks.push({ companyId, owner })
    }
    return locks
  }

  return { takeLock, releaseLock, getLockOwner, listLocks }
}
