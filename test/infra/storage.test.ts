import { describe, expect, it } from '@jest/globals'
import { FILE_PREFIXES } from '../../cdk/constructs/capabilities.ts'
import * as keys from '../../lib/contracts/keys.ts'
import { RESTORE_POINT_DAYS } from '../../lib/domain/companies.ts'
import { daysAfter, keepTag } from '../../lib/domain/retention.ts'
import { build, synthesized } from './muster.ts'
import { Template } from 'aws-cdk-lib/assertions'

const { ofType, one, resources } = synthesized({ origins: 'https://a.test,https://b.test' })
const [bucketId, bucket] = one('AWS::S3::Bucket', /^UploadsBucket/)

describe('buckets', () => {
  it.each(ofType('AWS::S3::Bucket'))(
    '%s is private, encrypted, and kept when the stack goes',
    (_, { Properties, DeletionPolicy }) => {
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      })
      expect(Properties.BucketEncryption).toBeDefined()
      expect(DeletionPolicy).toBe('Retain')
    },
  )

  it.each(ofType('AWS::S3::Bucket').map(([id]) => id))('%s refuses everything without TLS', (id) => {
    const [policy] = ofType('AWS::S3::BucketPolicy').filter(([, { Properties }]) => Properties.Bucket.Ref === id)
    expect(policy?.[1].Properties.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    )
  })

  it('keeps versions, since an import reads the version that started it', () => {
    expect(bucket.Properties.VersioningConfiguration.Status).toBe('Enabled')
  })

  it('announces uploads without a custom resource', () => {
    expect(bucket.Properties.NotificationConfiguration).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    })
    expect(Object.values(resources).filter(({ Type }) => Type.startsWith('Custom::'))).toEqual([])
  })

  it('takes uploads from the origins of the deployment only', () => {
    const [rule, ...others] = bucket.Properties.CorsConfiguration.CorsRules
    expect(others).toEqual([])
    expect(rule).toMatchObject({
      AllowedOrigins: ['https://a.test', 'https://b.test'],
      AllowedMethods: ['POST', 'GET'],
    })
  })

  it('logs accesses to the other bucket', () => {
    expect(bucket.Properties.LoggingConfiguration.DestinationBucketName.Ref).not.toBe(bucketId)
  })
})

describe('every key of lib/contracts/keys.ts', () => {
  const samples = Object.entries(keys)
    .filter(([name, make]) => /(Key|Prefix)$/.test(name) && typeof make === 'function')
    .map(([name, make]) => [name, (make as (...parts: string[]) => string)('c', 'i', '1', '2', '3')] as const)
  interface Rule {
    Prefix: string
    ExpirationInDays?: number
    NoncurrentVersionExpiration?: { NoncurrentDays: number }
    Status: string
    TagFilters?: { Key: string; Value: string }[]
  }
  const rules: Rule[] = bucket.Properties.LifecycleConfiguration.Rules.filter(
    ({ Prefix }: { Prefix?: string }) => Prefix !== undefined,
  )
  const points = rules.filter(({ Prefix }) => Prefix === keys.POINTS)

  it('is known to this test', () => {
    expect(samples.length).toBeGreaterThan(10)
  })

  it.each(samples.filter(([, key]) => !key.startsWith(keys.POINTS)))('%s goes by itself after a while', (_, key) => {
    const [rule, ...others] = rules.filter(({ Prefix }) => key.startsWith(Prefix))
    expect(others).toEqual([])
    expect(rule?.Status).toBe('Enabled')
    expect(rule?.ExpirationInDays).toBeGreaterThanOrEqual(30)
  })

  it.each(samples)('%s lies where functions may read and write', (_, key) => {
    expect([keys.UPLOADS, ...FILE_PREFIXES].filter((prefix) => key.startsWith(prefix))).toHaveLength(1)
  })

  it.each(RESTORE_POINT_DAYS)('of a restore point that is kept %i days outlives its entry by a few', (days) => {
    const createdAt = '2026-01-31T12:00:00.000Z'
    const { keep } = keepTag({ createdAt, expiresAt: daysAfter(createdAt, days) })
    const [rule, ...others] = points.filter(({ TagFilters }) => TagFilters?.some(({ Value }) => Value === keep))
    expect(others).toEqual([])
    expect(rule).toMatchObject({ Status: 'Enabled', TagFilters: [{ Key: 'keep', Value: String(days) }] })
    expect(rule?.ExpirationInDays).toBeGreaterThan(days)
    expect(rule?.ExpirationInDays).toBeLessThan(days + 7)
  })

  it('of a pinned restore point stays: no rule ends what has not its own tag', () => {
    expect(keepTag({ createdAt: '2026-01-31T12:00:00.000Z' })).toEqual({ keep: 'always' })
    for (const { ExpirationInDays, TagFilters } of points) {
      expect(ExpirationInDays === undefined || TagFilters?.every(({ Value }) => Value !== 'always')).toBe(true)
    }
  })

  it('of a restore point that was removed can be brought back for some days, and then goes for good', () => {
    const [rule, ...others] = points.filter(({ TagFilters }) => TagFilters === undefined)
    expect(others).toEqual([])
    expect(rule).toMatchObject({
      Status: 'Enabled',
      NoncurrentVersionExpiration: { NoncurrentDays: 7 },
      ExpiredObjectDeleteMarker: true,
    })
  })
})

describe('tables', () => {
  it.each(ofType('AWS::DynamoDB::Table'))(
    '%s can be put back to any second, and not be deleted by accident',
    (_, table) => {
      expect(table.Properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true })
      expect(table.Properties.DeletionProtectionEnabled).toBe(true)
      expect(table.DeletionPolicy).toBe('Retain')
    },
  )

  it.each(ofType('AWS::DynamoDB::Table'))(
    '%s has pk and sk, no index, and is paid per request',
    (_, { Properties }) => {
      expect(Properties.KeySchema).toEqual([
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ])
      expect(Properties.GlobalSecondaryIndexes).toBeUndefined()
      expect(Properties.BillingMode).toBe('PAY_PER_REQUEST')
    },
  )

  it('of the records removes by itself what was in the recycle bin for its time, by the attribute that is written there', () => {
    const [records] = ofType('AWS::DynamoDB::Table').filter(([name]) => /^Records(?!State)/.test(name))
    expect(records?.[1].Properties.TimeToLiveSpecification).toEqual({ AttributeName: 'expires', Enabled: true })
  })
})

describe('the audit trail', () => {
  it('lets go by itself what is too old', () => {
    const [, { Properties }] = one('AWS::DynamoDB::Table', /^AuditTrail/)
    expect(Properties.TimeToLiveSpecification).toEqual({ AttributeName: 'expires', Enabled: true })
  })
})

describe('removalPolicy=destroy', () => {
  it('is for deployments that are thrown away', () => {
    const thrownAway = Template.fromStack(build({ removalPolicy: 'destroy' }).stack)
    for (const type of ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool']) {
      for (const resource of Object.values(thrownAway.findResources(type)))
        expect(resource.DeletionPolicy).toBe('Delete')
    }
  })

  it('is the only other word', () => {
    expect(() => build({ removalPolicy: 'Destroy' })).toThrow(/removalPolicy/)
  })
})
