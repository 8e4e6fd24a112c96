import type { Command } from 'commander'
import type { Cell } from '../../lib/domain/cells.ts'
import { noRows } from '../../lib/readers/inspecting/scan.ts'
import { findTable, type Table } from '../../lib/readers/inspecting/table.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import type { Workbook } from '../../lib/readers/workbook.ts'
import { openFile } from '../files.ts'
import { print } from '../output.ts'

/** Lines are written in pieces of this many characters: one write per row would be mostly system calls. */
const PIECE = 65_536

/** `muster rows FILE`: the rows of a sheet, one JSON array a line, streamed. */
export function addRowsCommand(program: Command): void {
  program
    .command('rows <file>')
    .description('print the header and data rows of a sheet, one JSON array a line; needs no server')
    .option('--sheet <name>', 'this sheet instead of the one with most data')
    .addHelpText(
      'after',
      '\nDates are ISO text, empty cells null, a failed formula {"error": "#N/A"}.\n\nExample:\n  $ muster rows customers.ods | head -3',
    )
    .action(async (path: string, { sheet }: { sheet?: string }) => {
      await using file = await openFile(path)
      const workbook = await openWorkbook(file)
      let piece = ''
      for await (const line of linesOf(workbook, await findTable(workbook, sheet))) {
        piece += line
        if (piece.length < PIECE) continue
        await print(piece)
        piece = ''
      }
      await print(piece)
    })
}

/** The header's line and the lines of the rows below it. @throws Problem `no-rows` before the first line if there is none below */
async function* linesOf(workbook: Workbook, { sheet, header }: Table): AsyncGenerator<string> {
  let rows = 0
  let width = 0
  let first = ''
  for await (const { row, cells } of workbook.rows(sheet)) {
    if (row < header.row) continue
    if (row === header.row) {
      width = cells.length
      first = lineOf(cells, width)
      continue
    }
    yield rows === 0 ? first + lineOf(cells, width) : lineOf(cells, width)
    rows++
  }
  if (rows === 0) throw noRows({ name: sheet, rows: 1, headerRow: header.row })
}

/** A row at least as long as the header: formats differ in whether they store the empty cells at the end of a row. */
function lineOf(cells: readonly Cell[], width: number): string {
  const padded = cells.length >= width ? cells : [...cells, ...Array<null>(width - cells.length).fill(null)]
  return `${JSON.stringify(padded)}\n`
}
