import { isUtf8 } from 'node:buffer'
import { damaged } from '../refusals.ts'

/** What is special about a piece of text; a piece without flags is plain ASCII and can be taken as it stands. */
export const FOREIGN = 1
export const ENTITY = 2
export const UNDERSCORE = 4
const RETURN = 8
export const CDATA = 16

/** Flags by byte. */
const FLAGS = new Uint8Array(256)
FLAGS.fill(FOREIGN, 0x80)
FLAGS[0x26] = ENTITY
FLAGS[0x5f] = UNDERSCORE
FLAGS[0x0d] = RETURN

/** What is special about a byte of text. */
export function flagsOf(byte: number): number {
  return FLAGS[byte] as number
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const LONGEST_REFERENCE = 12

/**
 * The text of a range of bytes. `flags` as found by the tokens: references and line ends (XML 1.0, 2.11) are only looked
 * for where they can be.
 * @throws Problem `unreadable-file` if the bytes are no UTF-8
 */
export function decodeText(bytes: Buffer, from: number, to: number, flags: number): string {
  let text = (flags & FOREIGN) === 0 ? bytes.toString('latin1', from, to) : bytes.toString('utf8', from, to)
  // Otherwise a letter in another encoding would be read as a question mark, without a word.
  if ((flags & FOREIGN) !== 0 && text.includes('\ufffd') && !isUtf8(bytes.subarray(from, to))) {
    throw damaged('a text in it is not written in UTF-8')
  }
  if ((flags & ~FOREIGN) === 0) return text
  if ((flags & (RETURN | CDATA)) !== 0 && text.includes('\r')) text = text.replaceAll(/\r\n?/g, '\n')
  if ((flags & ENTITY) !== 0) text = resolveReferences(text)
  return text
}

/** The five entities of XML and references by number; what is none stays as it stands. */
function resolveReferences(text: string): string {
  let resolved = ''
  let done = 0
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    const end = text.indexOf(';', at)
    if (end < 0) break
    const character = end - at > LONGEST_REFERENCE ? undefined : referred(text.slice(at + 1, end))
    if (character === undefined) continue
    resolved += text.slice(done, at) + character
    done = end + 1
  }
  // Some programs write a letter beyond 16 bits as two references; one half alone is no letter.
  return (resolved + text.slice(done)).toWellFormed()
}

function referred(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(NAMED, name) ? NAMED[name] : undefined
  const code = /^#\d+$/.test(name)
    ? Number(name.slice(1))
    : /^#x[\da-f]+$/i.test(name)
      ? Number.parseInt(name.slice(2), 16)
      : Number.NaN
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
