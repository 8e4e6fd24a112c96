import { readFile, rename, writeFile } from 'node:fs/promises'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose'
import type { CryptoKey, JWK } from 'jose'
import { z } from 'zod'
import { isSystemError } from '../system-error.ts'

export interface Keys {
  readonly keyId: string
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  /** What the world may see. */
  readonly publicJwk: JWK
}

const jwk = z.custom<JWK>((value) => typeof value === 'object' && value !== null && 'kty' in value)
const cryptoKey = z.custom<CryptoKey>((value) => typeof value === 'object' && value !== null && 'algorithm' in value)
const ALGORITHM = 'RS256'

/** Opens the issuer's RSA key, and makes it if there is none. @param path the file it is kept in, readable by its owner only */
export async function openKeys(path: string): Promise<Keys> {
  const stored = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isSystemError(error, 'ENOENT')) return undefined
    throw error
  })
  const secret = stored === undefined ? await create(path) : jwk.parse(JSON.parse(stored))
  const { kty, n, e } = secret
  const shared = z.object({ kty: z.string(), n: z.string(), e: z.string() }).parse({ kty, n, e })
  const keyId = await calculateJwkThumbprint(shared)
  return {
    keyId,
    privateKey: cryptoKey.parse(await importJWK(secret, ALGORITHM)),
    publicKey: cryptoKey.parse(await importJWK(shared, ALGORITHM)),
    publicJwk: { ...shared, kid: keyId, alg: ALGORITHM, use: 'sig' },
  }
}

async function create(path: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true })
  const made = await exportJWK(privateKey)
  await writeFile(`${path}.new`, JSON.stringify(made), { mode: 0o600 })
  await rename(`${path}.new`, path)
  return made
}
