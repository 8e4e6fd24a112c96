import type { IncomingMessage, ServerResponse } from 'node:http'
import { deleteObjects, listObjects } from './bucket.ts'
import { corsHeaders } from './cors.ts'
import { notImplemented, S3Error } from './errors.ts'
import { postObject } from './form.ts'
import { abortUpload, completeUpload, createUpload, uploadPart } from './multipart.ts'
import { deleteObject, getObject, putObject } from './objects.ts'
import { parseRequest } from './request.ts'
import type { StorageRequest } from './request.ts'
import { verifySignature } from './signature.ts'
import type { Credentials } from './signature.ts'
import type { Store } from './store.ts'
import { getTags, putTags } from './tagging.ts'
import { toXml } from './xml.ts'

export interface StorageOptions {
  readonly store: Store
  readonly credentials: Credentials
  /** The path under which the storage is served, without a slash at its end. @default "" */
  readonly prefix?: string
  /** Told of faults, which the client sees as InternalError. */
  readonly onFault: (error: unknown) => void
}

/** Query parameters that name operations Muster does not use. */
const OTHER_OPERATIONS = [
  'acl',
  'attributes',
  'cors',
  'encryption',
  'legal-hold',
  'lifecycle',
  'location',
  'logging',
  'notification',
  'object-lock',
  'policy',
  'replication',
  'restore',
  'retention',
  'select',
  'torrent',
  'versioning',
  'versions',
  'website',
]

/**
 * The storage endpoint: the part of S3 that Muster uses, in path style. Everything else is answered with 501, everything
 * unsigned with 403.
 */
export function createStorage(
  options: StorageOptions,
): (message: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { store, credentials, onFault, prefix = '' } = options
  return async (message, response) => {
    response.setHeader('x-amz-request-id', crypto.randomUUID())
    try {
      const request = parseRequest(prefix, message, response)
      const bucket = store.bucket(request.bucket)
      if (allowOrigin(request, bucket?.cors ?? [])) return
      if (isForm(request)) {
        if (bucket === undefined) throw noSuchBucket()
        return await postObject(request, store, credentials)
      }
      const payloadHash = await verifySignature(request, credentials, 's3')
      if (bucket === undefined) throw noSuchBucket()
      await operate(request, store, payloadHash)
    } catch (error) {
      if (!(error instanceof S3Error)) onFault(error)
      refuse(message, response, error)
    }
  }
}

async function operate(request: StorageRequest, store: Store, payloadHash: string): Promise<void> {
  const { method, query, key } = request
  const other = OTHER_OPERATIONS.find((name) => name in query)
  if (other !== undefined) throw notImplemented(`The operation "${other}"`)
  if (key === '') return operateOnBucket(request, store)
  const isUpload = 'uploadId' in query
  switch (method) {
    case 'GET':
    case 'HEAD':
      if ('tagging' in query) return getTags(request, store)
      if (isUpload) throw notImplemented('Listing parts')
      return getObject(request, store)
    case 'PUT':
      if ('tagging' in query) return putTags(request, store)
      if (isUpload && request.headers['x-amz-copy-source'] !== undefined) throw notImplemented('Copying into a part')
      return isUpload ? uploadPart(request, store, payloadHash) : putObject(request, store, payloadHash)
    case 'POST':
      if ('uploads' in query) return createUpload(request, store)
      if (isUpload) return completeUpload(request, store)
      break
    case 'DELETE':
      if ('tagging' in query) break
      return isUpload ? abortUpload(request, store) : deleteObject(request, store)
  }
  throw notImplemented(`${method} of an object`)
}

async function operateOnBucket(request: StorageRequest, store: Store): Promise<void> {
  const { method, query, response } = request
  if (method === 'HEAD') return void response.writeHead(200).end()
  if (method === 'GET' && query['list-type'] === '2') return listObjects(request, store)
  if (method === 'POST' && 'delete' in query) return deleteObjects(request, store)
  throw notImplemented(`${method} of a bucket`)
}

/** Sets the headers for other origins. @returns true if the request was a preflight and is answered */
function allowOrigin(request: StorageRequest, rules: Parameters<typeof corsHeaders>[0]): boolean {
  const { headers, response } = request
  const origin = headers['origin']
  const isPreflight = request.method === 'OPTIONS'
  if (origin === undefined && !isPreflight) return false
  const method = isPreflight ? (headers['access-control-request-method'] ?? '') : request.method
  const requested = (headers['access-control-request-headers'] ?? '').split(',').map((name) => name.trim())
  const allowed = corsHeaders(rules, origin ?? '', method, isPreflight ? requested.filter((name) => name !== '') : [])
  for (const [name, value] of Object.entries(allowed ?? {})) response.setHeader(name, value)
  if (!isPreflight) return false
  if (allowed === undefined) throw new S3Error(403, 'AccessForbidden', 'CORSResponse: this origin is not allowed')
  response.writeHead(200).end()
  return true
}

function isForm({ method, key, headers }: StorageRequest): boolean {
  return method === 'POST' && key === '' && (headers['content-type'] ?? '').startsWith('multipart/form-data')
}

function refuse(message: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy()
  const { status, code, text } =
    error instanceof S3Error
      ? { status: error.status, code: error.code, text: error.message }
      : { status: 500, code: 'InternalError', text: 'We encountered an internal error. Please try again.' }
  // The rest of a body that was refused is read and forgotten, so that the client gets to see the answer.
  message.resume()
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(message.method === 'HEAD' ? undefined : toXml('Error', { Code: code, Message: text }))
}

function noSuchBucket(): S3Error {
  return new S3Error(404, 'NoSuchBucket', 'The bucket does not exist')
}
