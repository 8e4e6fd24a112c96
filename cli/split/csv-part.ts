import { stringify } from 'csv-stringify/sync'
import type { Cell } from '../../lib/domain/cells.ts'
import { plainCell } from '../../lib/domain/rejected-rows.ts'
import { openSink, type PartFile } from './part-file.ts'

/** Rows that are turned into text at once. */
const ROWS = 500
const BOM = '\uFEFF'
const LINE_END = '\r\n'
/** Delimiters that are found without a hint. */
const USUAL = /^[;,\t|]$/

/**
 * Quotes around whatever could be taken for another delimiter or another kind of quote, so that a part is cut as the
 * whole file is, however few rows it has; and around white space at the edges, which some programs drop.
 */
const QUOTED = /[;,\t|'"\r\n]|^\s|\s$/u

/**
 * A part of a text file: the same delimiter, UTF-8 with byte order mark, and every value as it stood, so that decimal
 * signs, dates and zeros are those of the whole file.
 */
export function openCsvPart(path: string, delimiter: string): PartFile {
  const sink = openSink(path)
  const options = { delimiter, record_delimiter: LINE_END, quoted_match: QUOTED }
  let next = 1
  let rows: Cell[][] = []
  sink.write(BOM)
  const flush = async (): Promise<void> => {
    sink.write(
      stringify(
        rows.map((cells) => cells.map(plainCell)),
        options,
      ),
    )
    rows = []
    await sink.settle()
  }
  if (!USUAL.test(delimiter)) {
    // Such a file began with this hint itself: it is the first row, and holds no data.
    sink.write(`sep=${delimiter}${LINE_END}`)
    next = 2
  }
  return {
    async add({ row, cells }) {
      for (; next < row; next++) rows.push([])
      rows.push([...cells])
      next = row + 1
      if (rows.length >= ROWS) await flush()
    },
    async finish() {
      await flush()
      await sink.close()
    },
    abandon: () => sink.abandon(),
  }
}
