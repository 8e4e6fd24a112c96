import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { GetRestore, PutRestore } from '../../ports/restore-points.ts'
import { getItem, putWhile } from './client.ts'
import { restoreKey } from './keys.ts'

/** Restores in the state table, one item each. */
export function createRestores(client: DynamoDBDocumentClient, table: string) {
  const putRestore: PutRestore = (restore) =>
    putWhile(client, table, restoreKey(restore.companyId, restore.id), 'running', restore)

  const getRestore: GetRestore = async (companyId, id) => {
    const item = await getItem(client, table, restoreKey(companyId, id))
    return item?.data
  }

  return { putRestore, getRestore }
}
