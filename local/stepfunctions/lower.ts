import type { StateMachineDefinition } from 'aws-local-stepfunctions'
import { z } from 'zod'
import { MARKS, rewriteContextPaths } from './context-paths.ts'
import type { Machine, MapState, ParallelState, State, TaskState } from './definition.ts'

/** Thrown by a call that outlasts a timer and retried without limit, so that a wait may be of any length. */
export const STILL_RUNNING = 'Muster.StillRunning'

const LONGEST_LIBRARY_TIMEOUT_SECONDS = 2_147_483

const WAIT_SUFFIX = '.waitForTaskToken'

/** What a state that was turned into a call does when the library reaches it. */
export type Call =
  | { readonly kind: 'lambda'; readonly resource: string; readonly waits: boolean; readonly direct: boolean }
  | { readonly kind: 'map'; readonly processor: LoweredMachine; readonly hasSelector: boolean }
  | { readonly kind: 'parallel'; readonly branches: readonly LoweredMachine[] }

/** A machine in which everything that leaves the library (tasks, maps, branches) is a call by state name. */
export interface LoweredMachine {
  readonly definition: StateMachineDefinition
  readonly calls: ReadonlyMap<string, Call>
}

/** What the library hands to a call: the state's parameters, and its settings that were paths. */
export const callInput = z.object({
  parameters: z.unknown().optional(),
  items: z.unknown().optional(),
  timeoutSeconds: z.unknown().optional(),
  heartbeatSeconds: z.unknown().optional(),
  maxConcurrency: z.unknown().optional(),
})

const definitionOfLibrary = z.custom<StateMachineDefinition>((value) => typeof value === 'object' && value !== null)

/**
 * Translates a machine into one that the library runs as AWS would. Tasks, Maps and Parallels become calls into the
 * engine, because the library knows neither task tokens nor the context inside a Map, and its timers overflow.
 * @param timeScale factor on retry intervals and Wait seconds: 1 in production, small in tests
 * @throws Error naming the state that uses something which cannot be run faithfully
 */
export function lower(machine: Machine, timeScale: number): LoweredMachine {
  const calls = new Map<string, Call>()
  const states = Object.fromEntries(
    Object.entries(machine.States).map(([name, state]) => [name, lowerState(name, state, timeScale, calls)]),
  )
  return { definition: definitionOfLibrary.parse({ StartAt: machine.StartAt, States: states }), calls }
}

function lowerState(name: string, state: State, timeScale: number, calls: Map<string, Call>): unknown {
  switch (state.Type) {
    case 'Task':
      calls.set(name, lambdaCall(name, state))
      return asCall(name, state, taskParameters(state), timeScale)
    case 'Map':
      calls.set(name, { kind: 'map', ...lowerMap(name, state, timeScale) })
      return asCall(name, state, mapParameters(state), timeScale)
    case 'Parallel':
      calls.set(name, { kind: 'parallel', branches: state.Branches.map((branch) => lower(branch, timeScale)) })
      return asCall(name, state, parametersOf(state), timeScale)
    case 'Wait':
      return rewriteContextPaths(
        state.Seconds === undefined ? state : { ...state, Seconds: state.Seconds * timeScale },
        name,
        false,
      )
    case 'Pass':
      return rewriteContextPaths(lowerPass(state), name, false)
    default:
      return rewriteContextPaths(state, name, false)
  }
}

function lowerPass(state: Extract<State, { Type: 'Pass' }>): unknown {
  const { ResultPath, Result, ...rest } = state
  // The library takes a falsy Result for none; as Parameters it stays what it is.
  const result = Result === undefined ? {} : Result ? { Result } : { Parameters: Result }
  return { ...rest, ...result, ...resultPath(ResultPath) }
}

function lambdaCall(name: string, state: TaskState): Call {
  const waits = state.Resource.endsWith(WAIT_SUFFIX)
  const service = waits ? state.Resource.slice(0, -WAIT_SUFFIX.length) : state.Resource
  const direct = service.startsWith('arn:aws:lambda:')
  if (!direct && service !== 'arn:aws:states:::lambda:invoke') {
    throw new Error(`State "${name}": the resource ${state.Resource} is not supported`)
  }
  const mentionsToken = JSON.stringify(rewriteContextPaths(state.Parameters ?? null, name, true)).includes(MARKS.token)
  if (waits !== mentionsToken) {
    throw new Error(
      waits
        ? `State "${name}" waits for a task token, but does not pass one on`
        : `State "${name}" passes a task token on, but does not wait for it`,
    )
  }
  return { kind: 'lambda', resource: service, waits, direct }
}

function lowerMap(
  name: string,
  state: MapState,
  timeScale: number,
): { processor: LoweredMachine; hasSelector: boolean } {
  const processor = state.ItemProcessor ?? state.Iterator
  if (processor === undefined) throw new Error(`State "${name}": a Map needs an ItemProcessor`)
  const selector = state.ItemSelector ?? state.Parameters
  if (selector === undefined) return { processor: lower(processor, timeScale), hasSelector: false }
  const select = `Select item of ${name}`
  const States = {
    [select]: { Type: 'Pass' as const, Parameters: selector, Next: processor.StartAt },
    ...processor.States,
  }
  return { processor: lower({ ...processor, StartAt: select, States }, timeScale), hasSelector: true }
}

function parametersOf(state: TaskState | ParallelState): Record<string, unknown> {
  return state.Parameters === undefined ? { 'parameters.$': '$' } : { parameters: state.Parameters }
}

function taskParameters(state: TaskState): Record<string, unknown> {
  return {
    ...parametersOf(state),
    ...setting('timeoutSeconds', state.TimeoutSeconds, state.TimeoutSecondsPath),
    ...setting('heartbeatSeconds', state.HeartbeatSeconds, state.HeartbeatSecondsPath),
  }
}

function mapParameters(state: MapState): Record<string, unknown> {
  return {
    'parameters.$': '$',
    'items.$': state.ItemsPath ?? '$',
    ...setting('maxConcurrency', state.MaxConcurrency, state.MaxConcurrencyPath),
  }
}

function setting(name: string, fixed: number | undefined, path: string | undefined): Record<string, unknown> {
  if (path !== undefined) return { [`${name}.$`]: path }
  return fixed === undefined ? {} : { [name]: fixed }
}

function asCall(
  name: string,
  state: TaskState | MapState | ParallelState,
  parameters: Record<string, unknown>,
  timeScale: number,
): unknown {
  const { InputPath, OutputPath, ResultSelector, Next, End } = state
  return rewriteContextPaths(
    withoutUndefined({
      Type: 'Task',
      Resource: 'arn:aws:states:::muster:call',
      InputPath,
      OutputPath,
      ResultSelector,
      Next,
      End,
      ...resultPath(state.ResultPath),
      Parameters: parameters,
      TimeoutSeconds: LONGEST_LIBRARY_TIMEOUT_SECONDS,
      Retry: [
        { ErrorEquals: [STILL_RUNNING], IntervalSeconds: 0, BackoffRate: 1, MaxAttempts: Number.MAX_SAFE_INTEGER },
        ...(state.Retry ?? []).map((retrier) =>
          withoutUndefined({
            ...retrier,
            ErrorEquals: withHeartbeat(retrier.ErrorEquals),
            IntervalSeconds: (retrier.IntervalSeconds ?? 1) * timeScale,
            MaxDelaySeconds: retrier.MaxDelaySeconds === undefined ? undefined : retrier.MaxDelaySeconds * timeScale,
          }),
        ),
      ],
      Catch: (state.Catch ?? []).map(({ ResultPath, ...catcher }) => ({
        ...catcher,
        ErrorEquals: withHeartbeat(catcher.ErrorEquals),
        ...resultPath(ResultPath),
      })),
    }),
    name,
    true,
  )
}

/** A missed heartbeat is a timeout too: whoever names `States.Timeout` gets both. */
function withHeartbeat(errors: readonly string[]): string[] {
  return errors.includes('States.Timeout') ? [...errors, 'States.HeartbeatTimeout'] : [...errors]
}

/** `"$"` means the same as none, but the library would write a field of that name. */
function resultPath(path: string | null | undefined): { ResultPath?: string | null } {
  return path === undefined || path === '$' ? {} : { ResultPath: path }
}

function withoutUndefined(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined))
}
