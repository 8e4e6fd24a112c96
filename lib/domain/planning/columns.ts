import { isCellError } from '../cells.ts'
import type { Cell, SheetRow } from '../cells.ts'
import type { FieldMapping, ImportConfiguration, Notation, UpdateBehaviour } from '../configuration.ts'
import { convertCell, shownText } from '../conversions.ts'
import { wholePostalCode } from '../conversions/postal-codes.ts'
import type { Reason } from '../outcomes.ts'
import { fieldOf } from '../record-types/catalogue.ts'
import type { Field, RecordType } from '../record-types/types.ts'
import type { FieldValue } from '../records.ts'
import type { ResolveReference } from './references.ts'

/** A column of the file with the field it fills. `index` is its place in a row's cells. */
export interface MappedColumn {
  readonly index: number
  readonly column: string
  readonly field: Field
  readonly update: UpdateBehaviour
  readonly notation: Notation
  /** Whether an empty cell clears the field, and the text that does so instead (as `comparableCell` gives it). */
  readonly emptyClears: boolean
  readonly clearToken?: string
  /** What is read in place of a cell that says so (as `comparableCell` gives it). */
  readonly replacements: ReadonlyMap<string, string>
}

/** What one cell gives its field; null where it gives none. `clears`: the cell asks for the field to be emptied. */
export interface Given {
  readonly mapped: MappedColumn
  readonly value: FieldValue | null
  readonly clears: boolean
}

/** One row with its cells converted. `unreadable` are the fields whose cell made no sense; `reasons` say why. */
export interface Reading {
  readonly row: SheetRow
  readonly given: readonly Given[]
  readonly unreadable: ReadonlySet<string>
  readonly reasons: readonly Reason[]
}

/**
 * The mapping with places and fields. Throws an Error (a fault) for a column or field that does not exist: a
 * configuration is checked against the file before anything is planned with it.
 */
export function mapColumns(
  type: RecordType,
  configuration: ImportConfiguration,
  columns: readonly string[],
): MappedColumn[] {
  return configuration.mapping.map((entry) => {
    const index = columns.indexOf(entry.column)
    const field = fieldOf(type, entry.field)
    if (index < 0 || field === undefined)
      throw new Error(`The mapping of column "${entry.column}" to field "${entry.field}" fits neither file nor type`)
    return { index, field, ...readingRules(entry, configuration.notation) }
  })
}

/** How the cells of a column are read: as the file is written, unless the column has its own ways. */
export function readingRules(
  { column, update, empty, notation, replacements = [] }: FieldMapping,
  ofFile: Notation,
): Omit<MappedColumn, 'index' | 'field'> {
  return {
    column,
    update,
    notation: { ...ofFile, ...notation },
    emptyClears: empty === 'clear',
    ...(typeof empty === 'object' ? { clearToken: comparableCell(empty.token) } : {}),
    replacements: new Map(replacements.map(({ from, to }) => [comparableCell(from), to])),
  }
}

/** A cell's text as tokens and replacements are compared with it: without case and surrounding space. */
export function comparableCell(cell: Cell): string {
  return shownText(cell).trim().toLowerCase()
}

/** What a cell means for its column's field. */
export type CellMeaning =
  | { readonly kind: 'value'; readonly value: FieldValue }
  | { readonly kind: 'none'; readonly clears: boolean }
  | { readonly kind: 'invalid'; readonly code: string; readonly message: string }

/** Reads a cell by its column's rules: replacements first, then the token that clears, then the conversion to the field. */
export function readCell(cell: Cell, { field, ...rules }: Omit<MappedColumn, 'index'>): CellMeaning {
  const replaced = rules.replacements.size === 0 ? undefined : rules.replacements.get(comparableCell(cell))
  const given = replaced ?? cell
  if (rules.clearToken !== undefined && comparableCell(given) === rules.clearToken)
    return { kind: 'none', clears: true }
  const converted = convertCell(given, field, rules.notation)
  return converted.kind === 'empty' ? { kind: 'none', clears: rules.emptyClears } : converted
}

/** A reason that points to the cell it is about. */
export function cellReason(mapped: MappedColumn, row: SheetRow, code: string, message: string): Reason {
  const cell: Cell = row.cells[mapped.index] ?? null
  const shown = isCellError(cell) ? cell.error : shownText(cell)
  return { code, message, column: mapped.column, field: mapped.field.name, ...(shown === '' ? {} : { value: shown }) }
}

/** A ZIP that lost its zeros in the spreadsheet gets them back where its country is known. */
export function withZeros(one: Given, country: FieldValue | null | undefined): Given {
  if (one.mapped.field.name !== 'zip' || typeof one.value !== 'string' || typeof country !== 'string') return one
  return { ...one, value: wholePostalCode(one.value, country) }
}

/** Converts the mapped cells of a row; references become the record ID they point to. */
export function readRow(row: SheetRow, columns: readonly MappedColumn[], resolve: ResolveReference): Reading {
  const given: Given[] = []
  const unreadable = new Set<string>()
  const reasons: Reason[] = []
  const refuse = (mapped: MappedColumn, code: string, message: string): void => {
    unreadable.add(mapped.field.name)
    reasons.push(cellReason(mapped, row, code, message))
  }
  for (const mapped of columns) {
    const meaning = readCell(row.cells[mapped.index] ?? null, mapped)
    if (meaning.kind === 'invalid') refuse(mapped, meaning.code, meaning.message)
    else if (meaning.kind === 'none') given.push({ mapped, value: null, clears: meaning.clears })
    else if (mapped.field.type !== 'reference') given.push({ mapped, value: meaning.value, clears: false })
    else {
      const target = resolve(String(meaning.value))
      if (target.kind === 'found') given.push({ mapped, value: target.id, clears: false })
      else refuse(mapped, target.code, target.message)
    }
  }
  const country = given.find(({ mapped }) => mapped.field.name === 'country')?.value
  return { row, given: given.map((one) => withZeros(one, country)), unreadable, reasons }
}
