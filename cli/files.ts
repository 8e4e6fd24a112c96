import { createWriteStream } from 'node:fs'
import { open, readFile, stat, type FileHandle } from 'node:fs/promises'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { importConfiguration } from '../lib/contracts/configuration.ts'
import type { ImportConfiguration } from '../lib/domain/configuration.ts'
import { Problem } from '../lib/domain/problems.ts'
import { bytesInMemory, type ByteSource } from '../lib/readers/bytes.ts'
import { damaged } from '../lib/readers/refusals.ts'

/**
 * The text of a file on this machine, in UTF-8; without the byte order mark that editors put in front.
 * @throws Problem `unreadable-file` if it is not there or may not be read
 */
export async function readText(path: string): Promise<string> {
  return new TextDecoder().decode(await onThisMachine(path, () => readFile(path)))
}

/**
 * Opens a file on this machine, to be read piece by piece: `await using file = await openFile(path)` closes it. What
 * comes through a pipe is kept in memory, because it can be read only once.
 * @throws Problem `unreadable-file` if it is not there, is no file or may not be read, also later while it is read
 */
export async function openFile(path: string): Promise<ByteSource & AsyncDisposable> {
  const handle = await onThisMachine(path, () => open(path))
  try {
    const found = await onThisMachine(path, () => handle.stat())
    if (found.isDirectory()) throw new Problem('unreadable-file', `${REASONS.EISDIR}: ${path}`)
    if (found.isFile()) return closing(handle, { size: found.size, read: readFrom(path, handle), isFresh: true })
    if (!found.isFIFO()) throw new Problem('unreadable-file', `"${path}" is not a file.`)
    return closing(handle, bytesInMemory(await onThisMachine(path, () => handle.readFile())))
  } catch (error) {
    await handle.close()
    throw error
  }
}

function closing(handle: FileHandle, source: ByteSource): ByteSource & AsyncDisposable {
  return { ...source, [Symbol.asyncDispose]: () => handle.close() }
}

function readFrom(path: string, handle: FileHandle): ByteSource['read'] {
  return async (start, end) => {
    const bytes = new Uint8Array(end - start)
    for (let at = 0; at < bytes.length;) {
      const { bytesRead } = await onThisMachine(path, () => handle.read(bytes, at, bytes.length - at, start + at))
      if (bytesRead === 0) throw damaged('it became shorter while it was read')
      at += bytesRead
    }
    return bytes
  }
}

/**
 * How many bytes a file on this machine has.
 * @throws Problem `unreadable-file` if it is not there, is no file or is empty
 */
export async function sizeOf(path: string): Promise<number> {
  const found = await onThisMachine(path, () => stat(path))
  if (found.isDirectory()) throw new Problem('unreadable-file', `${REASONS.EISDIR}: ${path}`)
  if (!found.isFile()) throw new Problem('unreadable-file', `"${path}" is not a file.`)
  if (found.size > 0) return found.size
  throw new Problem('unreadable-file', 'The file is empty.', {
    advice: 'Check the file on your computer and upload it again.',
  })
}

/**
 * Reads an import configuration from a JSON file.
 * @throws Problem `configuration-invalid` with a place for everything that is wrong in it; `unreadable-file`
 */
export async function readConfiguration(path: string): Promise<ImportConfiguration> {
  const result = importConfiguration.safeParse(parseJson(path, await readText(path)))
  if (result.success) return result.data
  throw new Problem('configuration-invalid', `"${path}" is not an import configuration.`, {
    advice: 'Take the one of an earlier import with "muster imports configuration ID" and change what differs.',
    places: result.error.issues.map(({ path: at, message }) => ({ pointer: `/${at.map(String).join('/')}`, message })),
  })
}

/** Writes a download to a file, or to stdout for `-`. */
export async function save(body: ReadableStream<Uint8Array> | string, path: string): Promise<void> {
  const source = typeof body === 'string' ? Readable.from([body]) : Readable.fromWeb(body)
  try {
    await pipeline(source, path === '-' ? toStdout() : createWriteStream(path))
  } catch (error) {
    const reason = NOT_WRITTEN[errorCodeOf(error)]
    throw reason === undefined ? error : new Error(`${reason}: ${path}`, { cause: error })
  }
}

const NOT_WRITTEN: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such folder to save in',
  EACCES: 'The file may not be written',
  EISDIR: 'This is a folder, not a file',
  ENOSPC: 'There is no space left to save',
}

/** Stdout stays open when the download ends. */
function toStdout(): Writable {
  return new Writable({
    write: (chunk: Uint8Array, _, done) => {
      process.stdout.write(chunk, done)
    },
  })
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const detail = error instanceof Error ? error.message : ''
    throw new Problem('configuration-invalid', `"${path}" is not a JSON document: ${detail}`)
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file',
  EACCES: 'The file may not be read',
  EISDIR: 'This is a folder, not a file',
}

function errorCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

async function onThisMachine<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new Problem('unreadable-file', `${REASONS[errorCodeOf(error)] ?? 'The file cannot be read'}: ${path}`)
  }
}
