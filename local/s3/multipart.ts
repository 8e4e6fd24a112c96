import { createHash } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { receiveBody } from './body.ts'
import { S3Error } from './errors.ts'
import { headOf, quoted, unquoted, versionHeader } from './objects.ts'
import type { StorageRequest } from './request.ts'
import type { Part, Store, Upload } from './store.ts'
import { parseCompletion, toXml } from './xml.ts'

const SMALLEST_PART_BYTES = 5 * 1024 * 1024
const HIGHEST_PART_NUMBER = 10_000

/** CreateMultipartUpload */
export function createUpload({ bucket, key, headers, response }: StorageRequest, store: Store): void {
  const upload = store.beginUpload(bucket, key, headOf(headers))
  response
    .writeHead(200, { 'content-type': 'application/xml' })
    .end(toXml('InitiateMultipartUploadResult', { Bucket: bucket, Key: key, UploadId: upload.id }))
}

/** UploadPart */
export async function uploadPart(request: StorageRequest, store: Store, payloadHash: string): Promise<void> {
  const upload = find(request, store)
  const number = Number(request.query['partNumber'])
  if (!Number.isInteger(number) || number < 1 || number > HIGHEST_PART_NUMBER) {
    throw new S3Error(400, 'InvalidArgument', `A part number is between 1 and ${HIGHEST_PART_NUMBER}`)
  }
  const body = await receiveBody(request.message, request.headers, payloadHash, store.bodies)
  await store.putPart(upload.id, { number, file: body.file, size: body.size, etag: body.md5 })
  request.response.writeHead(200, { etag: quoted(body.md5), ...body.checksums }).end()
}

/** CompleteMultipartUpload: the parts named, in their order, become the object. */
export async function completeUpload(request: StorageRequest, store: Store): Promise<void> {
  const upload = find(request, store)
  const chosen = choose(parseCompletion(await text(request.message)), store.parts(upload.id))
  const file = await store.bodies.create()
  const etags = createHash('md5')
  for (const part of chosen) {
    etags.update(Buffer.from(part.etag, 'hex'))
    for await (const chunk of store.bodies.read(part.file)) await file.write(chunk)
  }
  const { bucket, key, contentType, headers, tags } = upload
  const etag = `${etags.digest('hex')}-${chosen.length}`
  const object = { bucket, key, contentType, headers, tags, file: await file.finish(), size: file.size(), etag }
  const stored = await store.put(object, 'CompleteMultipartUpload', upload)
  request.response
    .writeHead(200, { 'content-type': 'application/xml', ...versionHeader(stored) })
    .end(toXml('CompleteMultipartUploadResult', { Bucket: bucket, Key: key, ETag: quoted(etag) }))
}

/** AbortMultipartUpload */
export async function abortUpload(request: StorageRequest, store: Store): Promise<void> {
  await store.endUpload(find(request, store).id)
  request.response.writeHead(204).end()
}

function find({ query, bucket, key }: StorageRequest, store: Store): Upload {
  const upload = store.findUpload(query['uploadId'] ?? '')
  if (upload?.bucket === bucket && upload.key === key) return upload
  throw new S3Error(404, 'NoSuchUpload', 'The upload does not exist, or is over')
}

function choose(named: readonly { PartNumber: number; ETag: string }[], uploaded: readonly Part[]): Part[] {
  const chosen = named.map(({ PartNumber, ETag }, index) => {
    const part = uploaded.find(({ number }) => number === PartNumber)
    if (part?.etag !== unquoted(ETag)) throw new S3Error(400, 'InvalidPart', `Part ${PartNumber} was not uploaded`)
    if (index > 0 && PartNumber <= (named[index - 1]?.PartNumber ?? 0)) {
      throw new S3Error(400, 'InvalidPartOrder', 'The parts must be in ascending order')
    }
    return part
  })
  if (chosen.length === 0) throw new S3Error(400, 'MalformedXML', 'An upload has at least one part')
  if (chosen.slice(0, -1).some(({ size }) => size < SMALLEST_PART_BYTES)) {
    throw new S3Error(400, 'EntityTooSmall', 'All parts but the last must have at least 5 MiB')
  }
  return chosen
}
