import { damaged, unreadable } from './refusals.ts'
import { MORE, XmlTokens } from './xml.ts'

/** Bytes of one tag or text. Pictures lie in flat files as one text. */
const LONGEST_TOKEN = 67_108_864

/** Feeds the pieces of an XML document to `XmlTokens`, and carries over the token that a piece ends in. */
export class XmlFeed {
  readonly tokens: XmlTokens
  private readonly part: string
  private buffer = Buffer.allocUnsafeSlow(1024)
  private carried = 0

  /** @param part the part's name, for messages */
  constructor(part: string) {
    this.part = part
    this.tokens = new XmlTokens(part)
  }

  /** Takes the next bytes and tells of every token that ends in them; bytes of a token are valid until `token` returns. */
  feed(piece: Uint8Array, token: (kind: number) => void): void {
    const { tokens } = this
    if (this.carried > LONGEST_TOKEN) {
      throw unreadable(
        'value-too-long',
        'The file holds a value longer than any spreadsheet program can write.',
        'Open it in your spreadsheet program, save it as an Excel workbook (.xlsx) and upload that.',
      )
    }
    const end = this.carried + piece.length
    if (end > this.buffer.length) this.enlarge(end)
    this.buffer.set(piece, this.carried)
    tokens.load(this.buffer, 0, end)
    for (let kind = tokens.next(); kind !== MORE; kind = tokens.next()) token(kind)
    this.carried = end - tokens.at
    this.buffer.copyWithin(0, tokens.at, end)
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
