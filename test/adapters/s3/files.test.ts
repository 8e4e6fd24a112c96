import { createHash, randomBytes } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import fc from 'fast-check'
import { createFiles } from '../../../lib/adapters/s3/files.ts'
import { startBucket, type TestBucket, wholeOf } from './support.ts'

jest.setTimeout(30_000)

let s3: TestBucket
let files: ReturnType<typeof createFiles>
beforeAll(async () => {
  s3 = await startBucket()
  files = createFiles(s3.client, s3.bucket)
})
afterAll(() => s3.stop())

let count = 0
const newKey = () => `imports/acme/i1/${count++}.ndjson.gz`
const put = (Key: string, Body: Uint8Array) => s3.client.send(new PutObjectCommand({ Bucket: s3.bucket, Key, Body }))
const read = (key: string) => Array.fromAsync(files.readLines(key))
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('JSON', () => {
  it('comes back as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        await files.writeJson('summary.json', value)
        expect(await files.readJson('summary.json')).toEqual(JSON.parse(JSON.stringify(value)))
        expect(await files.findJson('summary.json')).toEqual(JSON.parse(JSON.stringify(value)))
      }),
      { numRuns: 30 },
    )
  })

  it('that is not there is a fault to read and undefined to find; damaged is a fault for both', async () => {
    await expect(files.readJson('nothing.json')).rejects.toMatchObject({ name: 'NoSuchKey' })
    expect(await files.findJson('nothing.json')).toBeUndefined()
    await put('damaged.json', Buffer.from('{"a":'))
    await expect(files.findJson('damaged.json')).rejects.toThrow(SyntaxError)
  })
})

describe('files', () => {
  it('are read piece by piece, of the version asked for', async () => {
    const [one, two] = [randomBytes(70_000), randomBytes(10)]
    const first = await put('source', one)
    await put('source', two)
    const old = await files.openFile('source', String(first.VersionId))
    expect(old.size).toBe(70_000)
    expect(Buffer.from(await old.read(0, 70_000)).equals(one)).toBe(true)
    expect(Buffer.from(await old.read(69_999, 70_000)).equals(one.subarray(69_999))).toBe(true)
    expect(await old.read(12, 12)).toHaveLength(0)
  })

  it('stay what they were when they were opened', async () => {
    const [one, two] = [randomBytes(100), randomBytes(100)]
    await put('replaced', one)
    const opened = await files.openFile('replaced')
    await put('replaced', two)
    expect(Buffer.from(await opened.read(0, 100)).equals(one)).toBe(true)
  })

  it('that are not there are a fault, and so is a piece beyond their end', async () => {
    await expect(files.openFile('nothing')).rejects.toMatchObject({ name: 'NoSuchKey' })
    await put('short', randomBytes(10))
    await expect((await files.openFile('short')).read(5, 20)).rejects.toThrow('instead of 15')
  })
})

describe('lines', () => {
  it('come back as they went in, counted and hashed as stored', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 50 }), async (lines) => {
        const key = newKey()
        const written = await files.writeLines(key, lines)
        const stored = await wholeOf(await files.openFile(key))
        expect(written).toEqual({ lines: lines.length, bytes: stored.byteLength, sha256: sha256(stored) })
        expect(await files.hashObject(key)).toBe(written.sha256)
        expect(await read(key)).toEqual(lines.map((line) => JSON.parse(JSON.stringify(line))))
      }),
      { numRuns: 40 },
    )
  })

  it('may hold line ends, every kind of text, and nothing at all', async () => {
    const lines = ['a\nb\r\nc\u2028d', { 'ключ\n': ['😀'.repeat(40_000)] }, null, '']
    const key = newKey()
    await files.writeLines(key, lines)
    expect(await read(key)).toEqual(lines)
    const none = newKey()
    expect(await files.writeLines(none, [])).toMatchObject({ lines: 0 })
    expect(await read(none)).toEqual([])
  })

  it('that are texts already come back as their values, in whatever pages they come', async () => {
    const values = ['a\nb', { 'ключ\n': ['😀'.repeat(40_000)] }, null, 7]
    const asValues = await files.writeLines(newKey(), values)
    const pages = async function* () {
      const [first, ...others] = values.map((value) => JSON.stringify(value))
      yield []
      yield first === undefined ? [] : [first]
      yield others
    }
    const key = newKey()
    const asTexts = await files.writeTexts(key, pages())
    expect(asTexts.lines).toBe(4)
    expect(await files.hashObject(key)).toBe(asTexts.sha256)
    expect(await read(key)).toEqual(values)
    expect(asTexts.lines).toBe(asValues.lines)
    const none = newKey()
    expect(await files.writeTexts(none, (async function* () {})())).toMatchObject({ lines: 0 })
    expect(await read(none)).toEqual([])
  })

  it('of an object larger than one part come back too, from a stream', async () => {
    const key = newKey()
    const lines = async function* () {
      for (let n = 0; n < 260; n++) yield { n, text: randomBytes(48_000).toString('base64') }
    }
    const written = await files.writeLines(key, lines())
    expect(written.bytes).toBeGreaterThan(8 * 1024 * 1024)
    expect(written.lines).toBe(260)
    const stored = await wholeOf(await files.openFile(key))
    expect(sha256(stored)).toBe(written.sha256)
    expect(stored.byteLength).toBe(written.bytes)
    expect(gunzipSync(stored).toString().split('\n')).toHaveLength(261)
    let n = 0
    for await (const line of files.readLines(key)) expect(line).toMatchObject({ n: n++ })
    expect(n).toBe(260)
  })

  it('are given as texts only if they are what was written: missing, cut and changed ones are damaged', async () => {
    for (const count of [3, 260]) {
      const key = newKey()
      const lines = Array.from({ length: count }, (_, n) => ({ n, text: randomBytes(48_000).toString('base64') }))
      const { sha256: hash } = await files.writeLines(key, lines)
      const texts = async () => (await Array.fromAsync(files.readTexts(key, { sha256: hash }))).flat()
      expect(await texts()).toEqual(lines.map((line) => JSON.stringify(line)))
      const stored = await wholeOf(await files.openFile(key))
      const changed = Buffer.from(stored)
      changed.writeUInt8(changed.readUInt8(changed.length - 6) ^ 1, changed.length - 6)
      for (const bytes of [stored.subarray(0, -200), changed, Buffer.from('no gzip at all')]) {
        await put(key, bytes)
        await expect(texts()).rejects.toMatchObject({ name: 'DamagedObject' })
      }
      await expect(Array.fromAsync(files.readTexts(newKey(), { sha256: hash }))).rejects.toMatchObject({
        name: 'DamagedObject',
      })
    }
  })

  it('are not stored at all if their source fails, small or large', async () => {
    for (const length of [3, 260]) {
      const key = newKey()
      const failing = async function* () {
        for (let n = 0; n < length; n++) yield randomBytes(48_000).toString('base64')
        throw new Error('the source failed')
      }
      await expect(files.writeLines(key, failing())).rejects.toThrow('the source failed')
      expect(await files.hashObject(key)).toBeUndefined()
    }
    await expect(files.writeLines(newKey(), [1, undefined])).rejects.toThrow('Line 2')
  })

  it('that end early are a fault wherever the object was cut, never fewer lines', async () => {
    const whole = gzipSync(Array.from({ length: 20 }, (_, n) => `{"row":${n}}\n`).join(''))
    for (let end = 0; end < whole.length; end++) {
      await put('cut.ndjson.gz', whole.subarray(0, end))
      await expect(read('cut.ndjson.gz')).rejects.toThrow()
    }
    await put('cut.ndjson.gz', whole)
    expect(await read('cut.ndjson.gz')).toHaveLength(20)
  })

  it('without an end of line at the end, damaged or not compressed, are a fault', async () => {
    for (const bytes of [
      gzipSync('{"row":1}\n{"row":2}'),
      gzipSync('{"row":1}\n{"row"\n'),
      Buffer.from('{"row":1}\n'),
    ]) {
      await put('bad.ndjson.gz', bytes)
      await expect(read('bad.ndjson.gz')).rejects.toThrow()
    }
    await expect(read('nothing.ndjson.gz')).rejects.toMatchObject({ name: 'NoSuchKey' })
  })

  it('may be read in part, from a small object or a large one', async () => {
    for (const length of [1_000, 260]) {
      const key = newKey()
      const text = length === 260 ? () => randomBytes(48_000).toString('base64') : () => 'x'
      await files.writeLines(
        key,
        Array.from({ length }, (_, n) => ({ n, text: text() })),
      )
      for await (const line of files.readLines(key)) {
        expect(line).toMatchObject({ n: 0 })
        break
      }
    }
  })
})

describe('keys', () => {
  it('are listed by prefix, over several pages', async () => {
    const small = { step: 'initialize', name: 'smallPages' } as const
    s3.client.middlewareStack.add(
      (next, context) => (args) =>
        next(
          context.commandName === 'ListObjectsV2Command' ? { ...args, input: { ...args.input, MaxKeys: 10 } } : args,
        ),
      small,
    )
    const keys = Array.from({ length: 31 }, (_, n) => `written/1/u1/${String(n).padStart(6, '0')}.json`)
    for (const key of [...keys, 'written/1/u10/000000.json']) await put(key, Buffer.from('{}'))
    expect(await files.listKeys('written/1/u1/')).toEqual(keys)
    expect(await files.listKeys('written/2/')).toEqual([])
    s3.client.middlewareStack.remove(small.name)
  })
})
