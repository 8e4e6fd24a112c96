import { mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { upload } from '../../cli/upload.ts'
import { createClient, type AnswerOf, type CallOf, type Client } from '../../lib/contracts/client.ts'
import { startProduct as start } from '../../local/demo/product.ts'

/** The product with its demo company, in a process and a folder of its own. */
export interface RunningProduct {
  readonly url: string
  /** The API as this person. */
  readonly as: (email: string) => Promise<Client>
  /** Begins an import of this file as Anna, and waits until it needs somebody or is over. */
  readonly begin: (file: string, more?: Partial<CallOf<'startImport'>['body']>) => Promise<AnswerOf<'getImport'>>
  /** Takes away what is stored under keys like this (as SQL has it), as a storage that fails; the answer brings it back. */
  readonly breakStorage: (keys: string) => Promise<() => Promise<void>>
  readonly stop: () => Promise<void>
}

/** The administrator of the demo company. */
export const ANNA = 'anna.huber@nordwind.example'
/** Two users of that company, and a supervisor who sees Björn. */
export const BJOERN = 'bjoern.lange@nordwind.example'
export const CARLA = 'carla.rossi@nordwind.example'
export const GRETA = 'greta.schmidt@nordwind.example'
export const SAMPLES = join(import.meta.dirname, '../../samples')

const LOOK_AGAIN_MS = 150
const LONGEST_WAIT_MS = 60_000

export async function startProduct(options: { readonly empty?: boolean } = {}): Promise<RunningProduct> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-web-'))
  const product = await start({
    data: join(folder, 'data'),
    terminal: join(folder, 'terminal.log'),
    empty: options.empty === true,
  })
  const as = async (email: string): Promise<Client> => {
    const body = JSON.stringify({ email })
    const answer = await fetch(`${product.url}/local/token`, { method: 'POST', body })
    const { access_token: token } = (await answer.json()) as { access_token: string }
    return createClient({ url: product.url, token })
  }
  return {
    url: product.url,
    as,
    begin: async (file, more = {}) => {
      const client = await as(ANNA)
      const { import: begun, upload: form } = await client.startImport({
        body: { recordType: 'customers', fileName: basename(file), ...more },
      })
      await upload(file, (await stat(file)).size, form)
      return settled(client, begun.id)
    },
    breakStorage: async (keys) => {
      const storage = join(folder, 'data/s3')
      const objects = new DatabaseSync(join(storage, 'objects.sqlite'), { readOnly: true })
      const found = objects.prepare('SELECT file FROM objects WHERE latest = 1 AND key LIKE ?').all(keys)
      objects.close()
      if (found.length === 0) throw new Error(`Nothing is stored under keys like ${keys}`)
      const contents = found.map(({ file }) => join(storage, 'bodies', String(file)))
      for (const path of contents) await rename(path, `${path}-away`)
      return async () => {
        for (const path of contents) await rename(`${path}-away`, path)
      }
    },
    stop: async () => {
      await product.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Waits until an import needs somebody, or is over. */
export async function settled(client: Client, importId: string): Promise<AnswerOf<'getImport'>> {
  for (const end = Date.now() + LONGEST_WAIT_MS; Date.now() < end; await pause(LOOK_AGAIN_MS)) {
    const item = await client.getImport({ path: { importId } })
    if (item.waiting !== undefined || item.endedAt !== undefined) return item
  }
  throw new Error(`Import ${importId} neither waits nor ends`)
}
