import { z } from 'zod'
import {
  ASSIGNMENT_MODES,
  DATE_ORDERS,
  EMPTY_CELL_POLICIES,
  IMPORT_MODES,
  UPDATE_BEHAVIOURS,
  type ImportConfiguration,
} from '../domain/configuration.ts'
import { recordTypeName } from './schemas.ts'

const LONGEST_SHEET = 255
const LONGEST_COLUMN = 1000
const LONGEST_FIELD = 64
/** An import is one item of at most 400 KB that holds its configuration and what is suggested beside it. */
const LARGEST_BYTES = 64 * 1024

const parts = z.strictObject({
  version: z.literal(1).default(1),
  recordType: recordTypeName,
  sheet: z.string().min(1).max(LONGEST_SHEET),
  headerRow: z.number().int().min(1).max(1000),
  mode: z.enum(IMPORT_MODES),
  assignment: z.strictObject({ by: z.enum(ASSIGNMENT_MODES), column: z.string().min(1).max(LONGEST_COLUMN) }),
  mapping: z
    .array(
      z.strictObject({
        column: z.string().min(1).max(LONGEST_COLUMN),
        field: z.string().min(1).max(LONGEST_FIELD),
        update: z.enum(UPDATE_BEHAVIOURS).default('overwrite'),
        empty: z.enum(EMPTY_CELL_POLICIES).default('keep'),
      }),
    )
    .min(1)
    .max(500)
    .readonly(),
  notation: z.strictObject({ decimal: z.enum(['.', ',']), dateOrder: z.enum(DATE_ORDERS) }),
})

/** As much of a configuration as could be suggested. */
export const suggestedConfiguration = parts.partial()

/** The import configuration as a document: what the wizard asks, what `--config` reads, what is offered for download. */
export const importConfiguration = parts.refine(
  (configuration) => new TextEncoder().encode(JSON.stringify(configuration)).length <= LARGEST_BYTES,
  'is larger than 64 KB',
) satisfies z.ZodType<ImportConfiguration>
