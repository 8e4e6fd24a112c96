import type { IncomingMessage, ServerResponse } from 'node:http'
import { followPage } from './follow-page.ts'
import { sendProblem } from './http.ts'
import type { Issuer } from './identity/issuer.ts'
import { welcomePage } from './welcome.ts'

export interface FrontOptions {
  readonly url: string
  readonly issuer: Issuer
  readonly gateway: (message: IncomingMessage, response: ServerResponse) => Promise<boolean>
  readonly storage: (message: IncomingMessage, response: ServerResponse) => Promise<void>
  readonly onFault: (error: unknown) => void
}

/** The path under which the storage is served. */
export const STORAGE_PATH = '/s3'

/** Everything behind the one address of the product: storage, sign-in, API, and a page that says so. */
export function createFront(options: FrontOptions): (message: IncomingMessage, response: ServerResponse) => void {
  const { url, issuer, gateway, storage, onFault } = options
  const { port } = new URL(url)
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`])

  const handle = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    // Another name for this address is somebody else's page that tries to pass for this machine (DNS rebinding).
    if (!hosts.has(message.headers.host ?? ''))
      return sendProblem(response, 403, 'not-permitted', 'This host is not served here')
    const path = message.url ?? '/'
    if (path === STORAGE_PATH || path.startsWith(`${STORAGE_PATH}/`)) return storage(message, response)
    if (await issuer(message, response)) return
    if (await gateway(message, response)) return
    if (message.method === 'GET' && path === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(welcomePage(url).text)
      return
    }
    const follow = message.method === 'GET' ? followPage(path, message.headers['accept-language']) : undefined
    if (follow !== undefined) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(follow.text)
      return
    }
    message.resume()
    sendProblem(response, 404, 'not-found', 'There is nothing at this address')
  }

  return (message, response) => {
    handle(message, response).catch((error: unknown) => {
      if (message.destroyed && !message.complete) return
      onFault(error)
      if (response.headersSent) response.destroy()
      else sendProblem(response, 500, 'internal', 'Internal Server Error')
    })
  }
}
