import { z } from 'zod'
import { ASSIGNMENT_MODES, IMPORT_MODES } from '../domain/configuration.ts'
import { DECISIONS, EXCLUSIONS, IMPORT_USER_STATES, WAIT_STEPS } from '../domain/imports.ts'
import { PREVIEW_OUTCOMES } from '../domain/plans.ts'
import { MAPPING_CONFIDENCES } from '../domain/suggesting/columns.ts'
import { IMPORT_STATUSES } from '../domain/transitions.ts'
import { CONFIDENCES, USER_SUGGESTION_CODES } from '../domain/suggesting/users.ts'
import { corrections, importConfiguration, notation, suggestedConfiguration } from './configuration.ts'
import {
  cell,
  fieldValue,
  page,
  person,
  planCounts,
  problemData,
  reason,
  recordTypeName,
  timestamp,
  totals,
} from './schemas.ts'

/** What the API says of imports. */

const sheetRow = z.object({ row: z.number().int(), cells: z.array(cell).readonly() })

const inspection = z.object({
  format: z.string(),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  sheets: z.array(z.object({ name: z.string(), rows: z.number().int(), columns: z.number().int() })).readonly(),
  sheet: z.string(),
  headerRow: z.number().int(),
  columns: z
    .array(
      z.object({
        name: z.string(),
        index: z.number().int(),
        type: z.string(),
        samples: z.array(z.string()).readonly(),
        filled: z.number().int(),
        suggestedField: z.string().optional(),
      }),
    )
    .readonly(),
  rows: z.number().int(),
  warnings: z
    .array(
      z.object({
        code: z.string(),
        message: z.string(),
        advice: z.string().optional(),
        sheet: z.string().optional(),
        row: z.number().int().optional(),
        column: z.string().optional(),
      }),
    )
    .readonly(),
  evidence: z
    .array(
      z.object({
        what: z.string(),
        says: z.string(),
        because: z.string(),
        column: z.string().optional(),
        row: z.number().int().optional(),
        value: z.string().optional(),
      }),
    )
    .readonly(),
  notation: z.object({ decimal: z.enum(['.', ',']), dateOrder: z.enum(['dmy', 'mdy', 'ymd']) }),
  preview: z.array(z.object({ sheet: z.string(), rows: z.array(sheetRow).readonly() })).readonly(),
})

const suggestion = z.object({
  configuration: suggestedConfiguration,
  complete: z.boolean(),
  problems: z.array(z.object({ pointer: z.string().optional(), message: z.string().optional() })).readonly(),
  reasons: z
    .array(
      z.object({
        column: z.string(),
        field: z.string(),
        why: z.string(),
        confidence: z.enum(MAPPING_CONFIDENCES).meta({ description: 'low: only offered, not in the configuration.' }),
      }),
    )
    .readonly(),
})

const drift = z
  .object({
    changes: z
      .array(
        z.object({
          pointer: z.enum(['/sheet', '/headerRow']),
          from: z.union([z.string(), z.number()]),
          to: z.union([z.string(), z.number()]),
          message: z.string(),
          harmless: z.boolean(),
        }),
      )
      .readonly(),
    gone: z
      .array(
        z.object({
          column: z.string(),
          fields: z.array(z.string()).readonly(),
          renamedTo: z
            .object({ column: z.string(), why: z.string(), confidence: z.enum(MAPPING_CONFIDENCES) })
            .optional(),
        }),
      )
      .readonly(),
    added: z.array(z.string()).readonly(),
    repaired: suggestedConfiguration,
    problems: z.array(z.object({ pointer: z.string().optional(), message: z.string().optional() })).readonly(),
  })
  .meta({
    description:
      'How a configuration (in the state of an import: the one given with the start) and the file have come apart: what stands elsewhere, which columns are gone and probably renamed, which are new, and the configuration repaired accordingly.',
  })

const assignmentCounts = z.object({
  rows: z.number().int(),
  users: z.number().int(),
  assignedRows: z.number().int(),
  notFoundValues: z.number().int(),
  notFoundRows: z.number().int(),
  emptyRows: z.number().int(),
  excludedRows: z.number().int(),
  usersWithoutRows: z.number().int(),
})

const userCounts = z.object({
  total: z.number().int(),
  pending: z.number().int(),
  imported: z.number().int(),
  skipped: z.number().int(),
  excluded: z.number().int(),
})

/** What the import waits for, if it waits: the question, for whom, and the opaque id under which it can be answered. */
const waiting = z.object({
  approvalId: z.string(),
  step: z.enum(WAIT_STEPS),
  userId: z.string().optional(),
  expiresAt: timestamp,
})

/** The user whose preview, decision or writing is under way; with *import all* several are, see the users' states. */
const currentUser = z.object({ userId: z.string(), email: z.string(), name: z.string(), rows: z.number().int() })

export const importSummaryLine = z.object({
  id: z.string(),
  recordType: recordTypeName,
  status: z.enum(IMPORT_STATUSES),
  fileName: z.string(),
  startedBy: person,
  startedAt: timestamp,
  endedAt: timestamp.optional(),
  since: timestamp.meta({ description: 'When its present status began.' }),
  rows: z.number().int().optional().meta({ description: 'Rows of the file, once it is split.' }),
  waiting: waiting.optional(),
  current: currentUser.optional(),
  users: userCounts.optional().meta({ description: 'In lists only of imports that are not over.' }),
  totals: totals.optional(),
  deleted: z.number().int().optional(),
  problem: problemData.optional(),
})

const share = z.object({ done: z.number().int(), of: z.number().int() })

const progress = z
  .object({
    users: share.optional(),
    rows: share.optional(),
    secured: share.optional().meta({
      description: 'While the restore point is made: of how many users of the company it has the records.',
    }),
  })
  .meta({
    description:
      'How far it is. `users` and `rows` (from the selection on): of all who are not left out, those imported or skipped; of a user whose ' +
      'writing is under way rows count as their plan is written, 500 entries at a time. Reading and splitting the file, and planning a ' +
      'user, have no figure of their own, only `since`.',
  })

export const importState = importSummaryLine.extend({
  file: z.object({ name: z.string(), size: z.number().int().optional() }),
  round: z.number().int(),
  inspection: inspection.optional(),
  suggestion: suggestion.optional(),
  drift: drift.optional(),
  configuration: importConfiguration.optional(),
  configurationId: z.string().optional().meta({ description: 'The saved configuration it began with.' }),
  assignment: assignmentCounts.optional(),
  users: userCounts,
  progress: progress.optional(),
  restorePointId: z.string().optional(),
  undone: z
    .array(z.object({ restoreId: z.string(), users: z.number().int() }))
    .readonly()
    .optional()
    .meta({ description: 'By which undos it was taken back, and for how many users each.' }),
  timeline: z
    .array(
      z.object({
        at: timestamp,
        status: z.enum(IMPORT_STATUSES),
        by: z.string().optional(),
        note: z.string().optional(),
      }),
    )
    .readonly(),
})

/** Users by e-mail address or id. They are kept in one item beside other things, and an item takes 400 KB. */
const named = z
  .array(z.string().trim().min(1).max(254))
  .max(1000)
  .refine((names) => new TextEncoder().encode(names.join()).length <= 100_000, 'are more than 100 KB')
  .readonly()

export const newImport = z.strictObject({
  recordType: recordTypeName,
  fileName: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .refine((name) => name.isWellFormed() && !/\p{Cc}/u.test(name), 'holds control characters or halves of characters'),
  configuration: importConfiguration.optional(),
  configurationId: z.string().min(1).max(200).optional().meta({
    description: 'A saved configuration, instead of `configuration`.',
  }),
  selection: z.enum(['ask', 'all']).default('ask'),
  exclude: named.default([]).meta({
    description: 'E-mail addresses of users who are left out.',
  }),
  decide: z.enum(['ask', 'import-all']).default('ask'),
  /** Take the suggested configuration where it covers what is required, instead of asking. */
  suggested: z
    .strictObject({
      assign: z.enum(ASSIGNMENT_MODES).optional(),
      assignColumn: z.string().max(1000).optional(),
      mode: z.enum(IMPORT_MODES).optional(),
      corrections: corrections.readonly().optional(),
      notation: notation.optional().meta({
        description:
          'Instead of what the file shows: a part of a larger file may lack what proves how that is written.',
      }),
    })
    .optional(),
})

export const startedImport = z.object({
  import: importState,
  upload: z.object({
    url: z.string(),
    fields: z.record(z.string(), z.string()),
    expiresAt: timestamp,
    maxBytes: z.number().int(),
  }),
})

export const settingsCheck = z.object({
  columns: z.array(z.string()).readonly(),
  suggestion: suggestion.optional().meta({
    description: 'What would be suggested for these columns, if sheet or header row are not those inspection found.',
  }),
  drift: drift.optional(),
  problems: z.array(z.object({ pointer: z.string().optional(), message: z.string().optional() })).readonly(),
  samples: z
    .array(
      z.object({
        row: z.number().int(),
        values: z.record(z.string(), z.union([fieldValue, z.null()])),
        reasons: z.array(reason).readonly(),
      }),
    )
    .readonly(),
})

const importUserLine = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  rows: z.number().int(),
  state: z.enum(IMPORT_USER_STATES),
  excluded: z.enum(EXCLUSIONS).optional(),
  counts: planCounts.optional(),
  guard: z.array(reason).readonly().optional(),
  totals: totals.optional(),
  deleted: z.number().int().optional(),
  related: z.number().int().optional(),
  plannedAt: timestamp.optional().meta({ description: 'When the preview was made.' }),
  begunAt: timestamp.optional().meta({ description: 'When writing began.' }),
  endedAt: timestamp.optional().meta({ description: 'When the user was imported or skipped.' }),
  written: share.optional().meta({
    description: 'While the state is `importing`: entries of the plan that are written, 500 at a time.',
  }),
  notChosenBefore: z.boolean().optional().meta({
    description: 'While a selection is waited for again, after `back`: who was left out by choice the last time.',
  }),
})

const userSuggestion = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  reason: z.object({ code: z.enum(USER_SUGGESTION_CODES), message: z.string() }),
  confidence: z.enum(CONFIDENCES).meta({
    description: 'high: only the form of the value is wrong; medium: it may also be somebody else.',
  }),
})

export const importUsers = z.object({
  users: z.array(importUserLine).readonly().meta({
    description:
      'Of users out of reach only what the file says: the e-mail address, or the employee number as the name.',
  }),
  notFound: z
    .array(
      z.object({
        value: z.string(),
        rows: z.number().int(),
        firstRow: z.number().int(),
        suggestions: z.array(userSuggestion).readonly().meta({
          description: 'Whom the value means, probably. Of several users none is nearer than the others.',
        }),
      }),
    )
    .readonly()
    .meta({ description: 'Values that belong to no user: at most 1,000, those with the most rows first.' }),
  notFoundValues: z.number().int().meta({ description: 'How many values belong to no user, listed or not.' }),
  empty: z.object({ rows: z.number().int(), firstRow: z.number().int().optional() }),
  sharedKeys: z
    .object({
      count: z.number().int(),
      first: z
        .array(
          z.object({
            key: z.string(),
            rows: z.array(z.object({ row: z.number().int(), userId: z.string() })).readonly(),
          }),
        )
        .readonly(),
    })
    .meta({
      description: 'Keys that rows of several users have: allowed, and often a slip. The first 20 are listed.',
    }),
  usersWithoutRows: z.array(z.object({ userId: z.string(), email: z.string(), name: z.string() })).readonly(),
})

export const selection = z
  .union([
    z.strictObject({ include: named }),
    z.strictObject({ exclude: named }),
    z.strictObject({ corrections: corrections.min(1).readonly() }),
  ])
  .meta({
    description:
      'Who is imported, or who is left out. Or what values mean that belong to no user: they are kept in the configuration, ' +
      'the file is split again with them, and the selection is asked for again.',
  })

const change = z.object({
  field: z.string(),
  before: z.union([fieldValue, z.null()]),
  after: z.union([fieldValue, z.null()]),
})

export const previewOutcome = z.enum(PREVIEW_OUTCOMES)

const broughtFrom = z
  .object({ userId: z.string(), email: z.string(), how: z.enum(['move', 'copy']) })
  .meta({ description: 'The user from whom the record is brought over.' })

const previewRow = z.object({
  row: z.number().int().nullable(),
  outcome: previewOutcome,
  title: z.string(),
  recordId: z.string().optional(),
  type: recordTypeName.optional().meta({ description: 'Where it is not the type that is imported.' }),
  from: broughtFrom.optional(),
  changes: z.array(change).readonly(),
  reasons: z.array(reason).readonly(),
})

export const preview = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  rows: z.number().int(),
  counts: planCounts,
  guard: z
    .array(reason)
    .readonly()
    .meta({ description: 'Why an import of all users stops here and asks; mostly empty.' }),
  entries: z.array(previewRow).readonly(),
  ...page,
})

const resultRow = z.object({
  row: z.number().int().nullable(),
  outcome: z.string(),
  title: z.string(),
  recordId: z.string().optional(),
  from: broughtFrom.optional(),
  reasons: z.array(reason).readonly(),
})

export const userResult = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  rows: z.number().int(),
  totals,
  deleted: z.number().int(),
  related: z.number().int(),
  entries: z.array(resultRow).readonly(),
  ...page,
})

export const decision = z.strictObject({ action: z.enum(DECISIONS) })

export const decided = z.object({
  importId: z.string(),
  action: z.string(),
  decidedBy: person,
  decidedAt: timestamp,
})

export const approval = z.object({
  id: z.string(),
  importId: z.string(),
  recordType: recordTypeName,
  fileName: z.string(),
  step: z.enum(WAIT_STEPS),
  user: z.object({ userId: z.string(), email: z.string(), name: z.string(), rows: z.number().int() }).optional(),
  counts: planCounts.optional(),
  guard: z.array(reason).readonly().optional(),
  state: z.enum(['waiting', 'decided', 'over']),
  expiresAt: timestamp,
  action: z.string().optional(),
  decidedBy: person.optional(),
  decidedAt: timestamp.optional(),
})

export const importSummary = z.object({
  importId: z.string(),
  status: z.enum(IMPORT_STATUSES),
  rows: z.number().int(),
  totals,
  deleted: z.number().int(),
  related: z.number().int().meta({ description: 'Records changed beside the rows.' }),
  users: z
    .array(
      z.object({
        userId: z.string(),
        email: z.string(),
        rows: z.number().int(),
        totals,
        deleted: z.number().int(),
        related: z.number().int(),
        movedAway: z.number().int().meta({ description: 'Customers that went from this user to others.' }),
      }),
    )
    .readonly(),
  /** Seconds spent in each status, waiting for answers included. */
  durations: z.record(z.string(), z.number()),
})
