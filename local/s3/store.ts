import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { BucketSpec } from '../template/model.ts'
import { openBodies } from './bodies.ts'
import type { Bodies } from './bodies.ts'
import { objectCreated } from './events.ts'
import type { CloudEvent, CreationReason } from './events.ts'
import { openOutbox } from './outbox.ts'
import type { Outbox } from './outbox.ts'
import { prepare } from './schema.ts'

/** What describes an object beside its bytes: headers to give back (names in lower case), and tags. */
export interface ObjectHead {
  readonly contentType: string
  readonly headers: Readonly<Record<string, string>>
  readonly tags: Readonly<Record<string, string>>
}

/** One version of an object. */
export interface StoredObject extends ObjectHead {
  readonly bucket: string
  readonly key: string
  readonly version: string
  readonly isDeleteMarker: boolean
  readonly file: string
  readonly size: number
  readonly etag: string
  /** Milliseconds since 1970. */
  readonly modified: number
}

export interface Upload extends ObjectHead {
  readonly id: string
  readonly bucket: string
  readonly key: string
}

export interface Part {
  readonly number: number
  readonly file: string
  readonly size: number
  readonly etag: string
}

export interface NewObject extends ObjectHead {
  readonly bucket: string
  readonly key: string
  readonly file: string
  readonly size: number
  readonly etag: string
}

export interface StoreOptions {
  readonly folder: string
  readonly buckets: readonly BucketSpec[]
  /** Names the deliveries an event asks for; they are committed together with the object. @default none */
  readonly route?: (event: CloudEvent) => readonly string[]
  /** Called after a commit that left deliveries. */
  readonly onDeliveries?: () => void
}

/** Objects, versions, uploads in parts, and the events that wait for delivery: metadata in SQLite, bodies in files. */
export interface Store {
  readonly bodies: Bodies
  readonly outbox: Outbox
  readonly bucket: (name: string) => BucketSpec | undefined
  readonly put: (object: NewObject, reason: CreationReason, upload?: { id: string }) => Promise<StoredObject>
  /** The latest version (a delete marker counts as one), or the one asked for. */
  readonly find: (bucket: string, key: string, version?: string) => StoredObject | undefined
  readonly remove: (
    bucket: string,
    key: string,
    version?: string,
  ) => Promise<{ version?: string; isDeleteMarker: boolean }>
  /** Current objects in the order of their keys' bytes, after a key. */
  readonly list: (bucket: string, prefix: string, after: string, limit: number) => readonly StoredObject[]
  /** Gives a version other tags; it stays the same version. */
  readonly tag: (object: StoredObject, tags: ObjectHead['tags']) => void
  readonly beginUpload: (bucket: string, key: string, head: ObjectHead) => Upload
  readonly findUpload: (id: string) => Upload | undefined
  readonly putPart: (uploadId: string, part: Part) => Promise<void>
  readonly parts: (uploadId: string) => readonly Part[]
  readonly endUpload: (uploadId: string) => Promise<void>
  readonly close: () => void
}

const VERSION_BYTES = 24
const UNVERSIONED = 'null'

const texts = (json: string): Record<string, string> => z.record(z.string(), z.string()).parse(JSON.parse(json))

const objectRow = z
  .object({
    bucket: z.string(),
    key: z.string(),
    version: z.string(),
    marker: z.number(),
    file: z.string(),
    size: z.number(),
    etag: z.string(),
    type: z.string(),
    headers: z.string(),
    modified: z.number(),
    tags: z.string(),
  })
  .transform(({ marker, type, headers, tags, ...row }): StoredObject => ({
    ...row,
    isDeleteMarker: marker === 1,
    contentType: type,
    headers: texts(headers),
    tags: texts(tags),
  }))

const uploadRow = z
  .object({
    id: z.string(),
    bucket: z.string(),
    key: z.string(),
    type: z.string(),
    headers: z.string(),
    tags: z.string(),
  })
  .transform(({ type, headers, tags, ...row }): Upload => ({
    ...row,
    contentType: type,
    headers: texts(headers),
    tags: texts(tags),
  }))

const partRow = z.object({ number: z.number(), file: z.string(), size: z.number(), etag: z.string() })

/**
 * Opens the storage in a folder, which is made if it does not exist. What a crash left half done is cleared away.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  await mkdir(options.folder, { recursive: true })
  const bodies = await openBodies(options.folder)
  const db = new DatabaseSync(join(options.folder, 'objects.sqlite'))
  prepare(db)
  const outbox = openOutbox(db)
  const buckets = new Map(options.buckets.map((bucket) => [bucket.name, bucket]))
  const sql = {
    insert: db.prepare(
      'INSERT INTO objects (bucket, key, version, latest, marker, file, size, etag, type, headers, modified, tags) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    unlatest: db.prepare('UPDATE objects SET latest = 0 WHERE bucket = ? AND key = ? AND latest = 1'),
    relatest: db.prepare(
      'UPDATE objects SET latest = 1 WHERE id = (SELECT max(id) FROM objects WHERE bucket = ? AND key = ?)',
    ),
    latest: db.prepare('SELECT * FROM objects WHERE bucket = ? AND key = ? AND latest = 1'),
    version: db.prepare('SELECT * FROM objects WHERE bucket = ? AND key = ? AND version = ?'),
    drop: db.prepare('DELETE FROM objects WHERE bucket = ? AND key = ? AND version = ?'),
    list: db.prepare(
      'SELECT * FROM objects WHERE bucket = ? AND latest = 1 AND marker = 0 AND key > ? AND key >= ? AND substr(key, 1, ?) = ? ORDER BY key LIMIT ?',
    ),
    tag: db.prepare('UPDATE objects SET tags = ? WHERE bucket = ? AND key = ? AND version = ?'),
    begin: db.prepare('INSERT INTO uploads (id, bucket, key, type, headers, tags) VALUES (?, ?, ?, ?, ?, ?)'),
    upload: db.prepare('SELECT * FROM uploads WHERE id = ?'),
    end: db.prepare('DELETE FROM uploads WHERE id = ?'),
    putPart: db.prepare('INSERT OR REPLACE INTO parts (upload, number, file, size, etag) VALUES (?, ?, ?, ?, ?)'),
    part: db.prepare('SELECT * FROM parts WHERE upload = ? AND number = ?'),
    parts: db.prepare('SELECT * FROM parts WHERE upload = ? ORDER BY number'),
    endParts: db.prepare('DELETE FROM parts WHERE upload = ?'),
    files: db.prepare('SELECT file FROM objects UNION SELECT file FROM parts'),
  }
  await bodies.sweep(
    new Set(
      z
        .array(z.object({ file: z.string() }))
        .parse(sql.files.all())
        .map(({ file }) => file),
    ),
  )

  const transaction = <Result>(work: () => Result): Result => {
    db.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      db.exec('COMMIT')
      return result
    } catch (error) {
      db.exec('ROLLBACK')
      throw error
    }
  }
  const one = (row: unknown): StoredObject | undefined => (row === undefined ? undefined : objectRow.parse(row))
  const isVersioned = (bucket: string): boolean => buckets.get(bucket)?.versioned === true
  const newVersion = (bucket: string): string =>
    isVersioned(bucket) ? randomBytes(VERSION_BYTES).toString('base64url') : UNVERSIONED

  /** Writes a version on top of the others. @returns the body that is not needed any more */
  const add = (row: StoredObject): string | undefined => {
    const replaced = row.version === UNVERSIONED ? one(sql.version.get(row.bucket, row.key, UNVERSIONED)) : undefined
    if (replaced !== undefined) sql.drop.run(row.bucket, row.key, UNVERSIONED)
    sql.unlatest.run(row.bucket, row.key)
    const marker = row.isDeleteMarker ? 1 : 0
    const headers = JSON.stringify(row.headers)
    sql.insert.run(
      row.bucket,
      row.key,
      row.version,
      marker,
      row.file,
      row.size,
      row.etag,
      row.contentType,
      headers,
      row.modified,
      JSON.stringify(row.tags),
    )
    return replaced?.file
  }

  const parts = (uploadId: string): Part[] => z.array(partRow).parse(sql.parts.all(uploadId))
  const removeBodies = async (files: readonly string[]): Promise<void> => {
    for (const file of files) if (file !== '') await bodies.remove(file)
  }

  return {
    bodies,
    outbox,
    bucket: (name) => buckets.get(name),
    put: async (object, reason, upload) => {
      const row: StoredObject = {
        ...object,
        version: newVersion(object.bucket),
        isDeleteMarker: false,
        modified: Date.now(),
      }
      const event = objectCreated(row, reason)
      const deliveries = buckets.get(object.bucket)?.events === true ? (options.route?.(event) ?? []) : []
      const spare = upload === undefined ? [] : parts(upload.id).map(({ file }) => file)
      const replaced = transaction(() => {
        if (upload !== undefined) {
          sql.endParts.run(upload.id)
          sql.end.run(upload.id)
        }
        outbox.add(event, deliveries)
        return add(row)
      })
      if (deliveries.length > 0) options.onDeliveries?.()
      await removeBodies([...spare, replaced ?? ''])
      return row
    },
    find: (bucket, key, version) =>
      one(version === undefined ? sql.latest.get(bucket, key) : sql.version.get(bucket, key, version)),
    remove: async (bucket, key, version) => {
      if (version === undefined && isVersioned(bucket)) {
        const marker = { file: '', size: 0, etag: '', contentType: '', headers: {}, tags: {}, isDeleteMarker: true }
        const row: StoredObject = { bucket, key, version: newVersion(bucket), modified: Date.now(), ...marker }
        transaction(() => add(row))
        return { version: row.version, isDeleteMarker: true }
      }
      const found = one(sql.version.get(bucket, key, version ?? UNVERSIONED))
      if (found === undefined) return { ...(version === undefined ? {} : { version }), isDeleteMarker: false }
      transaction(() => {
        sql.drop.run(bucket, key, found.version)
        sql.unlatest.run(bucket, key)
        sql.relatest.run(bucket, key)
      })
      await removeBodies([found.file])
      return { ...(version === undefined ? {} : { version }), isDeleteMarker: found.isDeleteMarker }
    },
    list: (bucket, prefix, after, limit) =>
      z.array(objectRow).parse(sql.list.all(bucket, after, prefix, [...prefix].length, prefix, limit)),
    tag: ({ bucket, key, version }, tags) => {
      sql.tag.run(JSON.stringify(tags), bucket, key, version)
    },
    beginUpload: (bucket, key, head) => {
      const id = randomUUID()
      sql.begin.run(id, bucket, key, head.contentType, JSON.stringify(head.headers), JSON.stringify(head.tags))
      return { id, bucket, key, ...head }
    },
    findUpload: (id) => {
      const row = sql.upload.get(id)
      return row === undefined ? undefined : uploadRow.parse(row)
    },
    putPart: async (uploadId, part) => {
      const replaced = sql.part.get(uploadId, part.number)
      sql.putPart.run(uploadId, part.number, part.file, part.size, part.etag)
      if (replaced !== undefined) await bodies.remove(partRow.parse(replaced).file)
    },
    parts,
    endUpload: async (uploadId) => {
      const spare = parts(uploadId).map(({ file }) => file)
      transaction(() => {
        sql.endParts.run(uploadId)
        sql.end.run(uploadId)
      })
      await removeBodies(spare)
    },
    close: () => db.close(),
  }
}
