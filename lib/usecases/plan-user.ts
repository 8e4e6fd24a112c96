import { planKey, unassignedRowsKey } from '../contracts/keys.ts'
import type { SheetRow } from '../domain/cells.ts'
import type { Import, ImportUser } from '../domain/imports.ts'
import { guardReasons, moveReasons, type Leaving } from '../domain/guard.ts'
import type { Reason } from '../domain/outcomes.ts'
import type { StoredRecord } from '../domain/records.ts'
import { plan } from '../domain/planning.ts'
import type { PlanInput } from '../domain/planning/input.ts'
import type { Plan, PlanCounts, PlanEntry } from '../domain/plans.ts'
import type { Ports } from '../ports/ports.ts'
import type { AssignmentFile } from './assignment-file.ts'
import { findElsewhereOf, type ElsewhereDeps } from './elsewhere.ts'
import { keysByUser } from './keys-by-user.ts'
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
  const all = await makePlan(deps, item, user)
  const { file, plan: made } = all
  const key = planKey(item.companyId, item.id, item.round, user.userId, deps.newId())
  const header: PlanHeader = { counts: made.counts, columns: file.columns }
  await deps.writeLines(key, [header, ...made.entries])
  const previewed: ImportUser = {
    ...user,
    state: 'previewed',
    round: item.round,
    planKey: key,
    counts: made.counts,
    plannedAt: deps.now(),
    guard: await guardOf(deps, item, all),
    revision: user.revision + 1,
  }
  if (!(await deps.putImportUser(item.companyId, previewed, user.revision))) {
    throw new Error(`The part of user ${user.userId} in the import ${item.id} was changed meanwhile.`)
  }
  return previewed
}

/** A plan with what it was made from. */
interface Made {
  readonly file: AssignmentFile
  readonly records: readonly StoredRecord[]
  /** What other users have and would lose. */
  readonly sources: readonly Leaving[]
  readonly plan: Plan
}

async function guardOf(
  { getCompany }: PlanDeps,
  { companyId }: Import,
  { records, sources, plan: { counts, entries } }: Made,
): Promise<readonly Reason[] | undefined> {
  const company = await getCompany(companyId)
  if (company === undefined) throw new Error(`There is no company ${companyId}.`)
  const live = records.filter(({ deleted }) => deleted === undefined).length
  const reasons = [...guardReasons(counts, live, company.guard), ...moveReasons(entries, sources, company.guard)]
  return reasons.length === 0 ? undefined : reasons
}

async function makePlan(deps: PlanDeps, item: Import, user: ImportUser): Promise<Made> {
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
  const keys = await keysByUser(deps, item, input, file)
  const others = keys && new Map([...keys].filter(([userId]) => userId !== user.userId))
  const { elsewhere, sources } = await findElsewhereOf(deps, item, user.userId, input, keys)
  return { file, records, sources, plan: plan({ ...input, keysOfOthers: others, elsewhere }) }
}

/** Reads a stored plan: its header, then its entries in row order. */
export async function readPlan(
  deps: Pick<Ports, 'readLines'>,
  key: string,
): Promise<{ header: PlanHeader; entries: PlanEntry[] }> {
  const [header, ...entries] = await Array.fromAsync(deps.readLines(key))
  return { header: stored<PlanHeader>(header), entries: stored<PlanEntry[]>(entries) }
}
