import { ExecutionError, StateMachine } from 'aws-local-stepfunctions'
import { z } from 'zod'

/** By shape, not by class: errors of Node itself have another `Error` than a test has. */
const shapeOfError = z.object({ name: z.string(), message: z.string() })

/** A task's failure: `name` is what Retry and Catch match, `message` is the Cause. */
export class TaskError extends Error {
  constructor(name: string, cause: string) {
    super(cause)
    this.name = name
  }
}

/** A failure that neither Retry nor Catch may touch, as AWS has it for too much data. */
export class FatalError extends TaskError {
  readonly isRetryable = false
  readonly isCatchable = false
}

/**
 * What a function's failure looks like to the workflow: the error's name, and a Cause with `errorType` and
 * `errorMessage`, as Lambda reports it.
 */
export function lambdaFailure(error: unknown): TaskError {
  const { name, message } = shapeOfError.catch({ name: 'Error', message: String(error) }).parse(error)
  return new TaskError(name, JSON.stringify({ errorType: name, errorMessage: message, trace: [] }))
}

let makeTimeout: (() => Error) | undefined

/**
 * A timeout as the library itself would throw it: `States.TaskFailed` excludes only errors of a class that it does not
 * export, so one is taken from a task that is made to time out.
 */
export async function timeoutFactory(): Promise<() => Error> {
  if (makeTimeout !== undefined) return makeTimeout
  const machine = new StateMachine(
    {
      StartAt: 'Late',
      States: { Late: { Type: 'Task', Resource: 'arn:aws:states:::muster:call', TimeoutSeconds: 0.001, End: true } },
    },
    { validationOptions: { noValidate: true } },
  )
  // Never answers: on a busy machine any answer could come before the timeout is looked at.
  const never = new Promise<null>(() => undefined)
  const run = machine.run({}, { overrides: { taskResourceLocalHandlers: { Late: () => never } } })
  const failure: unknown = await run.result.catch((error: unknown) => error)
  const timeout = failure instanceof ExecutionError ? failure.cause : undefined
  if (!(timeout instanceof Error)) throw new Error('The workflow library no longer reports timeouts as it did')
  makeTimeout = () => {
    const made: unknown = Reflect.construct(timeout.constructor, [])
    return made instanceof Error ? made : timeout
  }
  return makeTimeout
}
