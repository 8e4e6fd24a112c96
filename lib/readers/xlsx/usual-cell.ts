import { flagsOf } from '../xml/text.ts'
import { standsAt } from '../xml/tokens.ts'
import type { CellType } from './cells.ts'

const SPACE = 0x20
const QUOTE = 0x22
const SLASH = 0x2f
const LT = 0x3c
const GT = 0x3e
const LETTER_S = 0x73

const START = Buffer.from('<c r="')
const STYLE = Buffer.from(' s="')
const TYPE = Buffer.from(' t="')
const VALUE = { start: Buffer.from('<v>'), end: Buffer.from('</v></c>') } as const
const INLINE = { start: Buffer.from('<is><t>'), end: Buffer.from('</t></is></c>') } as const
/** The types a cell names, as they stand behind the opening quotation mark. */
const TYPES = (['n', 'b', 'e', 'str', 'inlineStr'] as const).map((type) => ({ type, bytes: Buffer.from(`${type}"`) }))

/**
 * Recognises a cell that is written as nearly every program writes it, `<c r="AB12" s="3" t="s"><v>7</v></c>`, in one
 * pass over its bytes. Nothing but speed: whatever looks otherwise in any way is left to the tokens, which read all
 * there is.
 */
export class UsualCell {
  /** Counted from 0. */
  column = 0
  /** Index of its style; 0 if it names none. */
  style = 0
  type: CellType = 'n'
  /** Where its value starts and ends, and what the text is like; the same place if it has none. */
  from = 0
  to = 0
  flags = 0
  /** Where the next tag starts. */
  next = 0
  private at = 0

  /** Whether such a cell of this row stands at `start` and ends before `end`. */
  take(bytes: Buffer, start: number, end: number, row: number): boolean {
    if (!standsAt(bytes, start, START)) return false
    this.at = start + START.length
    return this.takeReference(bytes, row) && this.takeAttributes(bytes) && this.takeValue(bytes, end)
  }

  /** Behind the last byte there are no numbers: loops go on only for what they look for. */
  private takeReference(bytes: Buffer, row: number): boolean {
    let { at } = this
    let column = 0
    let number = 0
    for (;;) {
      const letter = (bytes[at] as number) - 0x40
      if (!(letter >= 1 && letter <= 26)) break
      column = column * 26 + letter
      at++
    }
    const digits = at
    for (;;) {
      const digit = (bytes[at] as number) - 0x30
      if (!(digit >= 0 && digit <= 9)) break
      number = number * 10 + digit
      at++
    }
    if (column === 0 || column > 16_384 || digits === at || number !== row || bytes[at] !== QUOTE) return false
    this.column = column - 1
    this.at = at + 1
    return true
  }

  private takeAttributes(bytes: Buffer): boolean {
    this.style = 0
    this.type = 'n'
    if (bytes[this.at] === SPACE && standsAt(bytes, this.at, STYLE)) {
      let at = this.at + STYLE.length
      let style = 0
      for (;;) {
        const digit = (bytes[at] as number) - 0x30
        if (!(digit >= 0 && digit <= 9)) break
        style = style * 10 + digit
        at++
      }
      if (bytes[at] !== QUOTE) return false
      this.style = style
      this.at = at + 1
    }
    return bytes[this.at] !== SPACE || (standsAt(bytes, this.at, TYPE) && this.takeType(bytes, this.at + TYPE.length))
  }

  private takeType(bytes: Buffer, at: number): boolean {
    if (bytes[at] === LETTER_S && bytes[at + 1] === QUOTE) {
      this.type = 's'
      this.at = at + 2
      return true
    }
    for (const known of TYPES) {
      if (!standsAt(bytes, at, known.bytes)) continue
      this.type = known.type
      this.at = at + known.bytes.length
      return true
    }
    return false
  }

  private takeValue(bytes: Buffer, end: number): boolean {
    let { at } = this
    if (bytes[at] === SLASH && bytes[at + 1] === GT) {
      this.from = this.to = at
      this.next = at + 2
      return this.next <= end
    }
    const around = this.type === 'inlineStr' ? INLINE : VALUE
    if (bytes[at] !== GT || !standsAt(bytes, at + 1, around.start)) return false
    at += 1 + around.start.length
    this.from = at
    let flags = 0
    for (; at < end; at++) {
      const byte = bytes[at] as number
      if (byte === LT) break
      flags |= flagsOf(byte)
    }
    if (!standsAt(bytes, at, around.end)) return false
    this.to = at
    this.flags = flags
    this.next = at + around.end.length
    // What stands behind the end are bytes of an earlier piece.
    return this.next <= end
  }
}
