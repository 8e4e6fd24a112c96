import { unassignedRowsKey } from '../contracts/keys.ts'
import { isCellError, type SheetRow } from '../domain/cells.ts'
import type { Locale } from '../domain/companies.ts'
import type { ImportConfiguration } from '../domain/configuration.ts'
import { shownText } from '../domain/conversions.ts'
import type { Import } from '../domain/imports.ts'
import type { Reason } from '../domain/outcomes.ts'
import type { ResultEntry } from '../domain/plans.ts'
import { rejectedRowsTable, type RejectedRow } from '../domain/rejected-rows.ts'
import { germanLabels, loadSayer, withoutCommands } from '../sentences/languages.ts'
import type { Ports } from '../ports/ports.ts'
import { visibleImport, type Caller } from './access.ts'
import type { AssignmentFile } from './assignment-file.ts'
import { reachOf, type Reach } from './reach.ts'
import { recordTypeOf } from './record-type-of.ts'
import { csvFile, workbookFile } from './spreadsheet-files.ts'
import { stored } from './stored.ts'

type Deps = Pick<Ports, 'getImport' | 'listImportUsers' | 'listUsers' | 'getCustomFields' | 'findJson' | 'readLines'>
type Args = Caller & {
  readonly path: { readonly importId: string }
  readonly query: { readonly format: 'xlsx' | 'csv'; readonly language: Locale; readonly unassigned: boolean }
}

interface File {
  readonly contentType: string
  readonly fileName: string
  readonly body: Uint8Array
}

/** What the file is called, behind the name of the one that was imported. */
const FILE: Readonly<Record<Locale, string>> = { en: 'rejected rows', de: 'abgelehnte Zeilen' }

/** Says reasons in a language, with the fields as they are called there; in English they stay as they are. */
async function sayerFor(
  deps: Deps,
  { companyId, recordType }: Import,
  language: Locale,
): Promise<(sentence: string) => string> {
  if (language === 'en') return (sentence) => sentence
  const [say, type] = await Promise.all([loadSayer(language), recordTypeOf(deps, companyId, recordType)])
  const labels = germanLabels(type)
  return (sentence) => withoutCommands(say(sentence, labels))
}

/** Rejected rows of all users within reach, as they stood in the file. */
async function rejectedRows(deps: Deps, { companyId, id }: Import, reach: Reach): Promise<RejectedRow[]> {
  const rows: RejectedRow[] = []
  for (const { userId, resultKey } of await deps.listImportUsers(companyId, id)) {
    if (resultKey === undefined || !reach.has(userId)) continue
    for await (const line of deps.readLines(resultKey)) {
      const { outcome, row, cells = [], reasons = [] } = stored<ResultEntry>(line)
      if (outcome === 'rejected' && row !== null) rows.push({ row, cells, reasons })
    }
  }
  return rows
}

/** Rows that belong to no user when the file was split last, with what the assignment column says. */
async function unassignedRows(
  deps: Deps,
  { companyId, id, round, splitOf = String(round) }: Import,
  { by, column }: ImportConfiguration['assignment'],
  columns: readonly string[],
): Promise<RejectedRow[]> {
  const index = columns.indexOf(column)
  const rows: RejectedRow[] = []
  for await (const line of deps.readLines(unassignedRowsKey(companyId, id, splitOf))) {
    const { row, cells } = stored<SheetRow>(line)
    rows.push({ row, cells, reasons: [unassignedReason(cells[index] ?? null, by, column)] })
  }
  return rows
}

function unassignedReason(cell: SheetRow['cells'][number], by: 'email' | 'employee-number', column: string): Reason {
  const value = isCellError(cell) ? cell.error : shownText(cell)
  const what = by === 'email' ? 'e-mail address' : 'employee number'
  const message =
    value === '' ? 'The cell is empty: the row belongs to no user.' : `No user has the ${what} "${value}".`
  return { code: 'unassigned', message, column, ...(value === '' ? {} : { value }) }
}

/**
 * The rejected rows in the file's own columns, each with its import, row and reason in front, and on request those that
 * belong to no user. Corrected and uploaded again they find their configuration by the import and touch only themselves.
 * @throws Problem `not-found`
 */
export const getRejectedRows =
  (deps: Deps) =>
  async ({ path, query: { format, language, unassigned }, ...caller }: Args): Promise<File> => {
    const item = await visibleImport(deps, caller, path.importId)
    const [rejected, found, say] = await Promise.all([
      rejectedRows(deps, item, await reachOf(deps, caller)),
      item.assignmentKey === undefined ? undefined : deps.findJson(item.assignmentKey),
      sayerFor(deps, item, language),
    ])
    const columns = found === undefined ? [] : stored<AssignmentFile>(found).columns
    const { configuration } = item
    const isAsked = unassigned && found !== undefined && configuration !== undefined
    const others = isAsked ? await unassignedRows(deps, item, configuration.assignment, columns) : []
    const rows = [...rejected, ...others].sort((a, b) => a.row - b.row)
    const { headerRow = 1, sheet = 'Rejected', notation = { decimal: '.' } } = configuration ?? {}
    const table = rejectedRowsTable(item.id, rows, columns, headerRow, { language, say })
    const fileName = `${item.fileName.replace(/\.[^.]*$/, '')} - ${FILE[language]}.${format}`
    return format === 'csv'
      ? {
          contentType: 'text/csv; charset=utf-8',
          fileName,
          body: csvFile(table, notation.decimal === ',' ? ',' : '.'),
        }
      : {
          contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          fileName,
          body: workbookFile(table, sheet),
        }
  }
