import type { Reason } from '../domain/outcomes.ts'
import type { TransferOperation } from '../domain/plans.ts'
import { recordTitle, type StoredRecord } from '../domain/records.ts'
import type { Ports } from '../ports/ports.ts'

type Deps = Pick<Ports, 'writeRecord'>

/**
 * Brings one record over: first it is there, then it goes from where it was. A crash in between leaves it at both, and the
 * repetition, which knows what it wrote by its etag, takes it away from the first. Nothing is ever at neither.
 * If its user changed it since it was planned, it stays with them and what arrived is withdrawn.
 * Answers why it was not done, or nothing.
 */
export async function writeTransfer(
  deps: Deps,
  companyId: string,
  userId: string,
  { how, from, before }: Pick<TransferOperation, 'how' | 'from' | 'before'>,
  record: StoredRecord,
  isOurs: (current: StoredRecord | undefined) => boolean,
): Promise<Reason | undefined> {
  const arrival = await deps.writeRecord(companyId, userId, { kind: 'put', record, expect: 'absent' })
  if (arrival.kind === 'changed' && !isOurs(arrival.current)) {
    return { code: 'already-here', message: `"${recordTitle(record)}" came to this user by other hands meanwhile.` }
  }
  if (how === 'copy') return undefined
  const expect = { etag: before.etag }
  const leaving = await deps.writeRecord(companyId, from.userId, { kind: 'remove', record: before, expect })
  if (leaving.kind === 'written') return undefined
  const withdrawal = { kind: 'remove', record, expect: { etag: record.etag } } as const
  const withdrawn = await deps.writeRecord(companyId, userId, withdrawal)
  const kept =
    withdrawn.kind === 'written'
      ? `it stays with ${from.email}`
      : 'it was worked on at both users already, so that both have it now'
  return { code: 'record-changed', message: `${from.email} changed the record after the preview; ${kept}.` }
}
