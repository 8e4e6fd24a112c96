import { createGunzip } from 'node:zlib'
import { pipeline } from 'node:stream'
import type { Readable } from 'node:stream'

/** Text and bytes pass through gzip in pieces of about this size: smaller ones cost more than the work on them. */
export const PIECE = 64 * 1024

/** NDJSON text in pieces. `count` learns how many lines have been handed on. */
export async function* toNdjson(
  lines: AsyncIterable<unknown> | Iterable<unknown>,
  count: (lines: number) => void,
): AsyncGenerator<string, void, undefined> {
  let piece = ''
  let written = 0
  for await (const line of lines) {
    const text = JSON.stringify(line)
    if (text === undefined) throw new TypeError(`Line ${written + 1} is nothing that JSON can hold.`)
    piece += `${text}\n`
    written++
    if (piece.length >= PIECE) {
      yield piece
      piece = ''
    }
  }
  if (piece !== '') yield piece
  count(written)
}

/** The same of lines that are JSON texts already, in pages, which are handed on as a whole each. */
export async function* joinTexts(
  pages: AsyncIterable<readonly string[]>,
  count: (lines: number) => void,
): AsyncGenerator<string, void, undefined> {
  let written = 0
  for await (const texts of pages) {
    if (texts.length > 0) yield `${texts.join('\n')}\n`
    written += texts.length
  }
  count(written)
}

/**
 * The lines of a gzipped text, in pages, opened when the first is asked for. Throws if it is no gzip, is damaged, ends
 * early, or if its last line has no end: never fewer lines than were written.
 */
export async function* fromGzippedLines(
  open: () => Promise<Readable>,
  name: string,
): AsyncGenerator<string[], void, undefined> {
  const text = createGunzip({ chunkSize: PIECE })
  // The callback form hands every error of the source on to the reader below and closes both ends.
  pipeline(await open(), text, () => undefined)
  text.setEncoding('utf8')
  let rest = ''
  for await (const chunk of text) {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    if (lines.length > 0) yield lines
  }
  if (rest !== '') throw new Error(`${name} ends early.`)
}
