import {
  DeleteCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb'
import { sameData } from '../../domain/equality.ts'
import type { RestorePoint } from '../../domain/restore-points.ts'
import type {
  ChangeRestorePoint,
  ForgetExpiry,
  GetRestorePoint,
  ListExpiries,
  ListRestorePoints,
  PutRestorePoint,
  RemoveRestorePoint,
} from '../../ports/restore-points.ts'
import { getItem, held, putWhile, type Item } from './client.ts'
import { companyPartition, EXPIRIES_PARTITION, expiryKey, POINT_PREFIX, restorePointKey } from './keys.ts'
import { queryPage } from './paging.ts'
import { updateItem } from './update-expression.ts'

const toRestorePoint = (item: Item): RestorePoint => item.data

/**
 * Restore points in the state table, one item each; what they hold lies in the bucket. Under `EXPIRIES` an item lists
 * each point with the moment it expires. It is written before the point, so that none is forgotten, and may outlive it.
 */
export function createRestorePoints(client: DynamoDBDocumentClient, table: string) {
  const listExpiry = async ({ companyId, id, expiresAt }: RestorePoint) => {
    if (expiresAt === undefined) return
    const Item = { ...expiryKey(companyId, id, expiresAt), data: { companyId, restorePointId: id, expiresAt } }
    await client.send(new PutCommand({ TableName: table, Item }))
  }

  const putRestorePoint: PutRestorePoint = async (point) => {
    await listExpiry(point)
    return putWhile(client, table, restorePointKey(point.companyId, point.id), 'securing', point)
  }

  const changeRestorePoint: ChangeRestorePoint = async (seen, change) => {
    const changed = { ...seen, ...change }
    await listExpiry(changed)
    const update = updateItem().expect('data.status', seen.status)
    if (seen.expiresAt === undefined) update.expectAbsent('data.expiresAt')
    else update.expect('data.expiresAt', seen.expiresAt)
    for (const [name, value] of Object.entries(change)) update.set(`data.${name}`, value)
    const Key = restorePointKey(seen.companyId, seen.id)
    if (await held(client.send(new UpdateCommand({ TableName: table, Key, ...update.build() })))) return true
    // A change that was sent twice, as its answer was lost, finds what it wrote itself.
    return sameData((await getItem(client, table, Key))?.data, changed)
  }

  const removeRestorePoint: RemoveRestorePoint = async (companyId, id) => {
    const { UpdateExpression: _none, ...condition } = updateItem().expect('data.status', 'deleting').build()
    await held(client.send(new DeleteCommand({ TableName: table, Key: restorePointKey(companyId, id), ...condition })))
  }

  const getRestorePoint: GetRestorePoint = async (companyId, id) => {
    const item = await getItem(client, table, restorePointKey(companyId, id))
    return item === undefined ? undefined : toRestorePoint(item)
  }

  /** Newest first. */
  const listRestorePoints: ListRestorePoints = async (companyId, page) => {
    const range = { pk: companyPartition(companyId), prefix: POINT_PREFIX, newestFirst: true }
    const { items, ...rest } = await queryPage(client, table, range, page)
    return { restorePoints: items.map(toRestorePoint), ...rest }
  }

  const listExpiries: ListExpiries = async (now, limit) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk < :now',
        ExpressionAttributeValues: { ':pk': EXPIRIES_PARTITION, ':now': now },
        Limit: limit,
      }),
    )
    return Items.map(({ data }) => data)
  }

  const forgetExpiry: ForgetExpiry = async ({ companyId, restorePointId, expiresAt }) => {
    await client.send(new DeleteCommand({ TableName: table, Key: expiryKey(companyId, restorePointId, expiresAt) }))
  }

  return {
    putRestorePoint,
    changeRestorePoint,
    removeRestorePoint,
    getRestorePoint,
    listRestorePoints,
    listExpiries,
    forgetExpiry,
  }
}
