import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Restore } from '../../domain/restores.ts'
import type { GetRestore, ListRestores, PutRestore } from '../../ports/restore-points.ts'
import { getItem, putWhile, type Item } from './client.ts'
import { companyPartition, RESTORE_PREFIX, restoreKey } from './keys.ts'
import { queryPage } from './paging.ts'

const toRestore = (item: Item): Restore => item.data

/** Restores and undos in the state table, one item each. */
export function createRestores(client: DynamoDBDocumentClient, table: string) {
  const putRestore: PutRestore = (restore) =>
    putWhile(client, table, restoreKey(restore.companyId, restore.id), 'running', restore)

  const getRestore: GetRestore = async (companyId, id) => {
    const item = await getItem(client, table, restoreKey(companyId, id))
    return item === undefined ? undefined : toRestore(item)
  }

  const listRestores: ListRestores = async (companyId, page) => {
    const range = { pk: companyPartition(companyId), prefix: RESTORE_PREFIX, newestFirst: true }
    const { items, ...rest } = await queryPage(client, table, range, page)
    return { restores: items.map(toRestore), ...rest }
  }

  return { putRestore, getRestore, listRestores }
}
