import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { decodeChunks } from './chunked.ts'
import { notImplemented, S3Error } from './errors.ts'
import type { BodyFile, Bodies } from './bodies.ts'

/** A body that arrived and was verified. */
export interface ReceivedBody {
  readonly file: string
  readonly size: number
  /** MD5, in hex: the ETag of a body that came in one piece. */
  readonly md5: string
  /** The checksum the client gave, by header name, to hand back with the object. */
  readonly checksums: Readonly<Record<string, string>>
}

const CHECKSUM_HEADER = /^x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256)$/
const UNSIGNED_TRAILER = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'

/**
 * Writes the body of a request into a new file and verifies every hash the client gave with it.
 * @param payloadHash what the signature says of the body
 * @throws S3Error if a hash, the length or the encoding is wrong; nothing is left behind
 */
export async function receiveBody(
  source: AsyncIterable<Buffer>,
  headers: Readonly<Record<string, string>>,
  payloadHash: string,
  bodies: Bodies,
): Promise<ReceivedBody> {
  const isStreaming = payloadHash.startsWith('STREAMING-')
  if (isStreaming && payloadHash !== UNSIGNED_TRAILER) throw notImplemented(`A body signed with ${payloadHash}`)
  const trailers = new Map<string, string>()
  const length = isStreaming ? headers['x-amz-decoded-content-length'] : headers['content-length']
  const file = await bodies.create()
  try {
    const hashes = { md5: createHash('md5'), sha256: createHash('sha256'), sha1: createHash('sha1') }
    let crc = 0
    for await (const chunk of isStreaming ? decodeChunks(source, trailers) : source) {
      for (const hash of Object.values(hashes)) hash.update(chunk)
      crc = crc32(chunk, crc)
      await file.write(chunk)
    }
    const [md5, sha256, sha1] = [hashes.md5.digest(), hashes.sha256.digest(), hashes.sha1.digest()]
    if (length !== undefined && Number(length) !== file.size()) {
      throw new S3Error(400, 'IncompleteBody', `The body has ${file.size()} bytes, ${length} were announced`)
    }
    if (/^[0-9a-f]{64}$/.test(payloadHash) && payloadHash !== sha256.toString('hex')) {
      throw new S3Error(400, 'XAmzContentSHA256Mismatch', 'The body is not the one that was signed')
    }
    if (headers['content-md5'] !== undefined && headers['content-md5'] !== md5.toString('base64')) {
      throw new S3Error(400, 'BadDigest', 'The body does not match its Content-MD5')
    }
    const computed = { crc32: crc32Base64(crc), sha1: sha1.toString('base64'), sha256: sha256.toString('base64') }
    const checksums = checkChecksums({ ...headers, ...Object.fromEntries(trailers) }, computed)
    return { file: await file.finish(), size: file.size(), md5: md5.toString('hex'), checksums }
  } catch (error) {
    await discard(file)
    throw error
  }
}

/** Removes a body that will not be used. */
async function discard(file: BodyFile): Promise<void> {
  await file.remove()
}

function checkChecksums(
  given: Readonly<Record<string, string>>,
  computed: Readonly<Record<string, string>>,
): Record<string, string> {
  const found = Object.entries(given).filter(([name]) => CHECKSUM_HEADER.test(name))
  for (const [name, value] of found) {
    const algorithm = CHECKSUM_HEADER.exec(name)?.[1] ?? ''
    const expected = computed[algorithm]
    if (expected === undefined) throw notImplemented(`The checksum ${algorithm}`)
    if (expected !== value) throw new S3Error(400, 'BadDigest', `The body does not match its ${name}`)
  }
  return Object.fromEntries(found)
}

function crc32Base64(value: number): string {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes.toString('base64')
}
