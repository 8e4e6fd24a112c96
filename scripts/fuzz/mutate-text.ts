import type { Random } from './random.ts'

const PIECES = [
  '"',
  '""',
  '"""',
  ';',
  ',',
  '\t',
  '|',
  '\r',
  '\n',
  '\r\n',
  '\n\n',
  '\0',
  '\uFEFF',
  'sep=;\n',
  ' ',
  '\u00a0',
  '\u2028',
  '\u0085',
  '\u001a',
  '\\',
  "'",
  '=1+1',
  '#',
  '\u{1f600}',
  ';"',
  '";',
  '"\n',
  '\n"',
  'a'.repeat(5000),
  ';'.repeat(300),
  '\n'.repeat(300),
  '"'.repeat(301),
]
/** Characters; a quote for each character of a text, five times over, would be larger than any upload. */
const LONGEST = 4_000_000
const ENCODINGS = ['utf8', 'utf16le', 'utf16be', 'latin1', 'utf8bom', 'utf16lebom', 'utf16bebom'] as const

/** A text with delimiters, changed in one to four places and written in some encoding. */
export function mutateText(bytes: Uint8Array, random: Random): Uint8Array {
  let text = decode(bytes)
  for (let times = 1 + random.below(4); times > 0; times--) text = once(text, random).slice(0, LONGEST)
  const encoded = encode(text, random.pick(ENCODINGS))
  if (random.chance(0.2)) return encoded.subarray(0, random.below(encoded.length + 1))
  if (random.chance(0.1)) return Buffer.concat([encoded, encode(text, random.pick(ENCODINGS))])
  return encoded
}

function once(text: string, random: Random): string {
  const at = random.below(text.length + 1)
  const length = random.below(40)
  switch (random.below(6)) {
    case 0:
      return text.slice(0, at)
    case 1:
      return text.slice(0, at) + text.slice(at + length)
    case 2:
      return text.slice(0, at) + text.slice(at, at + length).repeat(1 + random.below(5)) + text.slice(at)
    case 3:
      return text.replaceAll(random.pick([';', ',', '"', '\r\n', '\n', '\t']), () => random.pick(PIECES))
    default:
      return text.slice(0, at) + random.pick(PIECES) + text.slice(at)
  }
}

/** As far as it goes: a text to change, not the truth. */
function decode(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(bytes)
}

/** Text in an encoding, in some with a byte order mark. */
function encode(text: string, encoding: (typeof ENCODINGS)[number]): Buffer {
  if (encoding.endsWith('bom'))
    return encode(`\uFEFF${text}`, encoding === 'utf8bom' ? 'utf8' : encoding === 'utf16lebom' ? 'utf16le' : 'utf16be')
  return encoding === 'utf16be'
    ? Buffer.from(text, 'utf16le').swap16()
    : Buffer.from(text, encoding === 'utf8' || encoding === 'latin1' ? encoding : 'utf16le')
}
