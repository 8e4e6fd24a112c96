import { deflateRawSync, crc32 } from 'node:zlib'

export type Content = string | Uint8Array

/** What the header of an entry says of it. Whatever is left out is said truthfully. */
export interface Claims {
  readonly name?: Content
  readonly method?: number
  readonly flags?: number
  readonly crc?: number
  readonly size?: number
  readonly packedSize?: number
  readonly extra?: Uint8Array
}

export interface RawEntry {
  readonly name: Content
  /** What is packed. Left out where `packed` gives the packed bytes. */
  readonly content?: Content
  /** The packed bytes as they are, with what they unpack to. */
  readonly packed?: Packed
  /** What both headers say. */
  readonly claims?: Claims
  /** What the header before the data says otherwise. */
  readonly local?: Claims
  /** What the table of contents says otherwise. */
  readonly central?: Claims & { readonly offset?: number; readonly comment?: Content }
  /** Stands behind the data and holds checksum and sizes, which the header before the data then leaves out. */
  readonly descriptor?: 'signed' | 'unsigned' | 'zip64'
  /** Sizes and offset in the field of ZIP64. */
  readonly zip64?: boolean
  /** Leaves out the header before the data with the data, or the line in the table of contents. */
  readonly without?: 'data' | 'directory'
}

export interface RawArchive {
  /** Before the first entry; offsets count from the start of the file unless `offsetsFromZip`. */
  readonly prefix?: Content
  readonly suffix?: Content
  readonly offsetsFromZip?: boolean
  readonly comment?: Content
  /** Writes the end of the archive as ZIP64 does, with the plain fields full of ones. */
  readonly zip64?: boolean
  /** What the end says of the table of contents, where it is not the truth. */
  readonly count?: number
  readonly directorySize?: number
  readonly directoryOffset?: number
  /** Leaves out the end. */
  readonly withoutEnd?: boolean
}

/** Packed bytes of method 8, with what they unpack to. */
export interface Packed {
  readonly bytes: Uint8Array
  readonly size: number
  readonly crc: number
}

/**
 * A ZIP archive of which every field can be set by hand (PKWARE APPNOTE 6.3.10, 4.3.7 to 4.3.16).
 * Offsets in `central` count from the start of the file.
 */
export function rawZip(entries: readonly RawEntry[], archive: RawArchive = {}): Uint8Array {
  const prefix = bytesOf(archive.prefix ?? '')
  const base = archive.offsetsFromZip === true ? 0 : prefix.length
  const data: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = base
  for (const entry of entries) {
    const packed = pack(entry)
    const bytes = entry.without === 'data' ? Buffer.alloc(0) : dataOf(entry, packed)
    if (entry.without !== 'directory') directory.push(directoryEntry(entry, packed, at))
    data.push(bytes)
    at += bytes.length
  }
  const table = Buffer.concat(directory)
  const end = archive.withoutEnd === true ? Buffer.alloc(0) : endOf(archive, directory.length, table.length, at)
  return Buffer.concat([prefix, ...data, table, end, bytesOf(archive.suffix ?? '')])
}

/**
 * `head`, then `piece` so and so many times, then `tail`, packed without ever being in memory: a piece that ends with a
 * full flush can be repeated as packed bytes.
 */
export function packedRun(head: Content, piece: Content, times: number, tail: Content): Packed {
  const flushed = deflateRawSync(bytesOf(piece), { finishFlush: 3 })
  const parts = [deflateRawSync(bytesOf(head), { finishFlush: 3 }), ...Array<Buffer>(times).fill(flushed)]
  let crc = crc32(bytesOf(head))
  const repeated = bytesOf(piece)
  for (let time = 0; time < times; time++) crc = crc32(repeated, crc)
  return {
    bytes: Buffer.concat([...parts, deflateRawSync(bytesOf(tail))]),
    size: bytesOf(head).length + repeated.length * times + bytesOf(tail).length,
    crc: crc32(bytesOf(tail), crc),
  }
}

/** Text as UTF-8; bytes as they are. */
export function bytesOf(content: Content): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content
}

function pack({ content = '', packed, claims }: RawEntry): Packed {
  if (packed) return packed
  const bytes = bytesOf(content)
  return { bytes: claims?.method === 0 ? bytes : deflateRawSync(bytes), size: bytes.length, crc: crc32(bytes) }
}

const ONES = 0xffffffff

function dataOf(entry: RawEntry, packed: Packed): Uint8Array {
  const { descriptor, zip64 } = entry
  const truth = { size: packed.size, packedSize: packed.bytes.length, crc: packed.crc }
  const left = descriptor === undefined ? truth : { size: 0, packedSize: 0, crc: 0 }
  const flags = descriptor === undefined ? 0 : 8
  const said = { name: entry.name, method: 8, flags, ...left, ...entry.claims, ...entry.local }
  const wide = zip64 === true && descriptor === undefined ? wideField(said.size, said.packedSize) : Buffer.alloc(0)
  const extra = said.extra ?? wide
  const name = bytesOf(said.name)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(said.flags, 6)
  header.writeUInt16LE(said.method, 8)
  header.writeUInt32LE(said.crc, 14)
  header.writeUInt32LE(wide.length > 0 ? ONES : said.packedSize, 18)
  header.writeUInt32LE(wide.length > 0 ? ONES : said.size, 22)
  header.writeUInt16LE(name.length, 26)
  header.writeUInt16LE(extra.length, 28)
  return Buffer.concat([header, name, extra, packed.bytes, descriptorOf(descriptor, truth)])
}

function descriptorOf(kind: RawEntry['descriptor'], truth: { size: number; packedSize: number; crc: number }): Buffer {
  if (kind === undefined) return Buffer.alloc(0)
  const bytes = Buffer.alloc(kind === 'zip64' ? 24 : 16)
  bytes.writeUInt32LE(0x08074b50, 0)
  bytes.writeUInt32LE(truth.crc, 4)
  if (kind === 'zip64') {
    bytes.writeBigUInt64LE(BigInt(truth.packedSize), 8)
    bytes.writeBigUInt64LE(BigInt(truth.size), 16)
  } else {
    bytes.writeUInt32LE(truth.packedSize, 8)
    bytes.writeUInt32LE(truth.size, 12)
  }
  return kind === 'unsigned' ? bytes.subarray(4) : bytes
}

function directoryEntry(entry: RawEntry, packed: Packed, at: number): Uint8Array {
  const truth = { size: packed.size, packedSize: packed.bytes.length, crc: packed.crc, offset: at }
  const flags = entry.descriptor === undefined ? 0 : 8
  const said = { name: entry.name, method: 8, flags, comment: '', ...truth, ...entry.claims, ...entry.central }
  const wide = entry.zip64 === true
  const extra = said.extra ?? (wide ? wideField(said.size, said.packedSize, said.offset) : Buffer.alloc(0))
  const name = bytesOf(said.name)
  const comment = bytesOf(said.comment)
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(20, 6)
  header.writeUInt16LE(said.flags, 8)
  header.writeUInt16LE(said.method, 10)
  header.writeUInt32LE(said.crc, 16)
  header.writeUInt32LE(wide ? ONES : said.packedSize, 20)
  header.writeUInt32LE(wide ? ONES : said.size, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt16LE(extra.length, 30)
  header.writeUInt16LE(comment.length, 32)
  header.writeUInt32LE(wide ? ONES : said.offset, 42)
  return Buffer.concat([header, name, extra, comment])
}

/** The extra field of ZIP64 (4.5.3): 8 bytes for each number whose plain field is full of ones. */
function wideField(...numbers: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * numbers.length)
  field.writeUInt16LE(1, 0)
  field.writeUInt16LE(8 * numbers.length, 2)
  numbers.forEach((number, index) => field.writeBigUInt64LE(BigInt(number), 4 + 8 * index))
  return field
}

function endOf(archive: RawArchive, entries: number, size: number, offset: number): Uint8Array {
  const count = archive.count ?? entries
  const directorySize = archive.directorySize ?? size
  const directoryOffset = archive.directoryOffset ?? offset
  const comment = bytesOf(archive.comment ?? '')
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(archive.zip64 === true ? 0xffff : count, 8)
  end.writeUInt16LE(archive.zip64 === true ? 0xffff : count, 10)
  end.writeUInt32LE(archive.zip64 === true ? ONES : directorySize, 12)
  end.writeUInt32LE(archive.zip64 === true ? ONES : directoryOffset, 16)
  end.writeUInt16LE(comment.length, 20)
  if (archive.zip64 !== true) return Buffer.concat([end, comment])
  const wide = Buffer.alloc(56 + 20)
  wide.writeUInt32LE(0x06064b50, 0)
  wide.writeBigUInt64LE(44n, 4)
  wide.writeUInt16LE(45, 12)
  wide.writeUInt16LE(45, 14)
  wide.writeBigUInt64LE(BigInt(count), 24)
  wide.writeBigUInt64LE(BigInt(count), 32)
  wide.writeBigUInt64LE(BigInt(directorySize), 40)
  wide.writeBigUInt64LE(BigInt(directoryOffset), 48)
  wide.writeUInt32LE(0x07064b50, 56)
  wide.writeBigUInt64LE(BigInt(offset + size), 64)
  wide.writeUInt32LE(1, 72)
  return Buffer.concat([wide, end, comment])
}
