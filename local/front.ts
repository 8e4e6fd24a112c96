import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendProblem } from './http.ts'
import type { Issuer } from './identity/issuer.ts'
import type { Pages } from './web/pages.ts'

export interface FrontOptions {
  readonly url: string
  readonly issuer: Issuer
  readonly gateway: (message: IncomingMessage, response: ServerResponse) => Promise<boolean>
  readonly storage: (message: IncomingMessage, response: ServerResponse) => Promise<void>
  /** @default - there are no pages here */
  readonly pages?: Pages | undefined
  readonly onFault: (error: unknown) => void
}

/** The path under which the storage is served. */
export const STORAGE_PATH = '/s3'

/** Everything behind the one address of the product: storage, sign-in, API, and the pages of the web application. */
export function createFront(options: FrontOptions): (message: IncomingMessage, response: ServerResponse) => void {
  const { url, issuer, gateway, storage, pages, onFault } = options
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
    if (pages?.(message, response) === true) return
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
