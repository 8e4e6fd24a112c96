import { recordName, type Placed, type PlannedChange } from '../record-changes.ts'
import type { MusterRecord, StoredRecord } from '../records.ts'
import type { RestoreEntry } from '../restores.ts'

/**
 * Which of these plans would give a record an external ID that another record of the account has once all of them are
 * carried out: by the record's name, the other record. An external ID is unique per user and type among records that are
 * live; of two that are to come by the same one, the first gets it. Two that exchange theirs are in nobody's way.
 */
export function rivals(
  records: ReadonlyMap<string, readonly StoredRecord[]>,
  plans: readonly (RestoreEntry | 'unchanged')[],
): Map<string, MusterRecord> {
  const found = new Map<string, MusterRecord>()
  const changes = plans.flatMap((plan) => (plan === 'unchanged' ? [] : (plan.change ?? [])))
  const coming = changes.flatMap((change) => (comesByExternalId(change) ? (change.after ?? []) : []))
  if (coming.length === 0) return found
  const holders = holdersAfter(records, changes)
  for (const { at, record } of coming) {
    const key = keyOf({ at, record })
    if (key === undefined) continue
    const holder = holders.get(key)
    if (holder === undefined) holders.set(key, record)
    else found.set(recordName(record), holder)
  }
  return found
}

/** Whether a record is to be live with an external ID that it does not hold live in this account now. */
function comesByExternalId({ before, after }: PlannedChange): boolean {
  const key = after && keyOf(after)
  return key !== undefined && key !== (before && keyOf(before))
}

/** Who holds which external ID and keeps it. */
function holdersAfter(
  records: ReadonlyMap<string, readonly StoredRecord[]>,
  changes: readonly PlannedChange[],
): Map<string, MusterRecord> {
  const nameAt = ({ at, record }: Placed) => `${at.userId}/${recordName(record)}`
  const changed = new Map(changes.flatMap(({ before, after }) => (before ? [[nameAt(before), after] as const] : [])))
  const holders = new Map<string, MusterRecord>()
  for (const [userId, all] of records) {
    for (const record of all) {
      const placed = { at: { userId, email: '' }, record }
      const key = keyOf(placed)
      if (key === undefined) continue
      const name = nameAt(placed)
      const after = changed.get(name)
      if (!changed.has(name) || (after !== undefined && keyOf(after) === key)) holders.set(key, record)
    }
  }
  return holders
}

function keyOf({ at, record: { type, fields, deleted } }: Placed): string | undefined {
  const { externalId } = fields
  return externalId === undefined || deleted !== undefined ? undefined : `${at.userId}/${type}/${String(externalId)}`
}
