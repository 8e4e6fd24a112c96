import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { receiveBody } from './body.ts'
import { notImplemented, S3Error } from './errors.ts'
import type { StorageRequest } from './request.ts'
import type { ObjectHead, Store, StoredObject } from './store.ts'
import { tagsOfHeader } from './tags.ts'
import { toXml } from './xml.ts'

/** Headers of a PUT that come back with every GET, beside `x-amz-meta-…`. */
const KEPT_HEADERS = new Set([
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
])
const OVERRIDES = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
]
const DEFAULT_TYPE = 'binary/octet-stream'

/** What of a request's headers (or a form's fields) belongs to the object. */
export function headOf(headers: Readonly<Record<string, string>>): ObjectHead {
  const kept = Object.entries(headers)
    .map(([name, value]) => [name, name === 'content-encoding' ? withoutChunked(value) : value] as const)
    .filter(([name, value]) => value !== '' && (KEPT_HEADERS.has(name) || name.startsWith('x-amz-meta-')))
  return {
    contentType: headers['content-type'] ?? DEFAULT_TYPE,
    headers: Object.fromEntries(kept),
    tags: tagsOfHeader(headers['x-amz-tagging'] ?? ''),
  }
}

/** PutObject and CopyObject. */
export async function putObject(request: StorageRequest, store: Store, payloadHash: string): Promise<void> {
  const { bucket, key, headers, response, message } = request
  if (headers['x-amz-copy-source'] !== undefined) return copyObject(request, store, headers['x-amz-copy-source'])
  const head = headOf(headers)
  const body = await receiveBody(message, headers, payloadHash, store.bodies)
  try {
    checkWriteConditions(headers, store.find(bucket, key))
  } catch (error) {
    await store.bodies.remove(body.file)
    throw error
  }
  const stored = await store.put(
    {
      bucket,
      key,
      file: body.file,
      size: body.size,
      etag: body.md5,
      ...head,
      headers: { ...head.headers, ...body.checksums },
    },
    'PutObject',
  )
  response.writeHead(200, { etag: quoted(stored.etag), ...versionHeader(stored), ...body.checksums }).end()
}

/** GetObject and HeadObject, with ranges, conditions and the overrides a presigned address may carry. */
export async function getObject(request: StorageRequest, store: Store): Promise<void> {
  const { response, headers, query } = request
  const object = existing(store, request.bucket, request.key, query['versionId'])
  if (object.isDeleteMarker) {
    response.setHeader('x-amz-delete-marker', 'true')
    throw query['versionId'] === undefined
      ? noSuchKey()
      : new S3Error(405, 'MethodNotAllowed', 'A delete marker has no content')
  }
  if (checkReadConditions(headers, object) === 'not-modified') {
    response.writeHead(304, { etag: quoted(object.etag) }).end()
    return
  }
  const range = parseRange(headers['range'], object.size)
  const { start, end } = range ?? { start: 0, end: object.size - 1 }
  const overrides = OVERRIDES.flatMap((name): [string, string][] => {
    const value = query[`response-${name}`]
    return value === undefined ? [] : [[name, value]]
  })
  const kept = Object.entries(object.headers).filter(
    ([name]) => range === undefined || !name.startsWith('x-amz-checksum-'),
  )
  response.writeHead(range === undefined ? 200 : 206, {
    ...Object.fromEntries(kept),
    'content-type': object.contentType,
    ...Object.fromEntries(overrides),
    'content-length': end - start + 1,
    'accept-ranges': 'bytes',
    etag: quoted(object.etag),
    'last-modified': new Date(object.modified).toUTCString(),
    ...versionHeader(object),
    ...tagCount(object),
    ...(range === undefined ? {} : { 'content-range': `bytes ${start}-${end}/${object.size}` }),
  })
  if (request.method === 'HEAD' || end < start) {
    response.end()
    return
  }
  try {
    await pipeline(createReadStream(store.bodies.path(object.file), { start, end }), response)
  } catch (error) {
    if (!isGivenUp(error)) throw error
  }
}

/** Who reads only the beginning of an object hangs up in the middle of it. */
function isGivenUp(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
}

/** DeleteObject: a delete marker in a versioned bucket, else the end of it. */
export async function deleteObject(request: StorageRequest, store: Store): Promise<void> {
  const removed = await store.remove(request.bucket, request.key, request.query['versionId'])
  request.response
    .writeHead(204, {
      ...(removed.isDeleteMarker ? { 'x-amz-delete-marker': 'true' } : {}),
      ...(removed.version === undefined ? {} : { 'x-amz-version-id': removed.version }),
    })
    .end()
}

async function copyObject(request: StorageRequest, store: Store, source: string): Promise<void> {
  for (const what of ['metadata', 'tagging'])
    if (request.headers[`x-amz-${what}-directive`] === 'REPLACE') throw notImplemented(`Copying with other ${what}`)
  const [path = '', version] = source.replace(/^\//, '').split('?versionId=')
  const slash = path.indexOf('/')
  const from = existing(
    store,
    decodeURIComponent(path.slice(0, slash)),
    decodeURIComponent(path.slice(slash + 1)),
    version,
  )
  if (from.isDeleteMarker) throw noSuchKey()
  const file = await store.bodies.create()
  const md5 = createHash('md5')
  for await (const chunk of store.bodies.read(from.file)) {
    md5.update(chunk)
    await file.write(chunk)
  }
  const { contentType, headers, tags } = from
  const target = { bucket: request.bucket, key: request.key, contentType, headers, tags, size: file.size() }
  const stored = await store.put({ ...target, file: await file.finish(), etag: md5.digest('hex') }, 'CopyObject')
  request.response
    .writeHead(200, { 'content-type': 'application/xml', ...versionHeader(stored) })
    .end(
      toXml('CopyObjectResult', { ETag: quoted(stored.etag), LastModified: new Date(stored.modified).toISOString() }),
    )
}

/** The current object, or the version asked for. @throws S3Error if there is none */
export function existing(store: Store, bucket: string, key: string, version: string | undefined): StoredObject {
  const found = store.find(bucket, key, version)
  if (found !== undefined) return found
  throw version === undefined ? noSuchKey() : new S3Error(404, 'NoSuchVersion', 'The version does not exist')
}

function checkWriteConditions(headers: Readonly<Record<string, string>>, current: StoredObject | undefined): void {
  const exists = current !== undefined && !current.isDeleteMarker
  const failed = new S3Error(412, 'PreconditionFailed', 'The object is not as the request expects it')
  if (headers['if-none-match'] !== undefined) {
    if (headers['if-none-match'] !== '*') throw notImplemented('If-None-Match with an ETag')
    if (exists) throw failed
  }
  if (headers['if-match'] !== undefined && !(exists && unquoted(headers['if-match']) === current.etag)) throw failed
}

function checkReadConditions(headers: Readonly<Record<string, string>>, object: StoredObject): 'not-modified' | 'go' {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers
  if (match !== undefined && match !== '*' && unquoted(match) !== object.etag) {
    throw new S3Error(412, 'PreconditionFailed', 'The object is not as the request expects it')
  }
  return noneMatch !== undefined && unquoted(noneMatch) === object.etag ? 'not-modified' : 'go'
}

/** One range of bytes, both ends included. A header that is no range of bytes is ignored, as RFC 9110 has it. */
function parseRange(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  const [, from = '', to = ''] = found ?? []
  if (from === '' && to === '') return undefined
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (start > end) throw new S3Error(416, 'InvalidRange', `The object has ${size} bytes`)
  return { start, end }
}

export function quoted(etag: string): string {
  return `"${etag}"`
}

export function unquoted(etag: string): string {
  return etag.replace(/^"|"$/g, '')
}

/** The header that names the version, where there are versions. */
export function versionHeader(object: StoredObject): Record<string, string> {
  return object.version === 'null' ? {} : { 'x-amz-version-id': object.version }
}

/** How many tags an object has, where it has any. */
function tagCount({ tags }: StoredObject): Record<string, number> {
  const count = Object.keys(tags).length
  return count === 0 ? {} : { 'x-amz-tagging-count': count }
}

function noSuchKey(): S3Error {
  return new S3Error(404, 'NoSuchKey', 'The object does not exist')
}

function withoutChunked(encoding: string): string {
  return encoding
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== 'aws-chunked')
    .join(',')
}
