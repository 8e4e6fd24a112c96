import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { COMPANY_DEFAULTS } from '../../domain/companies.ts'
import type { GetCompany, PutCompany } from '../../ports/companies.ts'
import { getItem } from './client.ts'
import { companyKey } from './keys.ts'

/** Companies in the state table, one item each. */
export function createCompanies(client: DynamoDBDocumentClient, table: string) {
  const getCompany: GetCompany = async (companyId) => {
    const item = await getItem(client, table, companyKey(companyId))
    // A company that was written before a setting came has its usual value.
    return item === undefined ? undefined : { ...COMPANY_DEFAULTS, ...item.data }
  }

  const putCompany: PutCompany = async (company) => {
    await client.send(new PutCommand({ TableName: table, Item: { ...companyKey(company.id), data: company } }))
  }

  return { getCompany, putCompany }
}
