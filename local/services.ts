import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { S3Error } from './s3/errors.ts'
import { verifySignature } from './s3/signature.ts'
import type { Credentials } from './s3/signature.ts'
import { listen } from './http.ts'

/** A request to a service, its signature verified. Header names are in lower case. */
export interface ServiceRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface ServiceAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type ServiceHandler = (request: ServiceRequest) => Promise<ServiceAnswer>

export interface Service {
  /** The name in the signature's scope, e.g. `states`. */
  readonly signingName: string
  readonly handle: ServiceHandler
}

export interface RunningService {
  readonly endpoint: string
  readonly stop: () => Promise<void>
}

/**
 * Serves one of AWS's JSON services on a free port of this machine, for the functions. Requests must be signed.
 * @param onFault told of what the client sees as a failure of the service
 */
export async function startService(
  service: Service,
  credentials: Credentials,
  onFault: (error: unknown) => void,
): Promise<RunningService> {
  const server = createServer((message, response) => {
    const send = ({ status, headers, body }: ServiceAnswer): void => void response.writeHead(status, headers).end(body)
    handle(message, service, credentials).then(send, (error: unknown) => {
      if (!(error instanceof S3Error)) onFault(error)
      const [status, name] = error instanceof S3Error ? [error.status, error.code] : [500, 'InternalFailure']
      const headers = { 'content-type': 'application/json', 'x-amzn-errortype': name }
      send({ status, headers, body: JSON.stringify({ __type: name, message: 'The request was refused' }) })
    })
  })
  const { port, stop } = await listen(server, 0)
  return { endpoint: `http://127.0.0.1:${port}`, stop }
}

async function handle(message: IncomingMessage, service: Service, credentials: Credentials): Promise<ServiceAnswer> {
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  )
  const request = { method: message.method ?? 'GET', path: message.url ?? '/', headers, body: await text(message) }
  await verifySignature({ ...request, rawPath: request.path, query: {} }, credentials, service.signingName)
  return service.handle(request)
}
