import { isUtf8 } from 'node:buffer'

/** The encodings in which spreadsheets are saved as text; the names are those of the Encoding Standard. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** How a text is encoded, how many bytes of byte-order mark to leave out, and what proves it. */
export interface EncodingFinding {
  readonly encoding: TextEncoding
  readonly bom: number
  readonly because: string
}

const HEAD = 65_536
const CHUNK = 65_536
/** More control characters than this share of the head, and it is no text. */
const CONTROL_SHARE = 0.002

/**
 * Finds the encoding of a text: a byte-order mark, else the pattern of NULs that UTF-16 leaves in Western text, else
 * UTF-8 if every byte of the file is valid, else Windows-1252 (what Excel writes on Western systems as "CSV").
 */
export function detectEncoding(bytes: Uint8Array): EncodingFinding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { encoding: 'utf-8', bom: 3, because: 'the file starts with its byte-order mark' }
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { encoding: 'utf-16le', bom: 2, because: 'the file starts with its byte-order mark' }
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { encoding: 'utf-16be', bom: 2, because: 'the file starts with its byte-order mark' }
  const wide = utf16ByNuls(bytes)
  if (wide) return { encoding: wide, bom: 0, because: 'every other byte at the start of the file is zero' }
  if (isUtf8(bytes)) return { encoding: 'utf-8', bom: 0, because: 'every byte of the file is valid UTF-8' }
  return { encoding: 'windows-1252', bom: 0, because: `the file is not valid UTF-8${firstForeign(bytes)}` }
}

function utf16ByNuls(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, HEAD) & ~1
  let even = 0
  let odd = 0
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even++
    if (bytes[at + 1] === 0) odd++
  }
  const half = length / 2
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le'
  if (even > half * 0.4 && odd < half * 0.05) return 'utf-16be'
  return undefined
}

/** The first letter outside ASCII as Windows-1252 shows it, so that a person can judge whether it was read rightly. */
function firstForeign(bytes: Uint8Array): string {
  const at = bytes.findIndex((byte) => byte > 0x7f)
  if (at < 0) return ''
  const line = bytes.subarray(0, at).reduce((count, byte) => count + (byte === 0x0a ? 1 : 0), 1)
  return `; its first special character is "${new TextDecoder('windows-1252').decode(bytes.subarray(at, at + 1))}" in line ${line}`
}

/** The head of the file as text, or undefined if its bytes are no text (NULs, or more than a few control characters). */
export function isText(bytes: Uint8Array): string | undefined {
  const { encoding, bom } = detectEncoding(bytes)
  const head = new TextDecoder(encoding).decode(bytes.subarray(bom, HEAD))
  const controls = head.match(/[\0-\x08\x0e-\x19\x1b-\x1f]/g)?.length ?? 0
  return head.includes('\0') || controls > head.length * CONTROL_SHARE ? undefined : head
}

/** The text of a file in pieces of about 64 KiB bytes; characters are never torn. `chunk` in bytes, for tests. */
export function* decodeChunks(
  bytes: Uint8Array,
  finding: Pick<EncodingFinding, 'encoding' | 'bom'>,
  chunk: number = CHUNK,
): Generator<string> {
  const decoder = new TextDecoder(finding.encoding, { ignoreBOM: true })
  for (let at = finding.bom; at < bytes.length; at += chunk) {
    yield decoder.decode(bytes.subarray(at, at + chunk), { stream: true })
  }
  yield decoder.decode()
}
