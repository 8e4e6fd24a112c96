import type { DatabaseSync } from 'node:sqlite'

/** Metadata of the storage. Keys compare by their bytes, as S3 orders them. */
const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS objects (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bucket TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL,
    latest INTEGER NOT NULL, marker INTEGER NOT NULL,
    file TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
    type TEXT NOT NULL, headers TEXT NOT NULL, modified INTEGER NOT NULL, tags TEXT NOT NULL DEFAULT '{}',
    UNIQUE (bucket, key, version)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS current_objects ON objects (bucket, latest, key);
  CREATE TABLE IF NOT EXISTS uploads (
    id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, type TEXT NOT NULL, headers TEXT NOT NULL,
    tags TEXT NOT NULL DEFAULT '{}'
  ) STRICT;
  CREATE TABLE IF NOT EXISTS parts (
    upload TEXT NOT NULL, number INTEGER NOT NULL, file TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
    PRIMARY KEY (upload, number)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event TEXT NOT NULL, delivery TEXT NOT NULL, attempts INTEGER NOT NULL, due INTEGER NOT NULL, created INTEGER NOT NULL
  ) STRICT;
`

/** Makes the tables that are missing, and the columns that came later than the folder. */
export function prepare(db: DatabaseSync): void {
  db.exec(SCHEMA)
  for (const table of ['objects', 'uploads']) {
    const columns = db.prepare(`SELECT name FROM pragma_table_info('${table}')`).all()
    if (columns.some(({ name }) => name === 'tags')) continue
    db.exec(`ALTER TABLE ${table} ADD COLUMN tags TEXT NOT NULL DEFAULT '{}'`)
  }
}
