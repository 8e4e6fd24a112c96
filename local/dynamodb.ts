import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import {
  CreateTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb'
import { z } from 'zod'
import type { Credentials } from './s3/signature.ts'
import { REGION } from './template/intrinsics.ts'
import type { TableSpec } from './template/model.ts'

export interface Database {
  readonly endpoint: string
  readonly stop: () => Promise<void>
}

const TABLE_WAIT_SECONDS = 30

/**
 * Runs DynamoDB (dynalite) on disk in a thread of its own, with the tables of the template. Tables that exist are left as
 * they are, with their content.
 * @param folder where the data is; made if it does not exist
 */
export async function startDatabase(
  folder: string,
  tables: readonly TableSpec[],
  credentials: Credentials,
): Promise<Database> {
  await mkdir(folder, { recursive: true })
  const worker = new Worker(new URL('./dynamodb-worker.ts', import.meta.url), {
    workerData: { path: folder },
    env: { AWS_REGION: REGION, AWS_ACCOUNT_ID: '000000000000' },
  })
  const started: unknown = await once(worker, 'message')
  const endpoint = `http://127.0.0.1:${z.tuple([z.object({ port: z.number() })]).parse(started)[0].port}`
  await createTables(endpoint, tables, credentials)
  return {
    endpoint,
    stop: async () => {
      const gone = once(worker, 'exit')
      worker.postMessage('stop')
      await gone
    },
  }
}

async function createTables(endpoint: string, tables: readonly TableSpec[], credentials: Credentials): Promise<void> {
  const client = new DynamoDBClient({ endpoint, region: REGION, credentials })
  try {
    const { TableNames = [] } = await client.send(new ListTablesCommand({}))
    for (const table of tables.filter(({ name }) => !TableNames.includes(name))) {
      await client.send(new CreateTableCommand(creation(table))).catch((error: unknown) => {
        if (!(error instanceof ResourceInUseException)) throw error
      })
      await waitUntilTableExists({ client, maxWaitTime: TABLE_WAIT_SECONDS, minDelay: 1 }, { TableName: table.name })
    }
  } finally {
    client.destroy()
  }
}

const indexes = z.custom<NonNullable<CreateTableCommandInput['GlobalSecondaryIndexes']>>(Array.isArray)

function creation({ name, attributes, keys, indexes: given }: TableSpec): CreateTableCommandInput {
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...attributes],
    KeySchema: [...keys],
    ...(given.length === 0 ? {} : { GlobalSecondaryIndexes: indexes.parse(given) }),
  }
}
