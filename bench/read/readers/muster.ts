import { open } from 'node:fs/promises'
import { openWorkbook } from '../../../lib/readers/open.ts'
import type { Read } from './reader.ts'

/** Ours, from a file on disk, in the ranges it asks for. */
export const read: Read = async (path, see) => {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const workbook = await openWorkbook({
      size,
      async read(start, end) {
        const bytes = Buffer.allocUnsafeSlow(end - start)
        const { bytesRead } = await file.read(bytes, 0, bytes.length, start)
        if (bytesRead !== bytes.length) throw new Error(`The file ends at byte ${start + bytesRead}, not at ${end}.`)
        return bytes
      },
      isFresh: true,
    })
    const [sheet = ''] = workbook.sheetNames
    for await (const { cells } of workbook.rows(sheet)) see(cells)
  } finally {
    await file.close()
  }
}
