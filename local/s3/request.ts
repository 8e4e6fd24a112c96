import type { IncomingMessage, ServerResponse } from 'node:http'
import { S3Error } from './errors.ts'
import type { SignedRequest } from './signature.ts'

/** A request to the storage, taken apart. */
export interface StorageRequest extends SignedRequest {
  readonly bucket: string
  /** Empty for a request to the bucket itself. */
  readonly key: string
  readonly message: IncomingMessage
  readonly response: ServerResponse
}

const LONGEST_KEY_BYTES = 1024

/**
 * Takes a path-style request apart. The key is data from here on; it is never used as a path.
 * @param prefix the path under which the storage is served, e.g. `/s3`
 * @throws S3Error if the address cannot be decoded
 */
export function parseRequest(prefix: string, message: IncomingMessage, response: ServerResponse): StorageRequest {
  const [rawPath = '/', rawQuery = ''] = split(message.url ?? '/', '?')
  const [bucket = '', key = ''] = split(rawPath.slice(prefix.length + 1), '/')
  const decodedKey = decode(key)
  if (Buffer.byteLength(decodedKey) > LONGEST_KEY_BYTES) {
    throw new S3Error(400, 'KeyTooLongError', `A key has at most ${LONGEST_KEY_BYTES} bytes`)
  }
  return {
    method: message.method ?? 'GET',
    rawPath,
    query: parseQuery(rawQuery),
    headers: flatten(message.headers),
    bucket: decode(bucket),
    key: decodedKey,
    message,
    response,
  }
}

/** Header names are lower case already; several values are joined as the signature wants them. */
function flatten(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  )
}

function parseQuery(text: string): Record<string, string> {
  return Object.fromEntries(
    text
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [name = '', value = ''] = split(pair, '=')
        return [decode(name), decode(value)]
      }),
  )
}

/** Unlike URLSearchParams this leaves "+" alone, which the signature counts as a plus. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) throw new S3Error(400, 'InvalidURI', 'The address cannot be decoded')
    throw error
  }
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
