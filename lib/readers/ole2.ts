import type { ByteSource } from './bytes.ts'
import { damaged } from './refusals.ts'

/** One stream of an OLE2 file, as its directory describes it; `size` in bytes. */
export interface Ole2Stream {
  readonly name: string
  readonly size: number
  readonly start: number
}

/** The table of contents of an OLE2 file, and what it takes to read its streams. */
export interface Ole2File {
  readonly streams: readonly Ole2Stream[]
  /**
   * All bytes of a stream.
   * @throws Problem `unreadable-file` if its chain of sectors breaks off, runs in circles or leaves the file
   */
  read(stream: Ole2Stream): Promise<Uint8Array>
}

const HEADER_LENGTH = 512
const HEADER_FATS = 109
const END_OF_CHAIN = 0xfffffffe
const LAST_SECTOR = 0xfffffffa
const ENTRY_LENGTH = 128
const ROOT = 5
const STREAM = 2
/** Streams below this size lie in the small sectors of the root's stream ([MS-CFB] 2.2). */
const SMALL_STREAM = 4096
const SMALL_SECTOR = 64
/** A workbook's directory has tens of entries; one larger than this was made to waste memory. */
const MOST_DIRECTORY_SECTORS = 4096

/**
 * Opens an OLE2 file ([MS-CFB]): workbooks of Excel 5 to 2003, other old Office files, and encrypted new ones. Only its
 * tables are read.
 * @throws Problem `unreadable-file` if its tables are cut off or contradict each other
 */
export async function openOle2(source: ByteSource): Promise<Ole2File> {
  const sectors = await readTables(source)
  const directory = await sectors.chain(sectors.firstDirectory, undefined, MOST_DIRECTORY_SECTORS)
  const entries = directoryEntries(directory)
  const root = entries.find(({ type }) => type === ROOT)
  if (!root) throw broken()
  let small: Promise<Buffer> | undefined
  return {
    streams: entries.filter(({ type }) => type === STREAM),
    async read(stream) {
      if (stream.size === 0) return Buffer.alloc(0)
      if (stream.size >= SMALL_STREAM) return sectors.chain(stream.start, stream.size)
      small ??= sectors.chain(root.start, root.size)
      return smallStream(await small, await sectors.smallFat(), stream)
    },
  }
}

interface Sectors {
  readonly firstDirectory: number
  /** The bytes of a chain of sectors, cut to `size`; without a size, all of its sectors. */
  chain(start: number, size?: number, most?: number): Promise<Buffer>
  smallFat(): Promise<Buffer>
}

async function readTables(source: ByteSource): Promise<Sectors> {
  if (source.size < HEADER_LENGTH) throw damaged('it breaks off within its first bytes')
  const header = bufferOf(await source.read(0, HEADER_LENGTH))
  const shift = header.readUInt16LE(30)
  if (shift !== 9 && shift !== 12) throw broken()
  const length = 1 << shift
  const count = Math.ceil(source.size / length)
  const sector = async (index: number): Promise<Buffer> => {
    const start = (index + 1) * length
    if (index > LAST_SECTOR || start >= source.size) throw damaged('it breaks off: a part of it lies behind its end')
    return bufferOf(await source.read(start, Math.min(start + length, source.size)))
  }
  const fat = await readFat(header, sector, length, count)
  const chain = async (start: number, size?: number, most = count): Promise<Buffer> => {
    const needed = size === undefined ? undefined : Math.ceil(size / length)
    if (needed !== undefined && needed > count) throw damaged('it breaks off: a part of it lies behind its end')
    const indexes = chainOf(fat, start, needed, most)
    const bytes = await readRuns(source, indexes, length, size ?? indexes.length * length)
    if (size !== undefined && bytes.length < size) throw damaged('it breaks off: a part of it lies behind its end')
    return bytes
  }
  return {
    firstDirectory: header.readUInt32LE(48),
    chain,
    smallFat: () => {
      const start = header.readUInt32LE(60)
      return start >= LAST_SECTOR ? Promise.resolve(Buffer.alloc(0)) : chain(start)
    },
  }
}

/** The table that says which sector follows which, from the sectors the header names and those that name further ones. */
async function readFat(
  header: Buffer,
  sector: (index: number) => Promise<Buffer>,
  length: number,
  count: number,
): Promise<Buffer> {
  const needed = header.readUInt32LE(44)
  if (needed > count) throw broken()
  const places: number[] = []
  for (let index = 0; index < Math.min(needed, HEADER_FATS); index++) places.push(header.readUInt32LE(76 + index * 4))
  let next = header.readUInt32LE(68)
  while (places.length < needed) {
    const more = await sector(next)
    if (more.length < length) throw broken()
    for (let at = 0; at < length - 4 && places.length < needed; at += 4) places.push(more.readUInt32LE(at))
    next = more.readUInt32LE(length - 4)
  }
  const fat = Buffer.alloc(needed * length, 0xff)
  for (const [index, place] of places.entries()) fat.set(await sector(place), index * length)
  return fat
}

function chainOf(fat: Buffer, start: number, needed: number | undefined, most: number): number[] {
  const indexes: number[] = []
  let next = start
  while (next !== END_OF_CHAIN && (needed === undefined || indexes.length < needed)) {
    if (indexes.length >= most || next * 4 + 4 > fat.length) throw broken()
    indexes.push(next)
    next = fat.readUInt32LE(next * 4)
  }
  if (needed !== undefined && indexes.length < needed) throw damaged('it breaks off: a chain of its sectors ends early')
  return indexes
}

/** Sectors that lie side by side are read at once. */
async function readRuns(source: ByteSource, indexes: readonly number[], length: number, size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(size)
  let at = 0
  for (let first = 0; first < indexes.length;) {
    let last = first
    while (indexes[last + 1] === (indexes[last] ?? 0) + 1) last++
    const start = ((indexes[first] ?? 0) + 1) * length
    const end = Math.min(((indexes[last] ?? 0) + 2) * length, source.size, start + size - at)
    if (start >= source.size) throw damaged('it breaks off: a part of it lies behind its end')
    bytes.set(await source.read(start, end), at)
    at += end - start
    first = last + 1
  }
  return at === size ? bytes : bytes.subarray(0, at)
}

function smallStream(content: Buffer, fat: Buffer, stream: Ole2Stream): Buffer {
  const needed = Math.ceil(stream.size / SMALL_SECTOR)
  const parts = chainOf(fat, stream.start, needed, needed).map((index) =>
    content.subarray(index * SMALL_SECTOR, (index + 1) * SMALL_SECTOR),
  )
  const bytes = Buffer.concat(parts).subarray(0, stream.size)
  if (bytes.length < stream.size) throw damaged('it breaks off: a part of it lies behind its end')
  return bytes
}

function directoryEntries(directory: Buffer): (Ole2Stream & { type: number })[] {
  const entries = []
  for (let at = 0; at + ENTRY_LENGTH <= directory.length; at += ENTRY_LENGTH) {
    const nameLength = Math.min(64, directory.readUInt16LE(at + 64))
    entries.push({
      name: directory.toString('utf16le', at, at + Math.max(0, nameLength - 2)),
      type: directory[at + 66] ?? 0,
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    })
  }
  return entries
}

function broken(): Error {
  return damaged('its table of contents is broken')
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
