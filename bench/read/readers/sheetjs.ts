import { readFile } from 'node:fs/promises'
import { read as parse, type DenseWorkSheet } from 'xlsx'
import type { Read } from './reader.ts'

/** SheetJS with the options that Muster needs for the same answers: dates, formats, dense rows. */
export const read: Read = async (path, see) => {
  const book = parse(await readFile(path), {
    dense: true,
    cellDates: true,
    UTC: true,
    nodim: true,
    cellNF: true,
    cellHTML: false,
    cellFormula: false,
  })
  const sheet: object = book.Sheets[book.SheetNames[0] ?? ''] ?? {}
  if (!isDense(sheet)) throw new Error('SheetJS gave no sheet.')
  for (const row of sheet['!data']) if (row) see(Array.from(row, (cell) => cell?.v))
}

function isDense(sheet: object): sheet is DenseWorkSheet {
  return '!data' in sheet && Array.isArray(sheet['!data'])
}
