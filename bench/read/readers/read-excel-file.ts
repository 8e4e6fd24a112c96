import { readSheet } from 'read-excel-file/node'
import type { Read } from './reader.ts'

/** read-excel-file: the sheet as a whole. It trims texts unless told otherwise. */
export const read: Read = async (path, see) => {
  for (const row of await readSheet(path, { trim: false })) see(row)
}
