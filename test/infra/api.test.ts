import { describe, expect, it } from '@jest/globals'
import { routeNames } from '../../lib/contracts/names.ts'
import { routes } from '../../lib/contracts/routes.ts'
import { synthesized, text } from './muster.ts'

const { functions, ofType, one, resources } = synthesized({ webUrl: 'https://muster.acme.test/' })
const deployed = ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties)

describe('routes', () => {
  it.each(routeNames)('%s asks for a token with the scope, and leads to its function', (name) => {
    const [route, ...others] = deployed.filter(
      ({ RouteKey }) => RouteKey === `${routes[name].method} /v1${routes[name].path}`,
    )
    expect(others).toEqual([])
    expect(route).toMatchObject({ AuthorizationType: 'JWT', AuthorizationScopes: ['muster/api'] })
    const integration = resources[text(route.Target).replace(/^integrations\/<(.*)>$/, '$1')]
    const lambda = functions.find((each) => each.group === 'api' && each.name === name)
    expect(text(integration?.Properties.IntegrationUri)).toBe(`<${lambda?.logicalId}.Arn>`)
    expect(integration?.Properties).toMatchObject({ IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' })
    expect(integration?.Properties.CredentialsArn).toBeDefined()
  })

  it('has no other route but the description of the API, which is public', () => {
    expect(deployed).toHaveLength(routeNames.length + 1)
    const open = deployed.filter(({ AuthorizationType }) => AuthorizationType !== 'JWT')
    expect(open.map(({ RouteKey }) => RouteKey)).toEqual(['GET /openapi.json'])
  })

  it('trusts the tokens of the user pool, made for the web client', () => {
    const [pool] = one('AWS::Cognito::UserPool')
    const [client] = one('AWS::Cognito::UserPoolClient')
    const [, { Properties }] = one('AWS::ApiGatewayV2::Authorizer')
    expect(Properties.JwtConfiguration.Audience).toEqual([{ Ref: client }])
    expect(text(Properties.JwtConfiguration.Issuer)).toBe(`https://cognito-idp.<AWS::Region>.amazonaws.com/<${pool}>`)
  })

  it('is throttled, and lets only the web wizard in from a browser', () => {
    const [, { Properties: stage }] = one('AWS::ApiGatewayV2::Stage')
    expect(stage.DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0)
    expect(stage.DefaultRouteSettings.ThrottlingBurstLimit).toBeGreaterThan(0)
    const [, { Properties: api }] = one('AWS::ApiGatewayV2::Api')
    expect(api.CorsConfiguration.AllowOrigins).toEqual(['https://muster.acme.test'])
    expect(api.CorsConfiguration.AllowCredentials).toBeUndefined()
    expect(api.CorsConfiguration.ExposeHeaders).toEqual(['content-disposition'])
    expect(new Set(api.CorsConfiguration.AllowMethods)).toEqual(
      new Set(Object.values(routes).map(({ method }) => method)),
    )
  })

  it('logs accesses, without the paths, which hold the ids of approvals', () => {
    const [, { Properties }] = one('AWS::ApiGatewayV2::Stage')
    const format = JSON.parse(Properties.AccessLogSettings.Format)
    expect(Object.values(format)).toContain('$context.routeKey')
    expect(Properties.AccessLogSettings.Format).not.toMatch(/\$context\.(path|customDomain|authorizer\.claims\.email)/)
  })
})

describe('accounts', () => {
  const [, { Properties: pool }] = one('AWS::Cognito::UserPool')
  const [, { Properties: client }] = one('AWS::Cognito::UserPoolClient')

  it('are created by administrators, with a second factor and a long password', () => {
    expect(pool.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true)
    expect(pool.MfaConfiguration).toBe('ON')
    expect(pool.Policies.PasswordPolicy.MinimumLength).toBeGreaterThanOrEqual(12)
    expect(pool.DeletionProtection).toBe('ACTIVE')
  })

  it('belong to one company for good', () => {
    expect(pool.Schema).toContainEqual(expect.objectContaining({ Name: 'company', Mutable: false }))
  })

  it('cannot change their e-mail address or company themselves, by which they are found', () => {
    expect(client.WriteAttributes).toEqual(['locale'])
    expect(client.AllowedOAuthScopes).not.toContain('aws.cognito.signin.user.admin')
  })

  it('sign in by code with PKCE: no secret, no implicit grant', () => {
    expect(client).toMatchObject({
      AllowedOAuthFlows: ['code'],
      GenerateSecret: false,
      CallbackURLs: ['https://muster.acme.test/'],
      LogoutURLs: ['https://muster.acme.test/'],
      PreventUserExistenceErrors: 'ENABLED',
    })
    expect(client.AllowedOAuthScopes.map(text)).toContainEqual(expect.stringMatching(/\/api$/))
  })

  it('get the company into their access tokens, which only the second version of the trigger can', () => {
    const addClaims = functions.find(({ path }) => path === 'events/add-claims')
    expect(pool.LambdaConfig.PreTokenGenerationConfig).toEqual({
      LambdaArn: { 'Fn::GetAtt': [addClaims?.logicalId, 'Arn'] },
      LambdaVersion: 'V2_0',
    })
    expect(['ESSENTIALS', 'PLUS']).toContain(pool.UserPoolTier)
  })
})
