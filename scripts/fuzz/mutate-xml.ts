import type { Random } from './random.ts'
import { attributesOf, elementEnd, joined, nameOf, tag, tokens, type Token } from './xml.ts'

const NUMBERS = [
  '0',
  '1',
  '-1',
  '2',
  '5',
  '17',
  '256',
  '65535',
  '65536',
  '1048576',
  '1048577',
  '2147483647',
  '2147483648',
  '4294967295',
  '4294967296',
  '99999999999999999999',
  '1e5',
  '1E+400',
  '1e-400',
  '0x1F',
  '-0',
  '+1',
  '.5',
  '1.',
  '1 2',
  '1,5',
  'NaN',
  'Infinity',
  '',
  '45000',
  '45000.5',
  '59',
  '60',
  '61',
  '2958466',
  '-45000',
]
const REFERENCES = [
  'A1',
  'a1',
  'B1',
  '$B$2',
  'C3',
  'A0',
  'A1:B2',
  'XFD1',
  'XFE1',
  'ZZ9',
  'A1048576',
  'A1048577',
  'XFD1048576',
  'AAAAAAAAAA1',
  '1',
  'A',
  '',
  'R1C1',
  ' B2',
  'B2 ',
  'A-1',
  'A1e3',
]
const TYPES = ['s', 'str', 'inlineStr', 'b', 'n', 'd', 'e', 'zz', '', 'S']
const WORDS = [
  '',
  ' ',
  'true',
  'false',
  'TRUE',
  '#N/A',
  '#WHAT?',
  '2026-4-23',
  '2026-04-23T08:30:00Z',
  '_x000D_',
  '_x005F_x000D_',
  '_xD83D_',
  '&amp;',
  '&#0;',
  '&#65;',
  '&#x110000;',
  '&#xD800;',
  '&lt;',
  '&nbsp;',
  ']]>',
  '\u0000',
  '\u000b',
  '\ufeff',
  '\ufffe',
  '\u{1f600}',
  '\u2028',
  '<![CDATA[a]]>',
  '<!-- a -->',
  '&',
  'a'.repeat(40_000),
  '1'.repeat(400),
]
const TAGS = [
  '<row r="3">',
  '</row>',
  '<row/>',
  '<c r="A1" t="s">',
  '</c>',
  '<c/>',
  '<v>1</v>',
  '<v>',
  '</v>',
  '<is><t>x</t></is>',
  '<f>A1</f>',
  '<t>',
  '</t>',
  '<r><t>x</t></r>',
  '<rPh sb="0" eb="1"><t>x</t></rPh>',
  '<si><t>x</t></si>',
  '<si/>',
  '<sheetData>',
  '</sheetData>',
  '<sheetData/>',
  '<mergeCell ref="A1:XFD9"/>',
  '<col min="1" max="16384" hidden="1"/>',
  '<xf numFmtId="14"/>',
  '<numFmt numFmtId="14" formatCode="yyyy"/>',
  '<sheet name="X" sheetId="9" r:id="rId1"/>',
  '<!DOCTYPE a>',
  '<!-- ',
  ' -->',
  '<![CDATA[',
  ']]>',
  '<?x ?>',
  '<',
  '>',
  '"',
  '&',
]

type Mutation = (list: Token[], at: number, random: Random) => Token[]

const piece = (text: string): Token => ({ kind: 'other', text })
const put = (list: readonly Token[], from: number, to: number, ...put: readonly Token[]): Token[] => [
  ...list.slice(0, from),
  ...put,
  ...list.slice(to),
]

/** Changes after which the XML is as well formed as before: other readers can be asked what it says. */
const CONTENT: Readonly<Record<string, Mutation>> = {
  deleteElement: (list, at) => put(list, at, list[at]?.kind === 'close' ? at : elementEnd(list, at)),
  repeatElement: (list, at) =>
    list[at]?.kind === 'close' ? list : put(list, at, at, ...list.slice(at, elementEnd(list, at))),
  moveElement: (list, at, random) => {
    const end = elementEnd(list, at)
    const siblings = list.flatMap((token, index) =>
      index > end && nameOf(token) === nameOf(list[at] ?? piece('')) && token.kind !== 'close' ? [index] : [],
    )
    if (list[at]?.kind !== 'open' || siblings.length === 0) return list
    const to = random.pick(siblings)
    return [...list.slice(0, at), ...list.slice(end, to), ...list.slice(at, end), ...list.slice(to)]
  },
  changeAttribute: (list, at, random) => changeAttribute(list, at, random),
  deleteAttribute: (list, at, random) => {
    const token = list[at]
    const attributes = token ? attributesOf(token) : []
    if (!token || attributes.length === 0) return list
    const gone = random.below(attributes.length)
    return put(
      list,
      at,
      at + 1,
      tag(
        token,
        attributes.filter((_, index) => index !== gone),
      ),
    )
  },
  changeText: (list, at, random) => {
    const next = list.findIndex(({ kind }, index) => index >= at && kind === 'text')
    return next < 0
      ? list
      : put(list, next, next + 1, {
          kind: 'text',
          text: random.pick(
            random.chance(0.5) ? NUMBERS : WORDS.filter((word) => !/[<&\u0000\u000b\ufffe]|\]\]/.test(word)),
          ),
        })
  },
}

/** Changes that break the XML, most of them. */
const FORM: Readonly<Record<string, Mutation>> = {
  deleteTokens: (list, at, random) => put(list, at, at + 1 + random.below(3)),
  repeatToken: (list, at) => put(list, at, at, ...list.slice(at, at + 1)),
  swapTokens: (list, at, random) => {
    const other = at + random.below(20)
    const [one, two] = [list[at], list[other]]
    return one && two ? put(put(list, at, at + 1, two), other, other + 1, one) : list
  },
  insertTag: (list, at, random) => put(list, at, at, piece(random.pick(TAGS))),
  insertWord: (list, at, random) => put(list, at, at, piece(random.pick(WORDS))),
  cut: (list, at, random) => [...list.slice(0, at), piece((list[at]?.text ?? '').slice(0, random.below(9)))],
  cutWithin: (list, at, random) => {
    const text = list[at]?.text ?? ''
    const from = random.below(text.length + 1)
    return put(list, at, at + 1, piece(text.slice(0, from) + text.slice(from + 1 + random.below(4))))
  },
  rename: (list, at, random) => {
    const token = list[at]
    return token
      ? put(list, at, at + 1, {
          ...token,
          text: token.text.replace(/^<(\/?)[\w:]+/, `<$1${random.pick(['c', 'row', 'v', 'x:c', 'C', 't', 'is', ''])}`),
        })
      : list
  },
  repeatAttribute: (list, at) => {
    const token = list[at]
    const attributes = token ? attributesOf(token) : []
    return token ? put(list, at, at + 1, tag(token, [...attributes, ...attributes.slice(0, 1)])) : list
  },
}

/** Elements that may be there twice or not at all; in others it is not defined what that means. */
const WHOLE = /^(row|c|si|xf|numFmt|mergeCell|col|sheet)$/

/** Changes one to three things; `how` names them. Only `content` leaves the document well formed. */
export function mutateXml(
  xml: string,
  random: Random,
  content: boolean,
): { readonly xml: string; readonly how: string } {
  const mutations = content ? CONTENT : { ...CONTENT, ...FORM }
  const how: string[] = []
  let list = tokens(xml)
  for (let times = 1 + random.below(3); times > 0 && list.length > 1; times--) {
    const name = random.pick(Object.keys(mutations))
    const at = content ? elementAt(list, random) : 1 + random.below(list.length - 1)
    how.push(`${name}@${at}`)
    list = mutations[name]?.(list, at, random) ?? list
  }
  return { xml: joined(list), how: how.join('+') }
}

function elementAt(list: readonly Token[], random: Random): number {
  const start = random.below(list.length)
  const at = list.findIndex((token, index) => index >= start && token.kind !== 'close' && WHOLE.test(nameOf(token)))
  return at < 0 ? 0 : at
}

function changeAttribute(list: Token[], at: number, random: Random): Token[] {
  const token = list[at]
  if (!token || !/open|empty/.test(token.kind)) return list
  const attributes = attributesOf(token)
  if (attributes.length === 0) return put(list, at, at + 1, tag(token, [[random.pick(['t', 'r', 's']), '"1"']]))
  const which = random.below(attributes.length)
  return put(
    list,
    at,
    at + 1,
    tag(
      token,
      attributes.map(([name, value], index) => [name, index === which ? `"${otherValue(name, random)}"` : value]),
    ),
  )
}

function otherValue(name: string, random: Random): string {
  if (random.chance(0.2)) return random.pick(NUMBERS)
  if (name === 'r' || name === 'ref') return random.pick(REFERENCES)
  if (name === 't') return random.pick(TYPES)
  if (name === 'formatCode')
    return random.pick(['yyyy', '0000', '0%', '[$-F800]', 'General', '"', '\\', '[h]', '@', ';;;', '[', 'd;@'])
  return random.pick(random.chance(0.7) ? NUMBERS : ['', '1', 'true', 'x', '&quot;', 'hidden'])
}
