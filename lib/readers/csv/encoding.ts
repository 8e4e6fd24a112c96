import { isUtf8 } from 'node:buffer'
import { pieces, slices, type ByteSource } from '../bytes.ts'
import { judgeSingleBytes, type SingleByteEncoding } from './single-byte.ts'
import { surveyBytes, wholeCharacters } from './survey.ts'
import { wordAt } from './words.ts'
import { damaged } from '../refusals.ts'

/** The encodings in which spreadsheets are saved as text; the names are those of the Encoding Standard. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | SingleByteEncoding

/** How a text is encoded, how many bytes of byte-order mark to leave out, and what proves it. */
export interface EncodingFinding {
  readonly encoding: TextEncoding
  readonly bom: number
  readonly because: string
  /** Zero bytes in the text, which stay in it as U+0000: how many, and the line of the first. */
  readonly zeros?: { readonly count: number; readonly line: number }
}

const HEAD = 65_536
/** More zero bytes than this at the end were never written: the space was reserved, then the writer died. */
const ZERO_TAIL = 512
/** More control characters than this share of the head, and it is no text. */
const CONTROL_SHARE = 0.002
/** Some programs pad fields with zero bytes; a text still has more letters than those. */
const ZERO_SHARE = 0.05

/**
 * Finds the encoding of a text: a byte-order mark, else the pattern of zero bytes that UTF-16 leaves in Western text,
 * else UTF-8 if every byte of the file is valid, else the single-byte encoding that makes words of the other bytes.
 * Reads the file once, or twice if it is neither UTF-8 nor UTF-16; `chunk` in bytes, for tests.
 * @throws Problem `unreadable-file` (`damaged`) if the file breaks off within a character or ends in zero bytes
 */
export async function detectEncoding(source: ByteSource, chunk?: number): Promise<EncodingFinding> {
  const start = startOf(await source.read(0, Math.min(HEAD, source.size)))
  if (start && start.encoding !== 'utf-8') {
    if ((source.size - start.bom) % 2 !== 0) throw damaged('it ends in the middle of a character of UTF-16')
    return start
  }
  const survey = await surveyBytes(source, start?.bom ?? 0, chunk)
  if (survey.isTorn) throw damaged(`it ends in the middle of a character of UTF-8, in line ${survey.lines}`)
  const { zeros } = survey
  if (zeros && (await endsInZeros(source))) throw damaged('it ends in zero bytes that were reserved and never written')
  if (start) return { ...start, zeros }
  if (!survey.isValid) return { ...(await judgeSingleBytes(source, chunk)), bom: 0, zeros }
  const { special } = survey
  const proof = special
    ? `line ${special.line} says "${await wordAt(source, special.at, 'utf-8')}", and every byte of the file is valid UTF-8`
    : 'all its characters are those of ASCII'
  return { encoding: 'utf-8', bom: 0, because: proof, zeros }
}

/** What the first bytes say: a byte-order mark, or the zero bytes of UTF-16. */
function startOf(head: Uint8Array): EncodingFinding | undefined {
  const because = 'the file starts with its byte-order mark'
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bom: 3, because }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: 2, because }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: 2, because }
  const wide = utf16ByZeros(head)
  return wide && { encoding: wide, bom: 0, because: 'every other byte at the start of the file is zero' }
}

function utf16ByZeros(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const half = head.length >> 1
  let even = 0
  let odd = 0
  for (let at = 0; at + 1 < head.length; at += 2) {
    if (head[at] === 0) even++
    if (head[at + 1] === 0) odd++
  }
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le'
  if (even > half * 0.4 && odd < half * 0.05) return 'utf-16be'
  return undefined
}

async function endsInZeros(source: ByteSource): Promise<boolean> {
  if (source.size < ZERO_TAIL) return false
  const tail = await source.read(source.size - ZERO_TAIL, source.size)
  return tail.every((byte) => byte === 0)
}

/**
 * The head of the file as text, or undefined if its bytes are no text: too many control characters, or zero bytes.
 * Only the first 64 KiB are looked at, so that a piece of the file is enough.
 */
export function isText(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, HEAD)
  const { encoding, bom } = startOf(head) ?? { encoding: headEncoding(head), bom: 0 }
  const text = new TextDecoder(encoding).decode(head.subarray(bom))
  const zeros = text.match(/\0/g)?.length ?? 0
  const controls = text.match(/[\x01-\x08\x0e-\x19\x1b-\x1f]/g)?.length ?? 0
  return zeros > text.length * ZERO_SHARE || controls > text.length * CONTROL_SHARE ? undefined : text
}

function headEncoding(head: Uint8Array): TextEncoding {
  return isUtf8(head.subarray(0, wholeCharacters(head))) ? 'utf-8' : 'windows-1252'
}

/** The text of a file in pieces, then undefined once; characters are never torn. `chunk` in bytes, for tests. */
export async function* decodePieces(
  source: ByteSource,
  { encoding, bom }: Pick<EncodingFinding, 'encoding' | 'bom'>,
  chunk: number,
): AsyncGenerator<string | undefined, void, undefined> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  for await (const piece of pieces(source, bom)) {
    for (const slice of slices(piece, chunk)) yield decoder.decode(slice, { stream: true })
  }
  yield decoder.decode()
  yield undefined
}
