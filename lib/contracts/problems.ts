import { z } from 'zod'
import type { ProblemCode } from '../domain/problems.ts'
import { problemPlace } from './schemas.ts'

/** The one map from problem codes to HTTP. */
export const HTTP_STATUS = {
  'crm-managed': 409,
  'import-not-permitted': 403,
  'company-busy': 409,
  'too-large': 413,
  'unreadable-file': 422,
  'encrypted-file': 422,
  'no-rows': 422,
  'several-sheets-with-data': 422,
  'too-many-rows': 422,
  'too-many-users': 422,
  'no-user-found': 422,
  'configuration-invalid': 422,
  'already-decided': 409,
  'no-longer-waiting': 410,
  'not-found': 404,
  'not-permitted': 403,
  'not-authenticated': 401,
  'invalid-request': 400,
  'record-changed': 409,
  'duplicate-key': 409,
  'settings-fixed': 409,
  'not-resumable': 409,
  'upload-missing': 409,
  'restore-point-damaged': 409,
  'restore-point-pinned': 409,
  'nothing-to-undo': 409,
  internal: 500,
} as const satisfies Record<ProblemCode, number>

/** RFC 9457 `application/problem+json`. */
export const problemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  code: z.string(),
  advice: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
  places: z.array(problemPlace).optional(),
  requestId: z.string().optional(),
})
