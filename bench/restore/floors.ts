import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import pMap from 'p-map'
import type { StoredRecord } from '../../lib/domain/records.ts'
import { COMPANY } from '../stores/company.ts'
import { RECORDS_TABLE, type Stores } from '../stores/stores.ts'

/** As a restore does: four batches, two users in each, 32 writes of each under way. */
const USERS_AT_ONCE = 8
const WINDOW = 32

/** A record that is to stand where one of another etag stands. */
export interface Write {
  readonly record: StoredRecord
  readonly over: string
}

/**
 * The least that it takes to write these records, each on condition that the one it replaces is unchanged and not over: the
 * bare client and nothing else, with as many requests under way as a restore has.
 */
export async function writeAll(
  client: DynamoDBDocumentClient,
  users: ReadonlyMap<string, readonly Write[]>,
): Promise<void> {
  await pMap(
    users,
    async ([userId, writes]) => {
      await pMap(
        writes,
        async ({ record: { id, type, etag, ...rest }, over }) =>
          client.send(
            new PutCommand({
              TableName: RECORDS_TABLE,
              Item: { pk: `${COMPANY.id}#${userId}`, sk: `${type}#${id}`, etag, record: JSON.stringify(rest) },
              ConditionExpression: 'etag = :etag AND (attribute_not_exists(expires) OR expires > :now)',
              ExpressionAttributeValues: { ':etag': over, ':now': Date.now() / 1000 },
            }),
          ),
        { concurrency: WINDOW },
      )
    },
    { concurrency: USERS_AT_ONCE },
  )
}

/** The least that it takes to read both sides: all records, and what the restore point has of them, by the same adapters. */
export async function readBothSides(
  { readRecords, readLines }: Pick<Stores, 'readRecords' | 'readLines'>,
  objects: readonly { readonly userId: string; readonly key: string }[],
): Promise<{ records: number; lines: number }> {
  let records = 0
  let lines = 0
  await pMap(
    objects,
    async ({ userId, key }) => {
      for await (const _ of readRecords(COMPANY.id, userId)) records += 1
      for await (const _ of readLines(key)) lines += 1
    },
    { concurrency: USERS_AT_ONCE },
  )
  return { records, lines }
}
