import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { RestorePoint } from '../../domain/restore-points.ts'
import type { GetRestorePoint, ListRestorePoints, PutRestorePoint } from '../../ports/restore-points.ts'
import { getItem, putWhile, type Item } from './client.ts'
import { companyPartition, POINT_PREFIX, restorePointKey } from './keys.ts'
import { queryPage } from './paging.ts'

const toRestorePoint = (item: Item): RestorePoint => item.data

/** Restore points in the state table, one item each; what they hold lies in the bucket. */
export function createRestorePoints(client: DynamoDBDocumentClient, table: string) {
  const putRestorePoint: PutRestorePoint = (point) =>
    putWhile(client, table, restorePointKey(point.companyId, point.id), 'securing', point)

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

  return { putRestorePoint, getRestorePoint, listRestorePoints }
}
