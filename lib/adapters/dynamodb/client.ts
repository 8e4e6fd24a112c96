import { ConditionalCheckFailedException, DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand, type GetCommandOutput } from '@aws-sdk/lib-dynamodb'

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
