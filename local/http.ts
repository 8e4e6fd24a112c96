import type { Server, ServerResponse } from 'node:http'

/** A server that listens, and how to end it. */
export interface Listening {
  readonly port: number
  readonly stop: () => Promise<void>
}

/**
 * Lets a server listen on this machine only.
 * @param port 0 takes a free one
 * @throws Error with `code` EADDRINUSE if another program has the port
 */
export async function listen(server: Server, port: number): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port')
  return {
    port: address.port,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)))
        server.closeAllConnections()
      }),
  }
}

/** Answers with a problem of RFC 9457. */
export function sendProblem(response: ServerResponse, status: number, code: string, title: string): void {
  response
    .writeHead(status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ type: 'about:blank', title, status, code }))
}
