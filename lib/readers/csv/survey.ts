import { isAscii, isUtf8 } from 'node:buffer'
import { pieces, type ByteSource } from '../bytes.ts'

/** What one walk over all bytes of a text says, if it is not UTF-16. Lines count from 1 and end in line feeds. */
export interface Survey {
  /** Every byte is valid UTF-8. */
  readonly isValid: boolean
  /** All is valid UTF-8 with special characters, but the last one lacks bytes. */
  readonly isTorn: boolean
  readonly zeros: { readonly count: number; readonly line: number } | undefined
  /** The first byte outside ASCII. */
  readonly special: { readonly at: number; readonly line: number } | undefined
  readonly lines: number
}

interface Walk {
  at: number
  lines: number
  isValid: boolean
  zeros: { count: number; readonly line: number } | undefined
  special: { readonly at: number; readonly line: number } | undefined
}

const LF = 0x0a

/** Walks over all bytes from `from`, a piece at a time; characters that are torn between two pieces are put together. */
export async function surveyBytes(source: ByteSource, from: number, chunk?: number): Promise<Survey> {
  const walk: Walk = { at: from, lines: 1, isValid: true, zeros: undefined, special: undefined }
  let rest = Buffer.alloc(0)
  for await (const piece of pieces(source, from, source.size, chunk)) {
    const bytes = Buffer.concat([rest, piece])
    const whole = wholeCharacters(bytes)
    surveyPiece(walk, bytes.subarray(0, whole))
    rest = bytes.subarray(whole)
  }
  const isSound = walk.isValid && rest.length === 0
  return { ...walk, isValid: isSound, isTorn: walk.isValid && !isSound && (walk.special !== undefined || from > 0) }
}

function surveyPiece(walk: Walk, bytes: Buffer): void {
  if (!isAscii(bytes)) {
    walk.isValid &&= isUtf8(bytes)
    walk.special ??= place(
      walk,
      bytes,
      bytes.findIndex((byte) => byte > 0x7f),
    )
  }
  const zeros = countByte(bytes, 0)
  if (walk.zeros) walk.zeros.count += zeros
  else if (zeros > 0) walk.zeros = { count: zeros, line: place(walk, bytes, bytes.indexOf(0)).line }
  walk.lines += countByte(bytes, LF)
  walk.at += bytes.length
}

function place(walk: Walk, bytes: Buffer, index: number): { at: number; line: number } {
  return { at: walk.at + index, line: walk.lines + countByte(bytes.subarray(0, index), LF) }
}

/** How often a byte occurs. */
export function countByte(bytes: Buffer, byte: number): number {
  let times = 0
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) times++
  return times
}

/** Length of the piece without a UTF-8 character at its end that goes on in the next piece. */
export function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte >= 0xc0) return back < sequenceLength(byte) ? bytes.length - back : bytes.length
    if (byte < 0x80) return bytes.length
  }
  return bytes.length
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf8) return 1
  if (lead >= 0xf0) return 4
  return lead >= 0xe0 ? 3 : 2
}
