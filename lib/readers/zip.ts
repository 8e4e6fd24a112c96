import { crc32, inflateRawSync } from 'node:zlib'
import { damaged, encrypted } from './refusals.ts'

/** One file in a ZIP archive, as its central directory describes it. Sizes in bytes, `offset` of its local header. */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly compressedSize: number
  readonly size: number
  readonly offset: number
}

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
const ZIP64_MARK = 0xffffffff
const END_LENGTH = 22
const LONGEST_COMMENT = 0xffff

/**
 * Reads the central directory of a ZIP archive (PKWARE APPNOTE 6.3.10, 4.3.12 and 4.3.16, with the sizes of ZIP64).
 * The directory alone is trusted, as every spreadsheet program does; local headers may hold zeros.
 * @throws Problem `unreadable-file` if the archive is cut off, `encrypted-file` if an entry is encrypted
 */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  const count = view.readUInt16LE(end + 10)
  const entries: ZipEntry[] = []
  let at = view.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged('its table of contents is broken')
    if ((view.readUInt16LE(at + 8) & 1) === 1) throw encrypted()
    const nameLength = view.readUInt16LE(at + 28)
    const extraLength = view.readUInt16LE(at + 30)
    const extra = view.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
    entries.push({
      name: view.toString('utf8', at + 46, at + 46 + nameLength),
      method: view.readUInt16LE(at + 10),
      crc: view.readUInt32LE(at + 16),
      ...sizes(view, at, extra),
    })
    at += 46 + nameLength + extraLength + view.readUInt16LE(at + 32)
  }
  return entries
}

function findEnd(view: Buffer): number {
  const earliest = Math.max(0, view.length - END_LENGTH - LONGEST_COMMENT)
  for (let at = view.length - END_LENGTH; at >= earliest; at--) {
    if (view.readUInt32LE(at) === END_OF_DIRECTORY) return at
  }
  throw damaged('its end is missing')
}

/** The three numbers that ZIP64 moves into the extra field when the plain field is full of ones (APPNOTE 4.5.3). */
function sizes(view: Buffer, at: number, extra: Buffer): Pick<ZipEntry, 'compressedSize' | 'size' | 'offset'> {
  const wide = zip64Numbers(extra)
  const read = (plain: number): number => {
    if (plain !== ZIP64_MARK) return plain
    const next = wide.shift()
    if (next === undefined) throw damaged('its table of contents is broken')
    return next
  }
  const size = read(view.readUInt32LE(at + 24))
  const compressedSize = read(view.readUInt32LE(at + 20))
  return { size, compressedSize, offset: read(view.readUInt32LE(at + 42)) }
}

function zip64Numbers(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    const block = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
    return Array.from({ length: Math.min(3, block.length >> 3) }, (_, index) =>
      Number(block.readBigUInt64LE(index * 8)),
    )
  }
  return []
}

/**
 * Decompresses one entry and proves it by its length and CRC-32. A checksum is what tells a damaged workbook from an
 * empty one: SheetJS reads a sheet with flipped bytes as a sheet without rows.
 * @throws Problem `unreadable-file` naming the entry
 */
export function readZipEntry(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const broken = damaged(`its part "${entry.name}" does not match its checksum`)
  if (entry.offset + 30 > view.length || view.readUInt32LE(entry.offset) !== LOCAL_HEADER) throw broken
  const start = entry.offset + 30 + view.readUInt16LE(entry.offset + 26) + view.readUInt16LE(entry.offset + 28)
  const packed = view.subarray(start, start + entry.compressedSize)
  if (packed.length !== entry.compressedSize) throw damaged(`its part "${entry.name}" is cut off`)
  const content = unpack(packed, entry) ?? raise(broken)
  if (content.length !== entry.size || crc32(content) !== entry.crc) throw broken
  return content
}

function unpack(packed: Buffer, entry: ZipEntry): Buffer | undefined {
  if (entry.method === 0) return packed
  if (entry.method !== 8) throw damaged(`its part "${entry.name}" is packed in an unknown way (${entry.method})`)
  try {
    // The declared size bounds the memory: an entry that says 1,000 bytes and unpacks to two gigabytes ends here.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) })
  } catch {
    return undefined
  }
}

function raise(error: Error): never {
  throw error
}
