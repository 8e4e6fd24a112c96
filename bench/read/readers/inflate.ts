import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import type { Floor } from './reader.ts'

/** The parts that hold cells: what every reader has to inflate, whatever else it does. */
const PARTS = /^(xl\/worksheets\/sheet1\.xml|xl\/sharedStrings\.xml|content\.xml)$/

/** Larger pieces than Node's own cost zlib less: this is a floor, so it takes what is quickest without holding the part. */
const PIECE = 262_144

/** Inflates the parts with cells, streamed, without checksums and without looking at what comes out. */
export const floor: Floor = async (path) => {
  let bytes = 0
  for (const { start, end } of await partsOf(path)) {
    await pipeline(
      createReadStream(path, { start, end: end - 1, highWaterMark: PIECE }),
      createInflateRaw({ chunkSize: PIECE }),
      async (source: AsyncIterable<Buffer>) => {
        for await (const piece of source) bytes += piece.length
      },
    )
  }
  return bytes
}

interface Place {
  readonly start: number
  readonly end: number
}

const END = 0x06054b50
const TAIL = 65_557

/** Where the compressed bytes of these parts lie (APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16; without ZIP64). */
async function partsOf(path: string): Promise<Place[]> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const read = async (start: number, length: number) => {
      const bytes = Buffer.alloc(length)
      await file.read(bytes, 0, length, start)
      return bytes
    }
    const tail = await read(Math.max(0, size - TAIL), Math.min(size, TAIL))
    const end = tail.lastIndexOf(Buffer.from([END & 0xff, (END >> 8) & 0xff, (END >> 16) & 0xff, END >>> 24]))
    const directory = await read(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
    const places: Place[] = []
    for (let at = 0; at < directory.length;) {
      const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field))
      if (PARTS.test(directory.toString('utf8', at + 46, at + 46 + (name ?? 0)))) {
        const header = directory.readUInt32LE(at + 42)
        const local = await read(header, 30)
        const start = header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
        places.push({ start, end: start + directory.readUInt32LE(at + 20) })
      }
      at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
    }
    return places
  } finally {
    await file.close()
  }
}
