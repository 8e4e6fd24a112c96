import type { Command } from 'commander'
import { inspect } from '../../lib/readers/inspect.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { readBytes } from '../files.ts'
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
    .action(async (file: string, { sheet }: { sheet?: string }) => {
      const workbook = await openWorkbook(await readBytes(file))
      const found = await inspect(workbook, sheet === undefined ? {} : { sheet })
      let piece = ''
      let width = 0
      for await (const { row, cells } of workbook.rows(found.sheet)) {
        if (row < found.headerRow) continue
        if (row === found.headerRow) width = cells.length
        piece += `${JSON.stringify(padded(cells, width))}\n`
        if (piece.length < PIECE) continue
        await print(piece)
        piece = ''
      }
      await print(piece)
    })
}

/** A row as long as the header: formats differ in whether they store the empty cells at the end of a row. */
function padded(cells: readonly unknown[], width: number): readonly unknown[] {
  return cells.length >= width ? cells : [...cells, ...Array<null>(width - cells.length).fill(null)]
}
