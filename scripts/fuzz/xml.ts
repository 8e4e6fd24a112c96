/** A piece of an XML document: a tag, a text between two tags, or anything else that starts with `<!` or `<?`. */
export interface Token {
  readonly kind: 'open' | 'close' | 'empty' | 'text' | 'other'
  readonly text: string
}

const PIECE = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<[!?][^>]*>|<(?:"[^"]*"|'[^']*'|[^>"'])*>|[^<]+|</g
const ATTRIBUTE = /([^\s=]+)\s*=\s*("[^"]*"|'[^']*')/g

/** Cuts a document as the programs of this world write it into tokens, so that their texts together are the document. */
export function tokens(xml: string): Token[] {
  return Array.from(xml.matchAll(PIECE), ([text]) => ({ text, kind: kindOf(text) }))
}

function kindOf(text: string): Token['kind'] {
  if (!text.startsWith('<') || text === '<') return 'text'
  if (/^<[!?]/.test(text)) return 'other'
  if (text.startsWith('</')) return 'close'
  return text.endsWith('/>') ? 'empty' : 'open'
}

export function nameOf({ text }: Token): string {
  return /^<\/?([^\s/>]*)/.exec(text)?.[1] ?? ''
}

/** The attributes of a tag as they stand, values with their quotes. */
export function attributesOf({ text }: Token): [name: string, value: string][] {
  return Array.from(text.matchAll(ATTRIBUTE), ([, name = '', value = '""']) => [name, value])
}

export function tag(token: Token, attributes: readonly (readonly [string, string])[], name = nameOf(token)): Token {
  const inside = [name, ...attributes.map(([key, value]) => `${key}=${value}`)].join(' ')
  return { kind: token.kind, text: `<${inside}${token.kind === 'empty' ? '/' : ''}>` }
}

/** Where the element ends that starts here: the number of the token behind it. */
export function elementEnd(list: readonly Token[], start: number): number {
  if (list[start]?.kind !== 'open') return start + 1
  let depth = 0
  for (let at = start; at < list.length; at++) {
    if (list[at]?.kind === 'open') depth++
    if (list[at]?.kind === 'close' && --depth === 0) return at + 1
  }
  return list.length
}

export function joined(list: readonly Token[]): string {
  return list.map(({ text }) => text).join('')
}
