import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** A body that is being written. */
export interface BodyFile {
  readonly write: (chunk: Uint8Array) => Promise<void>
  readonly size: () => number
  /** Gives the body its place. @returns its name */
  readonly finish: () => Promise<string>
  readonly remove: () => Promise<void>
}

/** The bodies of all objects, as files with names of their own: no key ever becomes a path. */
export interface Bodies {
  readonly create: () => Promise<BodyFile>
  readonly path: (name: string) => string
  /** The bytes of a body, in chunks. */
  readonly read: (name: string) => AsyncIterable<Buffer>
  readonly remove: (name: string) => Promise<void>
  /** Deletes what a crash left behind: bodies that no object knows. */
  readonly sweep: (known: ReadonlySet<string>) => Promise<void>
}

/** @param folder made if it does not exist */
export async function openBodies(folder: string): Promise<Bodies> {
  const [incoming, stored] = [join(folder, 'incoming'), join(folder, 'bodies')]
  await rm(incoming, { recursive: true, force: true })
  await mkdir(incoming, { recursive: true })
  await mkdir(stored, { recursive: true })
  const path = (name: string): string => join(stored, name)

  return {
    path,
    read: (name) => createReadStream(path(name)),
    remove: (name) => rm(path(name), { force: true }),
    sweep: async (known) => {
      for (const name of await readdir(stored)) if (!known.has(name)) await rm(path(name), { force: true })
    },
    create: async () => {
      const name = randomUUID()
      const handle = await open(join(incoming, name), 'wx', 0o600)
      let size = 0
      return {
        size: () => size,
        write: async (chunk) => {
          size += chunk.length
          await handle.appendFile(chunk)
        },
        finish: async () => {
          await handle.close()
          await rename(join(incoming, name), path(name))
          return name
        },
        remove: async () => {
          await handle.close()
          await rm(join(incoming, name), { force: true })
        },
      }
    },
  }
}
