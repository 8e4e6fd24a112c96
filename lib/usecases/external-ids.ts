import { Problem } from '../domain/problems.ts'
import type { RecordTypeName } from '../domain/record-types/types.ts'
import type { MusterRecord, StoredRecord } from '../domain/records.ts'
import type { Ports } from '../ports/ports.ts'

/** The records of a user and type, recycle bin included, with this external ID, other than the one named. */
export async function othersWithExternalId(
  { readRecords }: Pick<Ports, 'readRecords'>,
  at: { readonly companyId: string; readonly userId: string; readonly type: RecordTypeName },
  record: Pick<MusterRecord, 'id' | 'fields'>,
): Promise<StoredRecord | undefined> {
  const { externalId } = record.fields
  if (externalId === undefined) return undefined
  for await (const other of readRecords(at.companyId, at.userId, at.type)) {
    if (other.id !== record.id && other.fields['externalId'] === externalId) return other
  }
  return undefined
}

/** An external ID is unique per user and type, also among records in the recycle bin, which may come back. */
export function duplicateExternalId(other: StoredRecord): Problem {
  const id = String(other.fields['externalId'])
  const where = other.deleted === undefined ? '' : ' in the recycle bin'
  return new Problem('duplicate-key', `Another record${where} has the external ID "${id}".`, {
    advice:
      other.deleted === undefined
        ? 'Change that record, or choose another ID.'
        : 'Restore that record, or choose another ID.',
    details: { recordId: other.id, deleted: other.deleted !== undefined },
    places: [{ pointer: '/body/fields/externalId', value: id, message: 'This external ID is in use.' }],
  })
}
