import { note, type Findings } from './findings.ts'

/** What a single cell shows to be lost or doubtful, before its column is known. */
export type Loss =
  | 'formula-errors'
  | 'long-numbers'
  | 'rounded-digits'
  | 'exact-digits'
  | 'serial-dates'
  | 'mixed-encoding'
  | 'lost-letters'
  | 'scientific-numbers'
  | 'hash-signs'
  | 'full-cells'
  | 'texts-of-255'

/** A number of 16 digits and more no longer has its last digits: a spreadsheet keeps 15. */
const EXACT_DIGITS = 1e15
/** Days from 1982 to 2064 as serial numbers. */
const SERIAL_FROM = 30_000
const SERIAL_TO = 60_000
/** What a cell of a spreadsheet holds at most, and what many databases and forms do. */
const FULL_CELL = 32_767
const FULL_FIELD = 255
/** Any of the signs that the rules below look at: most texts have none. */
const SUSPICIOUS = /[ÃÂâ\ufffd?#]/
/** UTF-8 that was read as Windows-1252 (Ã¼ for ü, â€“ for –), and the sign for a character that could not be read. */
const TORN_TEXT = /[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â(?:€|„)|\ufffd/
/** A question mark inside a word, where a program without umlauts put it: `M?ller`. */
const LOST_LETTER = /\p{L}\?\p{Ll}/u
const ADDRESS_SIGNS = /[/=&]/
const SCIENTIFIC = /^[-+]?\d([.,]\d+)?E\+?\d{1,3}$/i
const HASHES = /^#{3,}$/
const LONG_DIGITS = /^\d{16,}$/

/** Adds a number, or a text that is a whole number. */
export function tallyNumberLosses(losses: Findings<Loss>, number: number, row: number): void {
  if (number >= EXACT_DIGITS || number <= -EXACT_DIGITS) note(losses, 'long-numbers', row, number)
  else if (number >= SERIAL_FROM && number <= SERIAL_TO) note(losses, 'serial-dates', row, number)
}

/** Adds a text that is no value of another kind. */
export function tallyTextLosses(losses: Findings<Loss>, text: string, row: number): void {
  if (text.length >= FULL_FIELD) {
    if (text.length === FULL_FIELD) note(losses, 'texts-of-255', row, text)
    if (text.length === FULL_CELL) note(losses, 'full-cells', row, text)
  }
  const first = text.charCodeAt(0)
  if (first < 0x3a) {
    if (SCIENTIFIC.test(text)) return note(losses, 'scientific-numbers', row, text)
    if (LONG_DIGITS.test(text))
      return note(losses, /^\d{15}0+$/.test(text) ? 'rounded-digits' : 'exact-digits', row, text)
  }
  if (!SUSPICIOUS.test(text)) return
  if (HASHES.test(text)) note(losses, 'hash-signs', row, text)
  else if (TORN_TEXT.test(text)) note(losses, 'mixed-encoding', row, text)
  else if (LOST_LETTER.test(text) && !ADDRESS_SIGNS.test(text)) note(losses, 'lost-letters', row, text)
}
