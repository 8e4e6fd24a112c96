import { setMaxListeners } from 'node:events'
import { ExecutionError, StateMachine } from 'aws-local-stepfunctions'
import type { RunOptions } from 'aws-local-stepfunctions'
import pMap from 'p-map'
import { z } from 'zod'
import { fillMarks, RUN_KEY } from './context-paths.ts'
import { FatalError, lambdaFailure, TaskError } from './errors.ts'
import type { ExecutionEvent } from './journal.ts'
import { callInput, STILL_RUNNING } from './lower.ts'
import type { Call, LoweredMachine } from './lower.ts'
import { after } from './timers.ts'
import type { TaskTokens } from './tokens.ts'

type Json = Parameters<StateMachine['run']>[0]

/** Calls the function of a task. The signal aborts when nobody waits for the answer any more. */
export type Invoke = (functionArn: string, payload: unknown, signal: AbortSignal) => Promise<unknown>

/** What all branches of one execution share. */
export interface Run {
  readonly invoke: Invoke
  readonly tokens: TaskTokens
  readonly timeScale: number
  readonly timeout: () => Error
  /** `$$.Execution` */
  readonly execution: Readonly<Record<string, unknown>>
  /** `$$.StateMachine` */
  readonly stateMachine: Readonly<Record<string, unknown>>
  readonly record: (event: ExecutionEvent, historyEvents: number) => void
}

/** The item of a Map that a branch works on: `$$.Map.Item`. */
interface MapItem {
  readonly Index: number
  readonly Value: unknown
}

/** Step Functions' limit for any input or output, in bytes. */
const LARGEST_PAYLOAD_BYTES = 262_144
const LARGEST_INLINE_MAP_CONCURRENCY = 40
const CONTINUE_AFTER_MS = 20 * 24 * 3600 * 1000
const MS_PER_SECOND = 1000

/** Events that AWS writes into the history for one attempt of a task, beside entering and leaving the state. */
const HISTORY_EVENTS_PER_ATTEMPT = 3
const HISTORY_EVENTS_PER_WAITING_ATTEMPT = 4

const json = z.custom<Json>((value) => value !== undefined)
const lambdaParameters = z.object({ FunctionName: z.string(), Payload: z.unknown().optional() })
const seconds = z.number().int().min(1)

/**
 * Runs a machine, or one branch of it, from its start to its end.
 * @returns the output
 * @throws the error of the state that failed; its `name` is the workflow's Error
 */
export async function runMachine(
  machine: LoweredMachine,
  input: unknown,
  run: Run,
  signal: AbortSignal,
  item?: MapItem,
): Promise<unknown> {
  signal.throwIfAborted()
  const branch = new Branch(run, signal, item)
  const options: RunOptions = {
    context: {
      [RUN_KEY]: run.execution,
      StateMachine: run.stateMachine,
      ...(item === undefined ? {} : { Map: { Item: item } }),
    },
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(
        [...machine.calls].map(([name, call]) => [name, (value: unknown) => branch.call(name, call, value)]),
      ),
    },
  }
  const execution = new StateMachine(machine.definition, { validationOptions: { noValidate: true } }).run(
    json.parse(input),
    options,
  )
  const abort = (): void => execution.abort()
  signal.addEventListener('abort', abort, { once: true })
  const events = branch.follow(execution.eventLogs)
  try {
    return await execution.result
  } catch (error) {
    throw error instanceof ExecutionError && error.cause instanceof Error ? error.cause : error
  } finally {
    signal.removeEventListener('abort', abort)
    await events
  }
}

/** One sequence of states: the execution itself, or one item of a Map. At most one of its calls is open at a time. */
class Branch {
  readonly #run: Run
  readonly #signal: AbortSignal
  readonly #item: MapItem | undefined
  /** The call that a pause of the library's own timer interrupted. */
  #open: { name: string; result: Promise<Json> } | undefined
  #attempt = { name: '', retryCount: 0, enteredTime: '' }

  constructor(run: Run, signal: AbortSignal, item: MapItem | undefined) {
    this.#run = run
    this.#signal = signal
    this.#item = item
  }

  async call(name: string, call: Call, input: unknown): Promise<Json> {
    const open = this.#open ?? { name, result: this.#start(name, call, input) }
    this.#open = open
    let cancel = (): void => undefined
    const pause = new Promise<'pause'>((resolve) => (cancel = after(CONTINUE_AFTER_MS, () => resolve('pause'))))
    try {
      const result = await Promise.race([open.result.then((value) => ({ value })), pause])
      if (result === 'pause') throw new TaskError(STILL_RUNNING, name)
      this.#open = undefined
      this.#attempt = { name: '', retryCount: 0, enteredTime: '' }
      return result.value
    } catch (error) {
      if (!(error instanceof Error && error.name === STILL_RUNNING)) this.#open = undefined
      throw error
    } finally {
      cancel()
    }
  }

  /** Keeps the events of this branch, without the data they carry. */
  async follow(events: AsyncGenerator<{ type: string; timestamp: number }>): Promise<void> {
    for await (const event of events) {
      const state = 'state' in event ? z.object({ name: z.string() }).parse(event.state).name : undefined
      if (event.type === 'StateEntered' && state !== this.#attempt.name)
        this.#attempt = { name: '', retryCount: 0, enteredTime: '' }
      const error = 'Error' in event && typeof event.Error === 'string' ? event.Error : undefined
      if (error === STILL_RUNNING || event.type === 'StateRetried') continue
      this.#run.record(
        {
          type: event.type,
          timestamp: event.timestamp,
          ...(state === undefined ? {} : { state }),
          ...(error === undefined ? {} : { error }),
          ...(this.#item === undefined ? {} : { index: this.#item.Index }),
        },
        event.type === 'StateFailed' ? 0 : 1,
      )
    }
  }

  async #start(name: string, call: Call, input: unknown): Promise<Json> {
    if (this.#signal.aborted) throw new FatalError('States.Aborted', 'The execution was stopped')
    const retryCount = this.#attempt.name === name ? this.#attempt.retryCount + 1 : 0
    this.#attempt = {
      name,
      retryCount,
      enteredTime: retryCount === 0 ? new Date().toISOString() : this.#attempt.enteredTime,
    }
    const given = callInput.parse(input)
    switch (call.kind) {
      case 'lambda':
        return json.parse(withinLimit(await this.#lambda(name, call, given)))
      case 'map':
        return json.parse(withinLimit(await this.#map(name, call, given)))
      case 'parallel':
        return json.parse(
          withinLimit(
            await this.#each(call.branches, LARGEST_INLINE_MAP_CONCURRENCY, (branch, _index, signal) =>
              runMachine(branch, given.parameters, this.#run, signal, this.#item),
            ),
          ),
        )
    }
  }

  async #map(name: string, call: Extract<Call, { kind: 'map' }>, given: z.infer<typeof callInput>): Promise<unknown> {
    const items = z.array(z.unknown()).safeParse(given.items)
    if (!items.success) throw new FatalError('States.Runtime', `The items of the Map ${name} are not an array`)
    const wanted = z
      .number()
      .int()
      .min(0)
      .parse(given.maxConcurrency ?? 0)
    const concurrency = Math.min(wanted || LARGEST_INLINE_MAP_CONCURRENCY, LARGEST_INLINE_MAP_CONCURRENCY)
    return this.#each(items.data, concurrency, (value, Index, signal) =>
      runMachine(call.processor, call.hasSelector ? given.parameters : value, this.#run, signal, {
        Index,
        Value: value,
      }),
    )
  }

  /** Runs branches next to each other; the first failure stops the others. */
  async #each<Item>(
    items: readonly Item[],
    concurrency: number,
    work: (item: Item, index: number, signal: AbortSignal) => Promise<unknown>,
  ): Promise<unknown[]> {
    const stop = new AbortController()
    const signal = AbortSignal.any([this.#signal, stop.signal])
    setMaxListeners(0, signal)
    try {
      return await pMap(items, (item, index) => work(item, index, signal), { concurrency, stopOnError: true })
    } finally {
      stop.abort()
    }
  }

  async #lambda(
    name: string,
    call: Extract<Call, { kind: 'lambda' }>,
    given: z.infer<typeof callInput>,
  ): Promise<unknown> {
    const done = new AbortController()
    const cancels: (() => void)[] = []
    let token: string | undefined
    let result: Promise<unknown> | undefined
    try {
      return await new Promise<unknown>((resolve, reject) => {
        cancels.push(onAbort(this.#signal, () => reject(new FatalError('States.Aborted', 'The execution was stopped'))))
        if (given.timeoutSeconds !== undefined) {
          cancels.push(after(this.#milliseconds(given.timeoutSeconds), () => reject(this.#run.timeout())))
        }
        if (call.waits) {
          token = this.#run.tokens.open({
            succeed: resolve,
            fail: reject,
            beat: this.#heartbeat(given, cancels, reject),
          })
        }
        const effective = withinLimit(
          fillMarks(given.parameters, {
            ...(token === undefined ? {} : { token }),
            enteredTime: this.#attempt.enteredTime,
            retryCount: this.#attempt.retryCount,
          }),
        )
        const invocation = call.direct
          ? { FunctionName: call.resource, Payload: effective }
          : lambdaParameters.parse(effective)
        this.#run.record(
          { type: call.waits ? 'TaskSubmitted' : 'TaskScheduled', timestamp: Date.now(), state: name },
          call.waits ? HISTORY_EVENTS_PER_WAITING_ATTEMPT : HISTORY_EVENTS_PER_ATTEMPT,
        )
        result = this.#run.invoke(invocation.FunctionName, invocation.Payload ?? {}, done.signal)
        result.then(
          (Payload) => {
            const answer = Payload === undefined ? null : Payload
            if (!call.waits)
              resolve(call.direct ? answer : { ExecutedVersion: '$LATEST', Payload: answer, StatusCode: 200 })
          },
          (error: unknown) => reject(lambdaFailure(error)),
        )
      })
    } finally {
      for (const cancel of cancels) cancel()
      if (token !== undefined) this.#run.tokens.close(token)
      done.abort()
    }
  }

  #heartbeat(given: z.infer<typeof callInput>, cancels: (() => void)[], reject: (error: Error) => void): () => void {
    if (given.heartbeatSeconds === undefined) return () => undefined
    const late = (): void => reject(new TaskError('States.HeartbeatTimeout', 'No heartbeat came in time'))
    let cancel = after(this.#milliseconds(given.heartbeatSeconds), late)
    cancels.push(() => cancel())
    return () => {
      cancel()
      cancel = after(this.#milliseconds(given.heartbeatSeconds), late)
    }
  }

  #milliseconds(value: unknown): number {
    const parsed = seconds.safeParse(value)
    if (!parsed.success) throw new FatalError('States.Runtime', 'A timeout is not a positive integer of seconds')
    return parsed.data * MS_PER_SECOND * this.#run.timeScale
  }
}

function onAbort(signal: AbortSignal, run: () => void): () => void {
  if (signal.aborted) run()
  signal.addEventListener('abort', run, { once: true })
  return () => signal.removeEventListener('abort', run)
}

function withinLimit(value: unknown): unknown {
  const size = Buffer.byteLength(JSON.stringify(value) ?? 'null')
  if (size <= LARGEST_PAYLOAD_BYTES) return value
  throw new FatalError(
    'States.DataLimitExceeded',
    `A state's data is ${size} bytes, the limit is ${LARGEST_PAYLOAD_BYTES}`,
  )
}
