import { z } from 'zod'
import type { ServiceAnswer, ServiceHandler } from '../services.ts'
import { EngineError } from './engine.ts'
import type { Engine } from './engine.ts'
import type { Execution } from './journal.ts'
import { TokenError } from './tokens.ts'
import type { TaskTokens } from './tokens.ts'

/** A refusal with one of the service's own error names. */
class RequestError extends Error {
  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

const LONGEST_PAGE = 1000
const DEFAULT_PAGE = 100

const startInput = z.object({
  stateMachineArn: z.string(),
  name: z.string().optional(),
  input: z.string().default('{}'),
})
const executionInput = z.object({ executionArn: z.string() })
const stopInput = executionInput.extend({ error: z.string().optional(), cause: z.string().optional() })
const listInput = z.object({
  stateMachineArn: z.string(),
  statusFilter: z.string().optional(),
  maxResults: z.number().int().min(0).max(LONGEST_PAGE).default(DEFAULT_PAGE),
  nextToken: z.string().optional(),
})
const successInput = z.object({ taskToken: z.string(), output: z.string() })
const failureInput = z.object({ taskToken: z.string(), error: z.string().default(''), cause: z.string().default('') })
const heartbeatInput = z.object({ taskToken: z.string() })

/**
 * The Step Functions endpoint over the engines of this machine.
 * @param tokens shared by all engines, so that a token needs no address
 */
export function createStepFunctions(engines: readonly Engine[], tokens: TaskTokens): ServiceHandler {
  const engineOf = (stateMachineArn: string): Engine => {
    const found = engines.find((engine) => engine.stateMachineArn === stateMachineArn)
    if (found === undefined)
      throw new RequestError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`)
    return found
  }
  const ownerOf = (executionArn: string): Engine => {
    const machine = executionArn.replace(':execution:', ':stateMachine:').split(':').slice(0, -1).join(':')
    const found = engines.find((engine) => engine.stateMachineArn === machine)
    if (found === undefined)
      throw new EngineError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`)
    return found
  }

  const operations: Readonly<Record<string, (input: unknown) => unknown>> = {
    StartExecution: (given) => {
      const { stateMachineArn, name, input } = read(startInput, given)
      const started = engineOf(stateMachineArn).start({
        ...(name === undefined ? {} : { name }),
        input: json(input, 'InvalidExecutionInput'),
      })
      return { executionArn: started.executionArn, startDate: started.startDate / 1000 }
    },
    DescribeExecution: (given) => {
      const { executionArn } = read(executionInput, given)
      const found = ownerOf(executionArn).describe(executionArn)
      const { input, output, error, cause } = found
      return { ...summary(found), input, output, error, cause, inputDetails: { included: true } }
    },
    StopExecution: (given) => {
      const { executionArn, error, cause } = read(stopInput, given)
      const stopped = ownerOf(executionArn).stop(executionArn, error, cause)
      return { stopDate: (stopped.stopDate ?? Date.now()) / 1000 }
    },
    ListExecutions: (given) => {
      const { stateMachineArn, statusFilter, maxResults, nextToken } = read(listInput, given)
      const all = engineOf(stateMachineArn)
        .list()
        .filter(({ status }) => statusFilter === undefined || status === statusFilter)
      const start = Number(nextToken ?? 0)
      const end = start + (maxResults || DEFAULT_PAGE)
      return { executions: all.slice(start, end).map(summary), ...(end < all.length ? { nextToken: String(end) } : {}) }
    },
    SendTaskSuccess: (given) => {
      const { taskToken, output } = read(successInput, given)
      tokens.succeed(taskToken, json(output, 'InvalidOutput'))
      return {}
    },
    SendTaskFailure: (given) => {
      const { taskToken, error, cause } = read(failureInput, given)
      tokens.fail(taskToken, error, cause)
      return {}
    },
    SendTaskHeartbeat: (given) => {
      tokens.heartbeat(read(heartbeatInput, given).taskToken)
      return {}
    },
  }

  return async ({ headers, body }) => {
    const target = (headers['x-amz-target'] ?? '').replace('AWSStepFunctions.', '')
    try {
      const operation = operations[target]
      if (operation === undefined) throw new RequestError('UnknownOperationException', `${target} is not implemented`)
      return answer(200, operation(JSON.parse(body)))
    } catch (error) {
      if (!(error instanceof RequestError || error instanceof EngineError || error instanceof TokenError)) throw error
      return answer(400, { __type: `com.amazonaws.swf.service.v2.model#${error.name}`, message: error.message })
    }
  }
}

function summary(execution: Execution): object {
  const { executionArn, stateMachineArn, name, status, startDate, stopDate } = execution
  return {
    executionArn,
    stateMachineArn,
    name,
    status,
    startDate: startDate / 1000,
    ...(stopDate === undefined ? {} : { stopDate: stopDate / 1000 }),
  }
}

function read<Shape extends z.ZodType>(shape: Shape, given: unknown): z.output<Shape> {
  const parsed = shape.safeParse(given)
  if (parsed.success) return parsed.data
  throw new RequestError('ValidationException', z.prettifyError(parsed.error))
}

function json(given: string, error: string): unknown {
  try {
    return JSON.parse(given)
  } catch {
    throw new RequestError(error, 'The text is not JSON')
  }
}

function answer(status: number, body: unknown): ServiceAnswer {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(body) }
}
