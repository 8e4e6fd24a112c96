import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { StateMachine } from 'aws-local-stepfunctions'
import { z } from 'zod'
import { functionsAhead } from './ahead.ts'
import { machineSchema } from './definition.ts'
import { timeoutFactory } from './errors.ts'
import { createMemoryJournal } from './journal.ts'
import type { Execution, ExecutionEvent, Journal } from './journal.ts'
import { lower } from './lower.ts'
import { runMachine } from './run.ts'
import type { Invoke } from './run.ts'
import { after } from './timers.ts'
import { createTaskTokens } from './tokens.ts'
import type { TaskTokens } from './tokens.ts'

/** Refusals of StartExecution and its neighbours, named as AWS names them. */
export class EngineError extends Error {
  constructor(
    name: 'ExecutionAlreadyExists' | 'ExecutionDoesNotExist' | 'InvalidName' | 'InvalidExecutionInput',
    message: string,
  ) {
    super(message)
    this.name = name
  }
}

export interface EngineOptions {
  /** The state machine in the Amazon States Language (JSONPath), as an object. */
  readonly definition: unknown
  /** Calls the function with this ARN (whatever the definition says as FunctionName) and answers with its result. */
  readonly invoke: Invoke
  /** Told of functions that may be called soon, the nearest first, when another one is called. @default nobody is */
  readonly prepare?: (functionArns: readonly string[]) => void
  /** @default "arn:aws:states:eu-central-1:000000000000:stateMachine:local" */
  readonly stateMachineArn?: string
  /** Factor on all seconds of the definition (retry intervals, waits, timeouts). @default 1 */
  readonly timeScale?: number
  /** @default one in memory */
  readonly journal?: Journal
  /** Share it between engines that are served by one endpoint. @default its own */
  readonly tokens?: TaskTokens
}

export interface Engine {
  readonly stateMachineArn: string
  /**
   * Starts an execution. The same name with the same input gives the execution that is there already.
   * @throws EngineError ExecutionAlreadyExists for the same name with another input or one that is over
   */
  readonly start: (request: { name?: string; input: unknown }) => Execution
  /** @throws EngineError ExecutionDoesNotExist */
  readonly describe: (executionArn: string) => Execution
  /** The newest first. */
  readonly list: () => readonly Execution[]
  /** Stops a running execution; one that is over stays as it is. */
  readonly stop: (executionArn: string, error?: string, cause?: string) => Execution
  /** Resolves with the execution once it is over. */
  readonly finished: (executionArn: string) => Promise<Execution>
  /** Starts again, from their beginning, all executions that ran when the process ended. Returns them. */
  readonly resume: () => readonly Execution[]
  /** @throws TokenError */
  readonly sendTaskSuccess: (token: string, output: unknown) => void
  /** @throws TokenError */
  readonly sendTaskFailure: (token: string, error: string, cause: string) => void
  /** Lets go of all executions without ending them, so that `resume` finds them. */
  readonly close: () => Promise<void>
}

interface Live {
  execution: Execution
  readonly controller: AbortController
  readonly done: Promise<Execution>
  stopped?: { status: 'ABORTED' | 'TIMED_OUT'; error?: string | undefined; cause?: string | undefined }
}

const KEPT_EVENTS = 200
const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u
const DEFAULT_ARN = 'arn:aws:states:eu-central-1:000000000000:stateMachine:local'

/**
 * Runs the executions of one state machine. It knows nothing of HTTP or of workers: `invoke` may call handlers directly.
 * @throws Error naming what the definition uses that cannot be run as on AWS
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const definition = machineSchema.parse(options.definition)
  validate(options.definition)
  const timeScale = options.timeScale ?? 1
  const lowered = lower(definition, timeScale)
  const journal = options.journal ?? createMemoryJournal()
  const tokens = options.tokens ?? createTaskTokens()
  const stateMachineArn = options.stateMachineArn ?? DEFAULT_ARN
  const timeout = await timeoutFactory()
  const live = new Map<string, Live>()
  const ahead = options.prepare === undefined ? new Map<string, readonly string[]>() : functionsAhead(definition)
  let closed = false

  const invoke: Invoke = (functionArn, payload, signal) => {
    const answer = options.invoke(functionArn, payload, signal)
    options.prepare?.(ahead.get(functionArn) ?? [])
    return answer
  }

  const launch = (execution: Execution): Execution => {
    journal.save(execution)
    const controller = new AbortController()
    setMaxListeners(0, controller.signal)
    const one: Live = { execution, controller, done: Promise.resolve().then(() => work(one)) }
    live.set(execution.executionArn, one)
    return execution
  }

  const work = async (one: Live): Promise<Execution> => {
    const { execution, controller } = one
    const input: unknown = JSON.parse(execution.input)
    const cancel =
      definition.TimeoutSeconds === undefined
        ? () => undefined
        : after(definition.TimeoutSeconds * 1000 * timeScale, () => {
            one.stopped ??= { status: 'TIMED_OUT', error: 'States.Timeout' }
            controller.abort()
          })
    const record = (event: ExecutionEvent, historyEvents: number): void => {
      const events = [...one.execution.events.slice(1 - KEPT_EVENTS), event]
      one.execution = { ...one.execution, events, historyEvents: one.execution.historyEvents + historyEvents }
    }
    const outcome = await runMachine(
      lowered,
      input,
      {
        invoke,
        tokens,
        timeScale,
        timeout,
        record,
        execution: {
          Id: execution.executionArn,
          Name: execution.name,
          Input: input,
          StartTime: new Date(execution.startDate).toISOString(),
          RedriveCount: 0,
        },
        stateMachine: { Id: stateMachineArn, Name: stateMachineArn.split(':').at(-1) ?? '' },
      },
      controller.signal,
    ).then(
      (output) => ({ status: 'SUCCEEDED' as const, output: JSON.stringify(output) }),
      (error: unknown) => one.stopped ?? failure(error, tokens),
    )
    cancel()
    live.delete(execution.executionArn)
    if (closed) return one.execution
    const finished: Execution = { ...one.execution, ...withoutUndefined(outcome), stopDate: Date.now() }
    journal.save(finished)
    return finished
  }

  const describe = (executionArn: string): Execution => {
    const found = live.get(executionArn)?.execution ?? journal.find(executionArn)
    if (found?.stateMachineArn !== stateMachineArn) {
      throw new EngineError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`)
    }
    return found
  }

  return {
    stateMachineArn,
    start: ({ name = randomUUID(), input }) => {
      if (!NAME.test(name)) throw new EngineError('InvalidName', `Invalid Name: '${name}'`)
      const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`
      const text = JSON.stringify(input)
      if (text === undefined) throw new EngineError('InvalidExecutionInput', 'The input is not JSON')
      const existing = live.get(executionArn)?.execution ?? journal.find(executionArn)
      if (existing === undefined) {
        const startDate = Date.now()
        return launch({
          executionArn,
          stateMachineArn,
          name,
          status: 'RUNNING',
          startDate,
          input: text,
          events: [],
          historyEvents: 0,
        })
      }
      if (existing.status === 'RUNNING' && existing.input === text) return existing
      throw new EngineError('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`)
    },
    describe,
    list: () => journal.list(stateMachineArn).map((one) => live.get(one.executionArn)?.execution ?? one),
    stop: (executionArn, error, cause) => {
      const one = live.get(executionArn)
      if (one === undefined) return describe(executionArn)
      one.stopped ??= { status: 'ABORTED', error, cause }
      one.controller.abort()
      return one.execution
    },
    finished: async (executionArn) => live.get(executionArn)?.done ?? describe(executionArn),
    resume: () =>
      journal
        .running(stateMachineArn)
        .filter((one) => !live.has(one.executionArn))
        .map((one) => launch({ ...one, events: [], historyEvents: 0 })),
    sendTaskSuccess: tokens.succeed,
    sendTaskFailure: tokens.fail,
    close: async () => {
      closed = true
      const running = [...live.values()]
      for (const one of running) one.controller.abort()
      await Promise.all(running.map((one) => one.done))
    },
  }
}

/** The library's own check of the whole language, as AWS makes it at CreateStateMachine. */
function validate(definition: unknown): void {
  const parsed = z.custom<ConstructorParameters<typeof StateMachine>[0]>().parse(structuredClone(definition))
  new StateMachine(parsed, { validationOptions: { checkArn: false } })
}

function failure(error: unknown, tokens: TaskTokens): { status: 'FAILED'; error: string; cause: string } {
  const name = error instanceof Error ? error.name : 'States.Runtime'
  return { status: 'FAILED', error: name, cause: tokens.redact(error instanceof Error ? error.message : String(error)) }
}

type Outcome = Pick<Execution, 'status'> & {
  output?: string | undefined
  error?: string | undefined
  cause?: string | undefined
}

function withoutUndefined({
  status,
  output,
  error,
  cause,
}: Outcome): Pick<Execution, 'status' | 'output' | 'error' | 'cause'> {
  return {
    status,
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  }
}
