import { z } from 'zod'
import { S3Error } from './errors.ts'

const condition = z.union([
  z.tuple([z.literal('content-length-range'), z.number().int().min(0), z.number().int().min(0)]),
  z.tuple([z.enum(['eq', 'starts-with']), z.string().startsWith('$'), z.string()]),
  z.record(z.string(), z.string()),
])

const policySchema = z.object({ expiration: z.iso.datetime(), conditions: z.array(condition) })

/** The bounds of a form upload that its signer allowed, in bytes. */
export interface UploadBounds {
  readonly min: number
  readonly max: number
}

/** S3's own limit for one upload. */
const LARGEST_UPLOAD_BYTES = 5 * 1024 ** 3

/** Fields that need no condition, as S3 has it. */
const FREE_FIELDS = new Set(['policy', 'x-amz-signature', 'file', 'awsaccesskeyid'])

/**
 * Enforces the policy of a form upload: expiry, each condition, and that no field is there without one.
 * @param fields the form's fields before the file, names in lower case
 * @param bucket the bucket the form was sent to
 * @throws S3Error
 */
export function checkPolicy(fields: ReadonlyMap<string, string>, bucket: string, now: Date = new Date()): UploadBounds {
  const parsed = policySchema.safeParse(decode(fields.get('policy') ?? ''))
  if (!parsed.success) throw new S3Error(400, 'InvalidPolicyDocument', 'Invalid Policy: it cannot be read')
  const { expiration, conditions } = parsed.data
  if (new Date(expiration) <= now) throw refused('Policy expired.')

  const values = new Map([...fields, ['bucket', bucket]])
  const covered = new Set<string>()
  let bounds: UploadBounds = { min: 0, max: LARGEST_UPLOAD_BYTES }
  for (const rule of conditions) {
    if (!Array.isArray(rule)) {
      for (const [name, value] of Object.entries(rule)) check('eq', name, value)
    } else if (rule[0] === 'content-length-range') {
      bounds = { min: Math.max(bounds.min, rule[1]), max: Math.min(bounds.max, rule[2]) }
    } else {
      check(rule[0], rule[1].slice(1), rule[2])
    }
  }
  for (const name of fields.keys()) {
    if (!covered.has(name) && !FREE_FIELDS.has(name) && !name.startsWith('x-ignore-')) {
      throw refused(`Extra input fields: ${name}`)
    }
  }
  return bounds

  function check(how: 'eq' | 'starts-with', name: string, wanted: string): void {
    const field = name.toLowerCase()
    const value = values.get(field) ?? ''
    if (how === 'eq' ? value !== wanted : !value.startsWith(wanted)) {
      throw refused(`Policy Condition failed: ["${how}", "$${name}", "${wanted}"]`)
    }
    covered.add(field)
  }
}

function decode(policy: string): unknown {
  try {
    return JSON.parse(Buffer.from(policy, 'base64').toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function refused(reason: string): S3Error {
  return new S3Error(403, 'AccessDenied', `Invalid according to Policy: ${reason}`)
}
