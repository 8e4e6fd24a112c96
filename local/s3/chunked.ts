import { S3Error } from './errors.ts'

const LINE_END = Buffer.from('\r\n')
const LONGEST_LINE_BYTES = 16_384

/**
 * Decodes `aws-chunked` bodies, as the SDK sends streams.
 * @param trailers filled with the headers after the last chunk, names in lower case
 * @throws S3Error if the encoding is broken or ends early
 */
export async function* decodeChunks(
  source: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer, void, undefined> {
  const input = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)

  const more = async (): Promise<void> => {
    const next = await input.next()
    if (next.done === true) throw new S3Error(400, 'IncompleteBody', 'The body ends in the middle of a chunk')
    rest = rest.length === 0 ? next.value : Buffer.concat([rest, next.value])
  }
  const line = async (): Promise<string> => {
    for (;;) {
      const end = rest.indexOf(LINE_END)
      if (end >= 0) {
        const text = rest.toString('latin1', 0, end)
        rest = rest.subarray(end + LINE_END.length)
        return text
      }
      if (rest.length > LONGEST_LINE_BYTES) throw malformed()
      await more()
    }
  }

  for (;;) {
    const [size = ''] = (await line()).split(';')
    if (!/^[0-9a-f]{1,12}$/i.test(size)) throw malformed()
    let left = Number.parseInt(size, 16)
    if (left === 0) break
    while (left > 0) {
      if (rest.length === 0) await more()
      const part = rest.subarray(0, left)
      rest = rest.subarray(part.length)
      left -= part.length
      yield part
    }
    if ((await line()) !== '') throw malformed()
  }
  for (let text = await line(); text !== ''; text = await line()) {
    const colon = text.indexOf(':')
    if (colon < 1) throw malformed()
    trailers.set(text.slice(0, colon).trim().toLowerCase(), text.slice(colon + 1).trim())
  }
}

function malformed(): S3Error {
  return new S3Error(400, 'InvalidChunkSizeError', 'The chunks of the body are malformed')
}
