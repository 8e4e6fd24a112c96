import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda'
import { z } from 'zod'
import { authorize } from './gateway/authorizer.ts'
import type { Authorization, TokenVerifier } from './gateway/authorizer.ts'
import { createRouter } from './gateway/router.ts'
import { readBody, sendProblem } from './http.ts'
import { corsHeaders } from './s3/cors.ts'
import { ACCOUNT } from './template/intrinsics.ts'
import type { ApiSpec } from './template/model.ts'

export interface GatewayOptions {
  readonly api: ApiSpec
  readonly invoke: (functionArn: string, payload: unknown, signal: AbortSignal) => Promise<unknown>
  readonly verify: TokenVerifier
  /** Told of a function that failed or was late. */
  readonly onFault: (error: unknown) => void
}

type Event = APIGatewayProxyEventV2 | APIGatewayProxyEventV2WithJWTAuthorizer

/** What a Lambda takes: API Gateway itself would let 10 MB through to it. */
const LARGEST_BODY_BYTES = 6 * 1024 * 1024
const INTEGRATION_TIMEOUT_MS = 29_000
const TEXT_TYPE = /^(text\/|application\/(json|javascript|xml|x-www-form-urlencoded|[\w.+-]+\+(json|xml)))/i

const answerShape = z.looseObject({
  statusCode: z.coerce.number().int(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  cookies: z.array(z.string()).optional(),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
})

/**
 * The HTTP API of the template: routes, JWT authorizer, CORS, payload format 2.0.
 * @returns answers a request; false if no route is meant
 */
export function createGateway(
  options: GatewayOptions,
): (message: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const { api, invoke, verify, onFault } = options
  const findRoute = createRouter(api.routes)

  return async (message, response) => {
    const url = new URL(message.url ?? '/', 'http://localhost')
    const method = message.method ?? 'GET'
    const found = findRoute(method, url.pathname)
    const isPreflight = method === 'OPTIONS' && message.headers['access-control-request-method'] !== undefined
    if (found === undefined && !(isPreflight && url.pathname.startsWith('/v1'))) return false
    if (allowOrigin(message, response, api) || found === undefined) {
      if (!response.writableEnded) response.writeHead(204).end()
      return true
    }
    let authorization: Authorization | undefined
    if (found.route.authorizer !== undefined) {
      const decision = await authorize(
        message.headers.authorization,
        found.route.authorizer,
        found.route.scopes,
        verify,
      )
      if ('status' in decision) {
        if (decision.status === 401) response.setHeader('www-authenticate', 'Bearer')
        sendProblem(response, decision.status, decision.code, decision.title)
        return true
      }
      authorization = decision
    }
    const body = await readBody(message, LARGEST_BODY_BYTES)
    if (body === undefined) {
      sendProblem(response, 413, 'too-large', 'The request is larger than 6 MB')
      return true
    }
    const event = eventOf(message, url, body, api.id, found.route.routeKey, found.parameters, authorization)
    try {
      const signal = AbortSignal.timeout(INTEGRATION_TIMEOUT_MS)
      const late = new Promise<never>((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(new LateError(`${found.route.routeKey} took more than 29 s`)), {
          once: true,
        }),
      )
      send(response, await Promise.race([invoke(found.route.functionArn, event, signal), late]))
    } catch (error) {
      onFault(error)
      if (error instanceof LateError) sendProblem(response, 503, 'internal', 'Service Unavailable')
      else sendProblem(response, 500, 'internal', 'Internal Server Error')
    }
    return true
  }
}

class LateError extends Error {}

/** Sets the headers for pages of other origins. @returns true if the request is a preflight */
function allowOrigin(message: IncomingMessage, response: ServerResponse, api: ApiSpec): boolean {
  const { origin, 'access-control-request-method': requested } = message.headers
  const isPreflight = message.method === 'OPTIONS' && requested !== undefined
  if (origin === undefined || api.cors === undefined) return isPreflight
  const headers = isPreflight ? (message.headers['access-control-request-headers'] ?? '').split(',') : []
  const names = headers.map((name) => name.trim()).filter((name) => name !== '')
  const allowed = corsHeaders([api.cors], origin, isPreflight ? requested : (message.method ?? 'GET'), names)
  for (const [name, value] of Object.entries(allowed ?? {})) response.setHeader(name, value)
  if (allowed !== undefined && api.cors.credentials) response.setHeader('access-control-allow-credentials', 'true')
  return isPreflight
}

function eventOf(
  message: IncomingMessage,
  url: URL,
  body: Buffer,
  apiId: string,
  routeKey: string,
  pathParameters: Readonly<Record<string, string>>,
  authorization: Authorization | undefined,
): Event {
  const { cookie, ...others } = message.headers
  const headers = Object.fromEntries(
    Object.entries(others).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().join(',')]])),
  )
  const isText = TEXT_TYPE.test(headers['content-type'] ?? '') || body.length === 0
  const now = new Date()
  const queries: [string, string][] = [...new Set(url.searchParams.keys())].map((name) => [
    name,
    url.searchParams.getAll(name).join(','),
  ])
  return {
    version: '2.0',
    routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(queries.length === 0 ? {} : { queryStringParameters: Object.fromEntries(queries) }),
    requestContext: {
      accountId: ACCOUNT,
      apiId,
      ...(authorization === undefined
        ? {}
        : { authorizer: { principalId: '', integrationLatency: 0, jwt: authorization } }),
      domainName: headers['host'] ?? '',
      domainPrefix: apiId,
      http: {
        method: message.method ?? 'GET',
        path: url.pathname,
        protocol: `HTTP/${message.httpVersion}`,
        sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
    ...(Object.keys(pathParameters).length === 0 ? {} : { pathParameters: { ...pathParameters } }),
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: !isText,
  }
}

/** An answer without a status is the body itself, as payload format 2.0 has it. */
function send(response: ServerResponse, answer: unknown): void {
  const parsed = answerShape.safeParse(answer)
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.success
    ? parsed.data
    : {
        statusCode: 200,
        headers: { 'content-type': 'application/json' },
        cookies: undefined,
        body: typeof answer === 'string' ? answer : JSON.stringify(answer ?? null),
        isBase64Encoded: false,
      }
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value))
  if (cookies !== undefined) response.setHeader('set-cookie', cookies)
  response.writeHead(statusCode).end(isBase64Encoded ? Buffer.from(body, 'base64') : body)
}
