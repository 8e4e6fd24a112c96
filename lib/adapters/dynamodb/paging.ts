import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { Problem } from '../../domain/problems.ts'
import type { Item, Key } from './client.ts'

/**
 * A part of one partition: the items whose sort key begins with `prefix`, or lies `between` two texts (inclusive), strongly
 * consistent, in order of their keys.
 */
interface Range {
  readonly pk: string
  readonly prefix: string
  readonly between?: readonly [first: string, last: string]
  readonly newestFirst?: boolean
  /** Only these attributes, by their names with commas; all of them otherwise. */
  readonly attributes?: string
}

interface Page {
  readonly items: Item[]
  readonly last: Key | undefined
}

function conditionOf({ pk, prefix, between }: Range) {
  if (between !== undefined) {
    return {
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: { ':pk': pk, ':first': between[0], ':last': between[1] },
    }
  }
  return prefix === ''
    ? { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } }
    : {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      }
}

async function query(
  client: DynamoDBDocumentClient,
  table: string,
  range: Range,
  from?: Key,
  limit?: number,
): Promise<Page> {
  const { Items, LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: table,
      ConsistentRead: true,
      ...conditionOf(range),
      ScanIndexForward: range.newestFirst !== true,
      ...(range.attributes === undefined ? {} : { ProjectionExpression: range.attributes }),
      ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      ...(limit === undefined ? {} : { Limit: limit }),
    }),
  )
  return {
    items: Items ?? [],
    last: LastEvaluatedKey === undefined ? undefined : { pk: range.pk, sk: String(LastEvaluatedKey.sk) },
  }
}

/** All items of a range in pages of 1 MB, with at most two of them in memory: the next one is on its way while one is read. */
export async function* queryPages(
  client: DynamoDBDocumentClient,
  table: string,
  range: Range,
): AsyncGenerator<readonly Item[], void, undefined> {
  let next: Promise<Page> | undefined = query(client, table, range)
  while (next !== undefined) {
    const page: Page = await next
    next = page.last === undefined ? undefined : query(client, table, range, page.last)
    // Awaited in the next turn; a reader that stops before it must not leave an unhandled rejection behind.
    next?.catch(() => undefined)
    yield page.items
  }
}

/** The same, item by item. */
export async function* queryAll(
  client: DynamoDBDocumentClient,
  table: string,
  range: Range,
): AsyncGenerator<Item, void, undefined> {
  for await (const items of queryPages(client, table, range)) yield* items
}

/** The cursor directly behind the item of this key. */
export const cursorBehind = (key: Key) => Buffer.from(JSON.stringify([key.pk, key.sk])).toString('base64url')

/** Reads a cursor; Problem `invalid-request` unless it was made for this very range. */
function decode(cursor: string, range: Range): Key {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(key) && key.length === 2 && key[0] === range.pk && typeof key[1] === 'string') {
      const sk: string = key[1]
      const [first, last] = range.between ?? ['', sk]
      if (sk.startsWith(range.prefix) && sk !== range.prefix && first <= sk && sk <= last) return { pk: range.pk, sk }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new Problem('invalid-request', 'The cursor does not belong to this list.', {
    advice: 'Give the cursor of the page before unchanged, or none for the first page.',
  })
}

/**
 * One page of a range, `limit` items unless it is the last or they are more than the 1 MB of one query. The cursor is opaque and holds only where to go on: the
 * partition that is read is always the one asked for. Throws Problem `invalid-request` for a cursor of another list.
 */
export async function queryPage(
  client: DynamoDBDocumentClient,
  table: string,
  range: Range,
  page: { cursor?: string; limit: number },
): Promise<{ items: Item[]; cursor?: string }> {
  const from = page.cursor === undefined ? undefined : decode(page.cursor, range)
  // One more than asked for tells whether there is a next page.
  const { items, last } = await query(client, table, range, from, page.limit + 1)
  const shown = items.slice(0, page.limit)
  const end = shown.at(-1)
  const isLast = items.length <= page.limit && last === undefined
  return isLast || end === undefined
    ? { items: shown }
    : { items: shown, cursor: cursorBehind({ pk: range.pk, sk: String(end.sk) }) }
}
