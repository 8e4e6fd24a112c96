import { DeleteCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { ForgetChange, GetChange, ListChanges } from '../../ports/changes.ts'
import type { Now } from '../../ports/clock.ts'
import { getItem, held } from './client.ts'
import { changeKey, CHANGES_PARTITION } from './keys.ts'
import { queryAll } from './paging.ts'

/** How long a note counts for further writes of the same process, in milliseconds. */
const NOTED_FOR = 60_000

/** Which companies' records changed: one item each in the records table, where every writer of records may write. */
export function createChanges(client: DynamoDBDocumentClient, table: string) {
  const listChanges: ListChanges = async () => {
    const items = await Array.fromAsync(queryAll(client, table, { pk: CHANGES_PARTITION, prefix: '' }))
    return items.map(({ sk, at }) => ({ companyId: String(sk), at: String(at) }))
  }

  const getChange: GetChange = async (companyId) => {
    const item = await getItem(client, table, changeKey(companyId))
    return item === undefined ? undefined : String(item['at'])
  }

  const forgetChange: ForgetChange = async ({ companyId, at }) => {
    const unchanged = {
      ConditionExpression: '#at = :at',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':at': at },
    }
    await held(client.send(new DeleteCommand({ TableName: table, Key: changeKey(companyId), ...unchanged })))
  }

  return { listChanges, getChange, forgetChange }
}

/**
 * Notes that a company's records are about to change: to be awaited before they are written, so that no change goes
 * without a note. A note that this process made within the last minute is enough; writes at the same moment share one.
 */
export function createChangeNotes(client: DynamoDBDocumentClient, table: string, now: Now) {
  const notes = new Map<string, { readonly at: string; readonly written: Promise<unknown> }>()
  return async (companyId: string): Promise<void> => {
    const at = now()
    const known = notes.get(companyId)
    if (known !== undefined && Date.parse(at) - Date.parse(known.at) < NOTED_FOR) return void (await known.written)
    const Item = { ...changeKey(companyId), at }
    const note = { at, written: client.send(new PutCommand({ TableName: table, Item })) }
    notes.set(companyId, note)
    try {
      await note.written
    } catch (error) {
      if (notes.get(companyId) === note) notes.delete(companyId)
      throw error
    }
  }
}
