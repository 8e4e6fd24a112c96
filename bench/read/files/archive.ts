import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { constants, crc32, createDeflateRaw } from 'node:zlib'
import { Zip, type ZipInputFile } from 'fflate'

/** Text is handed to the archive in pieces of about this many characters. */
const PIECE = 256 * 1024
const DEFLATE = 8

/** One part of an archive: its text comes piece by piece and is forgotten when it is written. */
export interface Part {
  readonly name: string
  readonly texts: Iterable<string>
  /** The first part of OpenDocument must not be compressed. */
  readonly stored?: boolean
}

/** Writes a ZIP archive part by part, compressed as programs for spreadsheets do it. Holds no part as a whole. */
export async function writeArchive(path: string, parts: Iterable<Part>): Promise<void> {
  const file = createWriteStream(path)
  const closed = once(file, 'close')
  const zip = new Zip((error, bytes, final) => {
    if (error) file.destroy(error)
    else if (final) file.end(bytes)
    else file.write(bytes)
  })
  const drained = async () => {
    if (file.writableNeedDrain) await once(file, 'drain')
  }
  for (const part of parts) await addPart(zip, part, drained)
  zip.end()
  await closed
}

async function addPart(zip: Zip, { name, texts, stored = false }: Part, drained: () => Promise<void>): Promise<void> {
  const entry: ZipInputFile = { filename: name, crc: 0, size: 0, compression: stored ? 0 : DEFLATE }
  zip.add(entry)
  const give = (bytes: Uint8Array<ArrayBuffer>, final: boolean) => entry.ondata?.(null, bytes, final)
  const deflate = createDeflateRaw({ level: constants.Z_DEFAULT_COMPRESSION, chunkSize: PIECE })
  if (!stored) deflate.on('data', (bytes: Buffer<ArrayBuffer>) => give(bytes, false))
  const put = async (text: string) => {
    const bytes = Buffer.from(text, 'utf8')
    entry.crc = crc32(bytes, entry.crc)
    entry.size += bytes.length
    if (stored) give(bytes, false)
    else if (!deflate.write(bytes)) await once(deflate, 'drain')
    await drained()
  }
  let piece = ''
  for (const text of texts) {
    piece += text
    if (piece.length < PIECE) continue
    await put(piece)
    piece = ''
  }
  await put(piece)
  const ended = once(deflate, 'end')
  deflate.end()
  deflate.resume()
  await ended
  give(new Uint8Array(0), true)
}

/** Text as it stands between XML tags. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
