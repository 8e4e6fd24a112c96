import { DeleteCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { ClearUndone, ListUndone, MarkUndone } from '../../ports/restore-points.ts'
import { undonePartition } from './keys.ts'
import { queryAll } from './paging.ts'

/** For which users an import, a restore or an undo was taken back: one item each in the state table. */
export function createUndone(client: DynamoDBDocumentClient, table: string) {
  const listUndone: ListUndone = async (companyId, id) => {
    const items = await Array.fromAsync(queryAll(client, table, { pk: undonePartition(companyId, id), prefix: '' }))
    return new Map(items.map(({ sk, undoId }) => [String(sk), String(undoId)]))
  }

  const markUndone: MarkUndone = async (companyId, id, userId, undoId) => {
    const Item = { pk: undonePartition(companyId, id), sk: userId, undoId }
    await client.send(new PutCommand({ TableName: table, Item }))
  }

  const clearUndone: ClearUndone = async (companyId, id, userId) => {
    const Key = { pk: undonePartition(companyId, id), sk: userId }
    await client.send(new DeleteCommand({ TableName: table, Key }))
  }

  return { listUndone, markUndone, clearUndone }
}
