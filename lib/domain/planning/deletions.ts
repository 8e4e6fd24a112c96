import type { Reason } from '../outcomes.ts'
import type { PlanEntry } from '../plans.ts'
import { recordTitle } from '../records.ts'
import type { MusterRecord } from '../records.ts'
import type { Desk } from './desk.ts'
import { nextState } from './entries.ts'
import { recordKey } from './keys.ts'
import type { RowKey } from './keys.ts'

/** What is to be said of a row whose record is unknown when records missing from the file are deleted. */
export function withheldReasons(desk: Desk, key: RowKey): Reason[] {
  if (desk.input.configuration.mode !== 'update-and-delete' || key.kind === 'key') return []
  const message =
    'Because it cannot be said which record this row is about, no record of this user is deleted as missing from the file.'
  return [{ code: 'deletions-withheld', message }]
}

/**
 * The user's records that are not in the file. A row that was rejected still names its record. If a row's key is
 * empty or cannot be read, any record may be meant by it, and none is deleted.
 */
export function planDeletions(desk: Desk, rowKeys: readonly RowKey[]): PlanEntry[] {
  const { input, keys } = desk
  if (input.configuration.mode !== 'update-and-delete' || keys.length === 0) return []
  if (rowKeys.some((key) => key.kind !== 'key')) return []
  const named = new Set(rowKeys.flatMap((key) => (key.kind === 'key' ? [key.key] : [])))
  const isNamed = (key: string) => named.has(key) || input.keysOfOthers?.has(key) === true
  const fields = keys.map(({ field }) => field)
  return input.records
    .filter((record) => record.deleted === undefined && !isNamed(recordKey(record, fields)))
    .map((before) => {
      const after: MusterRecord = { ...nextState(input, before, null), deleted: { at: input.now, by: input.author } }
      return { row: null, outcome: 'deleted', title: recordTitle(before), operation: { kind: 'delete', before, after } }
    })
}
