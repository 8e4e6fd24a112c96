import { stringify } from 'csv-stringify/sync'
import { utils, write } from 'xlsx'
import { isCellError, type Cell } from '../domain/cells.ts'
import type { Import } from '../domain/imports.ts'
import type { ResultEntry } from '../domain/plans.ts'
import type { Ports } from '../ports/ports.ts'
import { visibleImport, type Caller } from './access.ts'
import type { AssignmentFile } from './assignment-file.ts'
import { reachOf, type Reach } from './reach.ts'
import { stored } from './stored.ts'

type Deps = Pick<Ports, 'getImport' | 'listImportUsers' | 'listUsers' | 'findJson' | 'readLines'>
type Args = Caller & {
  readonly path: { readonly importId: string }
  readonly query: { readonly format: 'xlsx' | 'csv' }
}

interface File {
  readonly contentType: string
  readonly fileName: string
  readonly body: Uint8Array
}

/** The columns in front of the file's own. A mapping goes by name, so that they are in nobody's way at the next upload. */
export const REASON_COLUMNS = ['Muster: row', 'Muster: reason'] as const

type Row = readonly (string | number | boolean | null)[]

/** Rejected entries of all users within reach, as the rows stood in the file. */
async function rejectedEntries(deps: Deps, { companyId, id }: Import, reach: Reach): Promise<ResultEntry[]> {
  const entries: ResultEntry[] = []
  for (const { userId, resultKey } of await deps.listImportUsers(companyId, id)) {
    if (resultKey === undefined || !reach.has(userId)) continue
    for await (const line of deps.readLines(resultKey)) {
      const entry = stored<ResultEntry>(line)
      if (entry.outcome === 'rejected') entries.push(entry)
    }
  }
  return entries.sort((a, b) => (a.row ?? 0) - (b.row ?? 0))
}

function reasonText({ reasons = [] }: ResultEntry): string {
  return reasons.map(({ column, message }) => (column === undefined ? message : `${column}: ${message}`)).join(' | ')
}

const shown = (cell: Cell | undefined) => (isCellError(cell) ? cell.error : (cell ?? null))

/** The header stands in the row where the configuration looks for it. */
function tableOf(entries: readonly ResultEntry[], columns: readonly string[], headerRow: number): Row[] {
  // A file that is itself a list of rejected rows has these columns already: the new reasons take their place.
  const own: readonly string[] = REASON_COLUMNS
  const kept = columns.flatMap((name, index) => (own.includes(name) ? [] : [{ name, index }]))
  return [
    ...Array.from({ length: headerRow - 1 }, (): Row => []),
    [...REASON_COLUMNS, ...kept.map(({ name }) => name)],
    ...entries.map((entry) => [entry.row, reasonText(entry), ...kept.map(({ index }) => shown(entry.cells?.[index]))]),
  ]
}

/** A worksheet's name takes at most 31 characters and not all of them. */
function sheetName(name: string): string {
  return name.replace(/[\\/?*[\]:]/g, '_').slice(0, 31)
}

/** A worksheet's cell holds 32,767 characters (ECMA-376); what is longer is cut, and says so. The CSV file has it whole. */
const MOST_CHARACTERS = 32_767
const CUT = '… (cut)'

function fitting(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text
  // A cut through a character of two halves would leave a text that no program reads.
  return `${text.slice(0, MOST_CHARACTERS - CUT.length).toWellFormed()}${CUT}`
}

function workbook(table: readonly Row[], sheet: string): Uint8Array {
  const book = utils.book_new()
  // Text stays text: a cell that begins with = is written as a string and never as a formula.
  const rows = table.map((row) =>
    row.map((value) => (typeof value === 'string' ? { t: 's', v: fitting(value) } : value)),
  )
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), sheetName(sheet))
  const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx', compression: true })
  if (bytes instanceof Uint8Array) return bytes
  throw new Error('The workbook of rejected rows was not written as bytes')
}

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe in front. Phone and other plain numbers with a sign
 * are no formulas and stay as they are. Source: OWASP, CSV injection.
 */
export function guarded(text: string): string {
  const isNumber = /^[+-][\d\s().,/-]*$/.test(text)
  return /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) && !isNumber ? `'${text}` : text
}

function commaSeparated(table: readonly Row[], decimal: '.' | ','): Uint8Array {
  const text = stringify(
    table.map((row) => [...row]),
    {
      bom: true,
      // Where the comma is decimal, spreadsheets expect semicolons between the cells.
      delimiter: decimal === ',' ? ';' : ',',
      record_delimiter: 'windows',
      quoted_match: /^\s|\s$|[\r\n]/,
      cast: {
        string: guarded,
        number: (value) => String(value).replace('.', decimal),
        boolean: (value) => String(value),
      },
    },
  )
  return new TextEncoder().encode(text)
}

/**
 * The rejected rows in the file's own columns, each with its row and reason in front. Corrected and uploaded again with
 * the same configuration, they touch only themselves.
 * @throws Problem `not-found`
 */
export const getRejectedRows =
  (deps: Deps) =>
  async ({ path, query: { format }, ...caller }: Args): Promise<File> => {
    const item = await visibleImport(deps, caller, path.importId)
    const [entries, found] = await Promise.all([
      rejectedEntries(deps, item, await reachOf(deps, caller)),
      item.assignmentKey === undefined ? undefined : deps.findJson(item.assignmentKey),
    ])
    const columns = found === undefined ? [] : stored<AssignmentFile>(found).columns
    const { headerRow = 1, sheet = 'Rejected', notation = { decimal: '.' } } = item.configuration ?? {}
    const table = tableOf(entries, columns, headerRow)
    const fileName = `${item.fileName.replace(/\.[^.]*$/, '')} - rejected rows.${format}`
    return format === 'csv'
      ? {
          contentType: 'text/csv; charset=utf-8',
          fileName,
          body: commaSeparated(table, notation.decimal === ',' ? ',' : '.'),
        }
      : {
          contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          fileName,
          body: workbook(table, sheet),
        }
  }
