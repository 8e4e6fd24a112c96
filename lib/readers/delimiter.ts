/** What separates the fields of a text file, and what proves it. */
export interface DelimiterFinding {
  readonly delimiter: string
  readonly because: string
  /** The first line is Excel's hint `sep=;` and holds no data. */
  readonly hint: boolean
}

const DELIMITERS = [';', ',', '\t', '|'] as const
const NAMES: Readonly<Record<string, string>> = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'vertical bar' }
const RECORDS = 100

/** The delimiter as a word for people. */
export function delimiterName(delimiter: string): string {
  return NAMES[delimiter] ?? `"${delimiter}"`
}

/**
 * Finds the delimiter by evidence: the candidate that cuts the most of the first 100 records into the same number of
 * fields (two or more), then the one that cuts into more. Delimiters in quotes do not count. A text that no candidate
 * cuts has one column.
 * @param head the beginning of the text; `complete` says that it is the whole text, so that its last record is whole too
 */
export function detectDelimiter(head: string, complete: boolean): DelimiterFinding {
  const hint = /^sep=(.)\r?\n/i.exec(head)
  if (hint?.[1] !== undefined)
    return { delimiter: hint[1], because: `the first line says ${hint[0].trim()}`, hint: true }
  const scores = DELIMITERS.map((delimiter) => score(head, delimiter, complete))
  const best = scores.reduce((one, other) =>
    other.share > one.share || (other.share === one.share && other.fields > one.fields) ? other : one,
  )
  if (best.agreeing === 0)
    return { delimiter: ',', because: 'no delimiter occurs: the file has one column', hint: false }
  return {
    delimiter: best.delimiter,
    because: `it cuts ${best.agreeing} of the first ${best.records} records into ${best.fields} fields each`,
    hint: false,
  }
}

interface Score {
  readonly delimiter: string
  readonly share: number
  readonly agreeing: number
  readonly records: number
  readonly fields: number
}

function score(head: string, delimiter: string, complete: boolean): Score {
  const counts = fieldCounts(head, delimiter, complete)
  const tally = new Map<number, number>()
  for (const count of counts) if (count > 1) tally.set(count, (tally.get(count) ?? 0) + 1)
  let fields = 0
  let agreeing = 0
  for (const [count, times] of tally) {
    if (times > agreeing || (times === agreeing && count > fields)) [fields, agreeing] = [count, times]
  }
  return {
    delimiter,
    share: counts.length === 0 ? 0 : agreeing / counts.length,
    agreeing,
    records: counts.length,
    fields,
  }
}

/** Fields per non-blank record. A quote opens only at the start of a field, as in RFC 4180, and is doubled inside. */
function fieldCounts(head: string, delimiter: string, complete: boolean): number[] {
  const counts: number[] = []
  let fields = 1
  let quoted = false
  let quotedField = false
  let fieldStart = true
  let blank = true
  for (let at = 0; at < head.length && counts.length < RECORDS; at++) {
    const char = head[at]
    if (quoted) {
      if (char === '"') quoted = false
    } else if (char === '"' && (fieldStart || (quotedField && head[at - 1] === '"'))) {
      quoted = true
      quotedField = true
      blank = false
      fieldStart = false
    } else if (char === delimiter) {
      fields++
      blank = false
      fieldStart = true
      quotedField = false
    } else if (char === '\n' || char === '\r') {
      if (!blank) counts.push(fields)
      fields = 1
      blank = true
      fieldStart = true
      quotedField = false
    } else {
      blank = false
      fieldStart = false
    }
  }
  // The last record of a piece may be torn; with nothing else to go by, it still is the best there is.
  if (!blank && counts.length < RECORDS && (complete || counts.length === 0)) counts.push(fields)
  return counts
}
