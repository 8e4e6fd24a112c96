import { randomUUID } from 'node:crypto'
import { DeleteCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { ImportUser } from '../../domain/imports.ts'
import type { GetImportUser, ListImportUsers, PutImportUser, RemoveImportUser } from '../../ports/imports.ts'
import { getItem, held, type Item } from './client.ts'
import { importPartition, importUserKey, USER_PREFIX } from './keys.ts'
import { queryAll } from './paging.ts'

const toImportUser = (item: Item): ImportUser => item.data

/** The users of an import, in a partition of their own; `lastWrite` as in `imports.ts`. */
export function createImportUsers(client: DynamoDBDocumentClient, table: string) {
  const listImportUsers: ListImportUsers = async (companyId, importId) => {
    const range = { pk: importPartition(companyId, importId), prefix: USER_PREFIX }
    return Array.fromAsync(queryAll(client, table, range), toImportUser)
  }

  const getImportUser: GetImportUser = async (companyId, importId, userId) => {
    const item = await getItem(client, table, importUserKey(companyId, importId, userId))
    return item === undefined ? undefined : toImportUser(item)
  }

  const putImportUser: PutImportUser = async (companyId, user, revisionBefore) => {
    const key = importUserKey(companyId, user.importId, user.userId)
    const lastWrite = randomUUID()
    const put = new PutCommand({
      TableName: table,
      Item: { ...key, data: user, lastWrite },
      ...(revisionBefore === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#data.#revision = :before',
            ExpressionAttributeNames: { '#data': 'data', '#revision': 'revision' },
            ExpressionAttributeValues: { ':before': revisionBefore },
          }),
    })
    if (await held(client.send(put))) return true
    const present = await getItem(client, table, key)
    return present?.lastWrite === lastWrite
  }

  const removeImportUser: RemoveImportUser = async (companyId, importId, userId) => {
    await client.send(new DeleteCommand({ TableName: table, Key: importUserKey(companyId, importId, userId) }))
  }

  return { listImportUsers, getImportUser, putImportUser, removeImportUser }
}
