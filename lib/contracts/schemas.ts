import { z } from 'zod'
import { AUDIT_DAYS } from '../domain/audit.ts'
import { CRM_INTEGRATIONS, IMPORT_PERMISSIONS, LOCALES, RESTORE_POINT_DAYS, USER_LEVELS } from '../domain/companies.ts'
import { OUTCOMES, type Outcome } from '../domain/outcomes.ts'
import { PROBLEM_CODES } from '../domain/problems.ts'
import { RECORD_TYPE_NAMES } from '../domain/record-types/types.ts'
import { AUTHOR_KINDS } from '../domain/records.ts'

/** Shapes that several routes share. */

export const recordTypeName = z.enum(RECORD_TYPE_NAMES)
export const timestamp = z.iso.datetime({ offset: true })

export const person = z.object({ userId: z.string(), email: z.string(), name: z.string() })

export const problemPlace = z.object({
  sheet: z.string().optional(),
  row: z.number().int().optional(),
  column: z.string().optional(),
  value: z.string().optional(),
  pointer: z.string().optional(),
  message: z.string().optional(),
})

export const problemData = z.object({
  code: z.enum(PROBLEM_CODES),
  message: z.string(),
  advice: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
  places: z.array(problemPlace).readonly().optional(),
})

/** How a download comes. */
export const spreadsheetQuery = {
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  language: z.enum(LOCALES).default('en').meta({ description: 'Of what Muster says in it.' }),
}

const email = z.string().trim().pipe(z.email()).meta({ description: 'Compared without case and surrounding space.' })

export const user = z.object({
  id: z.string(),
  email: z.string(),
  employeeNumber: z.string().optional(),
  firstName: z.string(),
  lastName: z.string(),
  level: z.enum(USER_LEVELS),
  groups: z.array(z.string()).readonly(),
  active: z.boolean(),
  locale: z.enum(LOCALES).optional(),
})

/** An account as it is given by a client. An empty employee number means none. */
export const newUser = z.strictObject({
  email,
  employeeNumber: z.string().trim().max(40).optional(),
  firstName: z.string().trim().max(100).default(''),
  lastName: z.string().trim().max(100).default(''),
  level: z.enum(USER_LEVELS).default('user'),
  groups: z.array(z.string().trim().min(1).max(100)).max(100).readonly().default([]),
  active: z.boolean().default(true),
  locale: z.enum(LOCALES).optional(),
})

export const userChange = z
  .strictObject({
    email,
    employeeNumber: z.string().trim().max(40),
    firstName: z.string().trim().max(100),
    lastName: z.string().trim().max(100),
    level: z.enum(USER_LEVELS),
    groups: z.array(z.string().trim().min(1).max(100)).max(100).readonly(),
    active: z.boolean(),
    locale: z.enum(LOCALES),
  })
  .partial()

/** One entry of a bulk change: what it does not say stays as it is, or gets the usual value in a new account. */
export const bulkUser = userChange.required({ email: true })

const limits = z.object({
  maxRows: z.number().int().min(1).max(1_000_000),
  // What fits the history of one execution if each of them is previewed (test/architecture/workflows.test.ts).
  maxUsers: z.number().int().min(1).max(500),
  maxBytes: z
    .number()
    .int()
    .min(1024)
    .max(1024 * 1024 * 1024),
})

const percent = z.number().min(0).max(100)
const guard = z
  .object({
    maxDeletedPercent: percent,
    maxChangedPercent: percent,
    fromRecords: z.number().int().min(0).max(1_000_000),
  })
  .meta({ description: 'When an import of all users stops at a user and asks: 100 % is never.' })

export const company = z.object({
  id: z.string(),
  name: z.string(),
  crmIntegration: z.enum(CRM_INTEGRATIONS),
  importPermission: z.enum(IMPORT_PERMISSIONS),
  limits,
  guard,
  locale: z.enum(LOCALES),
  timeZone: z.string(),
  restorePointDays: z.literal(RESTORE_POINT_DAYS),
  answerWithinSeconds: z.number().int(),
  auditDays: z.number().int().meta({
    description: 'How long entries of the audit trail are kept; an entry keeps the time it was written with.',
  }),
})

export const companyChange = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    crmIntegration: z.enum(CRM_INTEGRATIONS),
    importPermission: z.enum(IMPORT_PERMISSIONS),
    limits: limits.partial(),
    guard: guard.partial(),
    locale: z.enum(LOCALES),
    timeZone: z.string().refine((zone) => {
      try {
        new Intl.DateTimeFormat('en', { timeZone: zone })
        return true
      } catch {
        return false
      }
    }, 'not a known time zone, e.g. Europe/Vienna'),
    restorePointDays: z.literal(RESTORE_POINT_DAYS).meta({ description: 'Of points that are made from now on.' }),
    answerWithinSeconds: z
      .number()
      .int()
      .min(1)
      .max(24 * 24 * 60 * 60),
    auditDays: z.number().int().min(AUDIT_DAYS.min).max(AUDIT_DAYS.max),
  })
  .partial()

export const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()])

export const author = z.object({ kind: z.enum(AUTHOR_KINDS), id: z.string() })

/** A record as the API shows it. Empty fields are absent. */
export const record = z.object({
  id: z.string(),
  type: recordTypeName,
  version: z.number().int(),
  fields: z.record(z.string(), fieldValue),
  createdAt: timestamp,
  createdBy: author,
  updatedAt: timestamp,
  updatedBy: author,
  deleted: z.object({ at: timestamp, by: author }).optional(),
  lastImport: z.object({ importId: z.string(), row: z.number().int().nullable() }).optional(),
})

/** A record in the recycle bin, and until when it waits there. */
export const binnedRecord = record.extend({ expiresAt: timestamp })

/** Fields as a client gives them; `null` empties a field. */
export const fieldChanges = z.record(z.string(), z.union([fieldValue, z.null()]))

const count = z.number().int().min(0)
export const totals = z.object(
  Object.fromEntries(OUTCOMES.map((outcome) => [outcome, count])) as Record<Outcome, typeof count>,
)

export const planCounts = z.object({
  created: count,
  updated: count,
  unchanged: count,
  restored: count,
  transferred: count,
  rejected: count,
  deleted: count,
  related: count.meta({
    description: 'Records changed beside the rows: what comes along with a customer, last calls that reports raise.',
  }),
})

export const reason = z.object({
  code: z.string(),
  message: z.string(),
  column: z.string().optional(),
  field: z.string().optional(),
  value: z.string().optional(),
  rows: z.array(z.number().int()).readonly().optional(),
})

export const cell = z.union([z.string(), z.number(), z.boolean(), z.null(), z.object({ error: z.string() })])

/** Lists come page by page: `cursor` of an answer asks for the next page, absent on the last. */
export const page = { cursor: z.string().optional() }
export const pageQuery = z.object({
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
})
/** What a list is searched for. */
export const searchQuery = {
  search: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .refine((text) => text.isWellFormed(), 'holds halves of characters')
    .optional()
    .meta({
      description:
        'Only what contains this text, in any case and with or without accents. A page may be short, or empty, and have a cursor: then there is more to look through.',
    }),
}
