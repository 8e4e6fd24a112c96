import { z } from 'zod'
import { AUDIT_ACTIONS, AUDIT_SUBJECTS, type AuditAction } from '../domain/audit.ts'
import { PROBLEM_CODES } from '../domain/problems.ts'
import { page, pageQuery, person, timestamp } from './schemas.ts'

/** What the API says of the audit trail. */

export { AUDIT_ACTIONS }

/** A text is one of the words that name an action. */
const isAction = (word: string): word is AuditAction => Object.hasOwn(AUDIT_ACTIONS, word)

const action = z.enum(Object.keys(AUDIT_ACTIONS).filter(isAction))

const auditEntry = z.object({
  id: z.string(),
  at: timestamp.meta({ description: 'When the request came, or when it happened.' }),
  by: person.meta({ description: 'Whoever asked; `system` is Muster itself.' }),
  action,
  subject: z.object({ kind: z.enum(AUDIT_SUBJECTS), id: z.string().optional(), name: z.string().optional() }),
  outcome: z.enum(['done', ...PROBLEM_CODES]).meta({ description: '`done`, or the code of the refusal or fault.' }),
  from: z
    .object({ ip: z.string(), userAgent: z.string() })
    .optional()
    .meta({ description: 'Absent where Muster did something by itself.' }),
  details: z.record(z.string(), z.unknown()).meta({ description: 'Ids, words and counts, by action.' }),
})

export const auditPage = z.object({ entries: z.array(auditEntry).readonly(), ...page })

export const auditQuery = pageQuery.extend({
  from: timestamp.optional().meta({ description: 'From then on.' }),
  to: timestamp.optional().meta({ description: 'Before then.' }),
  by: z.string().trim().min(1).max(254).optional().meta({ description: "A person's id or e-mail address." }),
  action: action.optional(),
  subject: z.string().min(1).max(200).optional().meta({
    description: 'An id: of what was done something to, or of what else the entry names.',
  }),
})
