import { isBlankRow, type Cell, type SheetRow } from '../../domain/cells.ts'
import { Problem } from '../../domain/problems.ts'
import type { ByteSource } from '../bytes.ts'
import { MAX_RECORD_SIZE, scanRecords, type Fault } from './records.ts'
import { decodePieces, detectEncoding, type EncodingFinding } from './encoding.ts'
import { delimiterName, detectDelimiter, type DelimiterFinding } from './delimiter.ts'
import { unreadable } from '../refusals.ts'
import { CSV_SHEET, NO_NOTES, type ReadWarning, type Workbook } from '../workbook.ts'
import { MAX_COLUMNS } from '../xlsx/sheet.ts'

/** Bytes in which the delimiter is looked for. */
const HEAD = 262_144
/** Bytes that are decoded and cut at once. */
const CHUNK = 32_768

/**
 * Opens a text with delimiters: encoding and delimiter are found, nothing is kept. The source is read from its
 * beginning each time rows are streamed. `chunk` in bytes, for tests.
 * @throws Problem `unreadable-file` if the text breaks off within a character
 */
export async function openCsv(source: ByteSource, { chunk }: { chunk?: number } = {}): Promise<Workbook> {
  const encoding = await detectEncoding(source, chunk)
  const head = await source.read(encoding.bom, Math.min(HEAD, source.size))
  const text = new TextDecoder(encoding.encoding, { ignoreBOM: true }).decode(head, { stream: true })
  const found = detectDelimiter(text, source.size <= HEAD)
  return {
    format: 'csv',
    encoding: encoding.encoding,
    delimiter: found.delimiter,
    evidence: [
      { what: 'encoding', says: encoding.encoding, because: encoding.because },
      { what: 'delimiter', says: delimiterName(found.delimiter), because: found.because },
    ],
    sheetNames: [CSV_SHEET],
    hiddenSheets: [],
    warnings: zeroWarnings(encoding),
    rows(sheet) {
      if (sheet !== CSV_SHEET)
        throw new Problem('not-found', `The file has no sheet "${sheet}"; a text file has one, "${CSV_SHEET}".`)
      return csvRows(source, encoding, found, chunk ?? CHUNK)
    },
    notes: () => NO_NOTES,
  }
}

/**
 * Rows come from one piece of text at a time. A record that is longer than a piece is cut again only when the text has
 * doubled, so that the time stays linear.
 */
async function* csvRows(
  source: ByteSource,
  encoding: EncodingFinding,
  dialect: DelimiterFinding,
  chunk: number,
): AsyncGenerator<SheetRow, void, undefined> {
  let text = ''
  let enough = 0
  let row = 0
  for await (const piece of decodePieces(source, encoding, chunk)) {
    text += piece ?? ''
    const isOver = piece === undefined
    if (text.length < enough && !isOver) continue
    const { records, used, fault } = scanRecords(text, isOver, dialect)
    for (const record of records) {
      row++
      if (row === 1 && dialect.hint) continue
      const cells = withoutTail(record)
      if (!isBlankRow(cells)) yield { row, cells }
    }
    if (fault) throw refusal(fault, row + 1, dialect.quote)
    text = text.slice(used)
    enough = 2 * text.length
  }
}

function withoutTail(cells: readonly Cell[]): readonly Cell[] {
  let length = cells.length
  while (length > 0 && cells[length - 1] === null) length--
  return length === cells.length ? cells : cells.slice(0, length)
}

function zeroWarnings({ zeros }: EncodingFinding): ReadWarning[] {
  if (!zeros) return []
  const what = zeros.count === 1 ? 'A zero byte stands' : `${zeros.count.toLocaleString('en')} zero bytes stand`
  const where = zeros.count === 1 ? `in line ${zeros.line}` : `in the text, the first in line ${zeros.line}`
  return [{ code: 'zero-bytes', sheet: CSV_SHEET, message: `${what} ${where}; they are kept as invisible characters.` }]
}

/** What a fault means for the person who made the file. */
function refusal(fault: Fault, row: number, quote: string): Problem {
  if (fault === 'too-many-columns') {
    return unreadable(
      fault,
      `Row ${row} has values in more than ${MAX_COLUMNS.toLocaleString('en')} fields; tables may have ${MAX_COLUMNS.toLocaleString('en')} columns.`,
      'Look at this row in a text editor: perhaps the line breaks between rows are missing.',
      { row },
    )
  }
  const message =
    fault === 'unclosed-quote'
      ? `In row ${row} a quotation mark (${quote}) is opened and not closed, so that later rows run into one cell.`
      : `Row ${row} has more than ${MAX_RECORD_SIZE.toLocaleString('en')} characters.`
  return unreadable(
    fault,
    message,
    'Look at this row in a text editor: a quotation mark that opens a field must be closed, and one inside must be doubled.',
    { row },
  )
}
