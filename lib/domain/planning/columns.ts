import { isCellError } from '../cells.ts'
import type { Cell, SheetRow } from '../cells.ts'
import type { EmptyCellPolicy, ImportConfiguration, UpdateBehaviour } from '../configuration.ts'
import { convertCell, shownText } from '../conversions.ts'
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
  readonly empty: EmptyCellPolicy
}

/** What one cell gives its field; null where the cell is empty. */
export interface Given {
  readonly mapped: MappedColumn
  readonly value: FieldValue | null
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
  return configuration.mapping.map(({ column, field: name, update, empty }) => {
    const index = columns.indexOf(column)
    const field = fieldOf(type, name)
    if (index < 0 || field === undefined)
      throw new Error(`The mapping of column "${column}" to field "${name}" fits neither file nor record type`)
    return { index, column, field, update, empty }
  })
}

/** A reason that points to the cell it is about. */
export function cellReason(mapped: MappedColumn, row: SheetRow, code: string, message: string): Reason {
  const cell: Cell = row.cells[mapped.index] ?? null
  const shown = isCellError(cell) ? cell.error : shownText(cell)
  return { code, message, column: mapped.column, field: mapped.field.name, ...(shown === '' ? {} : { value: shown }) }
}

/** Converts the mapped cells of a row; references become the record ID they point to. */
export function readRow(
  row: SheetRow,
  columns: readonly MappedColumn[],
  configuration: ImportConfiguration,
  resolve: ResolveReference,
): Reading {
  const given: Given[] = []
  const unreadable = new Set<string>()
  const reasons: Reason[] = []
  const refuse = (mapped: MappedColumn, code: string, message: string): void => {
    unreadable.add(mapped.field.name)
    reasons.push(cellReason(mapped, row, code, message))
  }
  for (const mapped of columns) {
    const converted = convertCell(row.cells[mapped.index] ?? null, mapped.field, configuration.notation)
    if (converted.kind === 'invalid') refuse(mapped, converted.code, converted.message)
    else if (converted.kind === 'empty') given.push({ mapped, value: null })
    else if (mapped.field.type !== 'reference') given.push({ mapped, value: converted.value })
    else {
      const target = resolve(String(converted.value))
      if (target.kind === 'found') given.push({ mapped, value: target.id })
      else refuse(mapped, target.code, target.message)
    }
  }
  return { row, given, unreadable, reasons }
}
