import { TextDecoder } from 'node:util'
import { unreadable } from '../refusals.ts'

const DECLARATION = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']{1,40})["']/
const HEAD = 200

/** XML as UTF-8, whatever its byte-order mark or declaration says it is in (XML 1.0, 4.3.3). Nearly every part passes as it is. */
export function utf8Bytes(bytes: Uint8Array): Buffer {
  const decoder = decoderFor(bytes)
  return decoder ? Buffer.from(decoder.decode(bytes)) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** The same for a part that comes in pieces. */
export async function* utf8Pieces(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let decoder: TextDecoder | undefined
  let first = true
  for await (const piece of pieces) {
    if (first) decoder = decoderFor(piece)
    first = false
    yield decoder ? Buffer.from(decoder.decode(piece, { stream: true })) : piece
  }
  if (decoder) yield Buffer.from(decoder.decode())
}

/** A decoder for everything but UTF-8. */
function decoderFor(head: Uint8Array): TextDecoder | undefined {
  const [first, second] = head
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return new TextDecoder('utf-16le')
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return new TextDecoder('utf-16be')
  const declared = DECLARATION.exec(Buffer.from(head.subarray(0, HEAD)).toString('latin1').replace(/^ï»¿/, ''))?.[1]
  // A declaration that can be read as single bytes is not in UTF-16, whatever programs that wrote it into a text say.
  if (declared === undefined || /^(utf-?8|us-ascii|utf-?16([lb]e)?|ucs-2)$/i.test(declared)) return undefined
  try {
    return new TextDecoder(declared)
  } catch (error) {
    if (!isUnknownEncoding(error)) throw error
    throw unreadable(
      'not-understood',
      `The file is written in the encoding "${declared}", which is not known.`,
      'Open it in your spreadsheet program, save it as an Excel workbook (.xlsx) and upload that.',
    )
  }
}

function isUnknownEncoding(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_ENCODING_NOT_SUPPORTED'
}
