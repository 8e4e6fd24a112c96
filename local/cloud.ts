import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { join, resolve } from 'node:path'
import { createDynamoClient } from '../lib/adapters/dynamodb/client.ts'
import { findAccounts } from './accounts.ts'
import { startDatabase } from './dynamodb.ts'
import { createBus } from './events/bus.ts'
import type { Deliver } from './events/bus.ts'
import { startSchedules } from './events/schedules.ts'
import { createFront, STORAGE_PATH } from './front.ts'
import { createGateway } from './gateway.ts'
import { createVerifier } from './gateway/authorizer.ts'
import { listen, sendProblem } from './http.ts'
import { createIssuer } from './identity/issuer.ts'
import { openKeys } from './identity/keys.ts'
import { openRefreshTokens } from './identity/refresh-tokens.ts'
import { createRuntime } from './lambda/runtime.ts'
import { lockFolder } from './lock.ts'
import { createStorage } from './s3/server.ts'
import { openStore } from './s3/store.ts'
import { openCredentials } from './secrets.ts'
import { seed } from './seed.ts'
import { startService } from './services.ts'
import { createMail } from './ses.ts'
import { createStepFunctions } from './stepfunctions/endpoint.ts'
import { createEngine } from './stepfunctions/engine.ts'
import { openJournal } from './stepfunctions/journal.ts'
import { createTaskTokens } from './stepfunctions/tokens.ts'
import { REGION } from './template/intrinsics.ts'
import { loadTemplate } from './template/load.ts'
import { createRewrite } from './web/edge-function.ts'
import { createPages } from './web/pages.ts'

export interface CloudOptions {
  /** 0 takes a free one. */
  readonly port: number
  /** Made if it does not exist. */
  readonly dataDir: string
  /** One company with one administrator instead of the demo company. @default false */
  readonly empty?: boolean
  /** Says nothing on the terminal. @default false */
  readonly quiet?: boolean
  /** Makes the template to run. @default the product's own */
  readonly synthesize?: (
    outdir: string,
    context: Record<string, string>,
  ) => Promise<{ templatePath: string; assetsDir: string }>
  /** Builds the web application, and says in which folder it is. @default - no pages are served */
  readonly buildPages?: () => Promise<string>
}

export interface Cloud {
  /** Where the product is served, e.g. `http://127.0.0.1:4600`. */
  readonly url: string
  /** What the functions find in their environments, all in one: tables, bucket, endpoints, credentials. */
  readonly env: Readonly<Record<string, string>>
  readonly stop: () => Promise<void>
}

type Cleanup = () => unknown

/**
 * Runs the synthesized template on this machine: tables, bucket, functions, workflows, events, schedules, API and sign-in.
 * Everything is kept in the data folder; executions that ran when the last process ended are started again.
 * @throws FolderInUseError if another process has the data folder; an Error with code EADDRINUSE if one has the port
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const cleanups: Cleanup[] = []
  const stop = async (): Promise<void> => {
    for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
  }
  try {
    return { ...(await start(options, (cleanup) => cleanups.push(cleanup))), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(options: CloudOptions, onStop: (cleanup: Cleanup) => void): Promise<Omit<Cloud, 'stop'>> {
  const data = resolve(options.dataDir)
  const logFolder = join(data, 'logs')
  await mkdir(logFolder, { recursive: true, mode: 0o700 })
  onStop(await lockFolder(join(data, 'lock'), options.dataDir))
  const log = createWriteStream(join(logFolder, 'cloud.log'), { flags: 'a', mode: 0o600 })
  onStop(() => new Promise((done) => log.end(done)))
  const report = (what: string) => (error: unknown) =>
    void log.write(
      `${new Date().toISOString()} ${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
  const say = (line: string): void => {
    if (options.quiet !== true) process.stdout.write(`${line}\n`)
  }

  let answer: RequestListener = (message, response) => {
    message.resume()
    sendProblem(response, 503, 'internal', 'Muster is starting')
  }
  const server = await listen(
    createServer((message, response) => answer(message, response)),
    options.port,
  )
  onStop(server.stop)
  const url = `http://127.0.0.1:${server.port}`

  const outdir = join(data, 'cdk.out')
  const context = { webUrl: url, mailFrom: 'muster@muster.local' }
  const [{ templatePath, assetsDir }, pagesFolder] = await Promise.all([
    // Only here: the CDK takes seconds to load, and tests bring templates of their own.
    options.synthesize?.(outdir, context) ??
      import('../cdk/synth.ts').then(({ synthesize }) => synthesize(outdir, context)),
    options.buildPages?.(),
  ])
  const spec = await loadTemplate({ templatePath, assetsDir, publicUrl: url })

  const credentials = await openCredentials(join(data, 'credentials.json'))
  const database = await startDatabase(join(data, 'dynamodb'), spec.tables, credentials)
  onStop(database.stop)

  const deliver: Deliver = async (arn, input, deliveryId) => {
    const engine = engines.find(({ stateMachineArn }) => stateMachineArn === arn)
    if (engine === undefined) return void (await runtime.invoke(arn, input))
    engine.start({ name: executionName(deliveryId), input })
  }
  const bus = createBus({
    rules: spec.rules,
    deliver,
    onGivenUp: (event, arn, error) => report(`event ${event.id} was given up for ${arn}`)(error),
  })
  const store = await openStore({
    folder: join(data, 's3'),
    buckets: spec.buckets,
    route: bus.route,
    onDeliveries: bus.wake,
  })
  onStop(store.close)

  const tokens = createTaskTokens()
  const journal = openJournal(join(data, 'executions.sqlite'))
  onStop(journal.close)
  const engines = await Promise.all(
    spec.stateMachines.map(({ arn, definition }) =>
      createEngine({
        definition,
        stateMachineArn: arn,
        journal,
        tokens,
        invoke: (functionArn, payload, signal) => runtime.invoke(functionArn, payload, signal),
        prepare: (functionArns) => runtime.prepare(functionArns),
      }),
    ),
  )
  const workflows = { signingName: 'states', handle: createStepFunctions(engines, tokens) }
  const sfn = await startService(workflows, credentials, report('Step Functions'))
  onStop(sfn.stop)
  const mail = { signingName: 'ses', handle: createMail(join(data, 'mails'), say) }
  const ses = await startService(mail, credentials, report('mail'))
  onStop(ses.stop)

  const environment = {
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_S3: `${url}${STORAGE_PATH}`,
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    AWS_ENDPOINT_URL_SFN: sfn.endpoint,
    AWS_ENDPOINT_URL_SESV2: ses.endpoint,
  }
  const runtime = await createRuntime({
    functions: spec.functions,
    logFolder,
    environment,
    compiledFolder: join(data, 'compiled'),
  })
  onStop(runtime.stop)
  const env: Readonly<Record<string, string>> = {
    ...Object.fromEntries(spec.functions.flatMap((fn) => Object.entries(fn.environment))),
    ...environment,
  }
  await seed({ empty: options.empty === true, env })

  const client = createDynamoClient({ endpoint: database.endpoint, region: REGION, credentials })
  onStop(() => client.destroy())
  const keys = await openKeys(join(data, 'signing-key.json'))
  const refreshTokens = openRefreshTokens(keys, url, join(data, 'refresh-tokens.sqlite'))
  onStop(refreshTokens.close)
  const issuer = createIssuer({
    url,
    keys,
    clients: spec.clients,
    findAccounts: () => findAccounts(client, env['STATE_TABLE'] ?? ''),
    refreshTokens,
  })
  const api = spec.api ?? { id: 'none', cors: undefined, routes: [] }
  const verify = createVerifier(keys.publicKey)
  const [webClient] = spec.clients
  const pages =
    pagesFolder === undefined
      ? undefined
      : createPages({
          url,
          folder: pagesFolder,
          // What the template writes into this file when it is deployed.
          config: {
            apiUrl: url,
            authority: url,
            clientId: webClient?.id ?? '',
            scope: webClient?.scopes.join(' ') ?? '',
          },
          headers: spec.site?.headers ?? {},
          rewrite: createRewrite(spec.site?.rewrite),
        })
  answer = createFront({
    url,
    issuer,
    gateway: createGateway({ api, invoke: runtime.invoke, verify, onFault: report('API') }),
    pages,
    storage: createStorage({ store, credentials, prefix: STORAGE_PATH, onFault: report('storage') }),
    onFault: report('request'),
  })

  onStop(() => Promise.all(engines.map((engine) => engine.close())))
  for (const engine of engines) engine.resume()
  onStop(bus.stop)
  bus.start(store.outbox)
  onStop(startSchedules(spec.rules, deliver, (rule, error) => report(`schedule ${rule.name}`)(error)))
  return { url, env }
}

const LONGEST_NAME = 80

/** The same delivery, repeated after a crash, asks for the same execution. */
function executionName(deliveryId: string): string {
  return deliveryId.replaceAll(/[^A-Za-z0-9-]/g, '-').slice(0, LONGEST_NAME)
}
