import type { ImportConfiguration } from '../../domain/configuration.ts'
import { goneColumns } from '../../domain/drift.ts'
import { Problem } from '../../domain/problems.ts'
import { inspect, type Inspection } from '../../readers/inspect.ts'
import type { Workbook } from '../../readers/workbook.ts'

/**
 * Inspects a file where a configuration says its columns are, or, if not all of them are there, where inspection finds a
 * header by itself and more of them are. A sheet that is not there is looked for as if none were named.
 * @throws Problem `no-rows` and others of inspection
 */
export async function inspectFor(
  workbook: Workbook,
  configuration: ImportConfiguration | undefined,
): Promise<Inspection> {
  if (configuration === undefined) return inspect(workbook)
  const missing = ({ columns }: Inspection) =>
    goneColumns(
      configuration,
      columns.map(({ name }) => name),
    ).length
  const sheet = workbook.sheetNames.includes(configuration.sheet) ? { sheet: configuration.sheet } : {}
  const asGiven = await unlessNoRows(inspect(workbook, { ...sheet, headerRow: configuration.headerRow }))
  if (asGiven !== undefined && missing(asGiven) === 0) return asGiven
  const asFound = await inspect(workbook, sheet)
  return asGiven === undefined || missing(asFound) < missing(asGiven) ? asFound : asGiven
}

/** A header row below the last row of the file is no reason to refuse the file. */
async function unlessNoRows(inspected: Promise<Inspection>): Promise<Inspection | undefined> {
  try {
    return await inspected
  } catch (error) {
    if (error instanceof Problem && error.code === 'no-rows') return undefined
    throw error
  }
}
