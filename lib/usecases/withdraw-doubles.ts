import { setTimeout as sleep } from 'node:timers/promises'
import type { Import, ImportUser } from '../domain/imports.ts'
import type { Reason } from '../domain/outcomes.ts'
import type { PlanEntry } from '../domain/plans.ts'
import type { StoredRecord } from '../domain/records.ts'
import type { Ports } from '../ports/ports.ts'

type Deps = Pick<Ports, 'readRecords' | 'getRecord' | 'writeRecord'>

/** A person who enters the same external ID looks again right after writing, and withdraws. Ours goes only if theirs stays. */
const SETTLE_MS = 1000

/**
 * New records are written without asking, so somebody may have entered a record with the same external ID meanwhile.
 * The entered one stays; ours is withdrawn, and its row is a conflict. Answers the reasons by place in the plan.
 */
export async function withdrawDoubles(
  deps: Deps,
  item: Import,
  user: ImportUser,
  entries: readonly PlanEntry[],
): Promise<Map<number, Reason>> {
  const created = createdWithExternalId(entries)
  const doubles = new Map<number, Reason>()
  if (created.size === 0) return doubles
  const ours = new Map<string, StoredRecord>()
  const others: StoredRecord[] = []
  for await (const record of deps.readRecords(item.companyId, user.userId, item.recordType)) {
    const mine = created.get(String(record.fields['externalId']))
    if (mine === undefined) continue
    if (mine.recordId === record.id) ours.set(record.id, record)
    else others.push(record)
  }
  if (others.length > 0) await sleep(SETTLE_MS)
  for (const other of others) {
    if ((await deps.getRecord(item.companyId, user.userId, item.recordType, other.id)) === undefined) continue
    const externalId = String(other.fields['externalId'])
    const mine = created.get(externalId)
    if (mine === undefined) continue
    await withdraw(deps, item, user, ours.get(mine.recordId))
    doubles.set(mine.entry, {
      code: 'entered-meanwhile',
      message: `Somebody entered a record with the external ID ${externalId} after the preview; it was kept.`,
      field: 'externalId',
      value: externalId,
    })
  }
  return doubles
}

function createdWithExternalId(entries: readonly PlanEntry[]): Map<string, { entry: number; recordId: string }> {
  const created = new Map<string, { entry: number; recordId: string }>()
  entries.forEach(({ operation }, entry) => {
    const externalId = operation?.after.fields['externalId']
    if (operation?.kind === 'create' && typeof externalId === 'string') {
      created.set(externalId, { entry, recordId: operation.after.id })
    }
  })
  return created
}

/** Takes our record away unless somebody has worked on it already; then both stay, and the conflict says so. */
async function withdraw(deps: Deps, item: Import, user: ImportUser, ours: StoredRecord | undefined): Promise<void> {
  if (ours === undefined || !ours.etag.startsWith(`${item.id}:`)) return
  await deps.writeRecord(item.companyId, user.userId, { kind: 'remove', record: ours, expect: { etag: ours.etag } })
}
