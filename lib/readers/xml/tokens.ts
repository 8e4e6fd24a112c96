import { damaged, unreadable } from '../refusals.ts'
import { CDATA, decodeText, flagsOf, FOREIGN, UNDERSCORE } from './text.ts'

/** What `XmlTokens.next` came upon. `MORE`: the bytes end within a token, or the file does. */
export const MORE = 0
export const OPEN = 1
export const EMPTY = 2
export const CLOSE = 3
export const TEXT = 4

const LT = 0x3c
const GT = 0x3e
const SLASH = 0x2f
const EQUALS = 0x3d
const COLON = 0x3a
const QUOTE = 0x22
const APOSTROPHE = 0x27

/** Names of up to four letters are packed into a number, exactly; longer ones into this one, to be asked for by text. */
export const LONG_NAME = -1

/** The number that stands for a short local name: its bytes, most significant first. */
export function nameCode(name: string): number {
  return [...Buffer.from(name, 'latin1')].reduce((code, byte) => (code << 8) | byte, 0)
}

/** Four numbers per attribute in `attributes`: start and end of its local name, start and end of its value. */
const PER_ATTRIBUTE = 4
const MOST_ATTRIBUTES = 256
/** Elements within elements; OOXML needs about ten. */
const DEEPEST = 256

/**
 * Cuts the bytes of a UTF-8 XML document into tokens, without making strings of them. Bytes come in pieces: `load` gives
 * the tokens' bytes, `next` steps through them, and what stands behind `at` when it says MORE has to be in front of the
 * next piece. Comments and processing instructions are passed over, CDATA is text. Prefixes are left out of names.
 * Document types are refused, so that there are no entities but the five of XML itself.
 */
export class XmlTokens {
  bytes: Buffer = Buffer.alloc(0)
  /** Where the next token starts. */
  at = 0
  /** Where the bytes at hand end. */
  end = 0
  /** Local name of a tag, packed; LONG_NAME if it has more than four bytes. */
  name = 0
  /** Start and end of the local name of a tag, or of a text. */
  from = 0
  to = 0
  /** Of a text. */
  flags = 0
  attributeCount = 0
  readonly attributes = new Int32Array(MOST_ATTRIBUTES * PER_ATTRIBUTE)
  depth = 0
  private readonly open = new Int32Array(DEEPEST)
  private started = false
  private readonly part: string

  /** @param part the part's name, for messages */
  constructor(part: string) {
    this.part = part
  }

  /** Goes on with these bytes, from `start` to `end`; the first of them belongs to the token that was incomplete. */
  load(bytes: Buffer, start: number, end: number): void {
    this.bytes = bytes
    this.at = start
    this.end = end
    // A mark that comes in pieces is a text before the root, which means nothing.
    if (!this.started && end - start > 2 && standsAt(bytes, start, BYTE_ORDER_MARK)) this.at += 3
    this.started = true
  }

  /** Whether the document is over: its root element was closed. To be asked when there are no more bytes. */
  get isComplete(): boolean {
    return this.depth === 0 && this.rootClosed
  }
  private rootClosed = false

  /** Whether a tag that closes comes next, so that no more text of this element does. */
  get isBeforeClose(): boolean {
    const { at } = this
    return at + 1 < this.end && this.bytes[at] === LT && this.bytes[at + 1] === SLASH
  }

  /** Steps to the next token and says what it is. */
  next(): number {
    const { bytes, end } = this
    for (;;) {
      const at = this.at
      if (at >= end) return MORE
      if (bytes[at] !== LT) return this.text(at)
      if (at + 1 >= end) return MORE
      const next = bytes[at + 1]
      if (next === SLASH) return this.closeTag(at + 2)
      if (next !== 0x21 && next !== 0x3f) return this.openTag(at + 1)
      const kind = next === 0x3f ? this.skip(at + 2, INSTRUCTION_END) : this.declaration(at)
      if (kind === MORE || kind === TEXT) return kind
    }
  }

  /** The local name of the tag as text. */
  nameText(): string {
    return this.bytes.toString('latin1', this.from, this.to)
  }

  /** The value of an attribute of the tag by its local name, entities resolved. */
  attribute(name: string): string | undefined {
    const { attributes, bytes } = this
    for (let index = 0; index < this.attributeCount * PER_ATTRIBUTE; index += PER_ATTRIBUTE) {
      if (bytes.toString('latin1', attributes[index], attributes[index + 1]) !== name) continue
      const from = attributes[index + 2] ?? 0
      const to = attributes[index + 3] ?? 0
      let flags = 0
      for (let at = from; at < to; at++) flags |= flagsOf(bytes[at] as number)
      return decodeText(bytes, from, to, flags)
    }
    return undefined
  }

  private text(start: number): number {
    const { bytes, end } = this
    let at = start
    let flags = 0
    while (at < end) {
      const byte = bytes[at] as number
      if (byte === LT) {
        this.from = start
        this.to = at
        this.flags = flags
        this.at = at
        return TEXT
      }
      flags |= flagsOf(byte)
      at++
    }
    return MORE
  }

  private openTag(start: number): number {
    const { bytes, end } = this
    let at = start
    let name = 0
    let from = start
    while (at < end) {
      const byte = bytes[at] as number
      if (byte <= 0x20 || byte === GT || byte === SLASH) break
      if (byte === COLON) {
        name = 0
        from = at + 1
      } else name = (name << 8) | byte
      at++
    }
    const to = at
    if (to === from && at < end) throw this.malformed()
    let count = 0
    for (;;) {
      while (at < end && (bytes[at] as number) <= 0x20) at++
      if (at >= end) return MORE
      const byte = bytes[at] as number
      if (byte === GT) break
      if (byte === SLASH) {
        if (at + 1 >= end) return MORE
        if (bytes[at + 1] !== GT) throw this.malformed()
        break
      }
      at = this.readAttribute(at, count++)
      if (at === MORE) return MORE
    }
    const empty = bytes[at] === SLASH
    this.at = empty ? at + 2 : at + 1
    this.from = from
    this.to = to
    this.name = to - from > 4 ? LONG_NAME : name
    this.attributeCount = count
    if (this.rootClosed || this.depth >= DEEPEST) throw this.malformed()
    if (!empty) this.open[this.depth++] = name
    else if (this.depth === 0) this.rootClosed = true
    return empty ? EMPTY : OPEN
  }

  /** Notes one attribute and returns where it ends; 0 if the bytes end first. */
  private readAttribute(start: number, index: number): number {
    const { bytes, end, attributes } = this
    if (index >= MOST_ATTRIBUTES) throw this.malformed()
    let at = start
    let from = start
    while (at < end) {
      const byte = bytes[at] as number
      if (byte === EQUALS || byte <= 0x20) break
      if (byte === GT || byte === SLASH || byte === LT) throw this.malformed()
      at++
      if (byte === COLON) from = at
    }
    const to = at
    while (at < end && (bytes[at] as number) <= 0x20) at++
    if (at >= end) return MORE
    if (bytes[at] !== EQUALS) throw this.malformed()
    at++
    while (at < end && (bytes[at] as number) <= 0x20) at++
    if (at >= end) return MORE
    const quote = bytes[at] as number
    if (quote !== QUOTE && quote !== APOSTROPHE) throw this.malformed()
    const valueStart = ++at
    while (at < end && bytes[at] !== quote) {
      if (bytes[at] === LT) throw this.malformed()
      at++
    }
    if (at >= end) return MORE
    const place = index * PER_ATTRIBUTE
    attributes[place] = from
    attributes[place + 1] = to
    attributes[place + 2] = valueStart
    attributes[place + 3] = at
    return at + 1
  }

  private closeTag(start: number): number {
    const { bytes, end } = this
    let at = start
    let name = 0
    let from = start
    while (at < end) {
      const byte = bytes[at] as number
      if (byte === GT || byte <= 0x20) break
      if (byte === COLON) {
        name = 0
        from = at + 1
      } else name = (name << 8) | byte
      at++
    }
    const to = at
    while (at < end && (bytes[at] as number) <= 0x20) at++
    if (at >= end) return MORE
    if (bytes[at] !== GT || this.depth === 0 || this.open[this.depth - 1] !== name) throw this.malformed()
    this.at = at + 1
    this.from = from
    this.to = to
    this.name = to - from > 4 ? LONG_NAME : name
    this.depth--
    if (this.depth === 0) this.rootClosed = true
    return CLOSE
  }

  /** A comment, CDATA or document type, from its `<!`. OPEN says that it was passed over. */
  private declaration(start: number): number {
    if (this.end - start < CDATA_START.length) return MORE
    const { bytes } = this
    if (bytes[start + 2] === 0x2d && bytes[start + 3] === 0x2d) return this.skip(start + 4, COMMENT_END)
    if (!standsAt(bytes, start, CDATA_START)) throw entityDeclaration()
    const from = start + CDATA_START.length
    const to = find(bytes, from, this.end, CDATA_END)
    if (to < 0) return MORE
    this.from = from
    this.to = to
    this.flags = CDATA | UNDERSCORE | FOREIGN
    this.at = to + CDATA_END.length
    return TEXT
  }

  private skip(start: number, ending: Uint8Array): number {
    const found = find(this.bytes, start, this.end, ending)
    if (found < 0) return MORE
    this.at = found + ending.length
    return OPEN
  }

  private malformed(): Error {
    return damaged(`its part "${this.part}" is no well-formed XML`)
  }
}

const BYTE_ORDER_MARK = Buffer.from('\ufeff')
const CDATA_START = Buffer.from('<![CDATA[')
const CDATA_END = Buffer.from(']]>')
const COMMENT_END = Buffer.from('-->')
const INSTRUCTION_END = Buffer.from('?>')

/** Whether these bytes stand at this place. */
export function standsAt(bytes: Uint8Array, at: number, sequence: Uint8Array): boolean {
  for (let index = 0; index < sequence.length; index++) if (bytes[at + index] !== sequence[index]) return false
  return true
}

function find(bytes: Buffer, start: number, end: number, sequence: Uint8Array): number {
  const last = end - sequence.length
  for (let at = start; at <= last; at++) {
    if (standsAt(bytes, at, sequence)) return at
  }
  return -1
}

function entityDeclaration(): Error {
  return unreadable(
    'entity-declaration',
    'The file declares XML entities or a document type, which no spreadsheet program writes.',
    'Open it in your spreadsheet program, save it as an Excel workbook (.xlsx) and upload that.',
  )
}
