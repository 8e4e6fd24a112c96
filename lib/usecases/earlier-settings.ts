import { checkConfiguration } from '../domain/configurations.ts'
import { importOfRejectedRows, sparingOthers } from '../domain/rejected-rows.ts'
import type { Import } from '../domain/imports.ts'
import type { RecordType } from '../domain/record-types/types.ts'
import type { Suggestion } from '../domain/suggest.ts'
import { mayView } from './access.ts'
import type { Ports } from '../ports/ports.ts'
import type { Inspection } from '../readers/inspect.ts'

/**
 * For a file of rejected rows, the configuration of the import they come from, as far as it still fits: where the columns
 * stand now is what inspection found. Undefined for every other file.
 */
export async function earlierSettings(
  { getImport, getUser }: Pick<Ports, 'getImport' | 'getUser'>,
  { companyId, recordType, startedBy }: Import,
  type: RecordType,
  { sheet, headerRow, columns, sheets }: Inspection,
): Promise<Suggestion | undefined> {
  const importId = importOfRejectedRows(columns)
  const earlier = importId === undefined ? undefined : await getImport(companyId, importId)
  if (earlier?.configuration === undefined || earlier.recordType !== recordType) return undefined
  // Whoever may not see that import is told nothing of it, its settings included.
  const actor = await getUser(companyId, startedBy.userId)
  if (actor === undefined || !mayView(actor, earlier.startedBy)) return undefined
  const configuration = sparingOthers({ ...earlier.configuration, sheet, headerRow }, columns)
  const names = columns.map(({ name }) => name)
  const sheetNames = sheets.map(({ name }) => name)
  if (checkConfiguration(type, configuration, names, sheetNames).length > 0) return undefined
  const why = `These are rejected rows of the import of "${earlier.fileName}" of ${earlier.startedAt.slice(0, 10)}, which had it so.`
  const { assignment, mapping } = configuration
  const reasons = [{ column: assignment.column, field: 'assignment' }, ...mapping].map(({ column, field }) => ({
    column,
    field,
    why,
    confidence: 'high' as const,
  }))
  return { complete: true, configuration, problems: [], reasons }
}
