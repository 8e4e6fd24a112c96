import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import type { SheetRow } from '../../lib/domain/cells.ts'

/** One part while it is written, row by row, so that no part is ever in memory. */
export interface PartFile {
  /** Rows come with rising numbers; a number that is left out is a blank row. */
  add(row: SheetRow): Promise<void>
  /** Writes the end; the file is whole when this is done. */
  finish(): Promise<void>
  /** Gives up what is written so far. When this is done the file is closed, and there in part or not at all. */
  abandon(): Promise<void>
}

/** Bytes on their way into a file that does not exist yet, no faster than the disk takes them. */
export interface FileSink {
  write(bytes: Uint8Array | string): void
  /** Waits until the disk has caught up. @throws what writing failed with */
  settle(): Promise<void>
  close(): Promise<void>
  /** Done when the file is closed: one that is still being opened would come after its removal. */
  abandon(): Promise<void>
}

/** Opens a file to write; it must not exist. */
export function openSink(path: string): FileSink {
  const file = createWriteStream(path, { flags: 'wx' })
  let failure: Error | undefined
  file.on('error', (error) => {
    failure ??= error
  })
  const check = (): void => {
    if (failure) throw failure
  }
  return {
    write: (bytes) => void file.write(bytes),
    async settle() {
      check()
      if (file.writableNeedDrain) await untilDrained(file)
      check()
    },
    async close() {
      check()
      file.end()
      if (!file.closed) await once(file, 'close')
      check()
    },
    async abandon() {
      if (file.closed) return
      // Not `once` of events: it fails with what writing failed with, and that is said already.
      const closed = new Promise<void>((resolve) => file.once('close', resolve))
      file.destroy()
      await closed
    },
  }
}

/** A file that fails never drains: it closes, and says why. */
async function untilDrained(file: WriteStream): Promise<void> {
  const stop = new AbortController()
  const { signal } = stop
  await Promise.race([once(file, 'drain', { signal }), once(file, 'close', { signal })]).finally(() => stop.abort())
}
