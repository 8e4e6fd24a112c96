import { text } from 'node:stream/consumers'
import { S3Error } from './errors.ts'
import { quoted } from './objects.ts'
import type { StorageRequest } from './request.ts'
import type { Store, StoredObject } from './store.ts'
import { parseDeletion, toXml } from './xml.ts'

const LONGEST_PAGE = 1000

/** ListObjectsV2, with prefix, delimiter and pages. */
export function listObjects({ bucket, query, response }: StorageRequest, store: Store): void {
  const prefix = query['prefix'] ?? ''
  const delimiter = query['delimiter'] ?? ''
  const limit = Math.min(Number(query['max-keys'] ?? LONGEST_PAGE), LONGEST_PAGE)
  if (!Number.isInteger(limit) || limit < 0) throw new S3Error(400, 'InvalidArgument', 'max-keys is not a number')
  const token = query['continuation-token']
  const after = token === undefined ? (query['start-after'] ?? '') : Buffer.from(token, 'base64url').toString('utf8')
  const page = collect(store, bucket, prefix, delimiter, after, limit)
  const encode = query['encoding-type'] === 'url' ? encodeURIComponent : (key: string): string => key
  response.writeHead(200, { 'content-type': 'application/xml' }).end(
    toXml('ListBucketResult', {
      Name: bucket,
      Prefix: encode(prefix),
      ...(delimiter === '' ? {} : { Delimiter: encode(delimiter) }),
      MaxKeys: limit,
      KeyCount: page.objects.length + page.prefixes.length,
      IsTruncated: page.next !== undefined,
      ...(query['encoding-type'] === 'url' ? { EncodingType: 'url' } : {}),
      ...(token === undefined ? {} : { ContinuationToken: token }),
      ...(page.next === undefined ? {} : { NextContinuationToken: Buffer.from(page.next).toString('base64url') }),
      Contents: page.objects.map((object) => ({
        Key: encode(object.key),
        LastModified: new Date(object.modified).toISOString(),
        ETag: quoted(object.etag),
        Size: object.size,
        StorageClass: 'STANDARD',
      })),
      CommonPrefixes: page.prefixes.map((common) => ({ Prefix: encode(common) })),
    }),
  )
}

/** DeleteObjects: up to 1,000 keys, each with its own answer. */
export async function deleteObjects({ bucket, message, response }: StorageRequest, store: Store): Promise<void> {
  const request = parseDeletion(await text(message))
  const deleted: Record<string, string>[] = []
  for (const { Key, VersionId } of request.Object) {
    const { version, isDeleteMarker } = await store.remove(bucket, Key, VersionId)
    deleted.push({
      Key,
      ...(VersionId === undefined ? {} : { VersionId }),
      ...(isDeleteMarker ? { DeleteMarker: 'true', DeleteMarkerVersionId: version ?? '' } : {}),
    })
  }
  response
    .writeHead(200, { 'content-type': 'application/xml' })
    .end(toXml('DeleteResult', request.Quiet === 'true' ? {} : { Deleted: deleted }))
}

interface Page {
  readonly objects: readonly StoredObject[]
  readonly prefixes: readonly string[]
  /** Where the next page begins: after this key. */
  readonly next: string | undefined
}

/** The highest character: a key after all keys of a common prefix. */
const AFTER_ALL = '\u{10FFFF}'

function collect(store: Store, bucket: string, prefix: string, delimiter: string, start: string, limit: number): Page {
  const objects: StoredObject[] = []
  const prefixes: string[] = []
  let after = start
  for (;;) {
    const left = limit - objects.length - prefixes.length
    const batch = store.list(bucket, prefix, after, left + 1)
    let skipped = false
    for (const object of batch) {
      if (objects.length + prefixes.length === limit)
        return { objects, prefixes, next: limit === 0 ? undefined : after }
      const end = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length)
      if (end < 0) {
        objects.push(object)
        after = object.key
        continue
      }
      const common = object.key.slice(0, end + delimiter.length)
      prefixes.push(common)
      after = common + AFTER_ALL
      skipped = true
      break
    }
    if (!skipped) return { objects, prefixes, next: undefined }
  }
}
