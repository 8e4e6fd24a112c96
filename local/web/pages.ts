import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { sendProblem } from '../http.ts'

export interface PagesOptions {
  /** Where the product is served; pages asked for under another name of this machine are sent there. */
  readonly url: string
  /** The folder of the built pages, as `buildWeb` makes it. */
  readonly folder: string
  /** What `/config.json` says: where the pages find API and sign-in. */
  readonly config: Readonly<Record<string, string>>
  /** Headers of every answer. */
  readonly headers: Readonly<Record<string, string>>
  /** The path of the file for a path that was asked for: `/imports/01J…` is `/index.html`. */
  readonly rewrite: (path: string) => string
}

/** Answers a request if it is for a page or a file of the web application. @returns false if it is not */
export type Pages = (message: IncomingMessage, response: ServerResponse) => boolean

/** What lies below these is never a page, whether it exists or not. */
const NO_PAGES = /^\/(?:v1|s3|oauth2|local|\.well-known)(?:\/|$)/
/** Files with a hash of their content in their names. */
const HASHED = '/assets/'
const KEPT_FOR_GOOD = 'public, max-age=31536000, immutable'
const ASKED_EACH_TIME = 'no-cache'

/** Serves the web application as the template's distribution does: files, compressed if the browser likes, and the one page for every route. */
export function createPages({ url, folder, config, headers, rewrite }: PagesOptions): Pages {
  const { host } = new URL(url)
  // As the distribution does, which answers a file that is not there with the page, which says so.
  const page = readFileSync(join(folder, 'index.html'))
  const configuration = JSON.stringify(config)
  const sendFile = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    extensions: [],
    setHeaders: (response, path) =>
      response.setHeader('cache-control', path.startsWith(HASHED) ? KEPT_FOR_GOOD : ASKED_EACH_TIME),
  })

  return (message, response) => {
    const [path = '/'] = (message.url ?? '/').split('?')
    if (NO_PAGES.test(path)) return false
    message.resume()
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (message.method !== 'GET' && message.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD')
      sendProblem(response, 405, 'invalid-request', 'Pages can only be read')
      return true
    }
    if (message.headers.host !== host) {
      // The sign-in and what the browser keeps belong to one name.
      response.writeHead(302, { location: new URL(`.${message.url ?? '/'}`, `${url}/`).href }).end()
      return true
    }
    const file = rewrite(path)
    if (file === '/config.json') {
      response
        .writeHead(200, { 'content-type': 'application/json', 'cache-control': ASKED_EACH_TIME })
        .end(configuration)
      return true
    }
    message.url = file
    sendFile(message, response, () => {
      response.writeHead(404, { 'content-type': 'text/html;charset=utf-8', 'cache-control': ASKED_EACH_TIME }).end(page)
    })
    return true
  }
}
