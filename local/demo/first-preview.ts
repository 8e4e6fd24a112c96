import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { localTokens } from '../../cli/invocation.ts'
import { upload } from '../../cli/upload.ts'
import { createClient, type AnswerOf, type Client } from '../../lib/contracts/client.ts'
import { demoUsers } from './customers.ts'
import { startProduct, type Product } from './product.ts'
import { importStages } from './stages.ts'

/** The one whom an empty product has. */
const ADMINISTRATOR = 'admin@muster.local'
/** How often it is looked whether the import waits for the first decision, in milliseconds. */
const LOOK_EVERY = 250
const READY_WITHIN = 600_000

/** How long the first preview took from the end of the upload, the product's processor time, and each stage's part. */
export interface FirstPreview {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly peakRssMb: number
  readonly stages: Readonly<Record<string, number>>
}

interface FirstPreviewOptions {
  /** The file to import. */
  readonly path: string
  readonly users: number
  /** For the product's data; empty. */
  readonly folder: string
  /** What starts the product. */
  readonly program: string
}

/**
 * Starts the product in a new folder, imports the file, and waits for the first user's preview: until the API has answered
 * its first page. Nothing is asked before. The functions have not run since the start of the product, except for what starting
 * an import and looking at it takes.
 */
export async function firstPreview({ path, users, folder, program }: FirstPreviewOptions): Promise<FirstPreview> {
  const data = join(folder, 'data')
  const product = await startProduct({ data, terminal: join(folder, 'terminal.log'), program })
  try {
    const client = createClient({ url: product.url, token: localTokens(product.url, ADMINISTRATOR) })
    await client.putUsers({ body: { users: demoUsers(users) } })
    return await measure(product, client, path)
  } finally {
    await product.stop()
  }
}

async function measure(product: Product, client: Client, path: string): Promise<FirstPreview> {
  const { size } = await stat(path)
  const begun = await client.startImport({
    body: { recordType: 'customers', fileName: path, selection: 'all', suggested: { mode: 'update' } },
  })
  const importId = begun.import.id
  await client.getImport({ path: { importId } })
  await upload(path, size, begun.upload)
  const from = { clock: performance.now(), time: Date.now(), cpu: (await product.cpuSeconds()) ?? Number.NaN }
  const state = await untilAsked(client, importId)
  const { entries } = await client.getPreview({ path: { importId, userId: state.waiting?.userId ?? '' } })
  const seconds = (performance.now() - from.clock) / 1000
  if (entries.length === 0) throw new Error('The first preview is empty.')
  return {
    seconds,
    cpuSeconds: ((await product.cpuSeconds()) ?? Number.NaN) - from.cpu,
    peakRssMb: (await product.peakMemory()) ?? Number.NaN,
    stages: stagesOf(state, from.time, seconds),
  }
}

async function untilAsked(client: Client, importId: string): Promise<AnswerOf<'getImport'>> {
  const until = Date.now() + READY_WITHIN
  for (;;) {
    const state = await client.getImport({ path: { importId } })
    if (state.waiting?.step === 'decision') return state
    if (state.waiting !== undefined || state.endedAt !== undefined || Date.now() > until) {
      throw new Error(`The import is ${state.status}: ${JSON.stringify(state.problem ?? state.waiting)}`)
    }
    await pause(LOOK_EVERY)
  }
}

/** What the import says of its stages; before them the way of the event, behind them what the answer took to come. */
function stagesOf({ timeline }: AnswerOf<'getImport'>, uploaded: number, seconds: number): Record<string, number> {
  const begun = timeline.find(({ status }) => status === 'inspecting')?.at ?? ''
  const asked = timeline.find(({ status }) => status === 'awaiting-decision')?.at ?? ''
  return {
    begin: (Date.parse(begun) - uploaded) / 1000,
    ...Object.fromEntries(importStages(timeline).map((stage) => [stage.name, stage.seconds])),
    answer: seconds - (Date.parse(asked) - uploaded) / 1000,
  }
}
