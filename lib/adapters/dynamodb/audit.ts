import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { AuditEntry } from '../../domain/audit.ts'
import type { AppendAudit, ListAudit } from '../../ports/audit.ts'
import { held, type Item } from './client.ts'
import { auditKey, auditPartition } from './keys.ts'
import { queryPage } from './paging.ts'

const toEntry = (item: Item): AuditEntry => item.data

const secondsOf = (time: string): number => Math.floor(Date.parse(time) / 1000)

/** Before and behind every ISO text. */
const FIRST = '0'
const LAST = '~'

/**
 * The audit trail in a table of its own, one item an entry. `expires` (seconds since 1970) is what the table's time to live
 * looks at; DynamoDB may take days to act on it, so that what is due is left out here too.
 */
export function createAudit(client: DynamoDBDocumentClient, table: string) {
  const appendAudit: AppendAudit = async (companyId, entry, keepUntil) => {
    const put = new PutCommand({
      TableName: table,
      Item: { ...auditKey(companyId, entry.at, entry.id), data: entry, expires: secondsOf(keepUntil) },
      ConditionExpression: 'attribute_not_exists(pk)',
    })
    return held(client.send(put))
  }

  const listAudit: ListAudit = async (companyId, { now, from = FIRST, to = LAST, ...page }) => {
    // Nothing lies between, and DynamoDB refuses to look there.
    if (from >= to) return { entries: [] }
    const range = { pk: auditPartition(companyId), prefix: '', between: [from, to], newestFirst: true } as const
    const { items, ...rest } = await queryPage(client, table, range, page)
    return { entries: items.filter(({ expires }) => Number(expires) > secondsOf(now)).map(toEntry), ...rest }
  }

  return { appendAudit, listAudit }
}
