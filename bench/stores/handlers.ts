import { z } from 'zod'
import { fileNameOf } from '../../lib/contracts/names.ts'
import { routes, type RouteName } from '../../lib/contracts/routes.ts'
import { COMPANY } from './company.ts'

type Handler = (event: unknown, context: unknown) => Promise<unknown>
const functionFile = z.object({ handler: z.custom<Handler>((value) => typeof value === 'function') })

/** The handler of a function, to be called in this thread as its runtime would. */
export async function handlerOf(
  group: 'api' | 'workflow',
  name: string,
): Promise<(event: unknown) => Promise<unknown>> {
  const { handler } = functionFile.parse(await import(`../../functions/${group}/${fileNameOf(name)}.ts`))
  return async (event) => handler(event, contextOf(name))
}

const contextOf = (functionName: string) => ({
  awsRequestId: 'bench',
  functionName,
  invokedFunctionArn: `arn:aws:lambda:eu-central-1:000000000000:function:${functionName}`,
  functionVersion: '1',
  memoryLimitInMB: '1769',
  getRemainingTimeInMillis: () => 900_000,
})

const apiAnswer = z.object({ statusCode: z.number(), body: z.string().default('{}') })
const identified = z.object({ id: z.string() })

/**
 * Asks the API for something that takes a while, as API Gateway hands a person's request on.
 * @returns the id of what was begun
 * @throws Error with the whole answer if it was refused
 */
export async function begin(
  route: Extract<RouteName, 'createRestorePoint' | 'startRestore'>,
  { by, path = {} }: { readonly by: string; readonly path?: Readonly<Record<string, string>> },
): Promise<string> {
  const { method, path: pattern } = routes[route]
  const rawPath = `/v1${pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '')}`
  const claims = { sub: by, email: by, company: COMPANY.id, scope: 'muster/api' }
  const handler = await handlerOf('api', route)
  const answer = apiAnswer.parse(
    await handler({
      version: '2.0',
      routeKey: `${method} ${rawPath}`,
      rawPath,
      rawQueryString: '',
      headers: { 'content-type': 'application/json' },
      pathParameters: path,
      body: '{}',
      isBase64Encoded: false,
      requestContext: {
        http: { method, path: rawPath, sourceIp: '127.0.0.1', userAgent: 'bench', protocol: 'HTTP/1.1' },
        authorizer: { jwt: { claims, scopes: ['muster/api'] } },
      },
    }),
  )
  if (answer.statusCode >= 300) throw new Error(`${route} was refused: ${answer.body}`)
  return identified.parse(JSON.parse(answer.body)).id
}
