import { z } from 'zod'
import {
  ASSIGNMENT_MODES,
  DATE_ORDERS,
  EMPTY_CELL_WORDS,
  IMPORT_MODES,
  TRANSFER_MODES,
  UPDATE_BEHAVIOURS,
  type ImportConfiguration,
} from '../domain/configuration.ts'
import { recordTypeName } from './schemas.ts'

const LONGEST_SHEET = 255
const LONGEST_COLUMN = 1000
const LONGEST_FIELD = 64
/** An import is one item of at most 400 KB that holds its configuration and what is suggested beside it. */
const LARGEST_BYTES = 64 * 1024

const LONGEST_VALUE = 1000

export const notation = z.strictObject({ decimal: z.enum(['.', ',']), dateOrder: z.enum(DATE_ORDERS) })

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length

/** What values of the assignment column that belong to no user mean. */
export const corrections = z
  .array(z.strictObject({ value: z.string().min(1).max(LONGEST_VALUE), email: z.string().trim().min(3).max(254) }))
  .max(500)
  .refine((list) => bytesOf(list) <= LARGEST_BYTES, 'are more than 64 KB')

/** Which column goes into which field, and how. */
const mapping = z
  .array(
    z.strictObject({
      column: z.string().min(1).max(LONGEST_COLUMN),
      field: z.string().min(1).max(LONGEST_FIELD),
      update: z.enum(UPDATE_BEHAVIOURS).default('overwrite'),
      empty: z
        .union([z.enum(EMPTY_CELL_WORDS), z.strictObject({ token: z.string().trim().min(1).max(40) })])
        .default('keep')
        .meta({ description: 'What an empty cell does; with a token, empty cells keep and the token clears.' }),
      notation: notation.partial().optional().meta({ description: 'Where this column is written in another way.' }),
      replacements: z
        .array(z.strictObject({ from: z.string().trim().min(1).max(LONGEST_VALUE), to: z.string().max(LONGEST_VALUE) }))
        .max(500)
        .readonly()
        .optional()
        .meta({ description: 'Cells that say `from` are read as `to`; case and surrounding space do not count.' }),
    }),
  )
  .max(500)

const parts = z.strictObject({
  $schema: z
    .string()
    .max(LONGEST_VALUE)
    .optional()
    .meta({ description: 'Where this schema is, for editors. Means nothing to the import.' }),
  version: z.literal(1).default(1),
  recordType: recordTypeName,
  sheet: z.string().min(1).max(LONGEST_SHEET),
  headerRow: z.number().int().min(1).max(1000),
  mode: z.enum(IMPORT_MODES),
  assignment: z.strictObject({
    by: z.enum(ASSIGNMENT_MODES),
    column: z.string().min(1).max(LONGEST_COLUMN),
    corrections: corrections
      .readonly()
      .optional()
      .meta({ description: 'Values that belong to no user, and the e-mail address of the user each of them means.' }),
  }),
  mapping: mapping.min(1).readonly(),
  notation,
  transfer: z
    .strictObject({
      mode: z.enum(TRANSFER_MODES),
      appointments: z.boolean().default(false),
      tasks: z.boolean().default(false),
      reports: z.boolean().default(false),
    })
    .optional()
    .meta({ description: 'Customers: brings those of other users over, with what belongs to them.' }),
  raiseLastCall: z
    .boolean()
    .optional()
    .meta({ description: "Reports: raises the customer's last call to the day of its latest call report." }),
})

/** As much of a configuration as could be suggested: of a file that says nothing known not a single column. */
export const suggestedConfiguration = parts.partial().extend({ mapping: mapping.readonly().optional() })

/** What makes a document of version n + 1 of one of version n, by n. There is one version yet. */
const MIGRATIONS: Readonly<Record<number, (document: object) => object>> = {}
const NEWEST = 1

const migrationOf = (version: unknown) => (typeof version === 'number' ? MIGRATIONS[version] : undefined)

/** A document of a version that is not known is refused for that alone: what else seems wrong with it means nothing. */
function upToDate(document: z.input<typeof parts>, context: z.core.$RefinementCtx): object {
  if (typeof document !== 'object' || document === null) return document
  let current: object = document
  let version: unknown = document.version === undefined ? NEWEST : document.version
  for (let migrate = migrationOf(version); migrate !== undefined; migrate = migrationOf(version)) {
    version = Number(version) + 1
    current = { ...migrate(current), version }
  }
  if (version === NEWEST) return current
  context.addIssue({
    code: 'custom',
    path: ['version'],
    message: `is ${JSON.stringify(version)}, but this Muster knows import configurations of version ${NEWEST}: take one that it made, or the newer Muster that made this one`,
  })
  return z.NEVER
}

/** The import configuration as a document: what the wizard asks, what `--config` reads, what is offered for download. */
export const importConfiguration = z.preprocess(
  upToDate,
  parts.refine((configuration) => bytesOf(configuration) <= LARGEST_BYTES, 'is larger than 64 KB'),
) satisfies z.ZodType<ImportConfiguration>

/**
 * The JSON Schema (2020-12) of the document, for editors and other programs. What it cannot say (keys, which fields there
 * are, whether the columns are in a file) is checked when the document is used.
 */
export function configurationSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(importConfiguration, { io: 'input' })
  return {
    $schema,
    title: 'Muster import configuration',
    description: 'Everything an import has to know, as one document.',
    ...rest,
  }
}
