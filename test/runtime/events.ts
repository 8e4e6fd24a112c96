import type { Context } from 'aws-lambda'
import { COMPANY_DEFAULTS, type Company, type User } from '../../lib/domain/companies.ts'
import type { HttpEvent } from '../../lib/runtime/requests.ts'

/** An event as the HTTP API hands it to a Lambda (payload 2.0), after its JWT authorizer. */
export function httpEvent(more: {
  claims?: Record<string, string>
  scopes?: string[] | null
  path?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  rawBody?: string
  headers?: Record<string, string>
}): HttpEvent {
  const claims = more.claims ?? { sub: 's-1', email: 'anna@alpha.test', company: 'alpha', scope: 'openid muster/api' }
  const body = more.rawBody ?? (more.body === undefined ? undefined : JSON.stringify(more.body))
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/v1/x',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', ...more.headers },
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      domainName: 'api.test',
      domainPrefix: 'api',
      http: { method: 'POST', path: '/v1/x', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'gateway-1',
      routeKey: '$default',
      stage: '$default',
      time: '01/Nov/2026:00:00:00 +0000',
      timeEpoch: 0,
      authorizer: {
        principalId: '',
        integrationLatency: 0,
        jwt: { claims, scopes: more.scopes === undefined ? [] : more.scopes },
      },
    },
    isBase64Encoded: false,
    ...(more.path === undefined ? {} : { pathParameters: more.path }),
    ...(more.query === undefined ? {} : { queryStringParameters: more.query }),
    ...(body === undefined ? {} : { body }),
  }
}

export const lambdaContext: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'test',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:test',
  memoryLimitInMB: '512',
  awsRequestId: 'request-1',
  logGroupName: 'group',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
}

export const company = (id: string, more: Partial<Company> = {}): Company => ({
  id,
  name: id,
  ...COMPANY_DEFAULTS,
  ...more,
})

export const user = (id: string, more: Partial<User> = {}): User => ({
  id,
  email: `${id}@alpha.test`,
  firstName: id,
  lastName: '',
  level: 'user',
  groups: [],
  active: true,
  ...more,
})
