import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readArchive, readEntry, streamEntry, type ZipEntry } from '../../lib/readers/archive.ts'
import { bytesInMemory, type ByteSource } from '../../lib/readers/bytes.ts'
import { zipOf } from './archives.ts'
import { problemOf } from './files.ts'
import { rawZip, type RawArchive, type RawEntry } from './raw-zip.ts'

const TEXT = 'a text that packs well, a text that packs well, a text that packs well; ä漢😀'

const entriesOf = (bytes: Uint8Array): Promise<ZipEntry[]> => readArchive(bytesInMemory(bytes))

/** The contents of an archive as text, by name. */
async function contents(bytes: Uint8Array): Promise<Record<string, string>> {
  const source = bytesInMemory(bytes)
  const read: Record<string, string> = {}
  for (const entry of await readArchive(source)) {
    const whole = Buffer.from(await readEntry(source, entry))
    const pieces: Buffer[] = []
    for await (const piece of streamEntry(source, entry)) pieces.push(Buffer.from(piece))
    expect(Buffer.concat(pieces)).toEqual(whole)
    read[entry.name] = whole.toString()
  }
  return read
}

const one = (entry: Partial<RawEntry>, archive?: RawArchive): Uint8Array =>
  rawZip(
    [
      { name: 'a.xml', content: TEXT, ...entry },
      { name: 'b', content: 'b' },
    ],
    archive,
  )

describe('an archive is read', () => {
  it.each<{ how: string; entry?: Partial<RawEntry>; archive?: RawArchive }>([
    { how: 'packed' },
    { how: 'stored', entry: { claims: { method: 0 } } },
    { how: 'with sizes behind the data', entry: { descriptor: 'signed' } },
    { how: 'with sizes behind the data, unsigned', entry: { descriptor: 'unsigned' } },
    { how: 'with wide sizes behind the data', entry: { descriptor: 'zip64' } },
    { how: 'with entries of ZIP64', entry: { zip64: true } },
    { how: 'with the end of ZIP64', archive: { zip64: true } },
    { how: 'of ZIP64 throughout', entry: { zip64: true, descriptor: 'zip64' }, archive: { zip64: true } },
    { how: 'with headers that say nothing', entry: { local: { crc: 0, size: 0, packedSize: 0 } } },
    { how: 'with fields of other programs', entry: { claims: { extra: Buffer.from('75700400abcdefff', 'hex') } } },
    { how: 'with comments', entry: { central: { comment: 'of an entry' } }, archive: { comment: 'of the archive' } },
    { how: 'with the longest comment', archive: { comment: 'x'.repeat(65_535) } },
    { how: 'behind other bytes, which it counts', archive: { prefix: '#!/bin/sh\n' } },
  ])('$how', async ({ entry = {}, archive }) => {
    expect(await contents(one(entry, archive))).toEqual({ 'a.xml': TEXT, b: 'b' })
  })

  it('with names in UTF-8 and contents of nothing', async () => {
    expect(await contents(zipOf({ 'ä漢/😀.xml': '', 'folder/': '' }))).toEqual({ 'ä漢/😀.xml': '', 'folder/': '' })
  })

  it('whatever is in it, and wherever its source is cut', async () => {
    const anyParts = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.uint8Array({ maxLength: 2000 }), {
      maxKeys: 4,
    })
    await fc.assert(
      fc.asyncProperty(anyParts, fc.constantFrom(0 as const, 6 as const), async (parts, level) => {
        const bytes = zipOf(parts, { level })
        const source: ByteSource = {
          size: bytes.length,
          read: (start, end) => Promise.resolve(Uint8Array.from(bytes.subarray(start, end))),
        }
        const read = await Promise.all(
          (await readArchive(source)).map(async (entry) => [
            entry.name,
            Uint8Array.from(await readEntry(source, entry)),
          ]),
        )
        expect(Object.fromEntries(read)).toEqual(
          Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, Uint8Array.from(part)])),
        )
      }),
    )
  })

  it('in pieces of bounded size, whatever an entry unpacks to', async () => {
    const bytes = zipOf({ a: Buffer.alloc(5_000_000, 'abc') })
    const source = bytesInMemory(bytes)
    const [entry] = await readArchive(source)
    let pieces = 0
    for await (const piece of streamEntry(source, entry as ZipEntry)) {
      expect(piece.length).toBeLessThanOrEqual(1_048_576)
      pieces++
    }
    expect(pieces).toBeGreaterThan(4)
  })
})

describe('an entry is refused at its end at the latest', () => {
  const NO_DEFLATE = { bytes: Buffer.from('ffffffff', 'hex'), size: 100, crc: 1 }

  it.each<[string, Partial<RawEntry>, RegExp]>([
    ['a false checksum', { claims: { crc: 1 } }, /"a\.xml" does not match its checksum/],
    ['a false checksum of what is stored', { claims: { crc: 1, method: 0 } }, /does not match/],
    ['a size too small', { claims: { size: 10 } }, /does not match/],
    ['a size too large', { claims: { size: 9999 } }, /does not match/],
    ['a packed size too small', { central: { packedSize: 9 } }, /does not match/],
    ['a packed size beyond the end', { central: { packedSize: 99_999 } }, /"a\.xml" is cut off/],
    ['bytes that do not unpack', { packed: NO_DEFLATE }, /does not match/],
    ['another place', { central: { offset: 3 } }, /does not match/],
    ['a place beyond the end', { central: { offset: 0x7fffffff } }, /"a\.xml" is cut off/],
    ['an unknown way of packing', { claims: { method: 12 } }, /"a\.xml" is packed in an unknown way \(12\)/],
  ])('with %s', async (_, entry, message) => {
    const problem = await problemOf(() => contents(one(entry)))
    expect([problem.code, problem.details, problem.message]).toEqual([
      'unreadable-file',
      { reason: 'damaged' },
      expect.stringMatching(message),
    ])
  })

  it('and not before: what is right in front of the damage may be read', async () => {
    const source = bytesInMemory(one({ claims: { crc: 1 } }))
    const stream = streamEntry(source, (await readArchive(source))[0] as ZipEntry)
    expect(Buffer.from((await stream.next()).value ?? []).toString()).toBe(TEXT)
    await expect(stream.next()).rejects.toMatchObject({ code: 'unreadable-file' })
  })

  it('whatever byte of it is changed', async () => {
    const bytes = one({})
    const start = 30 + 'a.xml'.length
    const [entry] = await entriesOf(bytes)
    for (let at = start; at < start + (entry?.compressedSize ?? 0); at++) {
      const changed = bytes.map((byte, index) => (index === at ? byte ^ 0x55 : byte))
      const read = await contents(changed).catch((error: unknown) => error)
      expect([at, read]).toEqual([at, expect.objectContaining({ code: 'unreadable-file' })])
    }
  })

  it('with its size beyond memory, if it is asked for as a whole', async () => {
    const source = bytesInMemory(one({}))
    const [entry] = await readArchive(source)
    const huge = { ...(entry as ZipEntry), size: 1_073_741_825 }
    expect((await problemOf(() => readEntry(source, huge))).details).toEqual({ reason: 'too-large-for-format' })
  })

  it('a failing source is an error of its own, and who stops early leaves nothing open', async () => {
    const bytes = zipOf({ a: Buffer.alloc(5_000_000, 'abc') })
    const [entry] = await entriesOf(bytes)
    const failure = new Error('the disk is gone')
    let reads = 0
    const failing: ByteSource = {
      size: bytes.length,
      read: (start, end) => (reads++ === 0 ? Promise.resolve(bytes.subarray(start, end)) : Promise.reject(failure)),
    }
    await expect(Array.fromAsync(streamEntry(failing, entry as ZipEntry))).rejects.toBe(failure)
    for await (const piece of streamEntry(bytesInMemory(bytes), entry as ZipEntry)) {
      expect(piece[0]).toBe(0x61)
      break
    }
  })
})

describe('an archive is refused', () => {
  it.each<[string, Uint8Array, RegExp]>([
    ['without its end', one({}, { withoutEnd: true }), /its end is missing/],
    ['shorter than any end', Buffer.from('PK\u0005\u0006'), /its end is missing/],
    ['of no bytes', Buffer.alloc(0), /its end is missing/],
    ['with more entries announced than there are', one({}, { count: 9 }), /table of contents is broken/],
    ['with its table of contents elsewhere', one({}, { directoryOffset: 1 }), /table of contents is broken/],
    [
      'with its table of contents beyond the end',
      one({}, { directoryOffset: 0x7fffffff }),
      /table of contents is broken/,
    ],
    ['with ones for sizes, and no ZIP64 field', one({ central: { size: 0xffffffff } }), /table of contents is broken/],
    ['with a ZIP64 end that is none', withoutWideEnd(), /its end is broken/],
  ])('%s', async (_, bytes, message) => {
    const problem = await problemOf(() => entriesOf(bytes))
    expect([problem.details, problem.message]).toEqual([{ reason: 'damaged' }, expect.stringMatching(message)])
  })

  it('wherever it is cut off', async () => {
    const bytes = one({}, { zip64: true })
    for (let length = 0; length < bytes.length; length++) {
      await expect(entriesOf(bytes.subarray(0, length))).rejects.toMatchObject({ code: 'unreadable-file' })
    }
  })

  it('with an entry that has a password', async () => {
    expect((await problemOf(() => entriesOf(one({ claims: { flags: 1 } })))).code).toBe('encrypted-file')
  })

  it.each<[string, readonly RawEntry[], boolean]>([
    ['one entry unpacks to far more than data would', [claiming('a', 67_108_865)], true],
    ['all of them do together', [claiming('a', 40_000_000), claiming('b', 40_000_000)], true],
    ['not as long as that fits into memory', [claiming('a', 67_108_864)], false],
    ['not as long as it packs as data does', [{ ...claiming('a', 70_000_000), content: random(300_000) }], false],
  ])('if %s', async (_, entries, refused) => {
    const outcome = await entriesOf(rawZip(entries)).then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(outcome).toEqual(refused ? expect.objectContaining({ details: { reason: 'zip-bomb' } }) : undefined)
  })
})

function claiming(name: string, size: number): RawEntry {
  return { name, content: 'a', claims: { size } }
}

function random(length: number): Uint8Array {
  let state = 1
  return Uint8Array.from({ length }, () => (state = (state * 48_271) % 0x7fffffff) & 0xff)
}

function withoutWideEnd(): Uint8Array {
  const bytes = Buffer.from(one({}, { zip64: true }))
  bytes.writeUInt32LE(0, bytes.length - 22 - 20 - 56)
  return bytes
}
