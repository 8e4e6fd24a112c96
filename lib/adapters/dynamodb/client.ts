import { ConditionalCheckFailedException, DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand, PutCommand, type GetCommandOutput } from '@aws-sdk/lib-dynamodb'
import { sameData } from '../../domain/equality.ts'

/** Requests that may be under way at once: an import writes with 32 in flight, and some reads go beside them. */
const CONNECTIONS = 64
/** Eight tries with the SDK's back-off last about 10 s: longer than an on-demand table takes to split a hot partition's burst. */
const ATTEMPTS = 8

/**
 * The client all DynamoDB adapters share. Connections are kept alive. Retries are `standard`: `adaptive` would hold back
 * every caller of the process because one partition was throttled. Endpoint, region and credentials come from the
 * environment unless `config` says otherwise.
 */
export function createDynamoClient(config: DynamoDBClientConfig = {}): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    maxAttempts: ATTEMPTS,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: 3_000,
      requestTimeout: 15_000,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: CONNECTIONS },
      httpsAgent: { keepAlive: true, maxSockets: CONNECTIONS },
    },
    ...config,
  })
  // Nobody logs here, but it would still copy every answer, item by item, to show it without what is secret: a tenth of a read.
  client.middlewareStack.remove('loggerMiddleware')
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
}

export type Item = NonNullable<GetCommandOutput['Item']>

export interface Key {
  readonly pk: string
  readonly sk: string
}

/** One item, strongly consistent; `undefined` if there is none. */
export async function getItem(client: DynamoDBDocumentClient, table: string, key: Key): Promise<Item | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))
  return Item
}

/** Whether the condition of this write held. Every other error is thrown on. */
export async function held(write: Promise<unknown>): Promise<boolean> {
  try {
    await write
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}

/**
 * Puts `data` where there is nothing yet, or where its status is `status`: what has another one is over and is never
 * written again. `false` if so. A put that was sent twice (its answer was lost) finds what it wrote itself.
 */
export async function putWhile(
  client: DynamoDBDocumentClient,
  table: string,
  key: Key,
  status: string,
  data: object,
): Promise<boolean> {
  const put = new PutCommand({
    TableName: table,
    Item: { ...key, data },
    ConditionExpression: 'attribute_not_exists(pk) OR #data.#status = :status',
    ExpressionAttributeNames: { '#data': 'data', '#status': 'status' },
    ExpressionAttributeValues: { ':status': status },
  })
  if (await held(client.send(put))) return true
  return sameData((await getItem(client, table, key))?.data, data)
}
