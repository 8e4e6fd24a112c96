import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Call {
  readonly path: string
  /** The operation, where the service names it in a header. */
  readonly target: string
  readonly body: unknown
}

/** A server that answers a service's requests as told and keeps what it was sent, so that the SDK's own client can be tested. */
export async function startAnswering(answer: (call: Call) => { status: number; body: unknown }) {
  const calls: Call[] = []
  const server = createServer((request, response) => {
    const received: Buffer[] = []
    request.on('data', (chunk: Buffer) => received.push(chunk))
    request.on('end', () => {
      const target = String(request.headers['x-amz-target'] ?? '').replace(/^.*\./, '')
      const call = {
        path: request.url ?? '',
        target,
        body: JSON.parse(Buffer.concat(received).toString() || '{}') as unknown,
      }
      calls.push(call)
      const { status, body } = answer(call)
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    config: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    },
    calls,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
