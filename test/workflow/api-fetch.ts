import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { routeNames } from '../../lib/contracts/names.ts'
import { routes } from '../../lib/contracts/routes.ts'
import { callHandler } from './handlers.ts'

/** Answers requests as API Gateway does: finds the route, hands the verified claims on, calls its handler. */
export function apiFetch({ email, companyId }: { email: string; companyId: string }): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    const found = match(request.method, url.pathname.replace(/^\/v1/, ''))
    if (found === undefined) return new Response('{}', { status: 404 })
    const result = (await callHandler('api', found.name, {
      version: '2.0',
      routeKey: `${request.method} ${url.pathname}`,
      rawPath: url.pathname,
      rawQueryString: url.search.slice(1),
      headers: Object.fromEntries(request.headers),
      queryStringParameters: Object.fromEntries(url.searchParams),
      pathParameters: found.parameters,
      body: request.body === null ? undefined : await request.text(),
      isBase64Encoded: false,
      requestContext: {
        http: {
          method: request.method,
          path: url.pathname,
          sourceIp: '127.0.0.1',
          userAgent: 'test',
          protocol: 'HTTP/1.1',
        },
        authorizer: {
          jwt: { claims: { sub: email, email, company: companyId, scope: 'muster/api' }, scopes: ['muster/api'] },
        },
      },
    })) as APIGatewayProxyStructuredResultV2
    const body = result.isBase64Encoded === true ? Buffer.from(result.body ?? '', 'base64') : result.body
    return new Response(result.statusCode === 204 ? null : (body ?? null), {
      status: result.statusCode ?? 200,
      headers: result.headers as Record<string, string>,
    })
  }
}

function match(method: string, path: string) {
  for (const name of routeNames) {
    const route = routes[name]
    if (route.method !== method) continue
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter ?? '')
    const found = new RegExp(`^${route.path.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(path)
    if (found === null) continue
    const parameters = Object.fromEntries(
      names.map((parameter, index) => [parameter, decodeURIComponent(found[index + 1] ?? '')]),
    )
    return { name, parameters }
  }
  return undefined
}
