import type { SheetRow } from '../../../lib/domain/cells.ts'
import { SheetScanner, type SheetContext } from '../../../lib/readers/xlsx/sheet.ts'

/** The rows of a worksheet's XML that comes in these pieces. No piece is there any more when the next one comes. */
export function feed(context: SheetContext, pieces: Iterable<Uint8Array>): SheetRow[] {
  const scanner = new SheetScanner(context)
  const rows: SheetRow[] = []
  for (const piece of pieces) {
    const lent = Uint8Array.from(piece)
    rows.push(...scanner.feed(lent))
    lent.fill(0x3c)
  }
  scanner.end()
  return rows
}

/** Bytes cut into pieces of these sizes, over and over. */
export function* cutInto(bytes: Uint8Array, ...sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, index = 0; at < bytes.length; index++) {
    const size = sizes[index % sizes.length] ?? 1
    yield bytes.subarray(at, at + size)
    at += size
  }
}
