import { z } from 'zod'
import { RESTORE_POINT_DAYS } from '../domain/companies.ts'
import { RESTORE_POINT_REASONS } from '../domain/restore-points.ts'
import { daysAfter, keepTag } from '../domain/retention.ts'
import { pageQuery, person, problemData, timestamp } from './schemas.ts'

export const restorePoint = z.object({
  id: z.string(),
  reason: z.enum(RESTORE_POINT_REASONS),
  name: z.string().optional(),
  status: z.enum(['securing', 'complete', 'failed', 'deleting']),
  createdAt: timestamp,
  completedAt: timestamp.optional(),
  createdBy: person,
  madeFor: z.string().optional(),
  users: z.number().int().optional(),
  records: z.number().int().optional(),
  bytes: z.number().int().optional(),
  pinned: z.boolean(),
  expiresAt: timestamp.optional().meta({ description: 'Absent while it is pinned: it is kept until it is deleted.' }),
  problem: problemData.optional(),
})

const name = z.string().trim().min(1).max(200)

/** `reason`: only points made for it. */
export const pointQuery = pageQuery.extend({ reason: z.enum(RESTORE_POINT_REASONS).optional() })

export const newRestorePoint = z.strictObject({ name: name.optional() })

/** Unpinned, a point is kept for as many days from now on as the company keeps new ones. */
export const restorePointChange = z.strictObject({ name, pinned: z.boolean() }).partial()

/** The tags of objects of restore points that the bucket ends by itself, each with its days. */
export const POINT_LIFETIMES = RESTORE_POINT_DAYS.map((days) => {
  const createdAt = new Date(0).toISOString()
  return { tag: keepTag({ createdAt, expiresAt: daysAfter(createdAt, days) }), days }
})
