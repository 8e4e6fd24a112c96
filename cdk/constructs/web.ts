import { join } from 'node:path'
import { Annotations, Aws, Duration, Stack, type RemovalPolicy } from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  PriceClass,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { acknowledge } from './acknowledge.ts'
import { signInAddress } from './sign-in.ts'

export interface WebProps {
  /**
   * The address people know, `https://muster.example.com`.
   * @default - the distribution's own
   */
  readonly webUrl?: string
  /**
   * The certificate of `webUrl`, in us-east-1.
   * @default - the distribution answers to its own name only
   */
  readonly certificateArn?: string
  /** First part of the host name of the sign-in page. */
  readonly signInDomain: string
  readonly removalPolicy: RemovalPolicy
}

/**
 * Where the pages may load from and send to. API, storage and sign-in are named by what all of a region's have in common:
 * they are made after the pages' address, which they have to know. Styles may stand in the page, which the component library
 * needs; scripts never.
 */
function contentSecurityPolicy(signInDomain: string): string {
  const connect = [
    "'self'",
    `https://*.execute-api.${Aws.REGION}.amazonaws.com`,
    `https://*.s3.${Aws.REGION}.amazonaws.com`,
    `https://cognito-idp.${Aws.REGION}.amazonaws.com`,
    signInAddress(signInDomain),
  ]
  const directives = {
    'default-src': "'self'",
    'script-src': "'self'",
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'font-src': "'self' data:",
    'connect-src': connect.join(' '),
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ')
}

/** What a page may use of a device: nothing of this. */
const PERMISSIONS = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']

/** The web application: files in a private bucket, served over HTTPS by CloudFront under one address. */
export class Web extends Construct {
  readonly bucket: Bucket
  readonly distribution: Distribution
  /** Where people find it, without a slash at the end; also its origin. */
  readonly url: string

  constructor(scope: Construct, id: string, { webUrl, certificateArn, signInDomain, removalPolicy }: WebProps) {
    super(scope, id)

    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy,
    })
    acknowledge(
      this.bucket,
      'S1',
      'The pages are the same for everybody and hold no data; only the distribution and the deployment get in.',
    )

    const ownName =
      webUrl === undefined || certificateArn === undefined
        ? {}
        : {
            domainNames: [new URL(webUrl).hostname],
            certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
          }
    const accessControl = new S3OriginAccessControl(this, 'AccessControl', { originAccessControlName: this.globalName })
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Muster: the web application',
      ...ownName,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      defaultRootObject: 'index.html',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket, { originAccessControl: accessControl }),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        compress: true,
        responseHeadersPolicy: this.headers(signInDomain),
        functionAssociations: [{ function: this.rewrite(), eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      // Who may not list a bucket is told 403 of a file that is not there.
      errorResponses: [
        { httpStatus: 403, responseHttpStatus: 404, responsePagePath: '/index.html', ttl: Duration.seconds(10) },
      ],
    })
    this.accept(certificateArn !== undefined)
    if (webUrl?.startsWith('https:') === true && certificateArn === undefined) {
      Annotations.of(this).addWarningV2(
        'muster:certificateArn',
        `The distribution does not answer to ${webUrl}: give the context value certificateArn as well (docs/deploy.md)`,
      )
    }
    this.url = webUrl ?? `https://${this.distribution.distributionDomainName}`
  }

  /** A name for what belongs to the whole account, since there may be a stack in another region. */
  private get globalName(): string {
    return `${Stack.of(this).stackName}-web-${Aws.REGION}`
  }

  private rewrite(): EdgeFunction {
    return new EdgeFunction(this, 'Rewrite', {
      comment: 'Every route of the web application is its one page',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromFile({ filePath: join(import.meta.dirname, '..', 'rewrite.js') }),
    })
  }

  private headers(signInDomain: string): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: this.globalName,
      comment: 'Muster: the web application',
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(signInDomain), override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: true, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        // Paths hold the ids of approvals.
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'permissions-policy', value: PERMISSIONS.map((name) => `${name}=()`).join(', '), override: true },
        ],
      },
    })
  }

  /** Findings about the distribution that are right to stay. */
  private accept(hasCertificate: boolean): void {
    const reasons = {
      CFR1: 'Representatives travel: whoever has an account may sign in from anywhere.',
      CFR2: 'Behind it are files that are the same for everybody; what changes anything is the API, which asks for a token and is throttled.',
      CFR3: 'Paths of pages hold the ids of approvals, which no log should keep; what matters is asked of the API, which logs routes.',
      ...(hasCertificate
        ? {}
        : {
            CFR4: 'The name that CloudFront gives has its certificate and its TLS policy; one with certificateArn asks for TLS 1.2.',
          }),
    }
    for (const [rule, reason] of Object.entries(reasons)) acknowledge(this.distribution, rule, reason)
  }
}
