import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { Problem } from '../../domain/problems.ts'

const compress = promisify(gzip)
const decompress = promisify(gunzip)

/** DynamoDB holds 400 KB an item; the rest of an approval and its task token need far less than the difference. */
const MAX_BYTES = 300 * 1024

/** An answer as gzipped JSON. Throws Problem `invalid-request` above 300 KB compressed. */
export async function packAnswer(answer: unknown): Promise<Uint8Array> {
  const packed = await compress(JSON.stringify(answer))
  if (packed.byteLength > MAX_BYTES) {
    throw new Problem('invalid-request', 'The answer is too large to be kept.', {
      advice: 'Name fewer users, or give them as those to leave out.',
      details: { bytes: packed.byteLength, maxBytes: MAX_BYTES },
    })
  }
  return packed
}

/** The answer that `packAnswer` packed. */
export async function unpackAnswer(packed: Uint8Array): Promise<unknown> {
  return JSON.parse((await decompress(packed)).toString('utf8'))
}
