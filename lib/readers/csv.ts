import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { isBlankRow, type Cell, type SheetRow } from '../domain/cells.ts'
import { Problem } from '../domain/problems.ts'
import { delimiterName, detectDelimiter } from './delimiter.ts'
import { decodeChunks, detectEncoding, type EncodingFinding } from './encoding.ts'
import { unreadable } from './refusals.ts'
import { CSV_SHEET, NO_NOTES, type Workbook } from './workbook.ts'

/** Characters one record may have. A quote that is never closed swallows the rest of the file; it is stopped here. */
export const MAX_RECORD_SIZE = 4_000_000
const HEAD_BYTES = 262_144

/** Opens a text with delimiters: encoding and delimiter are found, nothing is parsed yet. */
export function openCsv(bytes: Uint8Array, options: { chunk?: number } = {}): Workbook {
  const encoding = detectEncoding(bytes)
  const complete = bytes.length <= HEAD_BYTES
  const head = new TextDecoder(encoding.encoding).decode(bytes.subarray(encoding.bom, HEAD_BYTES))
  const found = detectDelimiter(head, complete)
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
    warnings: [],
    rows(sheet) {
      if (sheet !== CSV_SHEET)
        throw new Problem('not-found', `The file has no sheet "${sheet}"; a text file has one, "${CSV_SHEET}".`)
      return csvRows(bytes, encoding, found.delimiter, found.hint, options.chunk)
    },
    notes: () => NO_NOTES,
  }
}

async function* csvRows(
  bytes: Uint8Array,
  encoding: EncodingFinding,
  delimiter: string,
  skipFirst: boolean,
  chunk: number | undefined,
): AsyncGenerator<SheetRow> {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_RECORD_SIZE,
  })
  const source = Readable.from(decodeChunks(bytes, encoding, chunk))
  source.once('error', (error) => parser.destroy(error))
  source.pipe(parser)
  let row = 0
  try {
    const records: AsyncIterable<readonly string[]> = parser
    for await (const record of records) {
      row++
      const cells = toCells(record)
      if (!(skipFirst && row === 1) && !isBlankRow(cells)) yield { row, cells }
    }
  } catch (error) {
    throw error instanceof CsvError ? explain(error) : error
  } finally {
    source.destroy()
    parser.destroy()
  }
}

function toCells(record: readonly string[]): Cell[] {
  return record.map((field) => (field === '' ? null : field))
}

/** What a text parser's error means for the person who made the file; the row is the record that could not be finished. */
function explain(error: CsvError): Problem {
  // The parser runs ahead of its reader, so that only the parser knows how many records it has finished.
  const row = Number(error['records']) + 1
  const advice =
    'Look at this row in a text editor: a quotation mark that opens a field must be closed, and one inside must be doubled.'
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return unreadable(
      'unclosed-quote',
      `In row ${row} a quotation mark (") is opened and never closed, so that the rest of the file runs into one cell.`,
      advice,
      { row },
    )
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    const size = MAX_RECORD_SIZE.toLocaleString('en')
    return unreadable(
      'value-too-long',
      `Row ${row} has more than ${size} characters; probably a quotation mark (") is opened and never closed.`,
      advice,
      { row },
    )
  }
  return unreadable('not-understood', `Row ${row} cannot be read: ${error.message}.`, advice, { row })
}
