import { damaged, unreadable } from '../refusals.ts'
import { flagsOf } from '../xml/text.ts'
import { CLOSE, EMPTY, MORE, nameCode, OPEN, standsAt, TEXT, XmlTokens } from '../xml/tokens.ts'
import { readText } from './texts.ts'

const ITEM_START = Buffer.from('<si><t>')
const ITEM_END = Buffer.from('</t></si>')
const LT = 0x3c
const SI = nameCode('si')
const T = nameCode('t')
const RPH = nameCode('rPh')

/** Texts are decoded when a cell asks for them; this many are kept, for those that many cells share. */
const KEPT = 1024
/** Bytes of one text. A cell holds 32,767 characters; all of them as references are still shorter. */
const LONGEST = 1_048_576
/** In `lengths`: a text in several runs, to be put together when it is asked for. */
const RICH = -1

/**
 * The texts that cells refer to by number (ECMA-376 part 1, 18.4). The part stays packed in its bytes, outside of the
 * heap, with the place of every text: a workbook may share millions of them.
 */
export class SharedStrings {
  private readonly bytes: Buffer
  private starts = new Uint32Array(1024)
  private lengths = new Int32Array(1024)
  private flags = new Uint8Array(1024)
  private readonly keptIndex = new Int32Array(KEPT).fill(-1)
  private readonly kept: string[] = Array<string>(KEPT).fill('')
  private readonly part: string
  size = 0

  /**
   * @param bytes the unpacked part
   * @param part its name, for messages
   * @throws Problem `unreadable-file` if it is no well-formed XML
   */
  constructor(bytes: Buffer, part: string) {
    this.bytes = bytes
    this.part = part
    this.scan()
  }

  /**
   * The text with this number.
   * @throws Problem `unreadable-file` if there is none
   */
  get(index: number): string {
    if (!(index < this.size) || index < 0)
      throw damaged(`a cell refers to text ${index}, which is not in "${this.part}"`)
    const slot = index & (KEPT - 1)
    if (this.keptIndex[slot] === index) return this.kept[slot] as string
    const start = this.starts[index] as number
    const length = this.lengths[index] as number
    const text =
      length === RICH ? this.rich(start) : readText(this.bytes, start, start + length, this.flags[index] as number)
    this.keptIndex[slot] = index
    this.kept[slot] = text
    return text
  }

  private scan(): void {
    const tokens = new XmlTokens(this.part)
    tokens.load(this.bytes, 0, this.bytes.length)
    let item = 0
    let inText = false
    let texts = 0
    let length = 0
    let phonetic = 0
    let from = 0
    let to = 0
    let flags = 0
    for (;;) {
      if (tokens.depth === 1) this.addUsual(tokens)
      const start = tokens.at
      const kind = tokens.next()
      if (kind === MORE) break
      const { name } = tokens
      if (kind === TEXT) {
        if (!inText || phonetic > 0) continue
        texts++
        length += tokens.to - tokens.from
        if (length > LONGEST) throw this.tooLong()
        from = tokens.from
        to = tokens.to
        flags |= tokens.flags
      } else if (kind === OPEN) {
        if (name === SI) {
          item = start
          texts = 0
          length = 0
          flags = 0
        } else if (name === T) inText = true
        else if (name === RPH) phonetic++
      } else if (kind === CLOSE) {
        if (name === T) inText = false
        else if (name === RPH) phonetic--
        else if (name === SI) {
          if (texts > 1) this.add(item, RICH, 0)
          else this.add(from, texts === 0 ? 0 : to - from, flags)
        }
      } else if (kind === EMPTY && name === SI) this.add(0, 0, 0)
    }
    if (!tokens.isComplete) throw damaged(`its part "${this.part}" breaks off`)
  }

  /** Adds as many texts as are written the usual way, and stops before anything else. Nothing but speed. */
  private addUsual(tokens: XmlTokens): void {
    const { bytes } = this
    for (;;) {
      if (!standsAt(bytes, tokens.at, ITEM_START)) return
      const from = tokens.at + ITEM_START.length
      let to = from
      let flags = 0
      for (; to < bytes.length; to++) {
        const byte = bytes[to] as number
        if (byte === LT) break
        flags |= flagsOf(byte)
      }
      if (!standsAt(bytes, to, ITEM_END)) return
      if (to - from > LONGEST) throw this.tooLong()
      this.add(from, to - from, flags)
      tokens.at = to + ITEM_END.length
    }
  }

  private add(start: number, length: number, flags: number): void {
    if (this.size === this.starts.length) this.grow()
    this.starts[this.size] = start
    this.lengths[this.size] = length
    this.flags[this.size] = flags
    this.size++
  }

  private tooLong(): Error {
    return unreadable(
      'value-too-long',
      `A text of the workbook (number ${this.size + 1} in "${this.part}") has more characters than any spreadsheet program writes.`,
      'Look for very long texts in your spreadsheet program, shorten them and save the file as .xlsx.',
    )
  }

  private grow(): void {
    const room = this.size * 2
    const { starts, lengths, flags } = this
    this.starts = new Uint32Array(room)
    this.lengths = new Int32Array(room)
    this.flags = new Uint8Array(room)
    this.starts.set(starts)
    this.lengths.set(lengths)
    this.flags.set(flags)
  }

  /** Puts a text together from its runs; `start` is where its item's tag starts. */
  private rich(start: number): string {
    const tokens = new XmlTokens(this.part)
    tokens.load(this.bytes, start, this.bytes.length)
    let inText = false
    let phonetic = 0
    let text = ''
    while (!tokens.isComplete) {
      const kind = tokens.next()
      const { name } = tokens
      if (kind === TEXT && inText && phonetic === 0) text += readText(this.bytes, tokens.from, tokens.to, tokens.flags)
      else if (kind === OPEN || kind === CLOSE) {
        if (name === T) inText = kind === OPEN
        else if (name === RPH) phonetic += kind === OPEN ? 1 : -1
      }
    }
    return text
  }
}
