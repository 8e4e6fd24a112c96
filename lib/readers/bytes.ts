/**
 * A file's bytes wherever they lie: in memory, on disk, in a bucket. Readers ask for the pieces they need, so that a
 * file never has to be in memory as a whole.
 */
export interface ByteSource {
  /** Bytes of the whole file. */
  readonly size: number
  /** The bytes from `start` up to, but not including, `end`: all of them, or it throws. Both lie within the file. */
  read(start: number, end: number): Promise<Uint8Array>
  /** Whether every read makes bytes of its own, so that who took them may give their memory back when they are used up. */
  readonly isFresh?: boolean
}

/**
 * Gives the memory of bytes back at once, instead of at the next collection: it lies outside of the heap, and a large
 * file is gigabytes of pieces. Only of bytes that fill their memory: what they are a part of may be in use.
 */
export function giveBack({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}

/** Bytes asked for at once. Large enough that a ranged request to a bucket costs little beside its bytes. */
const PIECE = 1_048_576

/** Bytes that are in memory already. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (start, end) => Promise.resolve(bytes.subarray(start, end)),
  }
}

/** The bytes of a part of a file, piece by piece; the next piece is asked for while this one is worked on. */
export async function* pieces(
  source: ByteSource,
  start: number = 0,
  end: number = source.size,
  size: number = PIECE,
): AsyncGenerator<Uint8Array, void, undefined> {
  const ask = (at: number): Promise<Uint8Array> | undefined => {
    if (at >= end) return undefined
    const asked = source.read(at, Math.min(at + size, end))
    // Nobody waits for it yet: a failure is thrown where the piece is taken.
    asked.catch(() => undefined)
    return asked
  }
  let next = ask(start)
  for (let at = start; next !== undefined; at += size) {
    const piece = await next
    next = ask(at + size)
    yield piece
  }
}

/**
 * Cuts a piece into slices of at most `size` bytes. Who makes rows of bytes makes them of slices: the fewer of them
 * wait to be taken, the less outlives a collection of young garbage, and memory stays flat.
 */
export function* slices(piece: Uint8Array, size: number): Generator<Uint8Array, void, undefined> {
  for (let at = 0; at < piece.length; at += size) yield piece.subarray(at, at + size)
}
