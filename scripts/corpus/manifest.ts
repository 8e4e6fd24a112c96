import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

const sourceSchema = z.strictObject({
  /** The folder of its files in the corpus. */
  id: z.string(),
  registry: z.enum(['debian', 'npm', 'pypi', 'crates']),
  package: z.string(),
  version: z.string(),
  archive: z.string(),
  sha256: z.string().length(64),
  what: z.string(),
})

/** A package of a public registry whose files are part of the corpus. */
export type Source = z.infer<typeof sourceSchema>

/** The packages of the corpus. */
export async function readManifest(): Promise<readonly Source[]> {
  const text = await readFile(join(import.meta.dirname, 'manifest.json'), 'utf8')
  return z.strictObject({ sources: z.array(sourceSchema) }).parse(JSON.parse(text)).sources
}

/** Where the corpus lies: `$MUSTER_CORPUS`, or a folder among the temporary files. */
export function corpusFolder(): string {
  return process.env.MUSTER_CORPUS ?? join(tmpdir(), 'muster-corpus')
}

/** The SHA-256 of a file, in hexadecimal digits. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array)
  return hash.digest('hex')
}
