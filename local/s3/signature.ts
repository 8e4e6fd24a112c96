import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Hash, Hmac } from 'node:crypto'
import { getSigningKey, SignatureV4 } from '@smithy/signature-v4'
import { REGION } from '../template/intrinsics.ts'
import { S3Error } from './errors.ts'

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** A request as it arrived: the path and the query as on the wire, header names in lower case. */
export interface SignedRequest {
  readonly method: string
  readonly rawPath: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  /** For services whose requests do not carry the hash of their body. */
  readonly body?: string
}

interface Claim {
  readonly credential: string
  readonly date: string
  readonly signature: string
  readonly signedHeaders: readonly string[]
  readonly expiresSeconds?: number
}

const MAXIMUM_SKEW_MS = 15 * 60 * 1000
const LONGEST_PRESIGNED_SECONDS = 7 * 24 * 3600
const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD'
const AUTHORIZATION = /^AWS4-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/

/**
 * Verifies Signature V4 in the Authorization header or in the query (presigned).
 * @returns the hash the body was signed with: hex, UNSIGNED-PAYLOAD, or STREAMING-…
 * @throws S3Error with S3's code: unsigned, unknown key, expired, wrong
 */
export async function verifySignature(
  request: SignedRequest,
  credentials: Credentials,
  service: string,
  now: Date = new Date(),
): Promise<string> {
  const presigned = 'X-Amz-Signature' in request.query
  const claim = presigned ? claimOfQuery(request.query) : claimOfHeader(request.headers)
  const signingDate = parseDate(claim.date)
  checkTime(claim, signingDate, now)
  checkScope(claim, credentials, service)
  if (!claim.signedHeaders.includes('host')) throw denied('The host must be signed')

  const hash = request.headers['x-amz-content-sha256']
  const payloadHash = presigned ? (request.query['X-Amz-Content-Sha256'] ?? UNSIGNED_PAYLOAD) : (hash ?? 'none')
  const headers = Object.fromEntries(claim.signedHeaders.map((name) => [name, request.headers[name] ?? '']))
  const signer = new SignatureV4({
    credentials,
    region: REGION,
    service,
    sha256: NodeSha256,
    uriEscapePath: service !== 's3',
    applyChecksum: false,
  })
  const names = new Set(claim.signedHeaders)
  const options = { signingDate, signableHeaders: names }
  const target = { method: request.method, protocol: 'http:', hostname: '', path: request.rawPath }
  if (!presigned) {
    const { 'x-amz-date': _date, ...others } = headers
    const signed = await signer.sign(
      { ...target, query: { ...request.query }, headers: others, body: request.body },
      options,
    )
    compare(AUTHORIZATION.exec(signed.headers['authorization'] ?? '')?.[3] ?? '', claim.signature)
    return payloadHash
  }
  const query = Object.fromEntries(Object.entries(request.query).filter(([name]) => name !== 'X-Amz-Signature'))
  const signed = await signer.presign(
    { ...target, query, headers: { ...headers, 'x-amz-content-sha256': payloadHash } },
    {
      ...options,
      expiresIn: claim.expiresSeconds ?? 0,
      unhoistableHeaders: new Set([...names, 'x-amz-content-sha256']),
      unsignableHeaders: new Set(['x-amz-content-sha256']),
    },
  )
  compare(String(signed.query?.['X-Amz-Signature'] ?? ''), claim.signature)
  return payloadHash
}

/**
 * Verifies the signature over the policy of a form upload.
 * @param fields the form's fields, names in lower case
 * @throws S3Error
 */
export async function verifyPolicySignature(
  fields: ReadonlyMap<string, string>,
  credentials: Credentials,
): Promise<void> {
  const policy = fields.get('policy')
  const signature = fields.get('x-amz-signature')
  const date = fields.get('x-amz-date')
  const credential = fields.get('x-amz-credential')
  if (policy === undefined || signature === undefined || date === undefined || credential === undefined) {
    throw denied('The form carries no signed policy')
  }
  if (fields.get('x-amz-algorithm') !== 'AWS4-HMAC-SHA256') throw denied('The algorithm must be AWS4-HMAC-SHA256')
  parseDate(date)
  checkScope({ credential, date, signature, signedHeaders: [] }, credentials, 's3')
  const key = await getSigningKey(NodeSha256, credentials, date.slice(0, 8), REGION, 's3')
  compare(createHmac('sha256', key).update(policy).digest('hex'), signature)
}

function claimOfHeader(headers: Readonly<Record<string, string>>): Claim {
  const [, credential, names, signature] = AUTHORIZATION.exec(headers['authorization'] ?? '') ?? []
  const date = headers['x-amz-date']
  if (credential === undefined || names === undefined || signature === undefined || date === undefined) {
    throw denied('The request is not signed')
  }
  return { credential, date, signature, signedHeaders: names.split(';') }
}

function claimOfQuery(query: Readonly<Record<string, string>>): Claim {
  const expiresSeconds = Number(query['X-Amz-Expires'])
  if (!Number.isInteger(expiresSeconds) || expiresSeconds < 1 || expiresSeconds > LONGEST_PRESIGNED_SECONDS) {
    throw new S3Error(400, 'AuthorizationQueryParametersError', 'X-Amz-Expires must be between 1 and 604800')
  }
  return {
    credential: query['X-Amz-Credential'] ?? '',
    date: query['X-Amz-Date'] ?? '',
    signature: query['X-Amz-Signature'] ?? '',
    signedHeaders: (query['X-Amz-SignedHeaders'] ?? '').split(';'),
    expiresSeconds,
  }
}

function checkTime(claim: Claim, signingDate: Date, now: Date): void {
  const age = now.getTime() - signingDate.getTime()
  if (claim.expiresSeconds !== undefined) {
    if (age > claim.expiresSeconds * 1000) throw denied('Request has expired')
    if (-age > MAXIMUM_SKEW_MS) throw denied('Request is not valid yet')
  } else if (Math.abs(age) > MAXIMUM_SKEW_MS) {
    throw new S3Error(403, 'RequestTimeTooSkewed', 'The request was signed too long ago, or in the future')
  }
}

function checkScope(claim: Claim, credentials: Credentials, service: string): void {
  const [accessKeyId, ...scope] = claim.credential.split('/')
  if (accessKeyId !== credentials.accessKeyId) {
    throw new S3Error(403, 'InvalidAccessKeyId', 'The access key does not exist here')
  }
  if (scope.join('/') !== `${claim.date.slice(0, 8)}/${REGION}/${service}/aws4_request`) {
    throw new S3Error(403, 'AuthorizationHeaderMalformed', `The scope must be of ${REGION} and ${service}`)
  }
}

function parseDate(text: string): Date {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (found === null) throw denied('The date of the signature is not a date')
  const [, year, month, day, hour, minute, second] = found
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

function compare(expected: string, given: string): void {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)]
  if (left.length === right.length && left.length > 0 && timingSafeEqual(left, right)) return
  throw new S3Error(403, 'SignatureDoesNotMatch', 'The signature does not match the request')
}

function denied(message: string): S3Error {
  return new S3Error(403, 'AccessDenied', message)
}

/** Node's SHA-256 in the shape the signer wants. */
class NodeSha256 {
  readonly #secret: Uint8Array | undefined
  #hash: Hash | Hmac

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#secret = secret === undefined ? undefined : bytes(secret)
    this.#hash = this.#make()
  }

  update(data: Uint8Array): void {
    this.#hash.update(data)
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }

  reset(): void {
    this.#hash = this.#make()
  }

  #make(): Hash | Hmac {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', this.#secret)
  }
}

function bytes(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data)
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}
