import { z } from 'zod'
import { problemDocument } from './problems.ts'
import { routes } from './routes.ts'
import type { Route } from './routes/route.ts'

type Json = Readonly<Record<string, unknown>>

/** JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. `io` says whether it describes what is sent or what is answered. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

function contentOf(route: Route): Json | undefined {
  if (route.download !== undefined) {
    // OpenAPI 3.1 says "binary" by a media type without a schema.
    return Object.fromEntries(route.download.map((type) => [type, {}]))
  }
  return route.response === undefined
    ? undefined
    : { 'application/json': { schema: schemaOf(route.response, 'output') } }
}

const problem = { $ref: '#/components/responses/Problem' }

function operationOf(name: string, route: Route): Json {
  const parameters = [...parametersOf(route.pathParameters, 'path'), ...parametersOf(route.query, 'query')]
  const content = contentOf(route)
  return {
    operationId: name,
    summary: route.summary,
    tags: [route.path.split('/')[1] ?? 'other'],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined
      ? {}
      : {
          requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } },
        }),
    responses: {
      [route.status]: { description: route.summary, ...(content === undefined ? {} : { content }) },
      default: problem,
    },
  }
}

/**
 * The OpenAPI 3.1 document of the HTTP API, made from the schemas that check requests and answers: it cannot say
 * anything else than what the API does.
 * @param server where the API is, e.g. `https://api.example.com`; without it paths are relative to the document
 */
export function openApiDocument(server = ''): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const [name, route] of Object.entries<Route>(routes)) {
    const path = (paths[`/v1${route.path}`] ??= {})
    path[route.method.toLowerCase()] = operationOf(name, route)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Muster',
      version: '1',
      description:
        'Imports one spreadsheet into the accounts of many users, with a preview, a decision per user, and a way back.',
    },
    servers: [{ url: server === '' ? '/' : server }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      responses: {
        Problem: {
          description: 'A refusal by a rule, with a stable code, what is wrong, where, and what to do (RFC 9457).',
          content: { 'application/problem+json': { schema: schemaOf(problemDocument, 'output') } },
        },
      },
    },
  }
}
