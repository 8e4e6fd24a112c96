import { createRequire } from 'node:module'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomUUID } from 'node:crypto'
import { CreateTableCommand, DeleteTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { createDynamoClient } from '../../../lib/adapters/dynamodb/client.ts'

const dynalite: (options: { createTableMs: number; deleteTableMs: number }) => Server = createRequire(import.meta.url)(
  'dynalite',
)

export interface TestTable {
  readonly client: DynamoDBDocumentClient
  readonly table: string
  /** Another client of the same table, for middleware that injects faults. */
  anotherClient(): DynamoDBDocumentClient
  stop(): Promise<void>
}

/**
 * A table of its own for one test file: in memory, or at the endpoint in MUSTER_TEST_DYNAMODB (DynamoDB Local), so that
 * the same contract is checked against both.
 */
export async function startTable(): Promise<TestTable> {
  const given = process.env['MUSTER_TEST_DYNAMODB']
  const server =
    given === undefined ? dynalite({ createTableMs: 0, deleteTableMs: 0 }).listen(0, '127.0.0.1') : undefined
  if (server !== undefined) await once(server, 'listening')
  const endpoint = given ?? `http://127.0.0.1:${(server?.address() as AddressInfo).port}`
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const clients: DynamoDBDocumentClient[] = []
  const connect = () => {
    const client = createDynamoClient({ endpoint, region: 'eu-central-1', credentials })
    clients.push(client)
    return client
  }
  const client = connect()
  const table = `test-${randomUUID()}`
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk'].map((name) => ({ AttributeName: name, AttributeType: 'S' as const })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }) as never,
  )
  await waitUntilTableExists({ client: client, maxWaitTime: 20, minDelay: 1 }, { TableName: table })
  return {
    client,
    table,
    anotherClient: connect,
    async stop() {
      await client.send(new DeleteTableCommand({ TableName: table }) as never)
      for (const each of clients) each.destroy()
      if (server !== undefined) await new Promise((resolve) => server.close(resolve))
    },
  }
}
