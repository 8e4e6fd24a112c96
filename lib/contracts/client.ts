import { z } from 'zod'
import { Problem } from '../domain/problems.ts'
import { problemDocument } from './problems.ts'
import { routes, type RouteName } from './routes.ts'
import type { Route } from './routes/route.ts'

/** RFC 9457, as the API answers it. */
export type ProblemDocument = z.infer<typeof problemDocument>

/** The API refused or failed. `problem` is the document it answered, or one made from the status where it answered none. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly problem: ProblemDocument

  constructor(problem: ProblemDocument) {
    super(problem.detail ?? problem.title)
    this.name = 'ApiProblem'
    this.status = problem.status
    this.code = problem.code
    this.problem = problem
  }
}

/** Throttled, or a gateway that finds nobody behind it, or not in time. */
const BUSY: readonly number[] = [429, 502, 503, 504]

/** Whether the server is away for the moment or has too much to do: the same may well be answered if it is asked again. */
export const isBusy = ({ status }: ApiProblem): boolean => BUSY.includes(status)

/** No answer came at all: nothing listens there, the network failed, or it took too long. */
export class ApiUnreachable extends Error {
  readonly url: string

  constructor(url: string, cause: unknown) {
    super(`No answer from ${url}`, { cause })
    this.name = 'ApiUnreachable'
    this.url = url
  }
}

/** A file that a route hands out. */
export interface Download {
  readonly contentType: string
  /** As the server calls it, if it says so. */
  readonly fileName?: string
  readonly body: ReadableStream<Uint8Array>
}

type Nothing = Record<never, never>
type PathOf<R> = R extends { readonly pathParameters: infer S extends z.ZodType }
  ? { readonly path: z.input<S> }
  : Nothing
type QueryOf<R> = R extends { readonly query: infer S extends z.ZodType }
  ? { readonly query?: Partial<z.output<S>> }
  : Nothing
type BodyOf<R> = R extends { readonly body: infer S extends z.ZodType } ? { readonly body: z.input<S> } : Nothing

/** What a call of this route takes: `path`, `query` and `body`, as far as it has them. */
export type CallOf<N extends RouteName> = PathOf<(typeof routes)[N]> &
  QueryOf<(typeof routes)[N]> &
  BodyOf<(typeof routes)[N]>

/** What this route answers, validated: a document, a download, or nothing. */
export type AnswerOf<N extends RouteName> = (typeof routes)[N] extends { readonly download: readonly string[] }
  ? Download
  : (typeof routes)[N] extends { readonly response: infer S extends z.ZodType }
    ? z.output<S>
    : undefined

/** One function per route name. Each throws `ApiProblem` or `ApiUnreachable`. */
export type Client = {
  readonly [N in RouteName]: Nothing extends CallOf<N>
    ? (call?: CallOf<N>) => Promise<AnswerOf<N>>
    : (call: CallOf<N>) => Promise<AnswerOf<N>>
}

export interface ClientOptions {
  /** Without `/v1`, e.g. `http://127.0.0.1:4600`. */
  readonly url: string
  /** Asked at every request, so that it may renew a token that ran out. */
  readonly token: string | (() => string | Promise<string>)
  readonly fetch?: typeof globalThis.fetch
  /** Who asks, for the audit trail; a browser says that itself. */
  readonly userAgent?: string
  /** Milliseconds after which a request without an answer is given up; downloads are not timed. */
  readonly timeout?: number
}

interface Call {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
}

const ANSWER_WITHIN = 60_000

/**
 * Makes the typed client of the HTTP API from the contract that the server is made from.
 * @example
 * const client = createClient({ url: 'http://127.0.0.1:4600', token })
 * const { users } = await client.listUsers()
 * await client.decideUser({ path: { importId, userId }, body: { action: 'import' } })
 */
export function createClient(options: ClientOptions): Client {
  const functions = Object.entries<Route>(routes).map(([name, route]) => [
    name,
    (call: Call = {}) => send(options, route, call),
  ])
  // The only place where the type system must believe: `send` validates the answer by the very schema the type is made from.
  return Object.fromEntries(functions) as Client
}

/**
 * Walks through all pages of a list, item by item, asking for the next page when it is needed.
 * @example
 * for await (const record of eachItem((cursor) => client.listRecords({ path, query: { ...cursor } }), (page) => page.records))
 */
export async function* eachItem<Page extends { cursor?: string | undefined }, Item>(
  ask: (cursor: { cursor?: string }) => Promise<Page>,
  items: (page: Page) => readonly Item[],
): AsyncGenerator<Item, void, undefined> {
  let next: { cursor?: string } | undefined = {}
  while (next) {
    const page: Page = await ask(next)
    yield* items(page)
    next = page.cursor === undefined ? undefined : { cursor: page.cursor }
  }
}

/**
 * The address of a call: path parameters filled in and escaped, empty query parameters left out.
 * @throws Problem `invalid-request` for a parameter that cannot stand in a path
 */
export function addressOf(base: string, route: Pick<Route, 'path'>, call: Call): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = call.path?.[name] ?? ''
    // A dot segment would be resolved away, escaped or not, and the request would reach another route.
    if (value === '' || value === '.' || value === '..') {
      throw new Problem('invalid-request', `"${value}" cannot be the ${name} of a request.`)
    }
    return encodeURIComponent(value)
  })
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value !== undefined) query.set(name, String(value))
  }
  return `${base.replace(/\/+$/, '')}/v1${path}${query.size === 0 ? '' : `?${query.toString()}`}`
}

async function send(options: ClientOptions, route: Route, call: Call): Promise<unknown> {
  const url = addressOf(options.url, route, call)
  const token = typeof options.token === 'string' ? options.token : await options.token()
  const response = await request(options, url, {
    method: route.method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: route.download ? '*/*' : 'application/json',
      ...(options.userAgent === undefined ? {} : { 'user-agent': options.userAgent }),
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    ...(route.download ? {} : { signal: AbortSignal.timeout(options.timeout ?? ANSWER_WITHIN) }),
  })
  if (!response.ok) throw new ApiProblem(problemOf(response.status, await textOf(options, response)))
  if (route.download) return downloadOf(response)
  if (!route.response) {
    await textOf(options, response)
    return undefined
  }
  const answer = route.response.safeParse(parsed(await textOf(options, response)))
  if (answer.success) return answer.data
  throw new Error(
    `${route.method} ${route.path} at ${options.url} was not answered as Muster's API answers: ${z.prettifyError(answer.error)}`,
  )
}

async function request(options: ClientOptions, url: string, init: RequestInit): Promise<Response> {
  try {
    return await (options.fetch ?? globalThis.fetch)(url, init)
  } catch (cause) {
    throw new ApiUnreachable(options.url, cause)
  }
}

async function textOf(options: ClientOptions, response: Response): Promise<string> {
  try {
    return await response.text()
  } catch (cause) {
    throw new ApiUnreachable(options.url, cause)
  }
}

function downloadOf(response: Response): Download {
  const fileName = fileNameIn(response.headers.get('content-disposition') ?? '')
  return {
    contentType: response.headers.get('content-type') ?? 'application/octet-stream',
    ...(fileName === undefined ? {} : { fileName }),
    body: response.body ?? new ReadableStream({ start: (controller) => controller.close() }),
  }
}

/** RFC 6266: the whole name in UTF-8, else the plain one. */
function fileNameIn(disposition: string): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1]
  const plain = /filename="?([^";]+)"?/i.exec(disposition)?.[1]
  if (encoded === undefined) return plain
  try {
    return decodeURIComponent(encoded)
  } catch {
    // Not as we write it: a proxy may have cut it. The plain name is there for that.
    return plain
  }
}

/** Gateways and proxies in front answer errors of their own, which are no problem documents. */
const CODE_OF_STATUS: Readonly<Record<number, string>> = {
  400: 'invalid-request',
  401: 'not-authenticated',
  403: 'not-permitted',
  404: 'not-found',
  413: 'too-large',
}

const TOO_MUCH = {
  message: 'The server has too much to do at the moment, or is just starting.',
  advice: 'Try again in a moment.',
}

/** The problem document in an error's body, or one made from the status where the body is none. */
export function problemOf(status: number, body: string): ProblemDocument {
  const json = parsed(body)
  const document = problemDocument.safeParse(json)
  if (document.success) return document.data
  if (BUSY.includes(status)) {
    return { type: 'about:blank', title: TOO_MUCH.message, status, code: 'internal', advice: TOO_MUCH.advice }
  }
  const message =
    typeof json === 'object' && json !== null && 'message' in json && typeof json.message === 'string'
      ? json.message
      : `The server answered with status ${status}.`
  return { type: 'about:blank', title: message, status, code: CODE_OF_STATUS[status] ?? 'internal' }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // a page of something else that listens there: whoever asked for a document finds none
  }
}
