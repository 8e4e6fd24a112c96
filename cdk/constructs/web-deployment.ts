import { Duration, Stack } from 'aws-cdk-lib'
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront'
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import { BucketDeployment, CacheControl, Source, type ISource } from 'aws-cdk-lib/aws-s3-deployment'
import { Construct } from 'constructs'
import { acknowledge, acknowledgeWildcards } from './acknowledge.ts'
import { monthlyLogGroup } from './logs.ts'

export interface WebDeploymentProps {
  /** The files of the web application. */
  readonly pages: ISource
  /** What `config.json` says: where the pages find API and sign-in. */
  readonly config: Readonly<Record<string, string>>
  readonly bucket: Bucket
  readonly distribution: Distribution
}

/** Files that have a hash of their content in their names; all others keep their names, and are asked for each time. */
const HASHED = 'assets/*'

const allow = (actions: string[], ...resources: string[]) => new PolicyStatement({ actions, resources })

/**
 * Brings the files of the web application into its bucket with each deployment: first those with a hash in their names,
 * then the page that asks for them. Nothing is removed, so that a page that somebody opened before still finds its parts.
 */
export class WebDeployment extends Construct {
  constructor(scope: Construct, id: string, { pages, config, bucket, distribution }: WebDeploymentProps) {
    super(scope, id)

    const logGroup = monthlyLogGroup(this, 'Logs')
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: 'Brings the files of the web application into its bucket',
    })
    // Left to itself, the deployment would be granted every read of all assets and every write of the bucket.
    const fixed = role.withoutPolicyUpdates()
    const sources = [pages, Source.jsonData('config.json', config)].map((source) =>
      source.bind(this, { handlerRole: fixed }),
    )
    const put = new PolicyStatement({
      actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
      resources: [bucket.arnForObjects('*')],
    })
    const policy = new Policy(this, 'Policy', {
      roles: [role],
      statements: [
        put,
        allow(['s3:ListBucket'], bucket.bucketArn),
        allow(['s3:GetObject'], ...sources.map((from) => from.bucket.arnForObjects(from.zipObjectKey))),
        allow(['cloudfront:CreateInvalidation', 'cloudfront:GetInvalidation'], distribution.distributionArn),
        allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn),
      ],
    })
    acknowledgeWildcards(
      policy,
      put,
      'The names of the files hold hashes of their contents; nothing else is in the bucket.',
    )

    const common = {
      sources: sources.map((source) => ({ bind: () => source })),
      destinationBucket: bucket,
      role: fixed,
      logGroup,
      prune: false,
      outputObjectKeys: false,
    } as const
    const hashed = new BucketDeployment(this, 'Hashed', {
      ...common,
      exclude: ['*'],
      include: [HASHED],
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
    })
    hashed.node.addDependency(policy)
    const named = new BucketDeployment(this, 'Named', {
      ...common,
      exclude: [HASHED],
      cacheControl: [CacheControl.noCache()],
      distribution,
      distributionPaths: ['/index.html', '/config.json'],
      // It takes minutes, and browsers ask each time anyway.
      waitForDistributionInvalidation: false,
    })
    named.node.addDependency(hashed)

    // One function for all deployments of a stack, which stands beside them.
    const handler = Stack.of(this).node.children.find(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'))
    if (handler === undefined) throw new Error('The deployment of files has no function')
    acknowledge(
      handler,
      'L1',
      'The runtime is the one that the CDK tests its own function with; it comes with the CDK.',
    )
  }
}
