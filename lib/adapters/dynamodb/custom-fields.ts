import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { sameData } from '../../domain/equality.ts'
import { NO_CUSTOM_FIELDS, type CustomFieldSet } from '../../domain/record-types/custom-fields.ts'
import type { GetCustomFields, PutCustomFields } from '../../ports/custom-fields.ts'
import { getItem, held } from './client.ts'
import { customFieldsKey } from './keys.ts'

/** Custom fields in the state table: one item per company and record type. */
export function createCustomFields(client: DynamoDBDocumentClient, table: string) {
  const getCustomFields: GetCustomFields = async (companyId, type) => {
    const item = await getItem(client, table, customFieldsKey(companyId, type))
    const set: CustomFieldSet | undefined = item?.data
    return set ?? NO_CUSTOM_FIELDS
  }

  /** A put that was sent twice (its answer was lost) finds what it wrote itself. */
  const putCustomFields: PutCustomFields = async (companyId, type, set, expected) => {
    const put = new PutCommand({
      TableName: table,
      Item: { ...customFieldsKey(companyId, type), data: set },
      ...(expected === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#data.#revision = :expected',
            ExpressionAttributeNames: { '#data': 'data', '#revision': 'revision' },
            ExpressionAttributeValues: { ':expected': expected },
          }),
    })
    return (await held(client.send(put))) || sameData(await getCustomFields(companyId, type), set)
  }

  return { getCustomFields, putCustomFields }
}
