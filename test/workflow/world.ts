import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDynamoClient } from '../../lib/adapters/dynamodb/client.ts'
import { createCompanies } from '../../lib/adapters/dynamodb/companies.ts'
import { createUsers } from '../../lib/adapters/dynamodb/users.ts'
import { createClient } from '../../lib/contracts/client.ts'
import { WORKFLOW_FUNCTIONS } from '../../lib/contracts/functions.ts'
import { COMPANY_DEFAULTS, type Company, type User } from '../../lib/domain/companies.ts'
import { listen } from '../../local/http.ts'
import { createMail } from '../../local/ses.ts'
import { startService } from '../../local/services.ts'
import { createStorage } from '../../local/s3/server.ts'
import { openStore } from '../../local/s3/store.ts'
import { createStepFunctions } from '../../local/stepfunctions/endpoint.ts'
import { createEngine, type Engine } from '../../local/stepfunctions/engine.ts'
import { createMemoryJournal } from '../../local/stepfunctions/journal.ts'
import { createTaskTokens } from '../../local/stepfunctions/tokens.ts'
import { startDatabase } from '../../local/dynamodb.ts'
import { apiFetch } from './api-fetch.ts'
import { callHandler } from './handlers.ts'

const credentials = { accessKeyId: 'test', secretAccessKey: 'test-secret' }
const BUCKET = 'bucket'
const arn = (machine: string) => `arn:aws:states:eu-central-1:000000000000:stateMachine:${machine}`

/** Stands between the state machines and the handlers: may fail, wait or look. Answers undefined to let the call through. */
export type Meddle = (step: string, payload: Record<string, unknown>) => Promise<void> | void

export interface World {
  importEngine: Engine
  restoreEngine: Engine
  /** As if the machine had died and come back: executions begin again from their first state. */
  readonly restart: () => Promise<void>
  readonly mails: string
  readonly uploadEvents: { key: string; versionId: string; size: number }[]
  /** A typed API client for one person of one company. */
  readonly as: (email: string, companyId: string) => ReturnType<typeof createClient>
  readonly putCompany: (companyId: string, change?: Partial<Company>) => Promise<void>
  readonly addUser: (companyId: string, user: User) => Promise<void>
  readonly sweep: () => Promise<unknown>
  meddle: Meddle
  /** Whether uploads start the workflow by themselves. */
  deliverUploads: boolean
  readonly stop: () => Promise<void>
}

const TABLE_SHAPE = {
  attributes: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
  keys: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  indexes: [],
} as const

/**
 * Everything Muster is made of, in this process: the real state machines call the real handlers over real stores.
 * One world a test file: the handlers keep their connections, as they do in a Lambda. Each test has its own company.
 */
export async function createWorld({ timeScale = 0.001 }: { timeScale?: number } = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-world-'))
  const faults: unknown[] = []
  const database = await startDatabase(
    join(folder, 'tables'),
    ['state', 'records', 'audit'].map((name) => ({ name, ...TABLE_SHAPE })),
    credentials,
  )
  const uploadEvents: World['uploadEvents'] = []
  const store = await openStore({
    folder: join(folder, 'objects'),
    buckets: [{ name: BUCKET, versioned: true, cors: [], events: true }],
    route: (event) => {
      const object = event.detail['object'] as { key: string; size: number; 'version-id': string }
      if (object.key.startsWith('uploads/')) {
        const upload = { key: object.key, versionId: object['version-id'], size: object.size }
        uploadEvents.push(upload)
        if (world.deliverUploads) setImmediate(() => engines[0].start({ input: { upload } }))
      }
      return []
    },
  })
  const storage = createServer((message, response) => {
    void createStorage({ store, credentials, onFault: (fault) => faults.push(fault) })(message, response)
  })
  const listening = await listen(storage, 0)
  const tokens = createTaskTokens()
  const world: Pick<World, 'meddle' | 'deliverUploads'> & { importEngine?: Engine; restoreEngine?: Engine } = {
    meddle: () => undefined,
    deliverUploads: true,
  }
  const invoke = async (functionArn: string, payload: unknown) => {
    const step = functionArn.split(':').at(-1) ?? ''
    await world.meddle(step, payload as Record<string, unknown>)
    return callHandler('workflow', step, payload)
  }
  const journal = createMemoryJournal()
  const engineOf = async (machine: 'import' | 'restore') =>
    createEngine({
      definition: await definition(machine, timeScale),
      invoke,
      stateMachineArn: arn(machine),
      timeScale,
      tokens,
      journal,
    })
  const engines = [await engineOf('import'), await engineOf('restore')] as [Engine, Engine]
  const restart = async () => {
    await Promise.all(engines.map((engine) => engine.close()))
    engines[0] = world.importEngine = await engineOf('import')
    engines[1] = world.restoreEngine = await engineOf('restore')
    for (const engine of engines) engine.resume()
  }
  const machines = await startService(
    { signingName: 'states', handle: createStepFunctions(engines, tokens) },
    credentials,
    (fault) => faults.push(fault),
  )
  const mails = join(folder, 'mails')
  const mailbox = await startService(
    { signingName: 'ses', handle: createMail(mails, () => undefined) },
    credentials,
    (fault) => faults.push(fault),
  )
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${listening.port}`,
    AWS_ENDPOINT_URL_SFN: machines.endpoint,
    AWS_ENDPOINT_URL_SESV2: mailbox.endpoint,
    STATE_TABLE: 'state',
    RECORDS_TABLE: 'records',
    AUDIT_TABLE: 'audit',
    BUCKET,
    IMPORT_STATE_MACHINE_ARN: arn('import'),
    RESTORE_STATE_MACHINE_ARN: arn('restore'),
    MAIL_FROM: 'muster@example.com',
    WEB_URL: 'http://127.0.0.1:4600',
    POWERTOOLS_SERVICE_NAME: 'muster',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
  })
  const client = createDynamoClient({ endpoint: database.endpoint, region: 'eu-central-1', credentials })
  const companies = createCompanies(client, 'state')
  const users = createUsers(client, 'state')
  return Object.assign(world, {
    importEngine: engines[0],
    restoreEngine: engines[1],
    restart,
    mails,
    uploadEvents,
    as: (email: string, companyId: string) =>
      createClient({ url: 'http://api', token: 'unused', fetch: apiFetch({ email, companyId }) }),
    putCompany: async (companyId: string, change: Partial<Company> = {}) =>
      companies.putCompany({ ...COMPANY_DEFAULTS, id: companyId, name: companyId, ...change }),
    addUser: async (companyId: string, user: User) => {
      await users.putUser(companyId, user)
    },
    sweep: async () => callHandler('events', 'sweep', {}),
    stop: async () => {
      await Promise.all(engines.map((engine) => engine.close()))
      client.destroy()
      await Promise.all([machines.stop(), mailbox.stop(), listening.stop(), database.stop()])
      store.close()
      await rm(folder, { recursive: true, force: true })
      if (faults.length > 0)
        throw new AggregateError(faults, `The embedded services had faults: ${faults.map(String).join('; ')}`)
    },
  })
}

/** The state machine's text with each function's placeholder replaced by a name that leads to its handler. */
async function definition(machine: 'import' | 'restore', timeScale: number): Promise<unknown> {
  const text = await readFile(new URL(`../../statemachine/${machine}.asl.json`, import.meta.url), 'utf8')
  const filled = Object.keys(WORKFLOW_FUNCTIONS).reduce((asl, name) => {
    const placeholder = `\${${name.charAt(0).toUpperCase()}${name.slice(1)}FunctionArn}`
    return asl.replaceAll(placeholder, `arn:aws:lambda:eu-central-1:000000000000:function:${name}`)
  }, text)
  return JSON.parse(filled, (key, value: unknown) =>
    // Only waits and pauses are shortened; a step keeps the time it has.
    key === 'TimeoutSeconds' && typeof value === 'number' ? Math.round(value / timeScale) : value,
  )
}
