import { DeleteCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { UndoneMark } from '../../domain/restore-points.ts'
import type { ClearUndone, ListAllUndone, ListUndone, MarkUndone } from '../../ports/restore-points.ts'
import type { Item } from './client.ts'
import { undonePartition } from './keys.ts'
import { queryAll } from './paging.ts'

const toMark = ({ id, userId, undoId }: Item): UndoneMark => ({
  id: String(id),
  userId: String(userId),
  undoId: String(undoId),
})

/** For which users an import, a restore or an undo is taken back: one item each in the state table. */
export function createUndone(client: DynamoDBDocumentClient, table: string) {
  const marks = async (companyId: string, prefix: string): Promise<UndoneMark[]> => {
    const range = { pk: undonePartition(companyId), prefix }
    return (await Array.fromAsync(queryAll(client, table, range))).map(toMark)
  }

  const listUndone: ListUndone = async (companyId, id) =>
    new Map((await marks(companyId, `${id}#`)).map(({ userId, undoId }) => [userId, undoId]))

  const listAllUndone: ListAllUndone = (companyId) => marks(companyId, '')

  const markUndone: MarkUndone = async (companyId, id, userId, undoId) => {
    const Item = { pk: undonePartition(companyId), sk: `${id}#${userId}`, id, userId, undoId }
    await client.send(new PutCommand({ TableName: table, Item }))
  }

  const clearUndone: ClearUndone = async (companyId, id, userId) => {
    const Key = { pk: undonePartition(companyId), sk: `${id}#${userId}` }
    await client.send(new DeleteCommand({ TableName: table, Key }))
  }

  return { listUndone, listAllUndone, markUndone, clearUndone }
}
