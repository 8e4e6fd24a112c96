import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { localTokens } from '../../cli/invocation.ts'
import { upload } from '../../cli/upload.ts'
import { ApiProblem, ApiUnreachable, createClient, type CallOf, type Client } from '../../lib/contracts/client.ts'
import { demoRows, type DemoUser } from '../../local/demo/customers.ts'
import { writeDemoFile } from '../../local/demo/files.ts'
import { startProduct, type Product } from '../../local/demo/product.ts'
import type { Account } from '../../local/demo/records.ts'

export const ADMINISTRATOR = 'admin@muster.local'
const PATIENCE_MS = 240_000

export type ImportState = Awaited<ReturnType<Client['getImport']>>

/** A data folder and the product that runs on it, which may be killed and started again on the same port. */
export interface Installation {
  readonly folder: string
  readonly data: string
  /** What the product wrote on its terminal, all its lives long. */
  readonly terminal: string
  readonly url: string
  /** Acts as the administrator. */
  readonly api: Client
  /** Acts as this person. */
  readonly as: (email: string) => Client
  readonly kill: () => Promise<void>
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
  /** Ends the product and takes everything away. */
  readonly remove: () => Promise<void>
}

export async function install(): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-faults-'))
  const data = join(folder, 'data')
  const terminal = join(folder, 'terminal.log')
  let product: Product | undefined = await startProduct({ data, terminal })
  const { url } = product
  const port = Number(new URL(url).port)
  const as = (email: string) => createClient({ url, token: localTokens(url, email) })
  const end = async (how: 'kill' | 'stop') => {
    const ending = product
    product = undefined
    await ending?.[how]()
  }
  return {
    folder,
    data,
    terminal,
    url,
    api: as(ADMINISTRATOR),
    as,
    kill: () => end('kill'),
    stop: () => end('stop'),
    start: async () => {
      product = await startProduct({ data, terminal, port })
    },
    remove: async () => {
      await end('kill')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The accounts of these people, in their order. */
export async function createAccounts({ api }: Installation, users: readonly DemoUser[]): Promise<readonly Account[]> {
  return (await api.putUsers({ body: { users } })).users
}

/** Writes a file of so many customers, starts its import, and uploads it. Answers the import's id. */
export async function beginImport(
  { api, folder }: Installation,
  rows: number,
  users: readonly DemoUser[],
  body: Partial<CallOf<'startImport'>['body']> = {},
): Promise<string> {
  const path = join(folder, 'customers.csv')
  await writeDemoFile(path, 'csv', demoRows(rows, users))
  const started = await api.startImport({
    body: {
      recordType: 'customers',
      fileName: 'customers.csv',
      selection: 'all',
      suggested: { mode: 'update' },
      ...body,
    },
  })
  await upload(path, (await stat(path)).size, started.upload)
  return started.import.id
}

/** Asks until `found` gives something. Answers that the product is away are none; whatever else goes wrong is thrown. */
export async function until<Result>(ask: () => Promise<Result | undefined>): Promise<Result> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(20)) {
    const result = await ask().catch((error: unknown) => {
      if (isAway(error)) return undefined
      throw error
    })
    if (result !== undefined) return result
  }
  throw new Error('It did not happen')
}

export function isAway(error: unknown): boolean {
  return error instanceof ApiUnreachable || (error instanceof ApiProblem && [502, 503, 504].includes(error.status))
}

const ENDED: readonly string[] = ['completed', 'cancelled', 'aborted', 'failed']

/** Waits until the import is as wanted. Fails with its problem if it ends otherwise. */
export function untilImport(
  { api }: Pick<Installation, 'api'>,
  importId: string,
  isWanted: (state: ImportState) => boolean,
): Promise<ImportState> {
  return until(async () => {
    const state = await api.getImport({ path: { importId } })
    if (isWanted(state)) return state
    if (ENDED.includes(state.status)) throw new Error(`It is ${state.status}: ${JSON.stringify(state.problem)}`)
    return undefined
  })
}
