import { paginateScan } from '@aws-sdk/lib-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { z } from 'zod'
import { USER_PREFIX } from '../lib/adapters/dynamodb/keys.ts'
import type { Account } from './identity/tokens.ts'

const COMPANY_PREFIX = 'C#'

const item = z.object({
  pk: z.string(),
  data: z.object({
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    level: z.string(),
    active: z.boolean(),
  }),
})

/** Everybody who may sign in on this machine: the active accounts of all companies in the state table, by name. */
export async function findAccounts(client: DynamoDBDocumentClient, table: string): Promise<readonly Account[]> {
  const accounts: Account[] = []
  const pages = paginateScan(
    { client },
    {
      TableName: table,
      FilterExpression: 'begins_with(pk, :company) AND begins_with(sk, :user)',
      ExpressionAttributeValues: { ':company': COMPANY_PREFIX, ':user': USER_PREFIX },
    },
  )
  for await (const { Items = [] } of pages) {
    for (const found of Items) {
      const { pk, data } = item.parse(found)
      if (!data.active) continue
      const name = `${data.firstName} ${data.lastName}`.trim()
      accounts.push({ email: data.email, name, level: data.level, companyId: pk.slice(COMPANY_PREFIX.length) })
    }
  }
  return accounts.toSorted((left, right) => left.name.localeCompare(right.name))
}
