import { bytesInMemory } from '../../../lib/readers/bytes.ts'
import { openCsv } from '../../../lib/readers/csv/open.ts'
import type { Workbook } from '../../../lib/readers/workbook.ts'
import { allRows } from '../files.ts'

const SINGLE = ['windows-1252', 'iso-8859-15', 'windows-1250', 'macintosh'] as const

/** The bytes of a text in an encoding, single-byte ones by the decoder's own table. Throws if a character has none. */
export function encode(encoding: string, content: string): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(content, 'utf8')
  if (encoding === 'utf-16le') return Buffer.from(content, 'utf16le')
  if (encoding === 'utf-16be') return Buffer.from(content, 'utf16le').swap16()
  const table = tables.get(encoding)
  return Uint8Array.from(content, (character) => {
    const byte = table?.get(character)
    if (byte === undefined) throw new Error(`${encoding} has no "${character}"`)
    return byte
  })
}

const tables: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  SINGLE.map((encoding) => {
    const decoder = new TextDecoder(encoding)
    return [encoding, new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]))]
  }),
)

export async function openText(content: string | Uint8Array, chunk?: number): Promise<Workbook> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return openCsv(bytesInMemory(bytes), { chunk })
}

/** The rows of a text as arrays with their numbers in front. */
export async function rowsOf(content: string | Uint8Array, chunk?: number): Promise<unknown[][]> {
  return (await allRows(await openText(content, chunk))).map(({ row, cells }) => [row, ...cells])
}
