import middy from '@middy/core'
import type { Context } from 'aws-lambda'
import type { z } from 'zod'
import { steps } from '../contracts/workflow.ts'
import { metricOf } from './counted-steps.ts'
import type { Basics, Wire } from './deps.ts'
import { createLogger } from './logger.ts'

export type StepName = keyof typeof steps
export type StepInput<Name extends StepName> = z.output<(typeof steps)[Name]['input']>
export type StepOutput<Name extends StepName> = z.input<(typeof steps)[Name]['output']>

type Contracts = {
  readonly [Name in StepName]: { readonly input: z.ZodType<StepInput<Name>>; readonly output: z.ZodType }
}
const contracts: Contracts = steps

/** A step got or gave something its contract does not allow. Retrying cannot help; the state machine ends visibly. */
class ContractError extends Error {
  constructor(name: 'InvalidStepInput' | 'InvalidStepOutput', step: string, cause: z.ZodError) {
    const places = cause.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
    super(`${step}: ${places}`, { cause })
    this.name = name
  }
}

/** What a log line of this invocation is found by. The input as a whole is not logged: it may hold a task token. */
function contextOf(step: string, input: object): Record<string, unknown> {
  const names = ['companyId', 'importId', 'userId', 'restoreId', 'restorePointId', 'batch']
  return { step, ...Object.fromEntries(Object.entries(input).filter(([name]) => names.includes(name))) }
}

function check<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  fault: (error: z.ZodError) => Error,
): z.output<Schema> {
  const result = schema.safeParse(value)
  if (!result.success) throw fault(result.error)
  return result.data
}

/**
 * The Lambda of one workflow step: `export const handler = stepHandler('importUser', wire, importUser)`.
 * Input and output are checked against `lib/contracts/workflow.ts`. Business outcomes are returned; faults throw with
 * the `name` the state machine's Retry and Catch see as the error (`InvalidStepInput`, `InvalidStepOutput`, or the fault's own).
 */
export function stepHandler<Name extends StepName, Deps>(
  name: Name,
  wire: Wire<Deps & Basics>,
  act: (deps: Deps & Basics) => (input: StepInput<Name>) => Promise<StepOutput<Name>>,
): (event: unknown, context: Context) => Promise<unknown> {
  const { input: inputSchema, output: outputSchema } = contracts[name]
  let deps: (Deps & Basics) | undefined
  const chain = middy<unknown, unknown>()
    .before((request) => {
      deps ??= wire(process.env)
      deps.logger.resetKeys()
      deps.logger.addContext(request.context)
    })
    .onError((request) => {
      // A function whose environment is wrong has no dependencies, and must still say so.
      const logger = deps?.logger ?? createLogger()
      logger.error(`Step ${name} failed`, { error: request.error })
      deps?.publishMetrics()
    })
    .handler(async (event: unknown) => {
      deps ??= wire(process.env)
      const input = check(inputSchema, event, (error) => new ContractError('InvalidStepInput', name, error))
      deps.logger.appendKeys(contextOf(name, typeof input === 'object' && input !== null ? input : {}))
      const output = await act(deps)(input)
      const checked: unknown = check(
        outputSchema,
        output,
        (error) => new ContractError('InvalidStepOutput', name, error),
      )
      deps.logger.info(`Step ${name} done`, { output: checked })
      const metric = metricOf(name, checked)
      if (metric !== undefined) deps.count(metric)
      deps.publishMetrics()
      return checked
    })
  return async (event, context) => chain(event, context)
}
