import { setTimeout as wait } from 'node:timers/promises'
import {
  BatchWriteCommand,
  DeleteCommand,
  PutCommand,
  type BatchWriteCommandInput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb'
import pMap from 'p-map'
import { RECORD_TYPE_NAMES } from '../../domain/record-types/types.ts'
import type { StoredRecord } from '../../domain/records.ts'
import type {
  GetRecord,
  HasRecords,
  ListRecords,
  ReadEtags,
  ReadRecords,
  RecordState,
  WriteNewRecords,
  WriteRecord,
} from '../../ports/records.ts'
import { getItem, held, type Item } from './client.ts'
import { recordKey, recordsPartition } from './keys.ts'
import { queryAll, queryPage } from './paging.ts'

/** The most BatchWriteItem takes. */
const BATCH = 25

interface RecordsOptions {
  /** Batches that one call of `writeNewRecords` has under way at once. */
  readonly concurrency?: number
  /** How often a batch is sent before the call gives up. */
  readonly attempts?: number
  /** The first pause before a batch is sent again, in milliseconds; it doubles each time, up to 5 s, with full jitter. */
  readonly pause?: number
}

const MAX_PAUSE = 5_000

/**
 * A record as an item: `pk` and `sk` name company, user, type and ID; `etag` is what writes are conditional on; `record` is
 * everything else as JSON text. One text costs less than half the processor time of a marshalled map on the way in and
 * out, and gives back exactly the numbers and texts that were put in.
 */
function toItem(companyId: string, userId: string, { id, type, etag, ...rest }: StoredRecord): Item {
  return { ...recordKey(companyId, userId, type, id), etag, record: JSON.stringify(rest) }
}

function toState({ sk, etag }: Item): RecordState {
  const name = String(sk)
  const end = name.indexOf('#')
  const type = RECORD_TYPE_NAMES.find((known) => known === name.slice(0, end))
  if (type === undefined) throw new Error(`The records table holds an item that is no record: ${name}`)
  return { id: name.slice(end + 1), type, etag: String(etag) }
}

function toRecord(item: Item): StoredRecord {
  const { id, type, etag } = toState(item)
  return { id, type, ...JSON.parse(item['record']), etag }
}

function* batches<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size)
}

const THROTTLED = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'ThrottledException',
])

type Requests = NonNullable<BatchWriteCommandInput['RequestItems']>[string]

/** Records of all users, each user in a partition of their own. Reads are strongly consistent. */
export function createRecords(client: DynamoDBDocumentClient, table: string, options: RecordsOptions = {}) {
  const { concurrency = 16, attempts = 12, pause = 50 } = options

  /** Sends one batch; answers what the table did not take, all of it if it was throttled. */
  const send = async (requests: Requests): Promise<Requests> => {
    try {
      const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }))
      return UnprocessedItems?.[table] ?? []
    } catch (error) {
      if (error instanceof Error && THROTTLED.has(error.name)) return requests
      throw error
    }
  }

  const sendUntilTaken = async (requests: Requests) => {
    let left = await send(requests)
    for (let tries = 1; left.length > 0; tries++) {
      if (tries === attempts)
        throw new Error(`${left.length} records were not taken by the table in ${attempts} tries.`)
      await wait(Math.random() * Math.min(MAX_PAUSE, pause * 2 ** tries))
      left = await send(left)
    }
  }

  /** Throws an Error if the table does not take a batch in the stated number of tries. */
  const writeNewRecords: WriteNewRecords = async (companyId, userId, records) => {
    const write = (batch: StoredRecord[]) =>
      sendUntilTaken(batch.map((record) => ({ PutRequest: { Item: toItem(companyId, userId, record) } })))
    await pMap(batches(records, BATCH), write, { concurrency })
  }

  const readRecords: ReadRecords = async function* (companyId, userId, type) {
    const range = { pk: recordsPartition(companyId, userId), prefix: type === undefined ? '' : `${type}#` }
    for await (const item of queryAll(client, table, range)) yield toRecord(item)
  }

  const readEtags: ReadEtags = async function* (companyId, userId) {
    const range = { pk: recordsPartition(companyId, userId), prefix: '', attributes: 'sk, etag' }
    for await (const item of queryAll(client, table, range)) yield toState(item)
  }

  const listRecords: ListRecords = async (companyId, userId, type, page) => {
    const range = { pk: recordsPartition(companyId, userId), prefix: `${type}#` }
    const { items, ...rest } = await queryPage(client, table, range, page)
    return { records: items.map(toRecord), ...rest }
  }

  const getRecord: GetRecord = async (companyId, userId, type, recordId) => {
    const item = await getItem(client, table, recordKey(companyId, userId, type, recordId))
    return item === undefined ? undefined : toRecord(item)
  }

  /**
   * A write that finds its own etag in the table was made before, and its answer was lost: `written`. So is a removal
   * that finds nothing.
   */
  const writeRecord: WriteRecord = async (companyId, userId, { kind, record, expect }) => {
    const condition =
      expect === 'absent'
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : { ConditionExpression: 'etag = :etag', ExpressionAttributeValues: { ':etag': expect.etag } }
    const key = recordKey(companyId, userId, record.type, record.id)
    const sent =
      kind === 'put'
        ? client.send(new PutCommand({ TableName: table, Item: toItem(companyId, userId, record), ...condition }))
        : client.send(new DeleteCommand({ TableName: table, Key: key, ...condition }))
    if (await held(sent)) return { kind: 'written' }
    const current = await getRecord(companyId, userId, record.type, record.id)
    const done = kind === 'put' ? current?.etag === record.etag : current === undefined
    return done ? { kind: 'written' } : { kind: 'changed', current }
  }

  const hasRecords: HasRecords = async (companyId, userId) => {
    const range = { pk: recordsPartition(companyId, userId), prefix: '' }
    return (await queryPage(client, table, range, { limit: 1 })).items.length > 0
  }

  return { writeNewRecords, readRecords, readEtags, listRecords, getRecord, writeRecord, hasRecords }
}
