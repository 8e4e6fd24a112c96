import type { AnswerOf } from '../../../../../lib/contracts/client.ts'

export type Summary = AnswerOf<'getSummary'>

type Totals = Summary['totals']

/** Outcomes of rows, in the order of the table's columns. */
export const ROW_OUTCOMES = [
  'created',
  'updated',
  'restored',
  'transferred',
  'unchanged',
  'rejected',
  'conflict',
  'skipped',
  'excluded',
  'unassigned',
] as const satisfies readonly (keyof Totals)[]

/** Outcomes that occur at all; the others would be columns of zeros. */
export const occurring = (totals: Totals): (typeof ROW_OUTCOMES)[number][] =>
  ROW_OUTCOMES.filter((outcome) => totals[outcome] > 0)

/** Rows that are handed back: they were refused, or met a change. */
export const refusedRows = (totals: Totals): number => totals.rejected + totals.conflict
