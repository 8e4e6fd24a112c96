/** Objects of the bucket. Keys are as in `lib/contracts/keys.ts`. */

/** An object is missing, or is not what was written. */
export class DamagedObject extends Error {
  override readonly name = 'DamagedObject'
  constructor(key: string) {
    super(`The object ${key} is missing or is not what was written.`)
  }
}

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
/** Tags of an object: words that the rules of the bucket look at. */
export type Tags = Readonly<Record<string, string>>
export type WriteJson = (key: string, value: unknown, tags?: Tags) => Promise<void>
/** Gzipped NDJSON, one value a line, streamed. Faults throw; an object that ends early is a fault, never fewer lines. */
export type ReadLines = (key: string) => AsyncIterable<unknown>
/**
 * The same lines as texts that nobody has to read, in pages. An object that is not there, or whose bytes have another
 * hash than is expected, throws DamagedObject, after the last line at the latest.
 */
export type ReadTexts = (key: string, expect: { readonly sha256: string }) => AsyncIterable<readonly string[]>
/** Writes gzipped NDJSON, streamed with bounded memory. `sha256` (hex) and `bytes` are of the object as stored. */
export type WriteLines = (
  key: string,
  lines: AsyncIterable<unknown> | Iterable<unknown>,
  tags?: Tags,
) => Promise<{ lines: number; bytes: number; sha256: string }>
/** The same of lines that are JSON texts already, in pages. */
export type WriteTexts = (
  key: string,
  pages: AsyncIterable<readonly string[]>,
  tags?: Tags,
) => Promise<{ lines: number; bytes: number; sha256: string }>
/** SHA-256 (hex) of the object as stored; `undefined` if it is not there. */
export type HashObject = (key: string) => Promise<string | undefined>
export type ListKeys = (prefix: string) => Promise<string[]>
/** Gives objects other tags than they have. */
export type TagObjects = (keys: readonly string[], tags: Tags) => Promise<void>
/** Removes objects; what is not there is no fault. */
export type RemoveObjects = (keys: readonly string[]) => Promise<void>

/** A browser form that uploads one object of at most `maxBytes` to exactly this key, until it expires. */
export type PresignUpload = (
  key: string,
  rules: { maxBytes: number; expiresInSeconds: number },
) => Promise<{ url: string; fields: Record<string, string> }>
