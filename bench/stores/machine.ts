import { readFile } from 'node:fs/promises'
import { WORKFLOW_FUNCTIONS } from '../../lib/contracts/functions.ts'
import { createEngine, type Engine } from '../../local/stepfunctions/engine.ts'
import { handlerOf } from './handlers.ts'
import { mark, type Mark } from './taken.ts'

const REGION_ARN = 'arn:aws:lambda:eu-central-1:000000000000:function:'
export const MACHINE_ARN = 'arn:aws:states:eu-central-1:000000000000:stateMachine:restore'

/** From when to when all steps of one name ran. */
export interface Span {
  readonly from: Mark
  readonly to: Mark
}

/** The restore workflow's own definition, run by the embedded engine; its functions are called in this thread. */
export interface Machine {
  readonly engine: Engine
  /** Waits until everything that was started has ended; gives when each step ran since the last call. @throws Error if one failed */
  readonly settled: () => Promise<ReadonlyMap<string, Span>>
}

export async function restoreMachine(): Promise<Machine> {
  const handlers = new Map<string, (event: unknown) => Promise<unknown>>()
  const spans = new Map<string, Span>()
  const faults: unknown[] = []
  const invoke = async (functionArn: string, payload: unknown) => {
    const step = functionArn.slice(REGION_ARN.length)
    const handler = handlers.get(step)
    if (handler === undefined) throw new Error(`There is no step ${step}.`)
    const from = mark()
    try {
      return await handler(payload)
    } catch (error) {
      faults.push(error)
      throw error
    } finally {
      const known = spans.get(step)?.from ?? from
      spans.set(step, { from: known.seconds < from.seconds ? known : from, to: mark() })
    }
  }
  const definition = await readDefinition(async (name) => void handlers.set(name, await handlerOf('workflow', name)))
  const engine = await createEngine({ definition, invoke, stateMachineArn: MACHINE_ARN })
  return {
    engine,
    settled: async () => {
      const ended = await Promise.all(engine.list().map(async ({ executionArn }) => engine.finished(executionArn)))
      const failed = ended.filter(({ status }) => status !== 'SUCCEEDED')
      // What failed once and was tried again took longer than it takes, so that it is no measurement either.
      if (failed.length > 0 || faults.length > 0) {
        throw new AggregateError(faults, `Of the workflow's executions, ${failed.length} failed.`)
      }
      const ran = new Map(spans)
      spans.clear()
      return ran
    },
  }
}

/** The definition with each function's substitution made. `load` gets the name of every function in it. */
async function readDefinition(load: (name: string) => Promise<void>): Promise<unknown> {
  let text = await readFile(new URL('../../statemachine/restore.asl.json', import.meta.url), 'utf8')
  for (const name of Object.keys(WORKFLOW_FUNCTIONS)) {
    const substitution = `\${${name.charAt(0).toUpperCase()}${name.slice(1)}FunctionArn}`
    if (!text.includes(substitution)) continue
    text = text.replaceAll(substitution, `${REGION_ARN}${name}`)
    await load(name)
  }
  return JSON.parse(text)
}
