import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda'
import { z } from 'zod'
import { routes, type RouteName } from '../contracts/routes.ts'
import type { Route } from '../contracts/routes/route.ts'
import type { Company, User } from '../domain/companies.ts'
import type { Person } from '../domain/imports.ts'
import { Problem, type ProblemPlace } from '../domain/problems.ts'

/** The event of an HTTP API (payload 2.0) whose JWT authorizer has checked the access token. */
export type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer

type Routes = typeof routes
type Parsed<Name extends RouteName, Part extends keyof Route> = Part extends keyof Routes[Name]
  ? Routes[Name][Part] extends z.ZodType
    ? z.output<Routes[Name][Part]>
    : undefined
  : undefined

type ReadonlyDeep<T> = T extends readonly (infer Item)[]
  ? readonly ReadonlyDeep<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: ReadonlyDeep<T[Key]> }
    : T

/** A file to download, at most some megabytes. */
export interface Download {
  readonly contentType: string
  readonly fileName: string
  readonly body: Uint8Array
}

/** A route's request once it was checked, and who makes it. Parts a route does not have are undefined. */
export interface RouteRequest<Name extends RouteName> {
  readonly path: Parsed<Name, 'pathParameters'>
  readonly query: Parsed<Name, 'query'>
  readonly body: Parsed<Name, 'body'>
  /** The account that asks, of this company; the company is the token's and never the request's. */
  readonly actor: User
  readonly company: Company
  readonly person: Person
}

/** What a route's function answers: more than the contract's properties may be in it, they are left out of the answer. */
export type RouteResponse<Name extends RouteName> = Routes[Name] extends { readonly response: infer Schema }
  ? Schema extends z.ZodType
    ? ReadonlyDeep<z.input<Schema>>
    : never
  : Routes[Name] extends { readonly download: readonly string[] }
    ? Download
    : void

type Schemas = {
  readonly [Name in RouteName]: {
    readonly method: string
    readonly pathParameters?: z.ZodType<Parsed<Name, 'pathParameters'>>
    readonly query?: z.ZodType<Parsed<Name, 'query'>>
    readonly body?: z.ZodType<Parsed<Name, 'body'>>
  }
}
const schemas: Schemas = routes

const escaped = (part: PropertyKey) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')

/** A JSON pointer (RFC 6901) into a request: `/body/users/3/email`. */
function pointerOf(part: string, path: readonly PropertyKey[]): string {
  return ['', part, ...path.map(escaped)].join('/')
}

/** The places of a request that its schema refuses; those of a union are its best matching branch's. */
function placesOf(
  part: string,
  issues: readonly z.core.$ZodIssue[],
  above: readonly PropertyKey[] = [],
): ProblemPlace[] {
  return issues.flatMap((issue): ProblemPlace[] => {
    const path = [...above, ...issue.path]
    const branches = issue.code === 'invalid_union' ? [...issue.errors].sort((a, b) => a.length - b.length) : []
    const best = branches[0]
    if (best !== undefined && best.length > 0) return placesOf(part, best, path)
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        pointer: pointerOf(part, [...path, key]),
        message: 'There is no such property.',
      }))
    }
    return [{ pointer: pointerOf(part, path), message: issue.message }]
  })
}

function parsePart<T>(part: string, schema: z.ZodType<T> | undefined, value: unknown, places: ProblemPlace[]): T {
  const result = (schema ?? z.custom<T>((given) => given === undefined)).safeParse(
    schema === undefined ? undefined : value,
  )
  if (result.success) return result.data
  places.push(...placesOf(part, result.error.issues))
  throw new Problem('invalid-request', 'The request is not as the API describes it.', {
    advice: 'Correct what is named; /openapi.json describes every request.',
    places,
  })
}

/**
 * Path, query and body of an event, checked by the route's schemas. The body must be parsed JSON already; an absent
 * body counts as an empty object. Throws Problem `invalid-request` with a JSON pointer and a message per issue.
 */
export function parseRequest<Name extends RouteName>(
  name: Name,
  event: Pick<HttpEvent, 'pathParameters' | 'queryStringParameters'> & { readonly body?: unknown },
): Pick<RouteRequest<Name>, 'path' | 'query' | 'body'> {
  const schema = schemas[name]
  const places: ProblemPlace[] = []
  return {
    path: parsePart<Parsed<Name, 'pathParameters'>>('path', schema.pathParameters, event.pathParameters ?? {}, places),
    query: parsePart<Parsed<Name, 'query'>>('query', schema.query, event.queryStringParameters ?? {}, places),
    body: parsePart<Parsed<Name, 'body'>>('body', schema.body, event.body === undefined ? {} : event.body, places),
  }
}
