import { createReadStream } from 'node:fs'
import type { Floor } from './reader.ts'

const PIECE = 1_048_576

/** The file's bytes, and nothing done with them. */
export const floor: Floor = async (path) => {
  let bytes = 0
  const stream: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: PIECE })
  for await (const piece of stream) bytes += piece.length
  return bytes
}
