import { resultKey } from '../contracts/keys.ts'
import { closeAccounts, totalsOfResults } from '../domain/accounting.ts'
import type { Import, ImportUser } from '../domain/imports.ts'
import type { Reason } from '../domain/outcomes.ts'
import type { PlanEntry, ResultEntry } from '../domain/plans.ts'
import type { Ports } from '../ports/ports.ts'
import { readPlan } from './plan-user.ts'
import { withdrawDoubles } from './withdraw-doubles.ts'
import { writeEntries, type WriteEntriesDeps } from './write-entries.ts'

export type WriteDeps = WriteEntriesDeps &
  Pick<Ports, 'readLines' | 'writeLines' | 'readRecords' | 'getRecord' | 'putImportUser' | 'now'>

/**
 * Writes exactly what was planned for one user, once, however often it is begun. A chunk is acknowledged by an object;
 * chunks without one may have been written in part, so they are written again with conditions under which a write
 * recognises itself. A record that changed since it was planned is left alone and reported as conflict.
 * @throws AccountingError if the outcomes do not add up to the user's rows
 */
export async function writeUser(deps: WriteDeps, item: Import, user: ImportUser): Promise<ImportUser> {
  if (user.state === 'imported') return user
  if (user.planKey === undefined) throw new Error(`User ${user.userId} was never planned in the import ${item.id}.`)
  const begun = await put(deps, item, user, {
    state: 'importing',
    writeAttempt: user.writeAttempt + 1,
    begunAt: user.begunAt ?? deps.now(),
  })
  const { entries } = await readPlan(deps, user.planKey)
  const exceptions = await writeEntries(deps, item, begun, entries)
  const doubles = await withdrawDoubles(deps, item, begun, entries)
  const results = entries.map((entry, index) => resultOf(entry, exceptions.get(index) ?? doubles.get(index)))
  const key = resultKey(item.companyId, item.id, user.userId)
  await deps.writeLines(key, results)
  const { totals, deleted, related } = totalsOfResults(results)
  closeAccounts({ rows: user.rows, parts: [totals] })
  const takenFrom = takenFromUsers(results)
  return put(deps, item, begun, {
    state: 'imported',
    resultKey: key,
    totals,
    deleted,
    related,
    takenFrom,
    endedAt: deps.now(),
  })
}

/** How many customers came from which users, for their own lines of the summary. */
function takenFromUsers(results: readonly ResultEntry[]): ImportUser['takenFrom'] {
  const taken = new Map<string, { userId: string; email: string; customers: number }>()
  for (const { outcome, from } of results) {
    if (outcome !== 'transferred' || from?.how !== 'move') continue
    const { userId, email } = from
    taken.set(userId, { userId, email, customers: (taken.get(userId)?.customers ?? 0) + 1 })
  }
  return taken.size === 0 ? undefined : [...taken.values()]
}

async function put(
  deps: WriteDeps,
  item: Import,
  before: ImportUser,
  change: Partial<ImportUser>,
): Promise<ImportUser> {
  const after = { ...before, ...change, revision: before.revision + 1 }
  if (await deps.putImportUser(item.companyId, after, before.revision)) return after
  throw new Error(`The part of user ${before.userId} in the import ${item.id} was changed meanwhile.`)
}

function resultOf(entry: PlanEntry, exception: Reason | undefined): ResultEntry {
  const { row, outcome, title, cells, operation, reasons } = entry
  const recordId = operation?.after.id ?? entry.recordId
  if (exception !== undefined) return { row, outcome: 'conflict', title, recordId, reasons: [exception], cells }
  const from = operation?.kind === 'transfer' ? { ...operation.from, how: operation.how } : undefined
  return { row, outcome, title, recordId, from, reasons, cells }
}
