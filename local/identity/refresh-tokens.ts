import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { Keys } from './keys.ts'
import type { Account } from './tokens.ts'

/** A sign-in that a refresh token continues. */
export interface SignIn {
  readonly email: string
  readonly companyId: string
  /** When the person chose who they are, in seconds since 1970. */
  readonly at: number
}

export interface RefreshTokens {
  /** A token with which this client goes on for seven days. */
  readonly issue: (account: Account, clientId: string, at: number) => Promise<string>
  /** The sign-in that a token continues; undefined if it is none of ours, another client's, ended or revoked. */
  readonly read: (token: string, clientId: string) => Promise<SignIn | undefined>
  /** Ends a token. @returns false if there is no such token to end */
  readonly revoke: (token: string, clientId: string) => Promise<boolean>
  readonly close: () => void
}

const LIFETIME = '7d'
const ALGORITHM = 'RS256'
const claims = z.object({
  email: z.string(),
  company: z.string(),
  auth_time: z.number(),
  client: z.string(),
  jti: z.string(),
  exp: z.number(),
})

/**
 * Refresh tokens as signed texts, so that a restart signs nobody out; only what was revoked is kept. They are meant for
 * the issuer itself: as `aud` and without `client_id` they are no access tokens.
 * @param path the file of what was revoked
 */
export function openRefreshTokens(keys: Keys, issuer: string, path: string): RefreshTokens {
  const audience = `${issuer}/oauth2/token`
  const database = new DatabaseSync(path)
  database.exec('CREATE TABLE IF NOT EXISTS revoked (id TEXT PRIMARY KEY, expires INTEGER NOT NULL)')
  const find = database.prepare('SELECT 1 FROM revoked WHERE id = ?')
  const insert = database.prepare('INSERT OR IGNORE INTO revoked VALUES (?, ?)')
  const forget = database.prepare('DELETE FROM revoked WHERE expires < ?')

  const verify = async (token: string, clientId: string): Promise<z.infer<typeof claims> | undefined> => {
    try {
      const { payload } = await jwtVerify(token, keys.publicKey, { issuer, audience, algorithms: [ALGORITHM] })
      const read = claims.parse(payload)
      return read.client === clientId && find.get(read.jti) === undefined ? read : undefined
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined
      throw error
    }
  }

  return {
    issue: ({ email, companyId }, clientId, at) =>
      new SignJWT({ email, company: companyId, auth_time: at, client: clientId, jti: randomUUID() })
        .setProtectedHeader({ alg: ALGORITHM, kid: keys.keyId })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(LIFETIME)
        .sign(keys.privateKey),
    read: async (token, clientId) => {
      const read = await verify(token, clientId)
      return read && { email: read.email, companyId: read.company, at: read.auth_time }
    },
    revoke: async (token, clientId) => {
      const read = await verify(token, clientId)
      if (read === undefined) return false
      forget.run(Math.floor(Date.now() / 1000))
      insert.run(read.jti, read.exp)
      return true
    },
    close: () => database.close(),
  }
}
