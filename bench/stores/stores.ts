import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { files, records, state, wiring } from '../../lib/runtime/wiring.ts'
import { startDatabase } from '../../local/dynamodb.ts'
import { startService } from '../../local/services.ts'
import { createMail } from '../../local/ses.ts'
import { createStepFunctions } from '../../local/stepfunctions/endpoint.ts'
import { createTaskTokens } from '../../local/stepfunctions/tokens.ts'
import { MACHINE_ARN, restoreMachine, type Machine } from './machine.ts'

const CREDENTIALS = { accessKeyId: 'bench', secretAccessKey: 'bench' }
const TABLES = { STATE_TABLE: 'state', RECORDS_TABLE: 'records', AUDIT_TABLE: 'audit' }
const BUCKET = 'bench'
export const { RECORDS_TABLE } = TABLES

const tableOf = (name: string) => ({
  name,
  attributes: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ] as const,
  keys: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ] as const,
  indexes: [],
})

const wire = wiring(state, records, files)
/** The real adapters, wired as in a function. */
export type Stores = ReturnType<typeof wire>

const fault = (error: unknown): never => {
  throw new Error('An embedded service had a fault', { cause: error })
}

/**
 * Runs `use` over an empty database and an empty bucket, which are those of the embedded cloud, on disk, each in a thread
 * of its own, and over the restore workflow. Adapters and functions find them in the environment of this process.
 */
export async function withStores<Result>(use: (stores: Stores, machine: Machine) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-bench-'))
  const database = await startDatabase(join(folder, 'tables'), Object.values(TABLES).map(tableOf), CREDENTIALS)
  const storage = await startStorage(join(folder, 'objects'))
  const machine = await restoreMachine()
  const states = createStepFunctions([machine.engine], createTaskTokens())
  const services = await Promise.all([
    startService(
      { signingName: 'ses', handle: createMail(join(folder, 'mails'), () => undefined) },
      CREDENTIALS,
      fault,
    ),
    startService({ signingName: 'states', handle: states }, CREDENTIALS, fault),
  ])
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    AWS_ENDPOINT_URL_S3: storage.endpoint,
    AWS_ENDPOINT_URL_SESV2: services[0].endpoint,
    AWS_ENDPOINT_URL_SFN: services[1].endpoint,
    ...TABLES,
    BUCKET,
    IMPORT_STATE_MACHINE_ARN: `${MACHINE_ARN}-of-imports`,
    RESTORE_STATE_MACHINE_ARN: MACHINE_ARN,
    MAIL_FROM: 'muster@bench.example',
    WEB_URL: 'http://127.0.0.1',
    POWERTOOLS_SERVICE_NAME: 'muster',
    POWERTOOLS_LOG_LEVEL: 'ERROR',
    POWERTOOLS_METRICS_DISABLED: 'true',
  })
  try {
    return await use(wire(process.env), machine)
  } finally {
    await machine.engine.close()
    await Promise.all([storage.stop(), database.stop(), ...services.map(async ({ stop }) => stop())])
    await rm(folder, { recursive: true, force: true })
  }
}

async function startStorage(folder: string): Promise<{ endpoint: string; stop: () => Promise<void> }> {
  const worker = new Worker(new URL('./storage-worker.ts', import.meta.url), {
    workerData: { folder, bucket: BUCKET, credentials: CREDENTIALS },
  })
  const started: unknown = await once(worker, 'message')
  const [{ port }] = z.tuple([z.object({ port: z.number() })]).parse(started)
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: async () => {
      const gone = once(worker, 'exit')
      worker.postMessage('stop')
      await gone
    },
  }
}
