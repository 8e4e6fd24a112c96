import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import type { WriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import pLimit from 'p-limit'
import type { FunctionSpec } from '../template/model.ts'
import { LOADED, type Answer, type Call } from './protocol.ts'

/** A failed invocation. `name` is the error's type as Lambda reports it. */
class FunctionError extends Error {
  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

export interface RuntimeOptions {
  readonly functions: readonly FunctionSpec[]
  /** Folder for `<function>.log`; made if it does not exist. */
  readonly logFolder: string
  /** Folder for what V8 compiled, so that threads need not compile what others did. @default none is kept */
  readonly compiledFolder?: string
  /** What every function finds in its environment beside its own variables: endpoints, region, credentials. */
  readonly environment: Readonly<Record<string, string>>
  /** How many invocations of one function may run at once; more wait. @default 4 */
  readonly concurrency?: number
  /** How long an idle thread is kept, in milliseconds. @default 60,000 */
  readonly idleMs?: number
}

/** The functions of the template, each in threads of its own. */
export interface Runtime {
  /**
   * Calls a function with JSON and gives its JSON back.
   * @throws FunctionError with the handler's error name; `Sandbox.Timedout` after the function's timeout
   */
  readonly invoke: (functionArn: string, payload: unknown, signal?: AbortSignal) => Promise<unknown>
  /** Loads functions that may be called soon, one after the other, so that whatever runs now is held up by one at most. */
  readonly prepare: (functionArns: readonly string[]) => void
  readonly stop: () => Promise<void>
}

const DEFAULT_CONCURRENCY = 4
const DEFAULT_IDLE_MS = 60_000
/** A thread of a function of more memory than this ends soon after its work: it keeps the heap that a whole file needed. */
const LARGE_MB = 2048
const LARGE_IDLE_MS = 500
/** Objects that die young need little room in a small function, and dozens of threads have that room each. */
const YOUNG_MB = 16
/** V8's heap; the rest of a function's memory is for buffers. */
const HEAP_SHARE = 0.9

/** Prepares the functions. Their threads start with the first invocation. */
export async function createRuntime(options: RuntimeOptions): Promise<Runtime> {
  await mkdir(options.logFolder, { recursive: true })
  const pools = new Map(options.functions.map((spec) => [spec.arn, new Pool(spec, options)]))
  const oneByOne = pLimit(1)
  return {
    prepare: (functionArns) => {
      for (const pool of functionArns.flatMap((functionArn) => pools.get(functionArn) ?? []))
        void oneByOne(async () => pool.prepare())
    },
    invoke: async (functionArn, payload, signal) => {
      const pool = pools.get(functionArn)
      if (pool === undefined) throw new FunctionError('ResourceNotFoundException', `Function not found: ${functionArn}`)
      return pool.invoke(payload, signal)
    },
    stop: async () => {
      oneByOne.clearQueue()
      await Promise.all([...pools.values()].map((pool) => pool.stop()))
    },
  }
}

/** The threads of one function. */
class Pool {
  readonly #spec: FunctionSpec
  readonly #options: RuntimeOptions
  readonly #limit: ReturnType<typeof pLimit>
  readonly #idle: Thread[] = []
  readonly #all = new Set<Thread>()
  #log: WriteStream | undefined
  #isStopped = false

  constructor(spec: FunctionSpec, options: RuntimeOptions) {
    this.#spec = spec
    this.#options = options
    this.#limit = pLimit(options.concurrency ?? DEFAULT_CONCURRENCY)
  }

  invoke(payload: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    return this.#limit(async () => {
      signal?.throwIfAborted()
      const thread = this.#rested() ?? this.#start()
      try {
        return await thread.call(payload, this.#spec.timeoutSeconds * 1000)
      } finally {
        if (thread.isAlive()) {
          this.#idle.push(thread)
          const idleMs = this.#options.idleMs ?? DEFAULT_IDLE_MS
          thread.restUntil(this.#spec.memoryMb > LARGE_MB ? Math.min(LARGE_IDLE_MS, idleMs) : idleMs, () =>
            this.#retire(thread),
          )
        } else {
          this.#all.delete(thread)
        }
      }
    })
  }

  /** A thread that rests, and has not ended while it did. */
  #rested(): Thread | undefined {
    const thread = this.#idle.pop()
    if (thread === undefined || thread.isAlive()) return thread
    this.#all.delete(thread)
    return this.#rested()
  }

  /** Starts a thread, if none is there, and waits until its code is loaded. */
  async prepare(): Promise<void> {
    if (this.#all.size > 0 || this.#isStopped) return
    const thread = this.#start()
    this.#idle.push(thread)
    thread.restUntil(this.#options.idleMs ?? DEFAULT_IDLE_MS, () => this.#retire(thread))
    await thread.loaded
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#limit.clearQueue()
    await Promise.all([...this.#all].map((thread) => thread.end()))
    if (this.#log === undefined) return
    this.#log.end()
    await finished(this.#log)
  }

  #start(): Thread {
    this.#log ??= createWriteStream(join(this.#options.logFolder, `${this.#spec.name}.log`), {
      flags: 'a',
      mode: 0o600,
    })
    const thread = new Thread(this.#spec, this.#options.environment, {
      log: this.#log,
      compiled: this.#options.compiledFolder,
    })
    this.#all.add(thread)
    return thread
  }

  #retire(thread: Thread): void {
    const at = this.#idle.indexOf(thread)
    if (at < 0) return
    this.#idle.splice(at, 1)
    this.#all.delete(thread)
    void thread.end()
  }
}

interface Pending {
  readonly id: string
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** One thread: an execution environment in Lambda's words. */
class Thread {
  readonly #worker: Worker
  readonly #spec: FunctionSpec
  #pending: Pending | undefined
  #alive = true
  #idleTimer: NodeJS.Timeout | undefined
  /** Its code is loaded, or it has ended. */
  readonly loaded: Promise<void>

  constructor(
    spec: FunctionSpec,
    environment: Readonly<Record<string, string>>,
    { log, compiled }: { readonly log: WriteStream; readonly compiled: string | undefined },
  ) {
    const [file = 'index', exportName = 'handler'] = spec.handler.split('.')
    this.#spec = spec
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: {
        file: join(spec.codeFolder, `${file}.mjs`),
        exportName,
        name: spec.name,
        arn: spec.arn,
        memoryMb: spec.memoryMb,
        compiled,
      },
      env: {
        ...environment,
        ...spec.environment,
        AWS_LAMBDA_FUNCTION_NAME: spec.name,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
        TZ: 'UTC',
      },
      execArgv: ['--enable-source-maps'],
      resourceLimits: {
        maxOldGenerationSizeMb: Math.floor(spec.memoryMb * HEAP_SHARE),
        ...(spec.memoryMb < LARGE_MB / 2 ? { maxYoungGenerationSizeMb: YOUNG_MB } : {}),
      },
      stdout: true,
      stderr: true,
    })
    this.#worker.stdout.pipe(log, { end: false })
    this.#worker.stderr.pipe(log, { end: false })
    const { promise, resolve } = Promise.withResolvers<void>()
    this.loaded = promise
    this.#worker.on('message', (answer: Answer | typeof LOADED) =>
      answer === LOADED ? resolve() : this.#settle(answer),
    )
    this.#worker.once('exit', () => resolve())
    this.#worker.on('error', (error: Error) =>
      this.#fail(error.name === 'Error' ? 'Runtime.Unknown' : error.name, error.message),
    )
    this.#worker.on('exit', () => this.#fail('Runtime.ExitError', `${spec.name} exited without answering`))
  }

  isAlive(): boolean {
    return this.#alive
  }

  async call(payload: unknown, timeoutMs: number): Promise<unknown> {
    clearTimeout(this.#idleTimer)
    this.#worker.ref()
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const id = randomUUID()
    this.#pending = { id, resolve, reject }
    const timer = setTimeout(() => {
      this.#fail(
        'Sandbox.Timedout',
        `RequestId: ${id} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
      )
      void this.#worker.terminate()
    }, timeoutMs)
    const call: Call = { id, payload: JSON.stringify(payload ?? null), deadline: Date.now() + timeoutMs }
    this.#worker.postMessage(call)
    try {
      return await promise
    } finally {
      clearTimeout(timer)
    }
  }

  restUntil(ms: number, run: () => void): void {
    this.#worker.unref()
    this.#idleTimer = setTimeout(run, ms).unref()
  }

  async end(): Promise<void> {
    clearTimeout(this.#idleTimer)
    this.#fail('Runtime.ExitError', `${this.#spec.name} was stopped`)
    await this.#worker.terminate()
  }

  #settle(answer: Answer): void {
    const pending = this.#pending
    if (pending?.id !== answer.id) return
    this.#pending = undefined
    if ('result' in answer) pending.resolve(JSON.parse(answer.result))
    else pending.reject(new FunctionError(answer.error.name, answer.error.message))
  }

  #fail(name: string, message: string): void {
    this.#alive = false
    this.#pending?.reject(new FunctionError(name, message))
    this.#pending = undefined
  }
}
