import { createContext, Script } from 'node:vm'
import { z } from 'zod'

/** Far more than it takes on a machine that is busy with other things, and not for ever. */
const TIMEOUT_MS = 2_000
const request = z.object({ uri: z.string().startsWith('/') })

/**
 * A CloudFront function that runs for each request of a page, as it stands in the template, with nothing around it.
 *
 * @param code its source text, with a function `handler(event)`. @default - paths stay as they are
 * @returns the path that the request goes on with, for the path that was asked for
 * @throws Error (when called) if the function fails, or answers by itself, which is not supported here
 */
export function createRewrite(code: string | undefined): (path: string) => string {
  if (code === undefined) return (path) => path
  const script = new Script(
    `${code}\nhandler({ request: { method: 'GET', uri, querystring: {}, headers: {}, cookies: {} } })`,
  )
  // One context for all requests: making one takes longer than many calls.
  const context = createContext({ uri: '/' })
  return (path) => {
    context['uri'] = path
    return request.parse(script.runInContext(context, { timeout: TIMEOUT_MS })).uri
  }
}
