import type { Random } from './random.ts'
import { attributesOf, joined, nameOf, tag, tokens, type Token } from './xml.ts'

// Ways to write the same XML otherwise. Whatever reads XML must not notice.

/** Where readers tend to divide what they read. */
const CHUNKS = [16_384, 65_536, 131_072, 262_144, 1_048_576]
const CARRIES_TEXT = /(^|:)(t|v|p|Data)$/

type Variation = (list: Token[], random: Random) => Token[]

const comments: Variation = (list, random) => sprinkled(list, random, '<!-- <row><c r="A1"><v>9</v></c> -->')
const instructions: Variation = (list, random) => sprinkled(list, random, '<?go on?>')

function sprinkled(list: Token[], random: Random, text: string): Token[] {
  const root = list.findIndex(({ kind }) => kind === 'open')
  return list.flatMap((token, index) =>
    index > root && token.kind !== 'other' && random.chance(0.05) ? [{ kind: 'other', text } as const, token] : [token],
  )
}

const blanks: Variation = (list, random) =>
  list.map((token) => {
    if (token.kind === 'text' || token.kind === 'other' || !random.chance(0.3)) return token
    const blank = random.pick([' ', '\n', '\t', '\r\n  '])
    const text = token.text.replace(/\s*(\/?>)$/, (_, end: string) => `${blank}${end}`)
    return { ...token, text: token.kind === 'close' ? text : text.replaceAll(/ (?=[\w:]+=)/g, blank) }
  })

const spacedEquals: Variation = (list, random) =>
  eachTag(list, random, (token) => ({ ...token, text: token.text.replaceAll(/([\w:]+)=(["'])/g, '$1 = $2') }))

const otherQuotes: Variation = (list, random) =>
  eachTag(list, random, (token) =>
    tag(
      token,
      attributesOf(token).map(([name, value]) => [name, value.includes("'") ? value : `'${value.slice(1, -1)}'`]),
    ),
  )

const otherOrder: Variation = (list, random) =>
  eachTag(list, random, (token) => tag(token, random.shuffled(attributesOf(token))))

const unknownAttribute: Variation = (list, random) =>
  eachTag(list, random, (token) => tag(token, [['zz', '"r=&quot;B2&quot; t=&quot;s&quot; >"'], ...attributesOf(token)]))

const openedAndClosed: Variation = (list, random) =>
  list.flatMap((token): Token[] =>
    token.kind === 'empty' && random.chance(0.5)
      ? [
          { kind: 'open', text: `${token.text.slice(0, -2)}>` },
          { kind: 'close', text: `</${nameOf(token)}>` },
        ]
      : [token],
  )

const references: Variation = (list, random) =>
  texts(list, random, (text) =>
    text.replaceAll(/&[^;]*;|[^&]/gu, (piece) => {
      // A carriage return as it stands is a line feed.
      if (piece.startsWith('&') || piece === '\r' || !random.chance(0.3)) return piece
      const code = piece.codePointAt(0) ?? 0
      return random.chance(0.5) ? `&#${code};` : `&#x${code.toString(16)};`
    }),
  )

const cdata: Variation = (list, random) =>
  texts(list, random, (text) => (/&|\]|\r/.test(text) ? text : `<![CDATA[${text}]]>`))

const splitTexts: Variation = (list, random) =>
  texts(list, random, (text) => {
    const at = random.below(text.length)
    const split = /&[^;]*$/.test(text.slice(0, at)) || /[\ud800-\udbff]$/.test(text.slice(0, at))
    return split ? text : `${text.slice(0, at)}<!-- -->${text.slice(at)}`
  })

const prefixed: Variation = (list) =>
  list.map((token) => {
    if (token.kind === 'text' || token.kind === 'other' || nameOf(token).includes(':')) return token
    const text = token.text.replace(/^(<\/?)/, '$1q:').replace(/\sxmlns=/, ' xmlns:q=')
    return { ...token, text }
  })

/** Moves everything behind it, so that another byte stands where the reader divides. */
const padded: Variation = (list, random) => {
  const root = list.findIndex(({ kind }) => kind === 'open')
  const at = root + 1 + random.below(Math.max(1, list.length - root - 2))
  const before = Buffer.byteLength(joined(list.slice(0, at)))
  const length = Math.max(0, random.pick(CHUNKS) - before - random.below(600))
  const comment: Token = { kind: 'other', text: `<!--${'-a'.repeat(Math.max(0, length - 7) >> 1)} -->` }
  return [...list.slice(0, at), comment, ...list.slice(at)]
}

const withoutDeclaration: Variation = (list) => list.filter(({ text }) => !text.startsWith('<?xml'))

const VARIATIONS: Readonly<Record<string, Variation>> = {
  comments,
  instructions,
  blanks,
  spacedEquals,
  otherQuotes,
  otherOrder,
  unknownAttribute,
  openedAndClosed,
  references,
  cdata,
  splitTexts,
  prefixed,
  padded,
  withoutDeclaration,
}

/** The same document, written otherwise in one to three ways; `how` names them. */
export function varyXml(xml: string, random: Random): { readonly xml: string; readonly how: string } {
  const ways = random.shuffled(Object.keys(VARIATIONS)).slice(0, 1 + random.below(3))
  const list = ways.reduce((changed, way) => VARIATIONS[way]?.(tokens(joined(changed)), random) ?? changed, tokens(xml))
  return { xml: joined(list), how: ways.join('+') }
}

function eachTag(list: Token[], random: Random, change: (token: Token) => Token): Token[] {
  return list.map((token) =>
    (token.kind === 'open' || token.kind === 'empty') && random.chance(0.4) ? change(token) : token,
  )
}

/** Changes the texts of values alone: blanks between elements must stay blanks. */
function texts(list: Token[], random: Random, change: (text: string) => string): Token[] {
  return list.map((token, index) => {
    const before = list[index - 1]
    const inValue = before?.kind === 'open' && CARRIES_TEXT.test(nameOf(before))
    // An escape of OOXML is one only as it stands.
    const isPlain = !token.text.includes('_x')
    return token.kind === 'text' && inValue && isPlain && random.chance(0.4)
      ? { ...token, text: change(token.text) }
      : token
  })
}
