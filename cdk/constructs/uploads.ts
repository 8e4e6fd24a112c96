import { Duration, type RemovalPolicy } from 'aws-cdk-lib'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { FILES_KEPT_DAYS, POINTS, UPLOADS } from '../../lib/contracts/keys.ts'
import { POINT_LIFETIMES } from '../../lib/contracts/restore-points.ts'
import { acknowledge } from './acknowledge.ts'

export interface UploadsProps {
  /** Origins of the web wizard, whose browsers upload by a presigned form and read downloads. */
  readonly origins: readonly string[]
  readonly removalPolicy: RemovalPolicy
}

/** Days after which objects go, by prefix. */
const LIFETIME_DAYS = { [UPLOADS]: 30, 'imports/': FILES_KEPT_DAYS, 'restores/': FILES_KEPT_DAYS } as const

/** Days by which a restore point's objects outlive its entry: Muster removes them in time, and the bucket only what it could not. */
const POINT_MARGIN_DAYS = 2
/** Days for which what was removed of a restore point can be brought back by an operator. */
const POINT_REGRET_DAYS = 7

const COMMON = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
} as const

/** The one bucket: what people upload, and the files the workflows keep. Each new upload is announced on EventBridge. */
export class Uploads extends Construct {
  readonly bucket: Bucket

  constructor(scope: Construct, id: string, { origins, removalPolicy }: UploadsProps) {
    super(scope, id)

    const accessLogs = new Bucket(this, 'AccessLogs', {
      ...COMMON,
      removalPolicy,
      lifecycleRules: [{ expiration: Duration.days(90) }],
    })
    acknowledge(accessLogs, 'S1', 'This bucket receives the access logs; logging its own accesses would never end.')

    this.bucket = new Bucket(this, 'Bucket', {
      ...COMMON,
      removalPolicy,
      versioned: true,
      serverAccessLogsBucket: accessLogs,
      cors: [
        {
          allowedMethods: [HttpMethods.POST, HttpMethods.GET],
          allowedOrigins: [...origins],
          allowedHeaders: ['*'],
          exposedHeaders: ['ETag'],
          maxAge: 3600,
        },
      ],
      lifecycleRules: [
        ...Object.entries(LIFETIME_DAYS).map(([prefix, days]) => ({
          id: prefix.slice(0, -1),
          prefix,
          expiration: Duration.days(days),
          noncurrentVersionExpiration: Duration.days(30),
        })),
        ...POINT_LIFETIMES.map(({ tag, days }) => ({
          id: `restore-points-${days}-days`,
          prefix: POINTS,
          tagFilters: tag,
          expiration: Duration.days(days + POINT_MARGIN_DAYS),
        })),
        {
          id: 'restore-points-removed',
          prefix: POINTS,
          noncurrentVersionExpiration: Duration.days(POINT_REGRET_DAYS),
          expiredObjectDeleteMarker: true,
        },
        { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(2) },
      ],
    })

    // `eventBridgeEnabled` would bring a custom resource with a function of its own to set what CloudFormation can set.
    const { defaultChild } = this.bucket.node
    if (!(defaultChild instanceof CfnBucket)) throw new Error('A bucket has no AWS::S3::Bucket')
    defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } }
  }
}
