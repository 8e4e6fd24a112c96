import { createReadStream } from 'node:fs'
import type { Floor } from './reader.ts'

const PIECE = 1_048_576

/** The file's text, from UTF-8, piece by piece. Answers UTF-16 units, not bytes. */
export const floor: Floor = async (path) => {
  const decoder = new TextDecoder('utf-8')
  let units = 0
  const stream: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: PIECE })
  for await (const piece of stream) units += decoder.decode(piece, { stream: true }).length
  return units + decoder.decode().length
}
