import { scanRecords, type Dialect, type Field } from './records.ts'

/** What separates the fields of a text file and what encloses them, and what proves it. */
export interface DelimiterFinding extends Dialect {
  readonly because: string
  /** The first line is Excel's hint `sep=;` and holds no data. */
  readonly hint: boolean
}

const DELIMITERS = [';', ',', '\t', '|'] as const
const NAMES: Readonly<Record<string, string>> = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'vertical bar' }
const RECORDS = 100
/** An apostrophe may start or end a name (`'s-Hertogenbosch`); as quotes they come in pairs. */
const STRAY_APOSTROPHES = 0.05

/** The delimiter as a word for people. */
export function delimiterName(delimiter: string): string {
  return NAMES[delimiter] ?? `"${delimiter}"`
}

/**
 * Finds the delimiter by evidence: the candidate that cuts the most of the first 100 records, and most of them into the
 * same number of fields. One that does not cut the first line that any candidate cuts, is less likely: the header has
 * no decimal numbers and no remarks. Then the one that cuts into more fields. Delimiters in quotes do not count. A text
 * that no candidate cuts has one column.
 * @param head the beginning of the text; `complete` says that it is the whole text, so that its last record is whole too
 */
export function detectDelimiter(head: string, complete: boolean): DelimiterFinding {
  const quote = apostrophesQuote(head) ? "'" : '"'
  const quotes = quote === "'" ? '; fields stand in single quotation marks' : ''
  const hint = /^"?sep=([^\w\s"']|\t)"?[\r\n]/i.exec(head)
  if (hint?.[1] !== undefined)
    return { delimiter: hint[1], quote, because: `the first line says ${hint[0].trim()}${quotes}`, hint: true }
  const cuts = DELIMITERS.map((delimiter) => cut(head, complete, { delimiter, quote }))
  const header = Math.min(...cuts.map(({ first }) => first))
  const likelihood = ({ covered, agreeing, records, first }: Cut): number =>
    ((covered + agreeing) / records) * (first === header ? 1 : 0.5)
  const best = cuts.reduce((one, other) => {
    const gain = likelihood(other) - likelihood(one)
    return gain > 0 || (gain === 0 && other.fields > one.fields) ? other : one
  })
  if (best.covered === 0)
    return { delimiter: ',', quote, because: `no delimiter occurs: the file has one column${quotes}`, hint: false }
  return {
    delimiter: best.delimiter,
    quote,
    because: `it cuts ${best.agreeing} of the first ${best.records} records into ${best.fields} fields each${quotes}`,
    hint: false,
  }
}

/** How a delimiter cuts the first records. */
interface Cut {
  readonly delimiter: string
  /** Records that are not blank: at least 1, so that shares can be taken. */
  readonly records: number
  /** Those cut at all. */
  readonly covered: number
  /** Those cut into the same number of fields, and that number. */
  readonly agreeing: number
  readonly fields: number
  /** Which record is the first to be cut. */
  readonly first: number
}

function cut(head: string, complete: boolean, dialect: Dialect): Cut {
  const counts = fieldCounts(head, complete, dialect)
  const tally = new Map<number, number>()
  for (const count of counts) if (count > 1) tally.set(count, (tally.get(count) ?? 0) + 1)
  let fields = 0
  let agreeing = 0
  for (const [count, times] of tally) {
    if (times > agreeing || (times === agreeing && count > fields)) [fields, agreeing] = [count, times]
  }
  const first = counts.findIndex((count) => count > 1)
  return {
    delimiter: dialect.delimiter,
    records: Math.max(1, counts.length),
    covered: counts.filter((count) => count > 1).length,
    agreeing,
    fields,
    first: first < 0 ? Infinity : first,
  }
}

/** Fields of each of the first records that are not blank lines. */
function fieldCounts(head: string, complete: boolean, dialect: Dialect): number[] {
  const counts: number[] = []
  let used = 0
  for (let found = 1; found > 0 && counts.length < RECORDS;) {
    const scan = scanRecords(used === 0 ? head : head.slice(used), complete, dialect, RECORDS)
    found = scan.records.length
    used += scan.used
    for (const fields of scan.records) if (counts.length < RECORDS && !isBlankLine(fields)) counts.push(fields.length)
  }
  if (counts.length > 1 || used === head.length) return counts
  // The next record is torn or cannot be read; with next to nothing else to go by, its first line is the best there is.
  const line = head.slice(used).split(/[\r\n]/, 1)[0] ?? ''
  return [...counts, line.split(dialect.delimiter).length]
}

const isBlankLine = (fields: readonly Field[]): boolean =>
  fields.length <= 1 && fields.every((field) => field === null || field.trim() === '')

/** Whether fields stand in single quotes: no field in double ones, and as many that begin with one as end with one. */
function apostrophesQuote(head: string): boolean {
  if (/(^|[;,\t|])"/m.test(head)) return false
  const opening = head.match(/(?<=^|[;,\t|])'/gm)?.length ?? 0
  const closing = head.match(/'(?=$|[;,\t|])/gm)?.length ?? 0
  return opening > 1 && Math.abs(opening - closing) <= Math.max(1, opening * STRAY_APOSTROPHES)
}
