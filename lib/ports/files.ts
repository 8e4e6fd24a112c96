/** Objects of the bucket. Keys are as in `lib/contracts/keys.ts`. */

/** An object that is read piece by piece: `read` gives the bytes from `start` up to, but not including, `end`. */
export interface StoredFile {
  /** Bytes of the whole object. */
  readonly size: number
  read(start: number, end: number): Promise<Uint8Array>
}

/** All pieces are of the version that was asked for, or of the one that was there when it was opened. */
export type OpenFile = (key: string, versionId?: string) => Promise<StoredFile>
export type ReadJson = (key: string) => Promise<unknown>
/** `undefined` if there is no such object. */
export type FindJson = (key: string) => Promise<unknown>
export type WriteJson = (key: string, value: unknown) => Promise<void>
/** Gzipped NDJSON, one value a line, streamed. Faults throw; an object that ends early is a fault, never fewer lines. */
export type ReadLines = (key: string) => AsyncIterable<unknown>
/** Writes gzipped NDJSON, streamed with bounded memory. `sha256` (hex) and `bytes` are of the object as stored. */
export type WriteLines = (
  key: string,
  lines: AsyncIterable<unknown> | Iterable<unknown>,
) => Promise<{ lines: number; bytes: number; sha256: string }>
/** SHA-256 (hex) of the object as stored; `undefined` if it is not there. */
export type HashObject = (key: string) => Promise<string | undefined>
export type ListKeys = (prefix: string) => Promise<string[]>

/** A browser form that uploads one object of at most `maxBytes` to exactly this key, until it expires. */
export type PresignUpload = (
  key: string,
  rules: { maxBytes: number; expiresInSeconds: number },
) => Promise<{ url: string; fields: Record<string, string> }>
