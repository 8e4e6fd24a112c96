import { damaged, unreadable } from '../refusals.ts'
import { MORE, XmlTokens } from './tokens.ts'

/** Bytes of one tag or text. Pictures lie in flat files as one text. */
const LONGEST_TOKEN = 67_108_864

/** Feeds the pieces of an XML document to `XmlTokens`, and carries over the token that a piece ends in. */
export class XmlFeed {
  readonly tokens: XmlTokens
  private readonly part: string
  private readonly limit: { readonly longest: number; readonly tooLong: () => Error }
  private buffer = Buffer.allocUnsafeSlow(1024)
  private carried = 0

  /**
   * @param part the part's name, for messages
   * @param limit bytes of the longest token there may be, and what is wrong with a longer one
   */
  constructor(part: string, limit: XmlFeed['limit'] = { longest: LONGEST_TOKEN, tooLong }) {
    this.part = part
    this.limit = limit
    this.tokens = new XmlTokens(part)
  }

  /** Takes the next bytes and tells of every token that ends in them; bytes of a token are valid until `token` returns. */
  feed(piece: Uint8Array, token: (kind: number) => void): void {
    const { tokens } = this
    this.load(piece)
    for (let kind = tokens.next(); kind !== MORE; kind = tokens.next()) token(kind)
    this.carryOver()
  }

  /** For who steps through the tokens alone: gives them the next bytes; `carryOver` has to follow before the next ones. */
  load(piece: Uint8Array): void {
    if (this.carried > this.limit.longest) throw this.limit.tooLong()
    const end = this.carried + piece.length
    if (end > this.buffer.length) this.enlarge(end)
    this.buffer.set(piece, this.carried)
    this.carried = end
    this.tokens.load(this.buffer, 0, end)
  }

  /** Keeps the bytes of the token that is not complete yet. */
  carryOver(): void {
    const { at } = this.tokens
    this.buffer.copyWithin(0, at, this.carried)
    this.carried -= at
  }

  /**
   * To be called behind the last piece.
   * @throws Problem `unreadable-file` if the document breaks off
   */
  end(): void {
    if (!this.tokens.isComplete) throw damaged(`its part "${this.part}" breaks off`)
  }

  private enlarge(size: number): void {
    const larger = Buffer.allocUnsafeSlow(size * 2)
    this.buffer.copy(larger, 0, 0, this.carried)
    this.buffer = larger
  }
}

function tooLong(): Error {
  return unreadable(
    'value-too-long',
    'The file holds a value longer than any spreadsheet program can write.',
    'Open it in your spreadsheet program, save it as an Excel workbook (.xlsx) and upload that.',
  )
}
