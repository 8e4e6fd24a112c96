import { describe, expect, it } from '@jest/globals'
import { Annotations, Match } from 'aws-cdk-lib/assertions'
import { build, somePage, synthesized, text } from './muster.ts'

const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d'
const own = synthesized({}, somePage)
const custom = synthesized({ webUrl: 'https://muster.acme.test/', certificateArn: CERTIFICATE })
const distribution = own.one('AWS::CloudFront::Distribution')[1].Properties.DistributionConfig
const [bucketId, bucket] = own.one('AWS::S3::Bucket', /^Web/)
const ownAddress = `https://<${own.one('AWS::CloudFront::Distribution')[0]}.DomainName>`

describe('the pages', () => {
  it('lie in a bucket that only the distribution reads', () => {
    const [, { Properties }] = own
      .ofType('AWS::S3::BucketPolicy')
      .find(([, each]) => each.Properties.Bucket.Ref === bucketId)!
    const allowed = Properties.PolicyDocument.Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow')
    expect(allowed).toHaveLength(1)
    expect(allowed[0]).toMatchObject({
      Action: 's3:GetObject',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
    })
    expect(text(allowed[0].Condition.StringEquals['AWS:SourceArn'])).toMatch(/distribution\/<WebDistribution\w+>$/)
    expect(bucket.Properties.WebsiteConfiguration).toBeUndefined()
    const [, { Properties: control }] = own.one('AWS::CloudFront::OriginAccessControl')
    expect(control.OriginAccessControlConfig).toMatchObject({ SigningBehavior: 'always', SigningProtocol: 'sigv4' })
    expect(distribution.Origins).toHaveLength(1)
    expect(distribution.Origins[0].OriginAccessControlId).toBeDefined()
  })

  it('are only read, compressed, over HTTPS, HTTP/2 and 3', () => {
    expect(distribution).toMatchObject({ HttpVersion: 'http2and3', IPV6Enabled: true })
    expect(distribution.CacheBehaviors).toBeUndefined()
    expect(distribution.DefaultCacheBehavior).toMatchObject({
      Compress: true,
      ViewerProtocolPolicy: 'redirect-to-https',
    })
    expect(distribution.DefaultCacheBehavior.AllowedMethods ?? ['GET', 'HEAD']).toEqual(['GET', 'HEAD'])
  })

  it('come with the headers that keep others out', () => {
    const [id, { Properties }] = own.one('AWS::CloudFront::ResponseHeadersPolicy')
    expect(distribution.DefaultCacheBehavior.ResponseHeadersPolicyId).toEqual({ Ref: id })
    const security = Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig
    expect(security).toMatchObject({
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY', Override: true },
      ReferrerPolicy: { ReferrerPolicy: 'same-origin', Override: true },
      StrictTransportSecurity: { Override: true },
    })
    expect(security.StrictTransportSecurity.AccessControlMaxAgeSec).toBeGreaterThanOrEqual(31_536_000)
    const directives = Object.fromEntries(
      text(security.ContentSecurityPolicy.ContentSecurityPolicy)
        .split('; ')
        .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]),
    )
    expect(directives).toMatchObject({
      'default-src': ["'self'"],
      'script-src': ["'self'"],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'self'"],
      'frame-ancestors': ["'none'"],
    })
    expect(Object.values(directives).flat()).not.toContain("'unsafe-eval'")
    expect(directives['connect-src']).toEqual([
      "'self'",
      'https://*.execute-api.<AWS::Region>.amazonaws.com',
      'https://*.s3.<AWS::Region>.amazonaws.com',
      'https://cognito-idp.<AWS::Region>.amazonaws.com',
      'https://muster-<AWS::AccountId>.auth.<AWS::Region>.amazoncognito.com',
    ])
  })

  it('are asked for the sign-in where it is', () => {
    const [, { Properties }] = custom.one('AWS::Cognito::UserPoolDomain')
    expect(text(Properties.Domain)).toBe('muster-<AWS::AccountId>')
  })

  it('are one page for every route, and that page again for a file that is not there', () => {
    const [id, { Properties }] = own.one('AWS::CloudFront::Function')
    expect(Properties.FunctionConfig.Runtime).toBe('cloudfront-js-2.0')
    expect(distribution.DefaultCacheBehavior.FunctionAssociations).toEqual([
      { EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': [id, 'FunctionARN'] } },
    ])
    expect(distribution.CustomErrorResponses).toEqual([
      expect.objectContaining({ ErrorCode: 403, ResponseCode: 404, ResponsePagePath: '/index.html' }),
    ])
  })
})

describe('their deployment', () => {
  const [[hashedId, hashed], [, named]] = own
    .ofType('Custom::CDKBucketDeployment')
    .toSorted(([left], [right]) => left.localeCompare(right)) as [Deployment, Deployment]
  type Deployment = ReturnType<typeof own.ofType>[number]

  it('brings files with a hash in their names first, to be kept for ever; then the others, to be asked for each time', () => {
    expect(hashed.Properties).toMatchObject({ Exclude: ['*'], Include: ['assets/*'] })
    expect(hashed.Properties.SystemMetadata).toEqual({ 'cache-control': 'public, max-age=31536000, immutable' })
    expect(named.Properties).toMatchObject({
      Exclude: ['assets/*'],
      DistributionPaths: ['/index.html', '/config.json'],
      SystemMetadata: { 'cache-control': 'no-cache' },
    })
    expect((named as unknown as { DependsOn: string[] }).DependsOn).toContain(hashedId)
  })

  it('removes nothing that an open page may still ask for', () => {
    for (const { Properties } of [hashed, named]) expect(Properties.Prune).toBe(false)
  })

  it('says where API and sign-in are', () => {
    const [api] = own.one('AWS::ApiGatewayV2::Api')
    const [pool] = own.one('AWS::Cognito::UserPool')
    const [client, { Properties }] = own.one('AWS::Cognito::UserPoolClient')
    const markers = Object.values(named.Properties.SourceMarkers[1]).map(text)
    expect(markers).toEqual([
      `"<${api}.ApiEndpoint>"`,
      `"https://cognito-idp.<AWS::Region>.amazonaws.com/<${pool}>"`,
      `"<${client}>"`,
    ])
    const scopes = Properties.AllowedOAuthScopes.map(text).map((scope: string) => scope.replace(/^<.*>/, 'muster'))
    expect(scopes).toEqual(['openid', 'email', 'muster/api'])
  })

  it('may read its two archives, write the files, and say that they changed', () => {
    const [, fn] = own.one('AWS::Lambda::Function', /^Custom/)
    const statements = own.statementsOf(fn.Properties.Role['Fn::GetAtt'][0])
    const granted = statements.flatMap(({ actions, resources }) =>
      resources.flatMap((resource) => actions.map((action) => `${action} ${text(resource)}`)),
    )
    const archives = granted.filter((each) => each.startsWith('s3:GetObject '))
    expect(archives).toHaveLength(2)
    for (const archive of archives) expect(archive).toMatch(/\/[0-9a-f]{64}\.zip$/)
    expect(granted.filter((each) => !archives.includes(each)).toSorted()).toEqual([
      expect.stringMatching(/^cloudfront:CreateInvalidation .*distribution\/<WebDistribution\w+>$/),
      expect.stringMatching(/^cloudfront:GetInvalidation .*distribution\/<WebDistribution\w+>$/),
      expect.stringMatching(/^logs:CreateLogStream <WebDeploymentLogs\w+\.Arn>$/),
      expect.stringMatching(/^logs:PutLogEvents <WebDeploymentLogs\w+\.Arn>$/),
      `s3:AbortMultipartUpload <${bucketId}.Arn>/*`,
      `s3:ListBucket <${bucketId}.Arn>`,
      `s3:PutObject <${bucketId}.Arn>/*`,
    ])
  })
})

describe.each([
  ['without webUrl', own, ownAddress],
  ['with webUrl', custom, 'https://muster.acme.test'],
] as const)('%s', (_, { one, functions, resources }, address) => {
  it('sign-in, mails, API and uploads know the same address', () => {
    const [, client] = one('AWS::Cognito::UserPoolClient')
    expect(client.Properties.CallbackURLs.map(text)).toEqual([`${address}/`])
    expect(client.Properties.LogoutURLs.map(text)).toEqual([`${address}/`])
    const [, api] = one('AWS::ApiGatewayV2::Api')
    expect(api.Properties.CorsConfiguration.AllowOrigins.map(text)).toEqual([address])
    const [, uploads] = one('AWS::S3::Bucket', /^UploadsBucket/)
    expect(uploads.Properties.CorsConfiguration.CorsRules[0].AllowedOrigins.map(text)).toEqual([address])
    const links = functions.map(({ properties }) => properties.Environment.Variables.WEB_URL).filter(Boolean)
    expect(new Set(links.map(text))).toEqual(new Set([address]))
  })

  it('no resource needs itself to be there', () => {
    const needs = (value: unknown): string[] => {
      if (typeof value !== 'object' || value === null) return []
      const entries = Object.entries(value)
      return entries.flatMap(([key, inner]) => {
        if (key === 'Ref') return [String(inner)]
        if (key === 'Fn::GetAtt') return [String([inner].flat()[0])]
        if (key === 'DependsOn') return [inner].flat().map(String)
        return needs(inner)
      })
    }
    const settled = new Set<string>()
    const follow = (id: string, path: readonly string[]): void => {
      if (settled.has(id)) return
      if (path.includes(id)) throw new Error(`A circle: ${[...path, id].join(' -> ')}`)
      for (const next of needs(resources[id])) if (next in resources) follow(next, [...path, id])
      settled.add(id)
    }
    for (const id of Object.keys(resources)) follow(id, [])
    expect(settled.size).toBe(Object.keys(resources).length)
  })
})

describe("an address of one's own", () => {
  it('is served with its certificate, by TLS 1.2 or newer', () => {
    const { DistributionConfig } = custom.one('AWS::CloudFront::Distribution')[1].Properties
    expect(DistributionConfig.Aliases).toEqual(['muster.acme.test'])
    expect(DistributionConfig.ViewerCertificate).toEqual({
      AcmCertificateArn: CERTIFICATE,
      MinimumProtocolVersion: 'TLSv1.2_2021',
      SslSupportMethod: 'sni-only',
    })
  })

  it('is the root of a host, with a certificate that CloudFront takes', () => {
    expect(() => build({ webUrl: 'https://muster.acme.test/app' })).toThrow(/webUrl/)
    expect(() => build({ certificateArn: CERTIFICATE.replace('us-east-1', 'eu-central-1') })).toThrow(/us-east-1/)
  })

  it("without its certificate is warned about; CloudFront's own is not", () => {
    const warnings = (context: Record<string, unknown>) =>
      Annotations.fromStack(build({ mailFrom: 'a@b.test', ...context }).stack).findWarning(
        '*',
        Match.stringLikeRegexp('docs/deploy'),
      ).length
    expect(warnings({})).toBe(0)
    expect(warnings({ webUrl: 'https://muster.acme.test' })).toBe(1)
    expect(warnings({ webUrl: 'https://muster.acme.test', certificateArn: CERTIFICATE })).toBe(0)
  })
})
