import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { madeRows, type MadeCell } from '../records.ts'

/** Between two fields, as spreadsheets in a German setting write it. */
export const DELIMITER = ';'

/** Writes a text with delimiters in UTF-8 as a stream. */
export async function writeCsv(path: string, rows: number, columns: number): Promise<void> {
  await pipeline(Readable.from(lines(rows, columns)), createWriteStream(path))
}

/** Rows are put together to pieces of about this many characters. */
const PIECE = 65_536

function* lines(rows: number, columns: number): Generator<string> {
  let piece = ''
  for (const cells of madeRows(rows, columns)) {
    piece += `${cells.map((cell) => quoted(csvText(cell) ?? '')).join(DELIMITER)}\r\n`
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield piece
}

/** What stands in the text for a cell: everything is text there, and nothing is blank. */
export function csvText(cell: MadeCell): string | null {
  switch (cell?.kind) {
    case undefined:
      return null
    case 'text':
      return cell.text
    case 'number':
      return String(cell.number).replace('.', ',')
    case 'boolean':
      return cell.boolean ? 'ja' : 'nein'
    case 'date':
      return germanDay(cell.iso)
    case 'moment':
      return `${germanDay(cell.iso)} ${cell.iso.slice(11, 16)}`
  }
}

function germanDay(iso: string): string {
  return iso.slice(0, 10).split('-').reverse().join('.')
}

function quoted(field: string): string {
  return /[";\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}
