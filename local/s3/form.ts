import { basename } from 'node:path'
import { Busboy } from '@fastify/busboy'
import { receiveBody } from './body.ts'
import type { ReceivedBody } from './body.ts'
import { S3Error } from './errors.ts'
import { headOf, quoted, versionHeader } from './objects.ts'
import { checkPolicy } from './policy.ts'
import type { StorageRequest } from './request.ts'
import { verifyPolicySignature } from './signature.ts'
import type { Credentials } from './signature.ts'
import type { Store } from './store.ts'
import { toXml } from './xml.ts'

const LARGEST_FIELD_BYTES = 20 * 1024
const MOST_FIELDS = 100

interface ReceivedForm {
  readonly fields: ReadonlyMap<string, string>
  readonly body: ReceivedBody
}

/** POST of a form, as browsers upload: the policy is signed, and every one of its conditions holds. */
export async function postObject(request: StorageRequest, store: Store, credentials: Credentials): Promise<void> {
  const { bucket, response } = request
  const { fields, body } = await receiveForm(request, store, credentials)
  const head = headOf(Object.fromEntries(fields))
  const stored = await store.put(
    { ...head, bucket, key: fields.get('key') ?? '', file: body.file, size: body.size, etag: body.md5 },
    'POST Object',
  )
  const etag = quoted(stored.etag)
  const headers = { etag, ...versionHeader(stored) }
  const status = fields.get('success_action_status')
  if (status === '201') {
    const answer = toXml('PostResponse', { Bucket: bucket, Key: stored.key, ETag: etag })
    response.writeHead(201, { ...headers, 'content-type': 'application/xml' }).end(answer)
  } else {
    response.writeHead(status === '200' ? 200 : 204, headers).end()
  }
}

/** Reads the fields, and the file as soon as they allow it. Whatever is refused is not stored. */
async function receiveForm(request: StorageRequest, store: Store, credentials: Credentials): Promise<ReceivedForm> {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) {
    throw new S3Error(412, 'PreconditionFailed', 'A POST to a bucket takes multipart/form-data')
  }
  const fields = new Map<string, string>()
  const { promise, resolve, reject } = Promise.withResolvers<ReceivedForm>()
  const form = new Busboy({
    headers: { ...request.headers, 'content-type': type },
    limits: { files: 1, fields: MOST_FIELDS, fieldSize: LARGEST_FIELD_BYTES },
  })
  let hasFile = false
  form.on('field', (name, value) => fields.set(name.toLowerCase(), value))
  form.on('file', (_name, stream, fileName) => {
    hasFile = true
    const key = fields.get('key')
    if (key !== undefined) fields.set('key', key.replaceAll('${filename}', basename(fileName)))
    receiveFile(stream).then((body) => resolve({ fields, body }), reject)
  })
  form.on('finish', () => {
    if (!hasFile) reject(new S3Error(400, 'InvalidArgument', 'POST requires exactly one file upload per request.'))
  })
  form.on('error', () => reject(new S3Error(400, 'MalformedPOSTRequest', 'The form cannot be read')))
  request.message.on('aborted', () => reject(new S3Error(400, 'IncompleteBody', 'The upload was broken off')))
  request.message.pipe(form)
  try {
    return await promise
  } finally {
    request.message.unpipe(form)
    request.message.resume()
  }

  async function receiveFile(stream: AsyncIterable<Buffer>): Promise<ReceivedBody> {
    if (!fields.get('key')) throw new S3Error(400, 'InvalidArgument', 'The form needs a field "key" before the file')
    const bounds = checkPolicy(fields, request.bucket)
    await verifyPolicySignature(fields, credentials)
    const body = await receiveBody(upTo(stream, bounds.max), {}, 'UNSIGNED-PAYLOAD', store.bodies)
    if (body.size >= bounds.min) return body
    await store.bodies.remove(body.file)
    throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size')
  }
}

/** Stops as soon as there is too much, not at the end. */
async function* upTo(stream: AsyncIterable<Buffer>, max: number): AsyncGenerator<Buffer, void, undefined> {
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > max) throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size')
    yield chunk
  }
}
