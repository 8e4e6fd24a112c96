import type { StoredRecord } from '../records.ts'
import type { PlanInput } from './input.ts'
import type { MappedColumn } from './columns.ts'
import { externalIdOf, givenExternalId, groupBy, recordKey } from './keys.ts'
import type { KeyedReading } from './keys.ts'

/** What planning looks things up in, made once per user. */
export interface Desk {
  readonly input: PlanInput
  readonly keys: readonly MappedColumn[]
  readonly live: ReadonlyMap<string, readonly StoredRecord[]>
  readonly binned: ReadonlyMap<string, readonly StoredRecord[]>
  readonly byExternalId: ReadonlyMap<string, readonly StoredRecord[]>
  readonly rowsByKey: ReadonlyMap<string, readonly KeyedReading[]>
  readonly rowsByExternalId: ReadonlyMap<string, readonly KeyedReading[]>
}

/** Records by the key of this configuration, rows by theirs, and both by external ID. */
export function layOut(input: PlanInput, keys: readonly MappedColumn[], readings: readonly KeyedReading[]): Desk {
  const fields = keys.map(({ field }) => field)
  const keyed = (record: StoredRecord): string | null => (fields.length === 0 ? null : recordKey(record, fields))
  return {
    input,
    keys,
    live: groupBy(
      input.records.filter((record) => record.deleted === undefined),
      keyed,
    ),
    binned: groupBy(
      input.records.filter((record) => record.deleted !== undefined),
      keyed,
    ),
    byExternalId: groupBy(input.records, externalIdOf),
    rowsByKey: groupBy(readings, ({ key }) => (key.kind === 'key' ? key.key : null)),
    rowsByExternalId: groupBy(readings, givenExternalId),
  }
}
