import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { apiEndpoint, arnOf, answers, issuerOf, physicalName } from './answers.ts'
import { createResolver, templateSchema } from './intrinsics.ts'
import type { Resource } from './intrinsics.ts'
import type {
  ApiSpec,
  BucketSpec,
  ClientSpec,
  CloudSpec,
  FunctionSpec,
  RuleSpec,
  SiteSpec,
  StateMachineSpec,
  TableSpec,
} from './model.ts'
import * as shapes from './shapes.ts'

export interface LoadOptions {
  /** The synthesized CloudFormation template (JSON). */
  readonly templatePath: string
  /** The folder of the cloud assembly, with `<stack>.assets.json`. */
  readonly assetsDir: string
  /** Where this machine serves the API; stands for the API's endpoint and for the tokens' issuer. */
  readonly publicUrl: string
  /** Values of template parameters. */
  readonly parameters?: Readonly<Record<string, string>>
}

const DEFAULT_RETRIES = 185
const DEFAULT_MAXIMUM_AGE_SECONDS = 86_400
const DEFAULT_FUNCTION_TIMEOUT_SECONDS = 3
const DEFAULT_FUNCTION_MEMORY_MB = 128

/**
 * Reads what to run from a synthesized template: intrinsic functions resolved, assets found on disk.
 * @throws Error naming the resource that cannot be run here
 */
export async function loadTemplate(options: LoadOptions): Promise<CloudSpec> {
  const template = templateSchema.parse(JSON.parse(await readFile(options.templatePath, 'utf8')))
  const assetsPath = options.templatePath.replace(/\.template\.json$/, '.assets.json')
  const assets = shapes.assets.parse(JSON.parse(await readFile(assetsPath, 'utf8')))
  const resolver = createResolver(template, options.parameters ?? {}, answers)

  const all = Object.entries(template.Resources)
    .filter(([, resource]) => resource.Condition === undefined || resolver.condition(resource.Condition))
    .map(([id, resource]) => ({ id, resource }))
  const ofType = (...types: string[]): { id: string; resource: Resource }[] =>
    all.filter(({ resource }) => types.includes(resource.Type))
  const here = atPublicUrl(ofType, options.publicUrl)
  const properties = <Shape extends z.ZodType>(id: string, resource: Resource, shape: Shape): z.output<Shape> => {
    const parsed = shape.safeParse(here(resolver.resolve(resource.Properties)))
    if (parsed.success) return parsed.data
    throw new Error(`The resource ${id} (${resource.Type}) cannot be run here: ${z.prettifyError(parsed.error)}`)
  }
  const assetPath = (key: string): string => {
    const hash = key.split('/').at(-1)?.split('.')[0] ?? ''
    const path = assets.files[hash]?.source.path
    if (path === undefined) throw new Error(`The template needs the asset ${key}, which the assembly does not have`)
    return join(options.assetsDir, path)
  }

  const tables = ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map(({ id, resource }): TableSpec => {
    const table = properties(id, resource, shapes.table)
    return {
      name: physicalName(id, resource),
      attributes: table.AttributeDefinitions,
      keys: table.KeySchema,
      indexes: table.GlobalSecondaryIndexes,
    }
  })

  const notified = new Set(
    ofType('Custom::S3BucketNotifications').map(
      ({ id, resource }) => properties(id, resource, shapes.notification).BucketName,
    ),
  )
  const buckets = ofType('AWS::S3::Bucket').map(({ id, resource }): BucketSpec => {
    const bucket = properties(id, resource, shapes.bucket)
    const name = physicalName(id, resource)
    return {
      name,
      versioned: bucket.VersioningConfiguration?.Status === 'Enabled',
      cors: bucket.CorsConfiguration?.CorsRules ?? [],
      events: notified.has(name) || bucket.NotificationConfiguration?.EventBridgeConfiguration !== undefined,
    }
  })

  const functions = ofType('AWS::Lambda::Function').flatMap(({ id, resource }): FunctionSpec[] => {
    const fn = properties(id, resource, shapes.lambda)
    // CDK's own custom resources (Python, inline code, bucket notifications) configure AWS, there is nothing to configure here.
    if (!fn.Runtime?.startsWith('nodejs') || fn.Code.S3Key === undefined || id.startsWith('Custom')) return []
    return [
      {
        name: physicalName(id, resource),
        arn: arnOf(id, resource),
        codeFolder: assetPath(fn.Code.S3Key),
        handler: fn.Handler,
        environment: fn.Environment?.Variables ?? {},
        timeoutSeconds: fn.Timeout ?? DEFAULT_FUNCTION_TIMEOUT_SECONDS,
        memoryMb: fn.MemorySize ?? DEFAULT_FUNCTION_MEMORY_MB,
      },
    ]
  })

  const stateMachines = await Promise.all(
    ofType('AWS::StepFunctions::StateMachine').map(async ({ id, resource }): Promise<StateMachineSpec> => {
      const machine = properties(id, resource, shapes.stateMachine)
      const text =
        machine.DefinitionString ?? (await readFile(assetPath(machine.DefinitionS3Location?.Key ?? ''), 'utf8'))
      const filled = text.replaceAll(/\$\{(\w+)\}/g, (_mark, name: string) => {
        const value = machine.DefinitionSubstitutions[name]
        if (value === undefined) throw new Error(`The definition of ${id} mentions ${name}, which nothing fills in`)
        return value
      })
      return { name: physicalName(id, resource), arn: arnOf(id, resource), definition: JSON.parse(filled) }
    }),
  )

  const rules = ofType('AWS::Events::Rule').map(({ id, resource }): RuleSpec => {
    const rule = properties(id, resource, shapes.rule)
    return {
      name: physicalName(id, resource),
      arn: arnOf(id, resource),
      pattern: rule.EventPattern,
      schedule: rule.ScheduleExpression,
      targets: (rule.State === 'DISABLED' ? [] : rule.Targets).map((target) => ({
        arn: target.Arn,
        input: target.Input,
        inputPath: target.InputPath,
        transformer: target.InputTransformer && {
          paths: target.InputTransformer.InputPathsMap,
          template: target.InputTransformer.InputTemplate,
        },
        retries: target.RetryPolicy?.MaximumRetryAttempts ?? DEFAULT_RETRIES,
        maximumAgeSeconds: target.RetryPolicy?.MaximumEventAgeInSeconds ?? DEFAULT_MAXIMUM_AGE_SECONDS,
      })),
    }
  })

  const clients = ofType('AWS::Cognito::UserPoolClient').map(({ id, resource }): ClientSpec => {
    const { CallbackURLs, LogoutURLs, AllowedOAuthScopes } = properties(id, resource, shapes.client)
    return {
      id: physicalName(id, resource),
      callbackUrls: CallbackURLs,
      logoutUrls: LogoutURLs,
      scopes: AllowedOAuthScopes,
    }
  })

  return { tables, buckets, functions, stateMachines, rules, api: api(), clients, site: site() }

  function api(): ApiSpec | undefined {
    const [first, second] = ofType('AWS::ApiGatewayV2::Api')
    if (second !== undefined) throw new Error('The template has more than one HTTP API, only one can be served here')
    if (first === undefined) return undefined
    const cors = properties(first.id, first.resource, shapes.httpApi).CorsConfiguration
    const integrations = new Map(
      ofType('AWS::ApiGatewayV2::Integration').map(({ id, resource }) => [
        id,
        properties(id, resource, shapes.integration).IntegrationUri,
      ]),
    )
    const authorizers = new Map(
      ofType('AWS::ApiGatewayV2::Authorizer').map(({ id, resource }) => {
        const { Audience, Issuer } = properties(id, resource, shapes.authorizer).JwtConfiguration
        return [id, { audiences: Audience, issuer: Issuer }]
      }),
    )
    const routes = ofType('AWS::ApiGatewayV2::Route').map(({ id, resource }) => {
      const route = properties(id, resource, shapes.route)
      const functionArn = integrations.get(route.Target.replace('integrations/', ''))
      if (functionArn === undefined) throw new Error(`The route ${route.RouteKey} leads nowhere`)
      const authorizer = route.AuthorizerId === undefined ? undefined : authorizers.get(route.AuthorizerId)
      if (route.AuthorizationType === 'JWT' && authorizer === undefined) {
        throw new Error(`The route ${route.RouteKey} wants a JWT, but its authorizer is not in the template`)
      }
      return { routeKey: route.RouteKey, functionArn, authorizer, scopes: route.AuthorizationScopes }
    })
    return { id: first.id, cors, routes }
  }

  function site(): SiteSpec | undefined {
    const [first, second] = ofType('AWS::CloudFront::Distribution')
    if (second !== undefined)
      throw new Error('The template has more than one distribution, only one can be served here')
    if (first === undefined) return undefined
    const { DefaultCacheBehavior } = properties(first.id, first.resource, shapes.distribution).DistributionConfig
    const [association] = DefaultCacheBehavior.FunctionAssociations
    const headersId = DefaultCacheBehavior.ResponseHeadersPolicyId
    return {
      headers:
        headersId === undefined ? {} : named('AWS::CloudFront::ResponseHeadersPolicy', headersId, shapes.headersPolicy),
      rewrite:
        association && named('AWS::CloudFront::Function', association.FunctionARN, shapes.edgeFunction).FunctionCode,
    }
  }

  /** The properties of the resource of a type that has this physical name. */
  function named<Shape extends z.ZodType>(type: string, name: string, shape: Shape): z.output<Shape> {
    const found = ofType(type).find(({ id, resource }) => physicalName(id, resource) === name)
    if (found === undefined)
      throw new Error(`The distribution uses the ${type} ${name}, which the template does not have`)
    return properties(found.id, found.resource, shape)
  }
}

/** Puts this machine's address in the place of the API's endpoint and of the user pool's issuer. */
function atPublicUrl(
  ofType: (type: string) => { id: string; resource: Resource }[],
  publicUrl: string,
): (value: unknown) => unknown {
  const addresses = [
    ...ofType('AWS::ApiGatewayV2::Api').map(({ id }) => apiEndpoint(id)),
    ...ofType('AWS::Cognito::UserPool').map(({ id }) => issuerOf(id)),
  ]
  const replace = (value: unknown): unknown => {
    if (typeof value === 'string')
      return addresses.reduce((text, address) => text.replaceAll(address, publicUrl), value)
    if (Array.isArray(value)) return value.map(replace)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replace(inner)]))
  }
  return replace
}
