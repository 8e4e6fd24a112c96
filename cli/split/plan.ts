import { assignmentText } from '../../lib/domain/assignment.ts'
import type { Cell, SheetRow } from '../../lib/domain/cells.ts'
import { Problem } from '../../lib/domain/problems.ts'
import {
  createOwnerFinder,
  packParts,
  type OwnerRules,
  type Part,
  type PartLimits,
  type RowGroup,
} from '../../lib/domain/splitting.ts'
import { MOST_ROWS } from '../../lib/domain/worksheets.ts'
import { dataRows, inspect, type Inspection } from '../../lib/readers/inspect.ts'
import { columnLetters } from '../../lib/readers/inspecting/names.ts'
import { refuseSeveralSheets } from '../../lib/readers/inspecting/sheets.ts'
import type { Workbook } from '../../lib/readers/workbook.ts'
import { UsageError } from '../exit-codes.ts'
import { plain } from '../output.ts'

export interface SplitChoice extends OwnerRules {
  /** The name of the column that says whose a row is. */
  readonly column: string
  readonly sheet?: string | undefined
  readonly headerRow?: number | undefined
  readonly limits: PartLimits
}

/** The rows of one user: all values that mean them. */
export interface UserRows extends RowGroup {
  /** The value as it stands in the first row. */
  readonly value: string
  readonly owner: string
}

/** What goes where, known before anything is written. */
export interface SplitPlan {
  readonly inspection: Inspection
  readonly parts: readonly Part<UserRows>[]
  /** Rows that belong to nobody: without a value in the column, or with one that is known to be no user's. */
  readonly loose: { readonly rows: number; readonly firstRow?: number }
  /** Whose a row is; undefined if nobody's. */
  readonly ownerOf: (row: SheetRow) => string | undefined
}

/** More parts than these nobody imports one after the other: another column was meant. */
const MOST_PARTS = 1000

/**
 * Reads a file twice, to find its header and to count the rows of each user, and decides what goes into which part.
 * @throws Problem `too-many-rows` if one user has more rows than a part may have, naming them; `no-rows`,
 *   `several-sheets-with-data`; UsageError if there is no such column
 */
export async function planSplit(workbook: Workbook, choice: SplitChoice): Promise<SplitPlan> {
  const { column, limits } = choice
  const inspection = await inspect(workbook, {
    ...(choice.sheet === undefined ? {} : { sheet: choice.sheet }),
    ...(choice.headerRow === undefined ? {} : { headerRow: choice.headerRow }),
  })
  if (choice.sheet === undefined) refuseSeveralSheets(inspection)
  const index = indexOf(inspection, column)
  const find = createOwnerFinder(choice)
  const valueOf = (row: SheetRow): string => assignmentText(row.cells[index])
  const ownerOf = (row: SheetRow): string | undefined => find(valueOf(row))
  const users = new Map<string, { value: string; owner: string; rows: number; firstRow: number }>()
  const loose: { rows: number; firstRow?: number } = { rows: 0 }
  for await (const row of dataRows(workbook, inspection.sheet, inspection.headerRow)) {
    const owner = ownerOf(row)
    if (owner === undefined) {
      loose.rows += 1
      loose.firstRow ??= row.row
      continue
    }
    const known = users.get(owner)
    if (known) known.rows += 1
    else users.set(owner, { value: valueOf(row), owner, rows: 1, firstRow: row.row })
  }
  const groups = [...users.values()]
  if (groups.length === 0) throw nobody(inspection, column)
  refuseTooLarge(groups, inspection, column, limits)
  if (groups.length / limits.maxUsers > MOST_PARTS) throw tooManyParts(groups.length, column)
  const parts = packParts(groups, loose.rows, limits)
  if (parts.length > MOST_PARTS) throw tooManyParts(groups.length, column)
  if (workbook.format !== 'csv' && parts.some(({ rows }) => inspection.headerRow + rows > MOST_ROWS)) {
    throw new UsageError(`A worksheet has no room for ${limits.maxRows} rows. Give a smaller --max-rows.`)
  }
  return { inspection, parts, loose, ownerOf }
}

function indexOf({ columns, sheet, headerRow }: Inspection, column: string): number {
  const found = columns.find(({ name }) => name === column)
  if (found) return found.index
  throw new UsageError(
    `There is no column "${plain(column)}" on sheet "${plain(sheet)}" with its header in row ${headerRow}.` +
      ` The columns are: ${columns.map(({ name }) => plain(name)).join(', ')}.`,
  )
}

function nobody({ sheet, headerRow, rows }: Inspection, column: string): Problem {
  return new Problem('no-user-found', `No row belongs to a user: column "${plain(column)}" names none.`, {
    advice: 'Say with --assign-column which column does.',
    places: [{ sheet, row: headerRow, column }],
    details: { rows, column },
  })
}

function refuseTooLarge(groups: readonly UserRows[], { sheet }: Inspection, column: string, limits: PartLimits): void {
  const large = groups.filter(({ rows }) => rows > limits.maxRows)
  const [first] = large
  if (first === undefined) return
  const most = Math.max(...large.map(({ rows }) => rows))
  const many = (count: number): string => count.toLocaleString('en')
  throw new Problem(
    'too-many-rows',
    large.length === 1
      ? `"${plain(first.value)}" alone has ${many(first.rows)} rows; a part may have ${many(limits.maxRows)}.`
      : `${many(large.length)} users have more rows each than the ${many(limits.maxRows)} that a part may have.`,
    {
      advice:
        'The rows of a user are never divided: with mode update-and-delete, the second part would delete what the first brought.' +
        ` Take rows out of the file that are not needed, or raise the limit: "muster company set --max-rows ${most}", and --max-rows ${most} here.`,
      places: large.map(({ value, rows, firstRow }) => ({
        sheet,
        row: firstRow,
        column,
        value,
        message: `${many(rows)} rows`,
      })),
      details: { maxRows: limits.maxRows },
    },
  )
}

function tooManyParts(users: number, column: string): UsageError {
  return new UsageError(
    `Column "${plain(column)}" has ${users.toLocaleString('en')} different values, which would make more than` +
      ` ${MOST_PARTS.toLocaleString('en')} parts. Does it say whose the rows are? If so, give larger limits.`,
  )
}

/**
 * The rows up to the header, as each part begins. A column without a title is called after its place only where it has
 * values; its title is written out, so that a configuration finds it also in a part in which it has none.
 */
export async function* headRows(
  workbook: Workbook,
  { sheet, headerRow, columns }: Inspection,
): AsyncGenerator<SheetRow> {
  for await (const row of workbook.rows(sheet)) {
    if (row.row > headerRow) return
    yield row.row === headerRow ? { row: row.row, cells: withTitles(row.cells, columns) } : row
  }
}

function withTitles(cells: readonly Cell[], columns: Inspection['columns']): Cell[] {
  const titled = [...cells]
  for (const { name, index } of columns) {
    if (name !== `Column ${columnLetters(index)}`) continue
    while (titled.length <= index) titled.push(null)
    titled[index] = name
  }
  return titled
}
