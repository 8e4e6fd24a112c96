import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib'
import { giveBack, pieces, type ByteSource } from './bytes.ts'
import { damaged, encrypted, unreadable } from './refusals.ts'

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
const END_OF_DIRECTORY_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
const FULL_16 = 0xffff
const FULL_32 = 0xffffffff
const END_LENGTH = 22
const LOCATOR_LENGTH = 20
const END_64_LENGTH = 56
const ENTRY_LENGTH = 46
const LOCAL_LENGTH = 30
const LONGEST_COMMENT = 0xffff

/** A workbook has a part per sheet, picture and comment; a table of contents larger than this was made to waste memory. */
const LARGEST_DIRECTORY = 16_777_216
/**
 * Real workbooks unpack to 5 to 40 times their size, sheets of nothing but formats to about 100. What unpacks further,
 * and to more than this many bytes, holds no data.
 */
const HIGHEST_RATIO = 250
const HARMLESS_SIZE = 67_108_864
/** Bytes of a part that may be held in memory as a whole. */
const LARGEST_WHOLE = 1_073_741_824
/** Bytes unpacked at once. */
const CHUNK = 1_048_576

/**
 * Reads the central directory of a ZIP archive (PKWARE APPNOTE 6.3.10, 4.3.12 to 4.3.16, with ZIP64). The directory alone
 * is trusted, as every spreadsheet program does; local headers may hold zeros.
 * @throws Problem `unreadable-file` if the archive is cut off, `zip-bomb` if it unpacks to far more than data would;
 *   `encrypted-file` if an entry is encrypted
 */
export async function readArchive(source: ByteSource): Promise<ZipEntry[]> {
  const { start, end, count } = await findDirectory(source)
  if (start > end || end > source.size) throw damaged('its table of contents is broken')
  if (end - start > LARGEST_DIRECTORY) throw bomb()
  const view = bufferOf(await source.read(start, end))
  const entries: ZipEntry[] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + ENTRY_LENGTH > view.length || view.readUInt32LE(at) !== DIRECTORY_ENTRY) {
      throw damaged('its table of contents is broken')
    }
    if ((view.readUInt16LE(at + 8) & 1) === 1) throw encrypted()
    const nameEnd = at + ENTRY_LENGTH + view.readUInt16LE(at + 28)
    const extraEnd = nameEnd + view.readUInt16LE(at + 30)
    entries.push({
      name: view.toString('utf8', at + ENTRY_LENGTH, nameEnd),
      method: view.readUInt16LE(at + 10),
      crc: view.readUInt32LE(at + 16),
      ...sizes(view, at, view.subarray(nameEnd, extraEnd)),
    })
    at = extraEnd + view.readUInt16LE(at + 32)
  }
  refuseBombs(entries, source.size)
  return entries
}

interface Directory {
  readonly start: number
  readonly end: number
  readonly count: number
}

async function findDirectory(source: ByteSource): Promise<Directory> {
  const tailStart = Math.max(0, source.size - END_LENGTH - LONGEST_COMMENT - LOCATOR_LENGTH)
  const tail = bufferOf(await source.read(tailStart, source.size))
  const at = findEnd(tail)
  const start = tail.readUInt32LE(at + 16)
  const count = tail.readUInt16LE(at + 10)
  const locator = at - LOCATOR_LENGTH
  const wide = locator >= 0 && tail.readUInt32LE(locator) === LOCATOR_64
  if (wide && (start === FULL_32 || count === FULL_16)) return wideDirectory(source, tail.readBigUInt64LE(locator + 8))
  return { start, end: tailStart + at, count }
}

/** The end whose comment reaches to the end of the file; if there is none, the last one, as bytes may follow a file. */
function findEnd(tail: Buffer): number {
  let last = -1
  for (let at = tail.length - END_LENGTH; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue
    if (at + END_LENGTH + tail.readUInt16LE(at + 20) === tail.length) return at
    if (last < 0) last = at
  }
  if (last < 0) throw damaged('its end is missing')
  return last
}

async function wideDirectory(source: ByteSource, offset: bigint): Promise<Directory> {
  const at = Number(offset)
  if (at + END_64_LENGTH > source.size) throw damaged('its end is broken')
  const record = bufferOf(await source.read(at, at + END_64_LENGTH))
  if (record.readUInt32LE(0) !== END_OF_DIRECTORY_64) throw damaged('its end is broken')
  return { start: Number(record.readBigUInt64LE(48)), end: at, count: Number(record.readBigUInt64LE(32)) }
}

/** The three numbers that ZIP64 moves into the extra field when the plain field is full of ones (APPNOTE 4.5.3). */
function sizes(view: Buffer, at: number, extra: Buffer): Pick<ZipEntry, 'compressedSize' | 'size' | 'offset'> {
  const wide = zip64Numbers(extra)
  const read = (plain: number): number => {
    if (plain !== FULL_32) return plain
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

/** By what the directory says: an entry that says less than it unpacks to ends where its size ends (see `streamEntry`). */
function refuseBombs(entries: readonly ZipEntry[], fileSize: number): void {
  const whole = entries.reduce((sum, { size }) => sum + size, 0)
  const tooMuch = (size: number, packed: number): boolean => size > HARMLESS_SIZE && size > packed * HIGHEST_RATIO
  if (tooMuch(whole, fileSize) || entries.some(({ size, compressedSize }) => tooMuch(size, compressedSize))) {
    throw bomb()
  }
}

function bomb(): Error {
  return unreadable(
    'zip-bomb',
    'The file is small, but unpacks to an amount that no table has.',
    'If it is a real workbook, open it, copy the table into a new one, save that as .xlsx and upload it.',
  )
}

/**
 * Unpacks one entry piece by piece, with bounded memory, and proves it by its length and CRC-32: whoever reads to the
 * end without an error has read what was written. A piece is valid until the next one is asked for.
 * @throws Problem `unreadable-file` naming the entry
 */
export async function* streamEntry(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array, void, undefined> {
  const start = await contentStart(source, entry)
  const packed = pieces(source, start, start + entry.compressedSize)
  let size = 0
  let crc = 0
  for await (const chunk of entry.method === 0 ? packed : inflated(packed, source.isFresh === true, entry)) {
    size += chunk.length
    if (size > entry.size) throw mismatch(entry)
    crc = crc32(chunk, crc)
    yield chunk
  }
  if (size !== entry.size || crc !== entry.crc) throw mismatch(entry)
}

/**
 * Unpacks one entry as a whole. For the small parts of a workbook, and for readers that need all of it.
 * @throws Problem `unreadable-file` naming the entry
 */
export async function readEntry(source: ByteSource, entry: ZipEntry): Promise<Uint8Array> {
  if (entry.size > LARGEST_WHOLE) {
    throw unreadable(
      'too-large-for-format',
      `The part "${entry.name}" of the file is too large to be read.`,
      'Divide the table into several files and upload them one after the other.',
    )
  }
  const content = Buffer.allocUnsafeSlow(entry.size)
  let at = 0
  for await (const chunk of streamEntry(source, entry)) {
    content.set(chunk, at)
    at += chunk.length
  }
  return content
}

async function contentStart(source: ByteSource, entry: ZipEntry): Promise<number> {
  if (entry.method !== 0 && entry.method !== 8) {
    throw damaged(`its part "${entry.name}" is packed in an unknown way (${entry.method})`)
  }
  const headerEnd = entry.offset + LOCAL_LENGTH
  if (headerEnd > source.size) throw damaged(`its part "${entry.name}" is cut off`)
  const header = bufferOf(await source.read(entry.offset, headerEnd))
  if (header.readUInt32LE(0) !== LOCAL_HEADER) throw mismatch(entry)
  const start = headerEnd + header.readUInt16LE(26) + header.readUInt16LE(28)
  if (start + entry.compressedSize > source.size) throw damaged(`its part "${entry.name}" is cut off`)
  return start
}

async function* inflated(
  packed: AsyncIterable<Uint8Array>,
  isFresh: boolean,
  entry: ZipEntry,
): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: CHUNK })
  void feed(inflate, packed, isFresh).catch((error: unknown) => {
    inflate.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  try {
    const chunks: AsyncIterable<Uint8Array> = inflate
    for await (const chunk of chunks) {
      yield chunk
      // In memory that is not full yet, zlib goes on writing.
      if (chunk.length === CHUNK) giveBack(chunk)
    }
  } catch (error) {
    throw isZlibError(error) ? mismatch(entry) : error
  } finally {
    inflate.destroy()
  }
}

/** Writes one piece at a time; a piece is used up when its write has ended. */
async function feed(inflate: InflateRaw, packed: AsyncIterable<Uint8Array>, isFresh: boolean): Promise<void> {
  for await (const piece of packed) {
    await new Promise<void>((resolve, reject) => {
      inflate.write(piece, (error) => {
        if (error) reject(error)
        else resolve()
      })
    })
    if (isFresh) giveBack(piece)
  }
  inflate.end()
}

function isZlibError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && /^(Z_|ERR_ZLIB)/.test(String(error.code))
}

function mismatch({ name }: ZipEntry): Error {
  return damaged(`its part "${name}" does not match its checksum`)
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
