import type { PlannedChange } from '../../domain/record-changes.ts'
import { recordTitle, type MusterRecord, type StoredRecord } from '../../domain/records.ts'
import type { Ports } from '../../ports/ports.ts'
import { writeTransfer } from '../write-transfer.ts'
import type { Survivor } from './restored-user.ts'

type Deps = Pick<Ports, 'writeRecord'>

/** Names the state a restore writes, so that a repeated write knows itself. */
export const etagOf = (restoreId: string, recordId: string): string => `${restoreId}:${recordId}`

/**
 * Makes one planned change, conditional on the state it was planned on. Answers what it met instead, if somebody changed
 * the record meanwhile; an earlier attempt of its own is no change.
 */
export async function writeChange(
  deps: Deps,
  companyId: string,
  restoreId: string,
  { before, after }: PlannedChange,
): Promise<Survivor | undefined> {
  if (after === undefined) {
    if (before === undefined) return undefined
    const { at, record } = before
    const write = { kind: 'remove', record, expect: { etag: record.etag } } as const
    const answer = await deps.writeRecord(companyId, at.userId, write)
    return answer.kind === 'written' ? undefined : survivor(answer.current ?? record)
  }
  const record: StoredRecord = { ...after.record, etag: etagOf(restoreId, after.record.id) }
  if (before !== undefined && before.at.userId !== after.at.userId) {
    const isOurs = (current: StoredRecord | undefined) => current?.etag === record.etag
    const move = { how: 'move', from: before.at, before: before.record } as const
    const refused = await writeTransfer(deps, companyId, after.at.userId, move, record, isOurs)
    return refused === undefined ? undefined : survivor(before.record)
  }
  const expect = before === undefined ? 'absent' : { etag: before.record.etag }
  const answer = await deps.writeRecord(companyId, after.at.userId, { kind: 'put', record, expect })
  return answer.kind === 'written' ? undefined : survivor(answer.current ?? record)
}

/** A record as one names it who was spared. */
export function survivor(record: MusterRecord): Survivor {
  return { type: record.type, id: record.id, title: recordTitle(record) }
}
