import { z } from 'zod'
import { RECORD_TYPE_NAMES } from '../domain/record-types/types.ts'
import { RESTORE_POINT_REASONS } from '../domain/restore-points.ts'
import { person, problemData, timestamp } from './schemas.ts'

export const restorePoint = z.object({
  id: z.string(),
  reason: z.enum(RESTORE_POINT_REASONS),
  name: z.string().optional(),
  status: z.enum(['securing', 'complete', 'failed']),
  createdAt: timestamp,
  completedAt: timestamp.optional(),
  createdBy: person,
  madeFor: z.string().optional(),
  users: z.number().int().optional(),
  records: z.number().int().optional(),
  bytes: z.number().int().optional(),
  expiresAt: timestamp,
  problem: problemData.optional(),
})

export const newRestorePoint = z.strictObject({ name: z.string().trim().min(1).max(200).optional() })

/** Users by id or e-mail; absent: the whole company. A dry run says what would change and writes nothing. */
export const newRestore = z.strictObject({
  users: z.array(z.string().min(1)).min(1).max(10_000).readonly().optional(),
  dryRun: z.boolean().default(false),
})

const restoreCounts = z.object({
  created: z.number().int(),
  updated: z.number().int(),
  deleted: z.number().int(),
  unchanged: z.number().int(),
  conflicts: z.number().int(),
})

export const restore = z.object({
  id: z.string(),
  restorePointId: z.string(),
  dryRun: z.boolean(),
  status: z.enum(['running', 'completed', 'failed']),
  startedBy: person,
  startedAt: timestamp,
  endedAt: timestamp.optional(),
  safetyPointId: z.string().optional(),
  counts: restoreCounts.optional(),
  users: z
    .array(
      z.object({
        userId: z.string(),
        email: z.string(),
        counts: restoreCounts.optional(),
        verified: z.boolean(),
        /** Records somebody changed while they were restored, and that were left alone: at most 100. */
        survivors: z.array(z.object({ type: z.enum(RECORD_TYPE_NAMES), id: z.string(), title: z.string() })).readonly(),
      }),
    )
    .readonly(),
  missingUsers: z.array(z.string()).readonly(),
  newUsers: z.array(z.string()).readonly(),
  problem: problemData.optional(),
})
