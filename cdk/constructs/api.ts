import { Duration, Stack } from 'aws-cdk-lib'
import {
  CorsHttpMethod,
  HttpApi,
  HttpIntegrationType,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRouteIntegration,
  HttpStage,
  IntegrationCredentials,
  LogGroupLogDestination,
  PayloadFormatVersion,
  type HttpRouteIntegrationConfig,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { PUBLIC_FUNCTIONS } from '../../lib/contracts/functions.ts'
import { routeNames } from '../../lib/contracts/names.ts'
import { routes, type RouteName } from '../../lib/contracts/routes.ts'
import { pascalCase, type PublicFunctionName } from '../functions.ts'
import { acknowledge } from './acknowledge.ts'
import { monthlyLogGroup } from './logs.ts'
import { API_SCOPE } from './users.ts'

export interface ApiProps {
  readonly functionOf: (name: RouteName | PublicFunctionName) => IFunction
  readonly userPoolId: string
  readonly clientId: string
  /** Origins of the web wizard. */
  readonly origins: readonly string[]
}

/** Requests a second, and at once: the wizard asks about one a second while it shows progress; some hundred may be open. */
const THROTTLE = { rateLimit: 200, burstLimit: 400 } as const

const PUBLIC_NAMES: readonly PublicFunctionName[] = ['openapi']

/** Lambda behind a route, called with the API's own role instead of a permission per route and function. */
class RoleLambdaIntegration extends HttpRouteIntegration {
  readonly #lambda: IFunction
  readonly #credentials: IntegrationCredentials

  constructor(id: string, lambda: IFunction, credentials: IntegrationCredentials) {
    super(id)
    this.#lambda = lambda
    this.#credentials = credentials
  }

  bind(): HttpRouteIntegrationConfig {
    return {
      type: HttpIntegrationType.AWS_PROXY,
      uri: this.#lambda.functionArn,
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
      credentials: this.#credentials,
      timeout: Duration.seconds(29),
    }
  }
}

/** The HTTP API: every route of the contracts under `/v1` behind the sign-in, and the public ones beside them. */
export class Api extends Construct {
  readonly api: HttpApi
  readonly stage: HttpStage

  constructor(scope: Construct, id: string, { functionOf, userPoolId, clientId, origins }: ApiProps) {
    super(scope, id)

    const names = [...routeNames, ...PUBLIC_NAMES]
    const role = new Role(this, 'InvokeRole', {
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      description: 'Lets the API call the functions of its routes',
      inlinePolicies: {
        Routes: new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['lambda:InvokeFunction'],
              resources: names.map((name) => functionOf(name).functionArn),
            }),
          ],
        }),
      },
    })

    this.api = new HttpApi(this, 'Http', {
      description: 'Muster',
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: [...origins],
        allowMethods: [
          CorsHttpMethod.GET,
          CorsHttpMethod.POST,
          CorsHttpMethod.PUT,
          CorsHttpMethod.PATCH,
          CorsHttpMethod.DELETE,
        ],
        allowHeaders: ['authorization', 'content-type'],
        // What downloads are called.
        exposeHeaders: ['content-disposition'],
        maxAge: Duration.hours(1),
      },
    })

    const authorizer = new HttpJwtAuthorizer(
      'Authorizer',
      `https://cognito-idp.${Stack.of(this).region}.amazonaws.com/${userPoolId}`,
      { jwtAudience: [clientId] },
    )
    const integrationOf = (name: RouteName | PublicFunctionName) =>
      new RoleLambdaIntegration(pascalCase(name), functionOf(name), IntegrationCredentials.fromRole(role))

    for (const name of routeNames) {
      const { method, path } = routes[name]
      this.api.addRoutes({
        path: `/v1${path}`,
        methods: [HttpMethod[method]],
        integration: integrationOf(name),
        authorizer,
        authorizationScopes: [API_SCOPE],
      })
    }
    for (const name of PUBLIC_NAMES) {
      const [route] = this.api.addRoutes({
        path: PUBLIC_FUNCTIONS[name].path,
        methods: [HttpMethod.GET],
        integration: integrationOf(name),
        authorizer: new HttpNoneAuthorizer(),
      })
      if (route !== undefined) {
        acknowledge(
          route,
          'APIG4',
          'The description of the API is public; it is the same for everybody and holds no data.',
        )
      }
    }

    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(monthlyLogGroup(this, 'AccessLogs')),
        // The route and not the path: paths hold the ids of approvals.
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            at: '$context.requestTime',
            ip: '$context.identity.sourceIp',
            subject: '$context.authorizer.claims.sub',
            route: '$context.routeKey',
            status: '$context.status',
            milliseconds: '$context.responseLatency',
            error: '$context.integrationErrorMessage',
          }),
        ),
      },
    })
  }
}
