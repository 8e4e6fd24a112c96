import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Credentials } from './s3/signature.ts'
import { isSystemError } from './system-error.ts'

const credentials = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() })
const SECRET_BYTES = 30

/**
 * The credentials with which the functions sign. They stay the same for a data folder, so that what was presigned before
 * a restart still holds after it.
 * @param path the file they are kept in, readable by its owner only
 */
export async function openCredentials(path: string): Promise<Credentials> {
  const stored = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isSystemError(error, 'ENOENT')) return undefined
    throw error
  })
  if (stored !== undefined) return credentials.parse(JSON.parse(stored))
  const made = { accessKeyId: 'AKIAMUSTERLOCAL', secretAccessKey: randomBytes(SECRET_BYTES).toString('base64url') }
  await writeFile(`${path}.new`, JSON.stringify(made), { mode: 0o600 })
  await rename(`${path}.new`, path)
  return made
}
