import type { Notation } from '../configuration.ts'
import { convertCell } from '../conversions.ts'
import type { Field } from '../record-types/types.ts'

/** A column as inspection describes it: the type of its values and some of them as text. */
export interface SuggestColumn {
  readonly name: string
  readonly type: string
  readonly samples: readonly string[]
}

export const MAPPING_CONFIDENCES = ['high', 'medium', 'low'] as const
/**
 * How sure a suggested column is. `high`: the header says it, or it was mapped so before. `medium`: the header nearly says
 * it, or header and values together. `low`: a guess to be offered, never applied by itself.
 */
export type MappingConfidence = (typeof MAPPING_CONFIDENCES)[number]

/** Samples of number cells are written with a point whatever the file's notation. */
function cellOf(sample: string, type: string): string | number {
  const number = Number(sample)
  return (type === 'number' || type === 'integer') && Number.isFinite(number) ? number : sample
}

/** Whether a column can be about a field: one none of whose values would be accepted is about something else. */
export function fits(column: SuggestColumn, field: Field, notation: Notation): boolean {
  if (column.samples.length === 0) return true
  return column.samples.some((sample) => convertCell(cellOf(sample, column.type), field, notation).kind === 'value')
}
