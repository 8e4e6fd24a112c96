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

/** The import configuration as a document: what the wizard asks, what `--config` reads, what is offered for download. */
export const importConfiguration = z.strictObject({
  version: z.literal(1).default(1),
  recordType: recordTypeName,
  sheet: z.string().min(1),
  headerRow: z.number().int().min(1),
  mode: z.enum(IMPORT_MODES),
  assignment: z.strictObject({ by: z.enum(ASSIGNMENT_MODES), column: z.string().min(1) }),
  mapping: z
    .array(
      z.strictObject({
        column: z.string().min(1),
        field: z.string().min(1),
        update: z.enum(UPDATE_BEHAVIOURS).default('overwrite'),
        empty: z.enum(EMPTY_CELL_POLICIES).default('keep'),
      }),
    )
    .min(1)
    .max(500)
    .readonly(),
  notation: z.strictObject({ decimal: z.enum(['.', ',']), dateOrder: z.enum(DATE_ORDERS) }),
}) satisfies z.ZodType<ImportConfiguration>
