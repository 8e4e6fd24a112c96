import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { DatabaseSync } from 'node:sqlite'
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  DeleteObjectTaggingCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import type { PresignedPostOptions } from '@aws-sdk/s3-presigned-post'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import fc from 'fast-check'
import { createStorage } from '../../../local/s3/server.ts'
import { openStore } from '../../../local/s3/store.ts'
import type { Store } from '../../../local/s3/store.ts'

const credentials = { accessKeyId: 'muster', secretAccessKey: 'a secret of this test' }
const Bucket = 'uploads'
const cors = [
  { origins: ['https://app.example'], methods: ['GET', 'POST'], headers: ['*'], exposed: ['ETag'], maxAgeSeconds: 600 },
]

let folder: string
let store: Store
let server: Server
let endpoint: string
let client: S3Client
const faults: unknown[] = []
const clients: S3Client[] = []

function connect(more: object = {}): S3Client {
  const made = new S3Client({ region: 'eu-central-1', endpoint, credentials, maxAttempts: 1, ...more })
  clients.push(made)
  return made
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-s3-'))
  store = await openStore({
    folder,
    buckets: [
      { name: Bucket, versioned: true, cors, events: true },
      { name: 'plain', versioned: false, cors: [], events: false },
    ],
    route: (event) => (JSON.stringify(event.detail).includes('"uploads/') ? ['start#0'] : []),
  })
  const handle = createStorage({ store, credentials, prefix: '/s3', onFault: (error) => faults.push(error) })
  server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/s3`
  client = connect()
})

afterAll(async () => {
  for (const one of clients) one.destroy()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  store.close()
  await rm(folder, { recursive: true })
  expect(faults).toEqual([])
})

const put = (Key: string, Body: string | Uint8Array, more: object = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }))

async function get(Key: string, more: object = {}): Promise<Buffer> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, ...more }))
  return Buffer.from((await Body?.transformToByteArray()) ?? [])
}

describe('bodies', () => {
  it('come back byte for byte, however they were sent', async () => {
    let number = 0
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 300_000 }),
        fc.constantFrom('buffer', 'stream', 'pieces'),
        async (size, how) => {
          const body = randomBytes(size)
          const pieces = Array.from({ length: Math.ceil(size / 7001) }, (_, index) =>
            body.subarray(index * 7001, (index + 1) * 7001),
          )
          const Body = how === 'buffer' ? body : Readable.from(how === 'stream' ? [body] : pieces)
          const Key = `bodies/${number++}`
          await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentLength: size }))
          const back = await get(Key)
          expect(back.equals(body)).toBe(true)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('of several parts too', async () => {
    const body = randomBytes(12_345_678)
    const upload = new Upload({
      client,
      params: { Bucket, Key: 'big', Body: Readable.from([body]) },
      partSize: 5 * 1024 * 1024,
      queueSize: 2,
    })
    await upload.done()
    expect((await get('big')).equals(body)).toBe(true)
    const { ETag } = await client.send(new HeadObjectCommand({ Bucket, Key: 'big' }))
    expect(ETag).toMatch(/^"[0-9a-f]{32}-3"$/)
  })

  it('by range', async () => {
    await put('range', '0123456789')
    expect(String(await get('range', { Range: 'bytes=2-4' }))).toBe('234')
    expect(String(await get('range', { Range: 'bytes=7-' }))).toBe('789')
    expect(String(await get('range', { Range: 'bytes=-2' }))).toBe('89')
    await expect(get('range', { Range: 'bytes=10-12' })).rejects.toMatchObject({ name: 'InvalidRange' })
  })

  it('may be given up by their reader in the middle, which is nobody’s fault', async () => {
    await put('large', Buffer.alloc(20_000_000, 'x'))
    const known = faults.length
    for (let tries = 0; tries < 5; tries += 1) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: 'large' }))
      if (!(Body instanceof Readable)) throw new Error('The body is no stream')
      for await (const _piece of Body) break
    }
    expect((await get('large')).length).toBe(20_000_000)
    expect(faults.slice(known)).toEqual([])
  })
  it('that do not match their checksum are refused', async () => {
    const wrong = put('sum', 'hello', { ChecksumCRC32: 'AAAAAA==' })
    await expect(wrong).rejects.toMatchObject({ name: 'BadDigest' })
    await expect(get('sum')).rejects.toMatchObject({ name: 'NoSuchKey' })
  })

  it('keep their type and metadata', async () => {
    await put('meta', 'x', { ContentType: 'text/csv', Metadata: { rows: '7' }, ContentDisposition: 'attachment' })
    expect(await client.send(new HeadObjectCommand({ Bucket, Key: 'meta' }))).toMatchObject({
      ContentType: 'text/csv',
      Metadata: { rows: '7' },
      ContentDisposition: 'attachment',
      ContentLength: 1,
    })
  })
})

describe('keys', () => {
  it('are data: none leaves the folder, each comes back as it is', async () => {
    const before = await readdir(join(folder, '..'))
    for (const Key of ['../../x', '..', '/etc/passwd', 'a//b', 'ä ö+&%2F?#.csv', '.', 'x\\..\\y']) {
      await put(Key, Key)
      expect(String(await get(Key))).toBe(Key)
      const { Contents } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: Key }))
      expect(Contents?.map((object) => object.Key)).toContain(Key)
    }
    expect(await readdir(join(folder, '..'))).toEqual(before)
  })

  it('are listed in pages, in the order of their bytes, with common prefixes', async () => {
    const keys = ['l/a', 'l/b/1', 'l/b/2', 'l/c', 'l/d/1', 'l/é', 'l/\u{1F600}', 'l/\uFF5E']
    for (const Key of keys) await put(Key, 'x')
    const found: (string | undefined)[] = []
    let ContinuationToken: string | undefined
    do {
      const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'l/', MaxKeys: 3, ContinuationToken }))
      expect(page.KeyCount).toBeLessThanOrEqual(3)
      found.push(...(page.Contents ?? []).map(({ Key }) => Key))
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken !== undefined)
    expect(found).toEqual(keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
    const grouped = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'l/', Delimiter: '/' }))
    expect(grouped.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['l/b/', 'l/d/'])
    expect(grouped.Contents?.map(({ Key }) => Key)).toEqual(['l/a', 'l/c', 'l/é', 'l/\uFF5E', 'l/\u{1F600}'])
  })
})

describe('versions', () => {
  it('stay readable by their id; a delete hides, and its marker can be taken away', async () => {
    const first = await put('v', 'one')
    await put('v', 'two')
    expect(String(await get('v'))).toBe('two')
    expect(String(await get('v', { VersionId: first.VersionId }))).toBe('one')
    const marker = await client.send(new DeleteObjectCommand({ Bucket, Key: 'v' }))
    expect(marker.DeleteMarker).toBe(true)
    await expect(get('v')).rejects.toMatchObject({ name: 'NoSuchKey' })
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'v', VersionId: marker.VersionId }))
    expect(String(await get('v'))).toBe('two')
  })

  it('without versions a new body replaces the old, also on disk', async () => {
    const target = { Bucket: 'plain', Key: 'x' }
    const count = async (): Promise<number> => (await readdir(join(folder, 'bodies'))).length
    await client.send(new PutObjectCommand({ ...target, Body: 'one' }))
    const files = await count()
    await client.send(new PutObjectCommand({ ...target, Body: 'two' }))
    expect(await count()).toBe(files)
    await client.send(
      new DeleteObjectsCommand({ Bucket: 'plain', Delete: { Objects: [{ Key: 'x' }, { Key: 'not there' }] } }),
    )
    expect(await count()).toBe(files - 1)
  })

  it('are copied with type and metadata', async () => {
    await put('from ä', 'content', { ContentType: 'text/x', Metadata: { a: 'b' } })
    await client.send(
      new CopyObjectCommand({ Bucket, Key: 'to', CopySource: `${Bucket}/${encodeURIComponent('from ä')}` }),
    )
    expect(await client.send(new GetObjectCommand({ Bucket, Key: 'to' }))).toMatchObject({
      ContentType: 'text/x',
      Metadata: { a: 'b' },
    })
  })

  it('are written only if the condition holds', async () => {
    await put('once', '1', { IfNoneMatch: '*' })
    await expect(put('once', '2', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' })
    const { ETag } = await client.send(new HeadObjectCommand({ Bucket, Key: 'once' }))
    await put('once', '3', { IfMatch: ETag })
    await expect(put('once', '4', { IfMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' })
  })
})

describe('tags', () => {
  const tags = async (Key: string, more: object = {}) =>
    (await client.send(new GetObjectTaggingCommand({ Bucket, Key, ...more }))).TagSet
  const tag = (Key: string, TagSet: { Key: string; Value: string }[], more: object = {}) =>
    client.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet }, ...more }))

  it('come with a body, whole or in parts, and are counted when it is read', async () => {
    await put('tags/one', 'x', { Tagging: `keep=30&for=${encodeURIComponent('A & Ä=1')}` })
    expect(await tags('tags/one')).toEqual([
      { Key: 'keep', Value: '30' },
      { Key: 'for', Value: 'A & Ä=1' },
    ])
    expect(await client.send(new GetObjectCommand({ Bucket, Key: 'tags/one' }))).toMatchObject({ TagCount: 2 })
    const Body = Readable.from([randomBytes(6_000_000)])
    const params = { Bucket, Key: 'tags/parts', Body, Tagging: 'keep=90' }
    await new Upload({ client, params, partSize: 5 * 1024 * 1024, queueSize: 1 }).done()
    expect(await tags('tags/parts')).toEqual([{ Key: 'keep', Value: '90' }])
    await put('tags/none', 'x')
    expect(await tags('tags/none')).toEqual([])
  })

  it('are replaced without a new version, of the version that is meant', async () => {
    const first = await put('tags/v', 'one', { Tagging: 'keep=7' })
    const second = await put('tags/v', 'two', { Tagging: 'keep=7' })
    await tag('tags/v', [{ Key: 'keep', Value: 'always' }])
    expect(await tags('tags/v')).toEqual([{ Key: 'keep', Value: 'always' }])
    expect(await tags('tags/v', { VersionId: first.VersionId })).toEqual([{ Key: 'keep', Value: '7' }])
    await tag('tags/v', [], { VersionId: first.VersionId })
    expect(await tags('tags/v', { VersionId: first.VersionId })).toEqual([])
    const { VersionId } = await client.send(new HeadObjectCommand({ Bucket, Key: 'tags/v' }))
    expect(VersionId).toBe(second.VersionId)
    await client.send(new CopyObjectCommand({ Bucket, Key: 'tags/copy', CopySource: `${Bucket}/tags/v` }))
    expect(await tags('tags/copy')).toEqual([{ Key: 'keep', Value: 'always' }])
  })

  it('are refused where there is no object, and beyond the bounds of S3', async () => {
    await expect(tag('tags/nowhere', [])).rejects.toMatchObject({ name: 'NoSuchKey' })
    await expect(tags('tags/nowhere')).rejects.toMatchObject({ name: 'NoSuchKey' })
    const eleven = Array.from({ length: 11 }, (_, index) => `k${index}=v`).join('&')
    await expect(put('tags/no', 'x', { Tagging: eleven })).rejects.toMatchObject({ name: 'BadRequest' })
    for (const Tagging of ['=v', 'a=1&a=2', `a=${'x'.repeat(257)}`, `${'x'.repeat(129)}=1`]) {
      await expect(put('tags/no', 'x', { Tagging })).rejects.toMatchObject({ name: 'InvalidTag' })
    }
    await expect(get('tags/no')).rejects.toMatchObject({ name: 'NoSuchKey' })
  })

  it('are there also in a folder that is older than they', async () => {
    const place = await mkdtemp(join(tmpdir(), 'muster-tags-'))
    const old = new DatabaseSync(join(place, 'objects.sqlite'))
    old.exec(`CREATE TABLE objects (
      id INTEGER PRIMARY KEY AUTOINCREMENT, bucket TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL,
      latest INTEGER NOT NULL, marker INTEGER NOT NULL, file TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
      type TEXT NOT NULL, headers TEXT NOT NULL, modified INTEGER NOT NULL, UNIQUE (bucket, key, version)) STRICT;
      INSERT INTO objects VALUES (1, 'b', 'k', 'v1', 1, 0, '', 0, 'e', 't', '{}', 1)`)
    old.close()
    const opened = await openStore({
      folder: place,
      buckets: [{ name: 'b', versioned: true, cors: [], events: false }],
    })
    const object = opened.find('b', 'k')
    expect(object?.tags).toEqual({})
    if (object !== undefined) opened.tag(object, { keep: '30' })
    expect(opened.find('b', 'k')?.tags).toEqual({ keep: '30' })
    opened.close()
    await rm(place, { recursive: true })
  })
})

describe('signatures', () => {
  it('of another secret, another key or none are refused', async () => {
    await put('secret', 'x')
    const read = (other: S3Client) => other.send(new GetObjectCommand({ Bucket, Key: 'secret' }))
    await expect(read(connect({ credentials: { ...credentials, secretAccessKey: 'other' } }))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    })
    await expect(read(connect({ credentials: { ...credentials, accessKeyId: 'other' } }))).rejects.toMatchObject({
      name: 'InvalidAccessKeyId',
    })
    expect((await fetch(`${endpoint}/${Bucket}/secret`)).status).toBe(403)
  })

  it('that are too old are refused', async () => {
    const late = connect({ systemClockOffset: -20 * 60 * 1000 })
    await expect(late.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject({
      name: 'RequestTimeTooSkewed',
    })
  })

  it('in an address let one read, until it expires, and nothing else', async () => {
    await put('shared ä', 'for you')
    const url = await getSignedUrl(
      client,
      new GetObjectCommand({ Bucket, Key: 'shared ä', ResponseContentDisposition: 'attachment; filename="x.csv"' }),
      { expiresIn: 60 },
    )
    const answer = await fetch(url)
    expect(await answer.text()).toBe('for you')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="x.csv"')
    expect((await fetch(url.replace('shared', 'secret'))).status).toBe(403)
    expect((await fetch(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=6000'))).status).toBe(403)
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403)
    const signingDate = new Date(Date.now() - 61_000)
    const expired = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'shared ä' }), {
      expiresIn: 60,
      signingDate,
    })
    expect(await (await fetch(expired)).text()).toContain('Request has expired')
  })
})

describe('form uploads', () => {
  const post = async (
    options: Partial<PresignedPostOptions>,
    change: (form: FormData) => void = () => undefined,
    body: string | Uint8Array = 'hello',
    at = client,
  ) => {
    const { url, fields } = await createPresignedPost(at, {
      Bucket,
      Key: 'uploads/file.xlsx',
      Conditions: [['content-length-range', 1, 1000]],
      Expires: 60,
      ...options,
    })
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    change(form)
    form.set('file', new Blob([Uint8Array.from(Buffer.from(body))]), 'über.xlsx')
    const answer = await fetch(url, { method: 'POST', body: form, headers: { origin: 'https://app.example' } })
    return { status: answer.status, text: await answer.text(), headers: answer.headers }
  }

  it('within the policy are stored and tell the page of the other origin', async () => {
    const body = randomBytes(1000)
    const { status, headers } = await post({ Fields: { 'Content-Type': 'text/csv' } }, undefined, body)
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-origin')).toBe('https://app.example')
    expect((await get('uploads/file.xlsx')).equals(body)).toBe(true)
    expect(await client.send(new HeadObjectCommand({ Bucket, Key: 'uploads/file.xlsx' }))).toMatchObject({
      ContentType: 'text/csv',
    })
  })

  it('that are too large, too small, for another key or with another field are refused and leave nothing', async () => {
    const files = (await readdir(join(folder, 'bodies'))).length
    expect(await post({}, undefined, randomBytes(1001))).toMatchObject({
      status: 400,
      text: expect.stringContaining('EntityTooLarge'),
    })
    expect(await post({}, undefined, randomBytes(5_000_000))).toMatchObject({
      status: 400,
      text: expect.stringContaining('EntityTooLarge'),
    })
    expect(await post({}, undefined, '')).toMatchObject({
      status: 400,
      text: expect.stringContaining('EntityTooSmall'),
    })
    expect(await post({}, (form) => form.set('key', 'uploads/other'))).toMatchObject({
      status: 403,
      text: expect.stringContaining('Policy Condition failed'),
    })
    expect(await post({}, (form) => form.set('acl', 'public-read'))).toMatchObject({
      status: 403,
      text: expect.stringContaining('Extra input fields'),
    })
    expect((await readdir(join(folder, 'bodies'))).length).toBe(files)
    expect(await readdir(join(folder, 'incoming'))).toEqual([])
  })

  it('with a forged or expired policy are refused', async () => {
    const forge = (form: FormData): void => {
      const policy = JSON.parse(Buffer.from(form.get('Policy') as string, 'base64').toString())
      policy.conditions = policy.conditions.filter((rule: unknown) => !JSON.stringify(rule).includes('length'))
      form.set('Policy', Buffer.from(JSON.stringify(policy)).toString('base64'))
    }
    expect(await post({}, forge)).toMatchObject({ status: 403, text: expect.stringContaining('SignatureDoesNotMatch') })
    expect(await post({ Expires: -1 })).toMatchObject({ status: 403, text: expect.stringContaining('Policy expired') })
    const stranger = connect({ credentials: { ...credentials, secretAccessKey: 'other' } })
    expect(await post({}, undefined, 'x', stranger)).toMatchObject({ status: 403 })
    expect(await post({}, (form) => form.delete('Policy'))).toMatchObject({ status: 400 })
  })

  it('to a key that starts as allowed are stored', async () => {
    const starts = {
      Key: 'uploads/${filename}',
      Conditions: [['starts-with', '$key', 'uploads/']],
    } satisfies Partial<PresignedPostOptions>
    expect((await post(starts)).status).toBe(204)
    expect(String(await get('uploads/über.xlsx'))).toBe('hello')
    expect((await post(starts, (form) => form.set('key', 'restore-points/x'))).status).toBe(403)
  })

  it('are announced by a preflight to the allowed origin only', async () => {
    const preflight = (origin: string) =>
      fetch(`${endpoint}/${Bucket}`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      })
    expect((await preflight('https://app.example')).status).toBe(200)
    expect((await preflight('https://evil.example')).status).toBe(403)
  })
})

describe('events', () => {
  it('are owed as soon as the object is there, also after a crash, until they are delivered', async () => {
    const place = await mkdtemp(join(tmpdir(), 'muster-outbox-'))
    const buckets = [{ name: 'b', versioned: true, cors: [], events: true }]
    const first = await openStore({ folder: place, buckets, route: () => ['rule#0', 'rule#1'] })
    const file = await first.bodies.create()
    await first.put(
      {
        bucket: 'b',
        key: 'uploads/k',
        file: await file.finish(),
        size: 0,
        etag: 'e',
        contentType: 't',
        headers: {},
        tags: {},
      },
      'PutObject',
    )
    first.close()

    const second = await openStore({ folder: place, buckets })
    const [one, two] = second.outbox.due(Date.now())
    expect([one?.delivery, two?.delivery]).toEqual(['rule#0', 'rule#1'])
    expect(one?.event).toMatchObject({
      'detail-type': 'Object Created',
      source: 'aws.s3',
      detail: {
        bucket: { name: 'b' },
        object: { key: 'uploads/k', etag: 'e', 'version-id': expect.any(String) },
        reason: 'PutObject',
      },
    })
    second.outbox.later(one?.id ?? 0, Date.now() + 60_000)
    expect(second.outbox.due(Date.now()).map(({ delivery }) => delivery)).toEqual(['rule#1'])
    second.outbox.done(two?.id ?? 0)
    expect(second.outbox.due(Date.now() + 61_000)).toMatchObject([{ delivery: 'rule#0', attempts: 1 }])
    second.close()
    await rm(place, { recursive: true })
  })
})

it('refuses what it does not do, with 501', async () => {
  await expect(client.send(new DeleteObjectTaggingCommand({ Bucket, Key: 'x' }))).rejects.toMatchObject({
    name: 'NotImplemented',
  })
  await expect(client.send(new ListObjectsV2Command({ Bucket: 'nowhere' }))).rejects.toMatchObject({
    name: 'NoSuchBucket',
  })
})
