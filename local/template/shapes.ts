import { z } from 'zod'

/** The properties of the CloudFormation resources that are run here; others are AWS's business alone. */

const strings = z.array(z.string())

export const assets = z.looseObject({
  files: z.record(z.string(), z.looseObject({ source: z.looseObject({ path: z.string().optional() }) })),
})

export const table = z.looseObject({
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })),
  GlobalSecondaryIndexes: z
    .array(z.object({ IndexName: z.string(), KeySchema: z.unknown(), Projection: z.unknown() }))
    .default([]),
})

const corsRule = z
  .looseObject({
    AllowedOrigins: strings,
    AllowedMethods: strings,
    AllowedHeaders: strings.default([]),
    ExposedHeaders: strings.default([]),
    MaxAge: z.coerce.number().optional(),
  })
  .transform((rule) => ({
    origins: rule.AllowedOrigins,
    methods: rule.AllowedMethods,
    headers: rule.AllowedHeaders,
    exposed: rule.ExposedHeaders,
    maxAgeSeconds: rule.MaxAge,
  }))

export const bucket = z.looseObject({
  VersioningConfiguration: z.looseObject({ Status: z.string() }).optional(),
  CorsConfiguration: z.looseObject({ CorsRules: z.array(corsRule) }).optional(),
  NotificationConfiguration: z.looseObject({ EventBridgeConfiguration: z.unknown().optional() }).optional(),
})

export const notification = z.looseObject({ BucketName: z.string() })

export const lambda = z.looseObject({
  Runtime: z.string().optional(),
  Handler: z.string().default('index.handler'),
  Code: z.looseObject({ S3Key: z.string().optional() }),
  Environment: z.looseObject({ Variables: z.record(z.string(), z.coerce.string()) }).optional(),
  Timeout: z.coerce.number().optional(),
  MemorySize: z.coerce.number().optional(),
})

export const stateMachine = z.looseObject({
  DefinitionString: z.string().optional(),
  DefinitionS3Location: z.looseObject({ Key: z.string() }).optional(),
  DefinitionSubstitutions: z.record(z.string(), z.coerce.string()).default({}),
})

export const rule = z.looseObject({
  EventPattern: z.record(z.string(), z.unknown()).optional(),
  ScheduleExpression: z.string().optional(),
  State: z.string().optional(),
  Targets: z
    .array(
      z.looseObject({
        Arn: z.string(),
        Input: z.string().optional(),
        InputPath: z.string().optional(),
        InputTransformer: z
          .object({ InputPathsMap: z.record(z.string(), z.string()).default({}), InputTemplate: z.string() })
          .optional(),
        RetryPolicy: z
          .object({
            MaximumRetryAttempts: z.coerce.number().optional(),
            MaximumEventAgeInSeconds: z.coerce.number().optional(),
          })
          .optional(),
      }),
    )
    .default([]),
})

export const client = z.looseObject({
  CallbackURLs: strings.default([]),
  LogoutURLs: strings.default([]),
  AllowedOAuthScopes: strings.default([]),
})

export const httpApi = z.looseObject({
  CorsConfiguration: z
    .looseObject({
      AllowOrigins: strings.default([]),
      AllowMethods: strings.default([]),
      AllowHeaders: strings.default([]),
      ExposeHeaders: strings.default([]),
      MaxAge: z.coerce.number().optional(),
      AllowCredentials: z.boolean().default(false),
    })
    .transform((cors) => ({
      origins: cors.AllowOrigins,
      methods: cors.AllowMethods,
      headers: cors.AllowHeaders,
      exposed: cors.ExposeHeaders,
      maxAgeSeconds: cors.MaxAge,
      credentials: cors.AllowCredentials,
    }))
    .optional(),
})

/** The function's ARN, bare or inside the ARN of its invocations. */
export const integration = z.looseObject({
  IntegrationUri: z.string().transform((uri) => /(arn:aws:lambda:[^:]+:\d+:function:[^/]+)/.exec(uri)?.[1] ?? uri),
})

export const authorizer = z.looseObject({ JwtConfiguration: z.object({ Audience: strings, Issuer: z.string() }) })

export const route = z.looseObject({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.string().optional(),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: strings.default([]),
})

export const distribution = z.looseObject({
  DistributionConfig: z.looseObject({
    DefaultCacheBehavior: z.looseObject({
      ResponseHeadersPolicyId: z.string().optional(),
      FunctionAssociations: z
        .array(z.object({ EventType: z.literal('viewer-request'), FunctionARN: z.string() }))
        .max(1)
        .default([]),
    }),
  }),
})

export const edgeFunction = z.looseObject({ FunctionCode: z.string() })

const security = z
  .strictObject({
    ContentSecurityPolicy: z.looseObject({ ContentSecurityPolicy: z.string() }).optional(),
    ContentTypeOptions: z.looseObject({}).optional(),
    FrameOptions: z.looseObject({ FrameOption: z.string() }).optional(),
    ReferrerPolicy: z.looseObject({ ReferrerPolicy: z.string() }).optional(),
    StrictTransportSecurity: z
      .looseObject({ AccessControlMaxAgeSec: z.coerce.number(), IncludeSubdomains: z.boolean().default(false) })
      .optional(),
  })
  .transform(({ StrictTransportSecurity: strict, ...rest }) => ({
    'content-security-policy': rest.ContentSecurityPolicy?.ContentSecurityPolicy,
    'x-content-type-options': rest.ContentTypeOptions && 'nosniff',
    'x-frame-options': rest.FrameOptions?.FrameOption,
    'referrer-policy': rest.ReferrerPolicy?.ReferrerPolicy,
    'strict-transport-security':
      strict && `max-age=${strict.AccessControlMaxAgeSec}${strict.IncludeSubdomains ? '; includeSubDomains' : ''}`,
  }))

/** The headers that a policy adds, by their names. */
export const headersPolicy = z
  .looseObject({
    ResponseHeadersPolicyConfig: z.looseObject({
      SecurityHeadersConfig: security.optional(),
      CustomHeadersConfig: z
        .object({ Items: z.array(z.looseObject({ Header: z.string(), Value: z.string() })) })
        .default({ Items: [] }),
    }),
  })
  .transform(({ ResponseHeadersPolicyConfig: { SecurityHeadersConfig, CustomHeadersConfig } }) => {
    const all: [string, string | undefined][] = [
      ...Object.entries(SecurityHeadersConfig ?? {}),
      ...CustomHeadersConfig.Items.map(({ Header, Value }): [string, string] => [Header, Value]),
    ]
    return Object.fromEntries(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
  })
