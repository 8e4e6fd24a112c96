import { setTimeout as wait } from 'node:timers/promises'
import {
  BatchWriteCommand,
  DeleteCommand,
  PutCommand,
  type BatchWriteCommandInput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb'
import pMap from 'p-map'
import { binnedUntil } from '../../domain/recycle-bin.ts'
import { RECORD_TYPE_NAMES } from '../../domain/record-types/types.ts'
import type { StoredRecord } from '../../domain/records.ts'
import type { Now } from '../../ports/clock.ts'
import type {
  GetRecord,
  HasRecords,
  ListRecords,
  ReadEtags,
  ReadRecords,
  ReadRecordTexts,
  RecordCursor,
  RecordState,
  RecordText,
  WriteNewRecords,
  WriteRecord,
} from '../../ports/records.ts'
import { createChangeNotes } from './changes.ts'
import { getItem, held, type Item } from './client.ts'
import { recordKey, recordsPartition } from './keys.ts'
import { cursorBehind, queryAll, queryPage, queryPages } from './paging.ts'

/** The table's time-to-live attribute (`cdk/constructs/records.ts`). */
const EXPIRES = 'expires'
const SECOND = 1000
/** The most BatchWriteItem takes. */
const BATCH = 25

interface RecordsOptions {
  /** Batches that one call of `writeNewRecords` has under way at once. */
  readonly concurrency?: number
  /** How often a batch is sent before the call gives up. */
  readonly attempts?: number
  /** The first pause before a batch is sent again, in milliseconds; it doubles each time, up to 5 s, with full jitter. */
  readonly pause?: number
  readonly now?: Now
}

const MAX_PAUSE = 5_000

/**
 * A record as an item: `pk` and `sk` name company, user, type and ID; `etag` is what writes are conditional on; `record` is
 * everything else as JSON text; `expires` is when the time of a deleted record is over, in seconds since 1970: the table removes
 * it by itself, some time later. One text costs less than half the processor time of a marshalled map on the way in and
 * out, and gives back exactly the numbers and texts that were put in.
 */
function toItem(companyId: string, userId: string, { id, type, etag, ...rest }: StoredRecord): Item {
  const expires = rest.deleted === undefined ? {} : { [EXPIRES]: Date.parse(binnedUntil(rest.deleted.at)) / SECOND }
  return { ...recordKey(companyId, userId, type, id), etag, ...expires, record: JSON.stringify(rest) }
}

/** Whether an item exists for us at a moment, in seconds since 1970, or only waits for the table to remove it. */
function isThere(item: Item, now: number): boolean {
  const expires: unknown = item[EXPIRES]
  return typeof expires !== 'number' || expires > now
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

/** Exactly the text that the record would have as JSON: `record` is that of an object which is never empty. */
function toText(item: Item): RecordText {
  const { id, type, etag } = toState(item)
  return { id, type, etag, text: `{"id":${JSON.stringify(id)},"type":"${type}",${String(item['record']).slice(1)}` }
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

/**
 * Records of all users, each user in a partition of their own. Reads are strongly consistent. Records whose time in the
 * recycle bin is over are not there, for reads and for the conditions of writes, whether or not the table has removed them.
 */
export function createRecords(client: DynamoDBDocumentClient, table: string, options: RecordsOptions = {}) {
  const { concurrency = 16, attempts = 12, pause = 50, now = () => new Date().toISOString() } = options
  const noteChange = createChangeNotes(client, table, now)
  const seconds = () => Date.parse(now()) / SECOND

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

  /** A batch may be under way for minutes: each time it is sent, the note is a fresh one. */
  const sendUntilTaken = async (companyId: string, requests: Requests) => {
    await noteChange(companyId)
    let left = await send(requests)
    for (let tries = 1; left.length > 0; tries++) {
      if (tries === attempts)
        throw new Error(`${left.length} records were not taken by the table in ${attempts} tries.`)
      await wait(Math.random() * Math.min(MAX_PAUSE, pause * 2 ** tries))
      await noteChange(companyId)
      left = await send(left)
    }
  }

  /** Throws an Error if the table does not take a batch in the stated number of tries. */
  const writeNewRecords: WriteNewRecords = async (companyId, userId, records) => {
    const write = (batch: StoredRecord[]) =>
      sendUntilTaken(
        companyId,
        batch.map((record) => ({ PutRequest: { Item: toItem(companyId, userId, record) } })),
      )
    await pMap(batches(records, BATCH), write, { concurrency })
  }

  const readRecords: ReadRecords = async function* (companyId, userId, type) {
    const range = { pk: recordsPartition(companyId, userId), prefix: type === undefined ? '' : `${type}#` }
    const asOf = seconds()
    for await (const item of queryAll(client, table, range)) if (isThere(item, asOf)) yield toRecord(item)
  }

  const readEtags: ReadEtags = async function* (companyId, userId) {
    const range = { pk: recordsPartition(companyId, userId), prefix: '', attributes: `sk, etag, ${EXPIRES}` }
    const asOf = seconds()
    for await (const items of queryPages(client, table, range)) {
      yield items.filter((item) => isThere(item, asOf)).map(toState)
    }
  }

  const readRecordTexts: ReadRecordTexts = async function* (companyId, userId) {
    const asOf = seconds()
    for await (const items of queryPages(client, table, { pk: recordsPartition(companyId, userId), prefix: '' })) {
      yield items.filter((item) => isThere(item, asOf)).map(toText)
    }
  }

  const listRecords: ListRecords = async (companyId, userId, type, page) => {
    const range = { pk: recordsPartition(companyId, userId), prefix: `${type}#` }
    const { items, ...rest } = await queryPage(client, table, range, page)
    const asOf = seconds()
    return { records: items.filter((item) => isThere(item, asOf)).map(toRecord), ...rest }
  }

  const recordCursor: RecordCursor = (companyId, userId, type, recordId) =>
    cursorBehind(recordKey(companyId, userId, type, recordId))

  const getRecord: GetRecord = async (companyId, userId, type, recordId) => {
    const item = await getItem(client, table, recordKey(companyId, userId, type, recordId))
    return item === undefined || !isThere(item, seconds()) ? undefined : toRecord(item)
  }

  /**
   * A write that finds its own etag in the table was made before, and its answer was lost: `written`. So is a removal
   * that finds nothing.
   */
  const writeRecord: WriteRecord = async (companyId, userId, { kind, record, expect }) => {
    const { condition, values } =
      expect === 'absent'
        ? { condition: `attribute_not_exists(pk) OR ${EXPIRES} <= :now`, values: {} }
        : {
            condition: `etag = :etag AND (attribute_not_exists(${EXPIRES}) OR ${EXPIRES} > :now)`,
            values: { ':etag': expect.etag },
          }
    const conditional = {
      TableName: table,
      ConditionExpression: condition,
      ExpressionAttributeValues: { ':now': seconds(), ...values },
    }
    const key = recordKey(companyId, userId, record.type, record.id)
    await noteChange(companyId)
    const sent =
      kind === 'put'
        ? client.send(new PutCommand({ Item: toItem(companyId, userId, record), ...conditional }))
        : client.send(new DeleteCommand({ Key: key, ...conditional }))
    if (await held(sent)) return { kind: 'written' }
    const current = await getRecord(companyId, userId, record.type, record.id)
    const done = kind === 'put' ? current?.etag === record.etag : current === undefined
    return done ? { kind: 'written' } : { kind: 'changed', current }
  }

  const hasRecords: HasRecords = async (companyId, userId) => {
    const range = { pk: recordsPartition(companyId, userId), prefix: '' }
    const asOf = seconds()
    for await (const item of queryAll(client, table, range)) if (isThere(item, asOf)) return true
    return false
  }

  return {
    writeNewRecords,
    readRecords,
    readEtags,
    readRecordTexts,
    listRecords,
    recordCursor,
    getRecord,
    writeRecord,
    hasRecords,
  }
}
