import type { MusterRecord, StoredRecord } from '../records.ts'
import type { Candidate, Elsewhere } from './elsewhere.ts'
import type { PlanInput } from './input.ts'
import type { MappedColumn } from './columns.ts'
import { externalIdOf, givenExternalId, groupBy, recordKeys } from './keys.ts'
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
  /** By the ID of the record that a row finds, whichever of its keys it gives. */
  readonly rowsByRecord: ReadonlyMap<string, readonly KeyedReading[]>
  /** What other users have, and had when the import began, by key. Empty where no customers are brought over. */
  readonly candidates: ReadonlyMap<string, readonly Candidate[]>
  readonly gone: ReadonlyMap<string, readonly Gone[]>
}

type Gone = Elsewhere['gone'][number]

function asRecord({ id, externalId }: Gone): Pick<MusterRecord, 'id' | 'fields'> {
  return { id, fields: externalId === undefined ? {} : { externalId } }
}

const listOf = (name: string | null): string[] => (name === null ? [] : [name])

/** Records by the key of this configuration, rows by theirs, and both by external ID. */
export function layOut(input: PlanInput, keys: readonly MappedColumn[], readings: readonly KeyedReading[]): Desk {
  const fields = keys.map(({ field }) => field)
  const keyed = (record: Pick<MusterRecord, 'id' | 'fields'>): string[] => recordKeys(record, fields)
  const live = groupBy(
    input.records.filter((record) => record.deleted === undefined),
    keyed,
  )
  const binned = groupBy(
    input.records.filter((record) => record.deleted !== undefined),
    keyed,
  )
  return {
    input,
    keys,
    live,
    binned,
    byExternalId: groupBy(input.records, (record) => listOf(externalIdOf(record))),
    rowsByKey: groupBy(readings, ({ key }) => (key.kind === 'key' ? [key.key] : [])),
    rowsByExternalId: groupBy(readings, (reading) => listOf(givenExternalId(reading))),
    rowsByRecord: groupBy(readings, ({ key }) => {
      const [found, ...others] = key.kind === 'key' ? (live.get(key.key) ?? binned.get(key.key) ?? []) : []
      return found === undefined || others.length > 0 ? [] : [found.id]
    }),
    candidates: groupBy(input.elsewhere?.candidates ?? [], ({ record }) => keyed(record)),
    gone: groupBy(input.elsewhere?.gone ?? [], (one) => keyed(asRecord(one))),
  }
}
