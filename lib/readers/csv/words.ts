import type { ByteSource } from '../bytes.ts'

/** Bytes looked at on both sides: more than the longest word that is shown. */
const AROUND = 96
const SHOWN = 40

/**
 * The word around a byte of a file as an encoding reads it, so that a person can judge whether it was read rightly.
 * Words end at white space and at what stands between fields.
 */
export async function wordAt(source: ByteSource, at: number, encoding: string): Promise<string> {
  const start = Math.max(0, at - AROUND)
  const bytes = await source.read(start, Math.min(source.size, at + AROUND))
  const before = new TextDecoder(encoding).decode(bytes.subarray(0, at - start))
  const after = new TextDecoder(encoding).decode(bytes.subarray(at - start))
  const head = /[^\s;,|"\0]*$/.exec(before)?.[0] ?? ''
  const tail = /^[^\s;,|"\0]*/.exec(after)?.[0] ?? ''
  return (head.slice(-SHOWN) + tail.slice(0, SHOWN)).replaceAll('\ufffd', '')
}
