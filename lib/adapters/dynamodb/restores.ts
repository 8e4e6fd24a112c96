import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { GetRestore, PutRestore } from '../../ports/restore-points.ts'
import { getItem } from './client.ts'
import { restoreKey } from './keys.ts'

/** Restores in the state table, one item each. */
export function createRestores(client: DynamoDBDocumentClient, table: string) {
  const putRestore: PutRestore = async (restore) => {
    await client.send(
      new PutCommand({ TableName: table, Item: { ...restoreKey(restore.companyId, restore.id), data: restore } }),
    )
  }

  const getRestore: GetRestore = async (companyId, id) => {
    const item = await getItem(client, table, restoreKey(companyId, id))
    return item?.data
  }

  return { putRestore, getRestore }
}
