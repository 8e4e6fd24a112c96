import { z } from 'zod'

/** One HTTP route: what feeds the router, the handler, the clients and the OpenAPI document. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/v1`, with `{names}` for path parameters. */
  readonly path: string
  readonly summary: string
  readonly status: 200 | 201 | 202 | 204
  readonly pathParameters?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly response?: z.ZodType
  /** A download instead of JSON. */
  readonly download?: readonly string[]
}

/** An ID in a path. */
export const id = z.string().min(1).max(200)
export const importPath = z.object({ importId: id })
