import middy from '@middy/core'
import type { MiddlewareObj, Request } from '@middy/core'
import httpJsonBodyParser from '@middy/http-json-body-parser'
import httpSecurityHeaders from '@middy/http-security-headers'
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import { z } from 'zod'
import { routes, type RouteName } from '../contracts/routes.ts'
import type { Route } from '../contracts/routes/route.ts'
import { Problem } from '../domain/problems.ts'
import type { FindUserByEmail, GetCompany } from '../ports/companies.ts'
import { audited, type AuditDeps } from './audit.ts'
import { authenticate } from './authenticate.ts'
import type { Basics, Wire } from './deps.ts'
import { createLogger } from './logger.ts'
import { parseRequest, type Download, type HttpEvent, type RouteRequest, type RouteResponse } from './requests.ts'
import { downloadResponse, jsonResponse, problemResponse } from './responses.ts'

/** What every route needs to know who asks. */
export type HttpDeps = Basics & { readonly findUserByEmail: FindUserByEmail; readonly getCompany: GetCompany }

type HttpMiddleware = MiddlewareObj<HttpEvent, APIGatewayProxyStructuredResultV2>

const SECURITY_HEADERS = {
  contentSecurityPolicy: { 'default-src': "'none'", 'frame-ancestors': "'none'" },
  permissionsPolicy: false,
  // Answers are read by a web page of another origin, which CORS at the gateway allows or not.
  crossOriginResourcePolicy: { policy: 'cross-origin' },
} as const

/** The body as JSON, if the route takes one. Nothing else is accepted, whatever the content type says. */
function jsonBody(route: Route): HttpMiddleware {
  const parser = httpJsonBodyParser({ disableContentTypeCheck: true })
  return {
    before: (request) => {
      if (route.body === undefined || request.event.body === undefined || request.event.body === '') return
      try {
        parser.before?.(request)
      } catch (cause) {
        throw new Problem('invalid-request', 'The body is not JSON.', {
          places: [{ pointer: '/body', message: cause instanceof Error ? cause.message : 'not JSON' }],
        })
      }
    },
  }
}

const isDownload = z.object({ contentType: z.string(), fileName: z.string(), body: z.instanceof(Uint8Array) })

function respond(route: Route, value: unknown, event: HttpEvent): APIGatewayProxyStructuredResultV2 {
  if (route.download === undefined) return jsonResponse(route, value)
  const download: Download = isDownload.parse(value)
  return downloadResponse(route, download, event.headers?.['accept-encoding'] ?? '')
}

function answerTo(error: unknown, requestId: string, log: (fault: unknown) => void): APIGatewayProxyStructuredResultV2 {
  if (error instanceof Problem && error.code !== 'internal') return problemResponse(error.toJSON(), requestId)
  log(error)
  return problemResponse(
    {
      code: 'internal',
      message: 'Something went wrong inside Muster. Nothing is known to be wrong with the request.',
      advice: `Try again. If it stays, report the request id ${requestId}.`,
    },
    requestId,
  )
}

/**
 * The Lambda of one route: `export const handler = httpHandler('decideUser', wire, (deps) => async ({ path, body, actor, company, person }) => …)`.
 * Who asks is looked up first, then the request is checked (400 `invalid-request`), then `act` runs. A thrown Problem
 * becomes `application/problem+json`, any other error a 500 that says nothing but a request id; it is in the log.
 * What changes something is in the audit trail before it is answered.
 * The environment is read at the first invocation, never at import.
 */
export function httpHandler<Name extends RouteName, Deps>(
  name: Name,
  wire: Wire<Deps & HttpDeps & AuditDeps<Name>>,
  act: (deps: Deps & HttpDeps) => (request: RouteRequest<Name>) => Promise<RouteResponse<Name>>,
): (event: HttpEvent, context: Context) => Promise<APIGatewayProxyStructuredResultV2> {
  const route: Route = routes[name]
  let deps: (Deps & HttpDeps & AuditDeps<Name>) | undefined
  const problems: HttpMiddleware = {
    onError: (request: Request<HttpEvent, APIGatewayProxyStructuredResultV2>) => {
      request.response = answerTo(request.error, request.context.awsRequestId, (error) => {
        const fault = error instanceof Error ? error : new Error(String(error))
        // A function whose environment is wrong has no dependencies, and must still say so.
        const logger = deps?.logger ?? createLogger()
        logger.error(`Route ${name} failed`, { error: fault })
      })
    },
  }
  const chain = middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
    .use(httpSecurityHeaders(SECURITY_HEADERS))
    .use(problems)
    .use(jsonBody(route))
    .handler(async (event: HttpEvent, context: Context) => {
      deps ??= wire(process.env)
      deps.logger.resetKeys()
      deps.logger.addContext(context)
      const caller = await authenticate(event, deps)
      deps.logger.appendKeys({ route: name, companyId: caller.company.id, userId: caller.actor.id })
      const request: RouteRequest<Name> = { ...parseRequest(name, event), ...caller }
      const acting = act(deps)
      return respond(route, await audited(name, deps, event, request, async () => acting(request)), event)
    })
  return async (event, context) => chain(event, context)
}
