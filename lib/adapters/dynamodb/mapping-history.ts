import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { GetMappingHistory, PutMappingHistory } from '../../ports/mapping-history.ts'
import { getItem } from './client.ts'
import { mappingHistoryKey } from './keys.ts'

/** What companies mapped before, in the state table: one item per company and record type. */
export function createMappingHistory(client: DynamoDBDocumentClient, table: string) {
  const getMappingHistory: GetMappingHistory = async (companyId, type) =>
    (await getItem(client, table, mappingHistoryKey(companyId, type)))?.data ?? []

  const putMappingHistory: PutMappingHistory = async (companyId, type, history) => {
    const Item = { ...mappingHistoryKey(companyId, type), data: history }
    await client.send(new PutCommand({ TableName: table, Item }))
  }

  return { getMappingHistory, putMappingHistory }
}
