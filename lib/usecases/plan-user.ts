import { planKey, unassignedRowsKey } from '../contracts/keys.ts'
import type { SheetRow } from '../domain/cells.ts'
import type { Import, ImportUser } from '../domain/imports.ts'
import { guardReasons } from '../domain/guard.ts'
import type { Reason } from '../domain/outcomes.ts'
import type { StoredRecord } from '../domain/records.ts'
import { plan } from '../domain/planning.ts'
import type { PlanInput } from '../domain/planning/input.ts'
import type { Plan, PlanCounts, PlanEntry } from '../domain/plans.ts'
import type { Ports } from '../ports/ports.ts'
import type { AssignmentFile } from './assignment-file.ts'
import { findElsewhereOf, type ElsewhereDeps } from './elsewhere.ts'
import { keysOfOthers } from './keys-of-others.ts'
import { recordTypeOf } from './record-type-of.ts'
import { linesOf, readStored, stored } from './stored.ts'

export type PlanDeps = ElsewhereDeps & Pick<Ports, 'getCompany' | 'getCustomFields' | 'putImportUser' | 'newId' | 'now'>

/** The first line of a stored plan; the others are its entries. */
export interface PlanHeader {
  readonly counts: PlanCounts
  readonly columns: readonly string[]
}

/**
 * Plans one user's import and stores the plan: what is previewed is what will be written.
 * Answers the user's part as it is afterwards, `previewed`.
 */
export async function planUser(deps: PlanDeps, item: Import, user: ImportUser): Promise<ImportUser> {
  const { file, records, plan: made } = await makePlan(deps, item, user)
  const key = planKey(item.companyId, item.id, item.round, user.userId, deps.newId())
  const header: PlanHeader = { counts: made.counts, columns: file.columns }
  await deps.writeLines(key, [header, ...made.entries])
  const previewed: ImportUser = {
    ...user,
    state: 'previewed',
    round: item.round,
    planKey: key,
    counts: made.counts,
    guard: await guardOf(deps, item, made.counts, records),
    revision: user.revision + 1,
  }
  if (!(await deps.putImportUser(item.companyId, previewed, user.revision))) {
    throw new Error(`The part of user ${user.userId} in the import ${item.id} was changed meanwhile.`)
  }
  return previewed
}

async function guardOf(
  { getCompany }: PlanDeps,
  { companyId }: Import,
  counts: PlanCounts,
  records: readonly StoredRecord[],
): Promise<readonly Reason[] | undefined> {
  const company = await getCompany(companyId)
  if (company === undefined) throw new Error(`There is no company ${companyId}.`)
  const live = records.filter(({ deleted }) => deleted === undefined).length
  const reasons = guardReasons(counts, live, company.guard)
  return reasons.length === 0 ? undefined : reasons
}

async function makePlan(
  deps: PlanDeps,
  item: Import,
  user: ImportUser,
): Promise<{ file: AssignmentFile; records: readonly StoredRecord[]; plan: Plan }> {
  const { companyId, configuration } = item
  if (configuration === undefined || item.assignmentKey === undefined) {
    throw new Error(`The import ${item.id} has no settings to plan by.`)
  }
  const [file, rows, records, customers, unassignedRows] = await Promise.all([
    readStored<AssignmentFile>(deps, item.assignmentKey),
    linesOf<SheetRow>(deps.readLines(user.rowsKey)),
    Array.fromAsync(deps.readRecords(companyId, user.userId, item.recordType)),
    item.recordType === 'customers' ? [] : Array.fromAsync(deps.readRecords(companyId, user.userId, 'customers')),
    configuration.mode === 'update-and-delete'
      ? linesOf<SheetRow>(deps.readLines(unassignedRowsKey(companyId, item.id, String(item.round))))
      : [],
  ])
  const input: PlanInput = {
    recordType: await recordTypeOf(deps, companyId, item.recordType),
    configuration,
    columns: file.columns,
    records,
    customers,
    rows,
    unassignedRows,
    importId: item.id,
    author: { kind: 'import', id: item.id },
    now: deps.now(),
    newRecordId: (row) => `${item.id}-${row}`,
  }
  const [others, elsewhere] = await Promise.all([
    keysOfOthers(deps, item, user.userId, input, file),
    findElsewhereOf(deps, item, user.userId, input),
  ])
  return { file, records, plan: plan({ ...input, keysOfOthers: others, elsewhere }) }
}

/** Reads a stored plan: its header, then its entries in row order. */
export async function readPlan(
  deps: Pick<Ports, 'readLines'>,
  key: string,
): Promise<{ header: PlanHeader; entries: PlanEntry[] }> {
  const [header, ...entries] = await Array.fromAsync(deps.readLines(key))
  return { header: stored<PlanHeader>(header), entries: stored<PlanEntry[]>(entries) }
}
