import { MAX_COLUMNS } from '../xlsx/sheet.ts'

/** A field's text; null if it is empty. */
export type Field = string | null

/** How a text is cut into records: what stands between two fields, and what encloses a field that holds it. */
export interface Dialect {
  readonly delimiter: string
  readonly quote: string
}

/** Characters one record may have. A quote that is never closed swallows the rest of the file; it is stopped here. */
export const MAX_RECORD_SIZE = 4_000_000

const LF = 10
const CR = 13
/** A blank line. Shared, since a file may have millions of them; nothing is ever added to it. */
const BLANK: Field[] = []
/** A quote is not closed in this piece of text. */
const OPEN = -1
/** A quote was closed by one that opens a field in a later line. */
const TORN = -2

/** Why the record after the last whole one cannot be read. */
export type Fault = 'unclosed-quote' | 'value-too-long' | 'too-many-columns'

/** The whole records of a piece of text, one array of fields each; an empty field is null. */
export interface Scan {
  readonly records: readonly (readonly Field[])[]
  /** Characters of the whole records; the rest has to be scanned again together with the text that follows. */
  readonly used: number
  readonly fault?: Fault
}

/**
 * Cuts a piece of text that starts at the beginning of a record. Line ends are LF, CR LF and CR, also mixed. A quote
 * opens only at the beginning of a field, is doubled inside, and closes before a delimiter or a line end. Where other
 * text follows it, the field is taken as LibreOffice takes it: up to the next delimiter or line end, without the outer
 * quotes if it ends with one, else as it stands. If there are line breaks before that text, some quote was left open in
 * an earlier line: this is a fault, so that no row is ever swallowed.
 * @param last nothing follows, so that the rest of the text is a record too
 * @param most as many records are enough
 */
export function scanRecords(text: string, last: boolean, { delimiter, quote }: Dialect, most = Infinity): Scan {
  const piece: Piece = {
    text,
    last,
    delimiter,
    quote,
    quoteCode: quote.charCodeAt(0),
    delimiterCode: delimiter.charCodeAt(0),
    delimiters: new Occurrences(text, delimiter),
    feeds: new Occurrences(text, '\n'),
    returns: new Occurrences(text, '\r'),
  }
  const end = text.length
  const records: (readonly Field[])[] = []
  let start = 0
  while (start < end && records.length < most) {
    const isBlank = isLineEnd(text.charCodeAt(start))
    const cells: Field[] = isBlank ? BLANK : []
    const at = isBlank ? start : cutRecord(piece, start, cells)
    if (at === OPEN) return stopped(piece, records, start)
    if (at === TORN) return { records, used: start, fault: 'unclosed-quote' }
    if (isTooWide(cells)) return { records, used: start, fault: 'too-many-columns' }
    if (at - start > MAX_RECORD_SIZE) return { records, used: start, fault: tooLong(piece, start) }
    const isReturn = text.charCodeAt(at) === CR
    // At the end of a piece, the field may go on, or a line feed may follow the carriage return.
    if (!last && (at === end || (isReturn && at === end - 1))) return { records, used: start }
    records.push(cells)
    start = isReturn && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1
  }
  return { records, used: Math.min(start, end) }
}

/** A piece of text with the places in it that end fields. */
interface Piece extends Dialect {
  readonly text: string
  readonly last: boolean
  readonly quoteCode: number
  readonly delimiterCode: number
  readonly delimiters: Occurrences
  readonly feeds: Occurrences
  readonly returns: Occurrences
}

/** Cuts the record at `start` into `cells` and returns where its line ends, or OPEN or TORN. */
function cutRecord(piece: Piece, start: number, cells: Field[]): number {
  const { text, last, delimiter, quote, quoteCode } = piece
  const end = text.length
  for (let at = start; ; at++) {
    let stop = -1
    if (text.charCodeAt(at) === quoteCode) {
      const close = closingQuote(text, at, quote)
      // At the end of a piece, the quote may be the first of two.
      if (close < 0 || (close === end - 1 && !last)) return OPEN
      // Nearly always the field ends right there, which is seen without a search.
      stop = isFieldEnd(piece, close + 1) ? close + 1 : nearestEnd(piece, close + 1)
      if (stop === close + 1) cells.push(inner(text, at, close, quote))
      else if (hasLineBreak(text, at, close)) return TORN
      else cells.push(malformed(text, at, stop, quoteCode))
    } else {
      stop = nearestEnd(piece, at)
      cells.push(stop === at ? null : text.slice(at, stop))
    }
    at = stop
    if (at === end || text[at] !== delimiter) return at
  }
}

/** Whether a closed field is followed by a delimiter, a line end or the end of the text. */
function isFieldEnd({ text, delimiterCode }: Piece, at: number): boolean {
  return at === text.length || text.charCodeAt(at) === delimiterCode || isLineEnd(text.charCodeAt(at))
}

/** Empty fields behind the last value do not count: spreadsheets write them for every column that was ever formatted. */
function isTooWide(cells: readonly Field[]): boolean {
  return cells.length > MAX_COLUMNS && cells.findLastIndex((field) => field !== null) >= MAX_COLUMNS
}

function isLineEnd(code: number): boolean {
  return code === LF || code === CR
}

/** The places of one character in a text, asked for in rising order: each part of the text is searched once. */
class Occurrences {
  readonly #text: string
  readonly #what: string
  #next = -1

  constructor(text: string, what: string) {
    this.#text = text
    this.#what = what
  }

  /** The first one at or after `at`, or the length of the text. */
  from(at: number): number {
    if (this.#next < at) {
      const found = this.#text.indexOf(this.#what, at)
      this.#next = found < 0 ? this.#text.length : found
    }
    return this.#next
  }
}

/** Where the field that goes on at `at` ends: at a delimiter, a line end or the end of the text. */
function nearestEnd({ delimiters, feeds, returns }: Piece, at: number): number {
  const delimiter = delimiters.from(at)
  const feed = feeds.from(at)
  const carriage = returns.from(at)
  const lineEnd = feed < carriage ? feed : carriage
  return delimiter < lineEnd ? delimiter : lineEnd
}

/** The first quote after the opening one that is not doubled, or -1. */
function closingQuote(text: string, open: number, quote: string): number {
  let at = text.indexOf(quote, open + 1)
  while (at >= 0 && text[at + 1] === quote) at = text.indexOf(quote, at + 2)
  return at
}

function inner(text: string, open: number, close: number, quote: string): Field {
  if (close === open + 1) return null
  const field = text.slice(open + 1, close)
  return field.includes(quote) ? field.replaceAll(quote + quote, quote) : field
}

function malformed(text: string, open: number, stop: number, quoteCode: number): Field {
  return text.charCodeAt(stop - 1) === quoteCode ? text.slice(open + 1, stop - 1) : text.slice(open, stop)
}

function hasLineBreak(text: string, from: number, to: number): boolean {
  return /[\r\n]/.test(text.slice(from, to))
}

/** A quote is still open at the end of the piece: its end is yet to come, or never will. */
function stopped(piece: Piece, records: Scan['records'], start: number): Scan {
  if (piece.text.length - start > MAX_RECORD_SIZE) return { records, used: start, fault: tooLong(piece, start) }
  return piece.last ? { records, used: start, fault: 'unclosed-quote' } : { records, used: start }
}

/** A record that is too long within quotes, over several lines, has a quote that was left open rather than a long value. */
function tooLong({ text, quote }: Piece, start: number): Fault {
  const end = start + MAX_RECORD_SIZE
  let isOpen = false
  for (let at = text.indexOf(quote, start); at >= 0 && at < end; at = text.indexOf(quote, at + 1)) isOpen = !isOpen
  return isOpen && hasLineBreak(text, start, end) ? 'unclosed-quote' : 'value-too-long'
}
