import type { IncomingMessage, Server, ServerResponse } from 'node:http'

const DRAINED_BYTES = 16 * 1024 * 1024

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

/**
 * The body of a request, whether it says its length or comes in chunks; undefined if it has more bytes than this. What
 * is too much is not kept, but still read for a while, so that the client gets its answer instead of a broken connection.
 */
export async function readBody(message: IncomingMessage, mostBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = Number(message.headers['content-length'] ?? 0) > mostBytes ? Infinity : 0
  let received = 0
  for await (const chunk of message) {
    const piece: unknown = chunk
    if (!Buffer.isBuffer(piece)) throw new TypeError('The body of a request is no bytes')
    bytes += piece.length
    received += piece.length
    if (bytes <= mostBytes) chunks.push(piece)
    else if (received > mostBytes + DRAINED_BYTES) break
    else chunks.length = 0
  }
  return bytes > mostBytes ? undefined : Buffer.concat(chunks)
}

/** Answers with a problem of RFC 9457. */
export function sendProblem(response: ServerResponse, status: number, code: string, title: string): void {
  response
    .writeHead(status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ type: 'about:blank', title, status, code }))
}
