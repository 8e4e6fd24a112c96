import type { z } from 'zod'
import type { settingsCheck } from '../contracts/imports.ts'
import { cellText, isCellError, type Cell, type SheetRow } from '../domain/cells.ts'
import type { Company, User } from '../domain/companies.ts'
import type { ImportConfiguration } from '../domain/configuration.ts'
import { checkConfiguration } from '../domain/configurations.ts'
import { correctionProblems } from '../domain/corrections.ts'
import { driftOf, goneColumns, type Drift } from '../domain/drift.ts'
import { wholePostalCode } from '../domain/conversions/postal-codes.ts'
import type { Import } from '../domain/imports.ts'
import { readCell, readingRules } from '../domain/planning/columns.ts'
import { Problem, type ProblemPlace } from '../domain/problems.ts'
import { fieldOf } from '../domain/record-types/catalogue.ts'
import type { RecordType } from '../domain/record-types/types.ts'
import { suggestConfiguration } from '../domain/suggest.ts'
import type { SuggestColumn } from '../domain/suggesting/columns.ts'
import { sparingOthers } from '../domain/rejected-rows.ts'
import type { Ports } from '../ports/ports.ts'
import type { Inspection } from '../readers/inspect.ts'
import { columnNames } from '../readers/inspecting/names.ts'
import type { InspectionFile } from './inspection-file.ts'
import { visibleImport } from './access.ts'
import { columnsByPosition } from './assignment-file.ts'
import { recordTypeOf } from './record-type-of.ts'
import { readStored } from './stored.ts'

interface Args {
  readonly path: { readonly importId: string }
  readonly body: ImportConfiguration
  readonly actor: User
  readonly company: Company
}
type Check = z.input<typeof settingsCheck>

const SAMPLE_ROWS = 20
const SAMPLE_VALUES = 3

/** What a configuration would make of the first rows. Changes nothing. @throws Problem `not-found`, `no-longer-waiting` */
export const checkSettings =
  (deps: Pick<Ports, 'getImport' | 'getCustomFields' | 'listUsers' | 'readJson'>) =>
  async ({ path, body, actor, company }: Args): Promise<Check> => {
    const item = await visibleImport(deps, { actor, company }, path.importId)
    const { type, users, columns, positions, problems, rows, inspection } = await holdAgainstFile(deps, item, body)
    const samples = rows.slice(0, SAMPLE_ROWS).map((row) => sampleOf(type, row, positions, body))
    const drift = driftInFile(type, body, columns, inspection)
    const { sheet, headerRow } = body
    const suggestion =
      columns.length === 0 || isInspected(inspection, body)
        ? undefined
        : suggestConfiguration({
            recordType: type,
            sheet,
            headerRow,
            columns: columns.map((name, index) => describe(name, index, rows)),
            notation: inspection.notation,
            users,
          })
    return {
      columns,
      problems,
      samples,
      ...(drift === undefined ? {} : { drift }),
      ...(suggestion === undefined ? {} : { suggestion }),
    }
  }

const isInspected = (inspection: Inspection, { sheet, headerRow }: ImportConfiguration): boolean =>
  inspection.sheet === sheet && inspection.headerRow === headerRow

/** A column as far as the first rows show it: enough to suggest a field for it. */
function describe(name: string, index: number, rows: readonly SheetRow[]): SuggestColumn {
  const cells = rows.map(({ cells: all }) => all[index]).filter((cell) => cellText(cell) !== '')
  const samples = [...new Set(cells.map(cellText))].slice(0, SAMPLE_VALUES)
  const isNumber = cells.length > 0 && cells.every((cell) => typeof cell === 'number')
  const isDate = samples.length > 0 && samples.every((sample) => /^\d{4}-\d\d-\d\d$/.test(sample))
  return { name, samples, type: isNumber ? 'number' : isDate ? 'date' : 'text' }
}

/**
 * The columns of the sheet and header row a configuration names, what does not fit, and the rows known of it.
 * `positions[i]` is the name of the column of `cells[i]`; columns without title and values are not among `columns`.
 */
export async function holdAgainstFile(
  deps: Pick<Ports, 'getCustomFields' | 'listUsers' | 'readJson'>,
  item: Import,
  configuration: ImportConfiguration,
): Promise<{
  type: RecordType
  users: readonly User[]
  columns: string[]
  positions: string[]
  problems: ProblemPlace[]
  rows: readonly SheetRow[]
  inspection: Inspection
}> {
  if (item.inspectionKey === undefined) {
    throw new Problem('no-longer-waiting', `The file is not inspected yet; the import is ${item.status}.`, {
      advice: 'Wait until the import asks for its settings.',
    })
  }
  const { inspection } = await readStored<InspectionFile>(deps, item.inspectionKey)
  const type = await recordTypeOf(deps, item.companyId, item.recordType)
  const known = inspection.preview.find(({ sheet }) => sheet === configuration.sheet)?.rows ?? []
  const isFound = isInspected(inspection, configuration)
  const header = known.find(({ row }) => row === configuration.headerRow)
  const width = Math.max(0, ...known.map(({ cells }) => cells.length))
  const columns = isFound
    ? inspection.columns.map(({ name }) => name)
    : header === undefined
      ? []
      : columnNames(known, configuration.headerRow, width)
  const users = await deps.listUsers(item.companyId)
  const problems = [
    ...(item.recordType === configuration.recordType
      ? []
      : [{ pointer: '/recordType', message: `This import is of ${item.recordType}.` }]),
    ...(sparingOthers(
      configuration,
      columns.map((name) => ({ name })),
    ) === configuration
      ? []
      : [{ pointer: '/mode', message: 'This file holds rejected rows only: what is not in it is not missing.' }]),
    ...(isFound || header !== undefined || known.length === 0
      ? []
      : [{ pointer: '/headerRow', message: 'The header row must be one of the first rows of the sheet.' }]),
    ...checkConfiguration(
      type,
      configuration,
      columns,
      inspection.sheets.map(({ name }) => name),
    ),
    ...correctionProblems(configuration.assignment, users),
  ]
  const positions = isFound ? columnsByPosition(inspection.columns) : columns
  const rows = known.filter(({ row }) => row > configuration.headerRow)
  return { type, users, columns, positions, problems, rows, inspection }
}

/** Where a configuration does not fit, if its columns are gone: held against where it looks, or where inspection found more of them. */
function driftInFile(
  type: RecordType,
  configuration: ImportConfiguration,
  columns: readonly string[],
  inspection: Inspection,
): Drift | undefined {
  const missing = goneColumns(configuration, columns).length
  if (missing === 0) return undefined
  const sheets = inspection.sheets.map(({ name }) => name)
  const names = inspection.columns.map(({ name }) => name)
  const { sheet, headerRow } = configuration
  const file =
    goneColumns(configuration, names).length <= missing
      ? { sheet: inspection.sheet, headerRow: inspection.headerRow, columns: inspection.columns, sheets }
      : { sheet, headerRow, columns: columns.map((name) => ({ name, type: 'text', samples: [] })), sheets }
  return driftOf({ recordType: type, configuration, file })
}

function sampleOf(
  type: RecordType,
  row: SheetRow,
  positions: readonly string[],
  configuration: ImportConfiguration,
): Check['samples'][number] {
  const values: Record<string, z.input<typeof settingsCheck>['samples'][number]['values'][string]> = {}
  const reasons: Check['samples'][number]['reasons'][number][] = []
  for (const entry of configuration.mapping) {
    const { column, field: name } = entry
    const field = fieldOf(type, name)
    const cell: Cell = row.cells[positions.indexOf(column)] ?? null
    if (field === undefined) continue
    const meaning = readCell(cell, { field, ...readingRules(entry, configuration.notation) })
    values[name] = meaning.kind === 'value' ? meaning.value : null
    if (meaning.kind === 'invalid') {
      const { code, message } = meaning
      reasons.push({ code, message, column, field: name, value: isCellError(cell) ? cell.error : cellText(cell) })
    }
  }
  const { zip, country } = values
  if (typeof zip === 'string' && typeof country === 'string') values['zip'] = wholePostalCode(zip, country)
  return { row: row.row, values, reasons }
}
