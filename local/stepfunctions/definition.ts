import { z } from 'zod'

const template = z.unknown()

const retrier = z.looseObject({
  ErrorEquals: z.array(z.string()),
  IntervalSeconds: z.number().optional(),
  MaxAttempts: z.number().optional(),
  BackoffRate: z.number().optional(),
  MaxDelaySeconds: z.number().optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).optional(),
})

const catcher = z.looseObject({
  ErrorEquals: z.array(z.string()),
  Next: z.string(),
  ResultPath: z.string().nullable().optional(),
})

const common = {
  Comment: z.string().optional(),
  InputPath: z.string().nullable().optional(),
  OutputPath: z.string().nullable().optional(),
  Next: z.string().optional(),
  End: z.boolean().optional(),
}

const results = {
  ResultPath: z.string().nullable().optional(),
  ResultSelector: template.optional(),
  Retry: z.array(retrier).optional(),
  Catch: z.array(catcher).optional(),
}

const task = z.strictObject({
  ...common,
  ...results,
  Type: z.literal('Task'),
  Resource: z.string(),
  Parameters: template.optional(),
  TimeoutSeconds: z.number().optional(),
  TimeoutSecondsPath: z.string().optional(),
  HeartbeatSeconds: z.number().optional(),
  HeartbeatSecondsPath: z.string().optional(),
})

const map = z.strictObject({
  ...common,
  ...results,
  Type: z.literal('Map'),
  ItemsPath: z.string().optional(),
  ItemSelector: template.optional(),
  Parameters: template.optional(),
  MaxConcurrency: z.number().optional(),
  MaxConcurrencyPath: z.string().optional(),
  get ItemProcessor() {
    return machine.optional()
  },
  get Iterator() {
    return machine.optional()
  },
})

const parallel = z.strictObject({
  ...common,
  ...results,
  Type: z.literal('Parallel'),
  Parameters: template.optional(),
  get Branches() {
    return z.array(machine)
  },
})

const pass = z.strictObject({
  ...common,
  Type: z.literal('Pass'),
  Parameters: template.optional(),
  Result: template.optional(),
  ResultPath: z.string().nullable().optional(),
})

const wait = z.strictObject({
  ...common,
  Type: z.literal('Wait'),
  Seconds: z.number().max(2_147_483).optional(),
  SecondsPath: z.string().optional(),
  Timestamp: z.string().optional(),
  TimestampPath: z.string().optional(),
})

const choice = z.looseObject({ ...common, Type: z.literal('Choice'), Choices: z.array(z.looseObject({})) })
const end = z.looseObject({ ...common, Type: z.enum(['Succeed', 'Fail']) })

const state = z.discriminatedUnion('Type', [task, map, parallel, pass, wait, choice, end])

const machine = z.looseObject({
  Comment: z.string().optional(),
  StartAt: z.string(),
  TimeoutSeconds: z.number().optional(),
  QueryLanguage: z.literal('JSONPath').optional(),
  ProcessorConfig: z.looseObject({ Mode: z.literal('INLINE').optional() }).optional(),
  get States() {
    return z.record(z.string(), state)
  },
})

/**
 * The part of the Amazon States Language this engine runs as AWS does: JSONPath, inline Map. Fields outside it
 * (Assign, ItemReader, ItemBatcher, ToleratedFailure…, JSONata) are refused by name instead of being ignored.
 */
export const machineSchema = machine
export type Machine = z.infer<typeof machine>
export type State = z.infer<typeof state>
export type TaskState = z.infer<typeof task>
export type MapState = z.infer<typeof map>
export type ParallelState = z.infer<typeof parallel>
