import { z } from 'zod'
import { RECORD_TYPE_NAMES } from '../domain/record-types/types.ts'
import { KEPT_REASONS, RESTORE_ACTIONS } from '../domain/restores.ts'
import { author, person, problemData, timestamp } from './schemas.ts'

/** Users by id or e-mail; absent: the whole company, or everybody an import wrote for. A dry run says what would change and writes nothing. */
export const newRestore = z.strictObject({
  users: z.array(z.string().min(1).max(254)).min(1).max(10_000).readonly().optional(),
  dryRun: z.boolean().default(false),
})

const count = z.number().int()
const restoreCounts = z
  .object({
    created: count,
    updated: count,
    restored: count,
    deleted: count,
    removed: count,
    moved: count,
    kept: count,
    unchanged: count,
    partly: count,
    conflicts: count,
  })
  .meta({
    description:
      'Each record counts once, as created (there again), updated, restored (from the recycle bin), deleted (into it), removed (taken away, for it was not there), moved, kept, unchanged or conflicts: changed by somebody while it ran, and left alone. `partly` of them keep something that was edited since.',
  })

const namedRecord = z.object({ type: z.enum(RECORD_TYPE_NAMES), id: z.string(), title: z.string() })
/** `name`: an e-mail address, or the file of an import. */
const namedAuthor = author.extend({ name: z.string() })

/** A restore (to a restore point) or an undo (of an import, a restore, an undo), and how far it is. */
export const restore = z.object({
  id: z.string(),
  kind: z.enum(['restore', 'undo']),
  restorePointId: z.string().optional(),
  undoes: z.object({ kind: z.enum(['import', 'restore']), id: z.string() }).optional(),
  dryRun: z.boolean(),
  asked: z.array(z.string()).readonly().optional().meta({
    description: 'For which users it was asked, by ID, as far as one may see them; absent: for everybody.',
  }),
  status: z.enum(['running', 'completed', 'failed']),
  /** `securing`: the safety point is made; `comparing`: it is decided what to write, for all users before the first write. */
  progress: z.object({
    phase: z.enum(['securing', 'comparing', 'writing']),
    users: count,
    of: count.optional(),
  }),
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
        counts: restoreCounts,
        /** Whose work since the restore point goes. */
        losses: z.array(namedAuthor.extend({ records: count, last: timestamp })).readonly(),
        verified: z.boolean(),
        /** Records somebody changed while it ran, and that were left alone: at most 100. */
        survivors: z.array(namedRecord).readonly(),
      }),
    )
    .readonly(),
  missingUsers: z.array(z.string()).readonly(),
  newUsers: z.array(z.string()).readonly(),
  problem: problemData.optional(),
})

/** A restore in a list. */
export const restoreLine = restore.omit({
  asked: true,
  users: true,
  progress: true,
  missingUsers: true,
  newUsers: true,
})

/** What a restore or undo changes, or would change, in one record. */
export const restoreChange = namedRecord.extend({
  userId: z.string(),
  email: z.string(),
  action: z.enum(RESTORE_ACTIONS),
  /** Names of the fields that go back. */
  fields: z.array(z.string()).readonly(),
  /** What happened since the restore point and is lost. */
  since: z
    .object({
      what: z.enum(['created', 'changed', 'deleted', 'gone']),
      by: namedAuthor.optional(),
      at: timestamp.optional(),
    })
    .optional(),
  /** What stays because it was edited since. */
  kept: z
    .object({
      reason: z.enum(KEPT_REASONS),
      fields: z.array(z.string()).readonly(),
      by: namedAuthor.optional(),
      at: timestamp.optional(),
    })
    .optional(),
})
