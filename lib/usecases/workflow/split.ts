import pMap from 'p-map'
import { assignmentKey, rowsKey, unassignedRowsKey } from '../../contracts/keys.ts'
import type { SheetRow } from '../../domain/cells.ts'
import type { ImportConfiguration } from '../../domain/configuration.ts'
import type { AssignmentCounts, Import } from '../../domain/imports.ts'
import { Problem } from '../../domain/problems.ts'
import { asItWas, isOfRejectedRows } from '../../domain/rejected-rows.ts'
import type { Ports } from '../../ports/ports.ts'
import { dataRows, inspect as inspectWorkbook, type Inspection } from '../../readers/inspect.ts'
import { openWorkbook } from '../../readers/open.ts'
import type { Workbook } from '../../readers/workbook.ts'
import { columnsByPosition, type AssignmentFile } from '../assignment-file.ts'
import type { InspectionFile } from '../inspection-file.ts'
import { orAbort } from './aborting.ts'
import { changeImport, loadImport, type OfImport } from './active-import.ts'
import { readStored, stored } from '../stored.ts'
import { recordTypeOf } from '../record-type-of.ts'
import { RowSorter } from './row-sorter.ts'
import { wantsToStop } from './wants-to-stop.ts'

type Deps = Pick<
  Ports,
  | 'getImport'
  | 'updateImport'
  | 'listUsers'
  | 'getUser'
  | 'getCustomFields'
  | 'findApproval'
  | 'getAnswer'
  | 'openFile'
  | 'readJson'
  | 'writeJson'
  | 'writeLines'
  | 'readLines'
  | 'listImportUsers'
  | 'now'
>
type Output = { next: 'check' | 'settings' | 'aborted' | 'cancel' }

/**
 * Reads the file row by row and gives each row to its user: one object of rows per user, and one that says what went where.
 * Over the company's limits rows are only counted, so that the refusal can name the counts.
 */
export const split =
  (deps: Deps) =>
  async (input: OfImport): Promise<Output> => {
    const item = await adoptSettings(deps, await loadImport(deps, input))
    if (await wantsToStop(deps, item)) return { next: 'cancel' }
    const { configuration } = item
    if (configuration === undefined) return { next: 'settings' }
    if (item.splitOf === String(item.round)) return { next: 'check' }
    const splitting = await changeImport(deps, item, { status: 'splitting' })
    return orAbort(deps, splitting, async () => {
      const { key, counts } = await splitFile(deps, splitting, configuration)
      await changeImport(deps, splitting, { assignmentKey: key, assignment: counts, splitOf: String(item.round) })
      return { next: 'check' as const }
    })
  }

/** Takes over the configuration that was answered in this round, if it is not yet. */
async function adoptSettings(deps: Deps, item: Import): Promise<Import> {
  if (item.settingsRound === item.round) return item
  const { companyId, id: importId, round } = item
  const approval = await deps.findApproval({ companyId, importId, round, step: 'settings' })
  if (approval?.state !== 'decided' || approval.action !== 'split') return { ...item, configuration: undefined }
  const configuration = stored<ImportConfiguration>(await deps.getAnswer(companyId, approval.id))
  return changeImport(deps, item, { configuration, settingsRound: round })
}

/** Rows that were imported in an earlier round, by row number: they stay with their user whatever has changed since. */
async function settledRows(deps: Deps, item: Import): Promise<ReadonlyMap<number, string>> {
  const settled = new Map<number, string>()
  if (item.round === 1) return settled
  for (const user of await deps.listImportUsers(item.companyId, item.id)) {
    if (user.state !== 'imported') continue
    for await (const row of deps.readLines(user.rowsKey)) settled.set((row as SheetRow).row, user.userId)
  }
  return settled
}

async function splitFile(
  deps: Deps,
  item: Import,
  configuration: ImportConfiguration,
): Promise<{ key: string; counts: AssignmentCounts }> {
  const { companyId, id: importId } = item
  const [users, actor] = await Promise.all([deps.listUsers(companyId), deps.getUser(companyId, item.startedBy.userId)])
  if (actor === undefined || item.object === undefined) {
    throw new Problem('not-permitted', 'The account that began this import is no more.', {
      advice: 'Begin the import again with an account that exists.',
    })
  }
  const workbook = await openWorkbook(await deps.openFile(item.object.key, item.object.versionId))
  const columns = columnsByPosition((await inspectionFor(deps, item, workbook, configuration)).columns)
  const sorted = new RowSorter({
    limits: item.limits,
    users,
    actor,
    recordType: await recordTypeOf(deps, companyId, item.recordType),
    configuration,
    columns,
    excludeEmails: item.exclude,
    settled: await settledRows(deps, item),
  })
  const comesBack = isOfRejectedRows(columns)
  for await (const row of dataRows(workbook, configuration.sheet, configuration.headerRow)) {
    sorted.add(comesBack ? asItWas(row) : row)
  }

  const splitId = String(item.round)
  await pMap(
    sorted.bins(),
    async ({ user, rows }) => deps.writeLines(rowsKey(companyId, importId, splitId, user.id), rows),
    { concurrency: 8 },
  )
  await deps.writeLines(unassignedRowsKey(companyId, importId, splitId), sorted.unassigned)
  const key = assignmentKey(companyId, importId, splitId)
  const file = sorted.file()
  await deps.writeJson(key, file)
  return { key, counts: countAssignment(file) }
}

/** What was found out about the chosen sheet: the inspection, unless another sheet or header row was chosen since. */
async function inspectionFor(
  deps: Deps,
  item: Import,
  workbook: Workbook,
  configuration: ImportConfiguration,
): Promise<Inspection> {
  const { sheet, headerRow } = configuration
  if (item.inspectionKey !== undefined) {
    const { inspection } = await readStored<InspectionFile>(deps, item.inspectionKey)
    if (inspection.sheet === sheet && inspection.headerRow === headerRow) return inspection
  }
  return inspectWorkbook(workbook, { sheet, headerRow })
}

function countAssignment(file: AssignmentFile): AssignmentCounts {
  const sum = (lines: readonly { rows: number }[]) => lines.reduce((total, { rows }) => total + rows, 0)
  const included = file.users.filter(({ excluded }) => excluded === undefined)
  return {
    rows: file.rows,
    users: included.length,
    assignedRows: sum(included),
    notFoundValues: file.notFound.length,
    notFoundRows: sum(file.notFound),
    emptyRows: file.empty.rows,
    excludedRows: sum(file.users) - sum(included),
    usersWithoutRows: file.usersWithoutRows.length,
  }
}
