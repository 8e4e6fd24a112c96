import { QueryCommand, type DynamoDBDocumentClient, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb'
import pMap from 'p-map'
import { COMPANY, userId } from '../stores/company.ts'
import { RECORDS_TABLE } from '../stores/stores.ts'

/** Users that a restore point reads at once: four batches, four users in each. */
const READERS = 16

/**
 * The least that it takes to read all records of a company: the bare client and nothing else, with strong consistency, page by
 * page, as many users at once as a restore point reads.
 * @returns how many there are
 */
export async function readAll(client: DynamoDBDocumentClient, users: number): Promise<number> {
  const counts = await pMap(
    Array.from({ length: users }, (_, user) => userId(user)),
    async (id) => {
      let read = 0
      let from: QueryCommandOutput['LastEvaluatedKey']
      do {
        const page: QueryCommandOutput = await client.send(
          new QueryCommand({
            TableName: RECORDS_TABLE,
            ConsistentRead: true,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': `${COMPANY.id}#${id}` },
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        )
        read += page.Items?.length ?? 0
        from = page.LastEvaluatedKey
      } while (from !== undefined)
      return read
    },
    { concurrency: READERS },
  )
  return counts.reduce((sum, count) => sum + count, 0)
}
