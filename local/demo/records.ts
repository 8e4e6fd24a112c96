import pMap from 'p-map'
import { eachItem, type AnswerOf, type Client } from '../../lib/contracts/client.ts'
import { sameData } from '../../lib/domain/equality.ts'
import { demoRow, type DemoUser } from './customers.ts'

type Record = AnswerOf<'getRecord'>
export type Account = AnswerOf<'listUsers'>['users'][number]

/** What a company has: per user and record the whole record as text, so that two moments can be compared. */
export type Snapshot = ReadonlyMap<string, ReadonlyMap<string, string>>

const USERS_AT_ONCE = 2
const PAGE = 1000

/** All customers of a user, page by page, as the API shows them. */
export function customersOf(client: Client, userId: string): AsyncIterable<Record> {
  return eachItem(
    (cursor) => client.listRecords({ path: { userId, type: 'customers' }, query: { ...cursor, limit: PAGE } }),
    (page) => page.records,
  )
}

/** Reads every customer of these users. `look` sees each record on the way. */
export async function takeSnapshot(
  client: Client,
  users: readonly Account[],
  look: (record: Record, user: Account) => void = () => undefined,
): Promise<Snapshot> {
  const parts = await pMap(
    users,
    async (user) => {
      const records = new Map<string, string>()
      for await (const record of customersOf(client, user.id)) {
        look(record, user)
        records.set(record.id, canonical(record))
      }
      return [user.id, records] as const
    },
    { concurrency: USERS_AT_ONCE },
  )
  return new Map(parts)
}

/** One text for one record, whatever order its properties come in. */
function canonical(record: Record): string {
  return JSON.stringify(record, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

const LISTED = 10

/** What differs between two moments of some users, in words; empty if nothing does. */
export function differences(before: Snapshot, after: Snapshot, users: readonly Account[]): string[] {
  const found = users.flatMap(({ id, email }) => {
    const [old, now] = [before.get(id) ?? new Map<string, string>(), after.get(id) ?? new Map<string, string>()]
    return [...new Set([...old.keys(), ...now.keys()])].flatMap((recordId) => {
      const [was, is] = [old.get(recordId), now.get(recordId)]
      return was === is ? [] : [`${email}, record ${recordId}: was ${was ?? 'absent'}, is ${is ?? 'absent'}`]
    })
  })
  return found.length <= LISTED ? found : [...found.slice(0, LISTED), `… and ${found.length - LISTED} more`]
}

/** Which rows of the demo file have been found as records, and what is wrong with those that were. */
export interface RowCheck {
  readonly see: (record: Record, user: Account) => void
  /** Rows seen, by row number. */
  readonly rows: ReadonlySet<number>
  readonly wrong: readonly string[]
}

/**
 * Compares records that an import wrote with the rows of the demo file they came from: right user, right fields, written
 * once. `versions` says which version such a record has; records no row is named in are left alone.
 */
export function checkRows(
  importId: string,
  users: readonly DemoUser[],
  versions: (externalId: string) => number = () => 1,
): RowCheck {
  const rows = new Set<number>()
  const wrong: string[] = []
  return {
    rows,
    wrong,
    see(record, user) {
      const row = record.lastImport?.importId === importId ? record.lastImport.row : null
      if (row === null || row === undefined) return
      const say = (what: string) => void wrong.push(`Row ${row}, record ${record.id} of ${user.email}: ${what}`)
      if (rows.has(row)) say('there is another record of this row')
      rows.add(row)
      const expected = demoRow(row - 2, users)
      if (expected.email !== user.email) say(`the row belongs to ${expected.email ?? 'nobody'}`)
      if (!sameData(expected.fields, record.fields)) {
        say(`it is ${JSON.stringify(record.fields)} instead of ${JSON.stringify(expected.fields)}`)
      }
      const version = versions(String(record.fields['externalId']))
      if (record.version !== version) say(`it has version ${record.version} instead of ${version}`)
    },
  }
}
