import { randomUUID } from 'node:crypto'
import { ACCOUNT, REGION } from '../template/intrinsics.ts'

/** An event in the shape EventBridge gives it. */
export interface CloudEvent {
  readonly version: '0'
  readonly id: string
  readonly 'detail-type': string
  readonly source: string
  readonly account: string
  readonly time: string
  readonly region: string
  readonly resources: readonly string[]
  readonly detail: Readonly<Record<string, unknown>>
}

export type CreationReason = 'PutObject' | 'POST Object' | 'CopyObject' | 'CompleteMultipartUpload'

let sequence = 0n

/** The "Object Created" event of a new version. Sequencers compare as texts in the order of creation. */
export function objectCreated(
  object: { bucket: string; key: string; version: string; size: number; etag: string; modified: number },
  reason: CreationReason,
): CloudEvent {
  const sequencer = ((BigInt(object.modified) << 20n) + (sequence++ % (1n << 20n))).toString(16).toUpperCase()
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: ACCOUNT,
    time: new Date(object.modified).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: REGION,
    resources: [`arn:aws:s3:::${object.bucket}`],
    detail: {
      version: '0',
      bucket: { name: object.bucket },
      object: {
        key: object.key,
        size: object.size,
        etag: object.etag,
        ...(object.version === 'null' ? {} : { 'version-id': object.version }),
        sequencer: sequencer.padStart(18, '0'),
      },
      'request-id': randomUUID(),
      requester: ACCOUNT,
      'source-ip-address': '127.0.0.1',
      reason,
    },
  }
}
