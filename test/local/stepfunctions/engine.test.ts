import { afterEach, describe, expect, it, jest } from '@jest/globals'
import { createEngine } from '../../../local/stepfunctions/engine.ts'
import type { Engine, EngineOptions } from '../../../local/stepfunctions/engine.ts'
import { createMemoryJournal } from '../../../local/stepfunctions/journal.ts'
import { createTaskTokens } from '../../../local/stepfunctions/tokens.ts'

/** Whatever JSON was answered; the expectations say what it has to be. */
type Json = ReturnType<typeof JSON.parse>

const INVOKE = 'arn:aws:states:::lambda:invoke'
const WAIT = `${INVOKE}.waitForTaskToken`

const open: Engine[] = []

afterEach(async () => {
  for (const engine of open.splice(0)) await engine.close()
})

async function engine(options: EngineOptions): Promise<Engine> {
  const made = await createEngine({ timeScale: 0.01, ...options })
  open.push(made)
  return made
}

async function run(
  options: EngineOptions,
  input: unknown,
): Promise<{ output: Json; status: string; error: string | undefined; cause: string | undefined }> {
  const made = await engine(options)
  const done = await made.finished(made.start({ input }).executionArn)
  return {
    output: done.output === undefined ? undefined : JSON.parse(done.output),
    status: done.status,
    error: done.error,
    cause: done.cause,
  }
}

const call = (name: string, payload: object, more: object = {}): object => ({
  Type: 'Task',
  Resource: INVOKE,
  Parameters: { FunctionName: name, Payload: payload },
  TimeoutSeconds: 60,
  ...more,
})

const wait = (name: string, payload: object, more: object = {}): object => ({
  ...call(name, payload, more),
  Resource: WAIT,
})

const one = (state: object, name = 'S'): object => ({ StartAt: name, States: { [name]: { ...state, End: true } } })

function named(name: string, message: string): Error {
  const error = new Error(message)
  error.name = name
  return error
}

describe('a task', () => {
  it('calls the function with its payload and gives Payload and StatusCode back', async () => {
    const invoke = jest.fn(async (_arn: string, payload: Json) => ({ doubled: payload.n * 2 }))
    const { output } = await run({ definition: one(call('arn:f', { 'n.$': '$.n' })), invoke }, { n: 21 })
    expect(invoke.mock.calls[0]?.slice(0, 2)).toEqual(['arn:f', { n: 21 }])
    expect(output).toMatchObject({ Payload: { doubled: 42 }, StatusCode: 200 })
  })

  it('takes a plain function ARN too', async () => {
    const arn = 'arn:aws:lambda:eu-central-1:000000000000:function:f'
    const definition = one({ Type: 'Task', Resource: arn, TimeoutSeconds: 5, ResultPath: '$.r' })
    expect((await run({ definition, invoke: async (a, p) => ({ a, p }) }, { n: 1 })).output).toEqual({
      n: 1,
      r: { a: arn, p: { n: 1 } },
    })
  })

  it('is retried by the name of the error, with RetryCount, and then works', async () => {
    const counts: number[] = []
    const names: string[] = []
    const invoke = async (_arn: string, payload: Json) => {
      counts.push(payload.count)
      names.push(payload.text)
      if (counts.length < 4) throw named('ThrottlingException', 'slow down')
      return 'done'
    }
    const payload = {
      'count.$': '$$.State.RetryCount',
      'text.$': "States.Format('{}:{}', $$.State.Name, $$.State.RetryCount)",
    }
    const Retry = [{ ErrorEquals: ['ThrottlingException'], IntervalSeconds: 1, MaxAttempts: 3 }]
    const { output } = await run({ definition: one(call('f', payload, { Retry })), invoke }, {})
    expect(counts).toEqual([0, 1, 2, 3])
    expect(names).toEqual(['S:0', 'S:1', 'S:2', 'S:3'])
    expect(output.Payload).toBe('done')
  })

  it('is caught by the name of the error, with errorType and errorMessage in the Cause', async () => {
    const definition = {
      StartAt: 'S',
      States: {
        S: {
          ...call('f', {}),
          Catch: [{ ErrorEquals: ['Problem'], Next: 'Caught', ResultPath: '$.error' }],
          Next: 'Missed',
        },
        Caught: {
          Type: 'Pass',
          Parameters: { 'error.$': '$.error.Error', 'cause.$': 'States.StringToJson($.error.Cause)' },
          End: true,
        },
        Missed: { Type: 'Fail' },
      },
    }
    const invoke = async () => {
      throw named('Problem', 'too many rows')
    }
    const { output } = await run({ definition, invoke }, {})
    expect(output).toEqual({
      error: 'Problem',
      cause: { errorType: 'Problem', errorMessage: 'too many rows', trace: [] },
    })
  })

  it('that is late fails with States.Timeout, tells the function, and is no States.TaskFailed', async () => {
    let aborted = false
    const invoke = (_arn: string, _payload: unknown, signal: AbortSignal) =>
      new Promise(() => signal.addEventListener('abort', () => (aborted = true)))
    const Catch = [{ ErrorEquals: ['States.TaskFailed'], Next: 'Wrong' }]
    const definition = {
      StartAt: 'S',
      States: { S: { ...call('f', {}, { TimeoutSeconds: 1 }), Catch, End: true }, Wrong: { Type: 'Succeed' } },
    }
    expect(await run({ definition, invoke }, {})).toMatchObject({ status: 'FAILED', error: 'States.Timeout' })
    expect(aborted).toBe(true)
  })

  it('that answers more than 256 KiB fails, whatever is caught', async () => {
    const definition = {
      StartAt: 'S',
      States: {
        S: { ...call('f', {}), Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C' }], End: true },
        C: { Type: 'Succeed' },
      },
    }
    const outcome = await run({ definition, invoke: async () => 'x'.repeat(300_000) }, {})
    expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' })
  })

  it('with ResultPath "$" replaces its input', async () => {
    const definition = one(call('f', {}, { ResultPath: '$', ResultSelector: { 'only.$': '$.Payload' } }))
    expect((await run({ definition, invoke: async () => 7 }, { a: 1 })).output).toEqual({ only: 7 })
  })
})

describe('a wait for a task token', () => {
  it('goes on with the output that was sent, and refuses a second answer', async () => {
    let token = ''
    const asked = Promise.withResolvers<void>()
    const made = await engine({
      definition: one(wait('f', { 'token.$': '$$.Task.Token' })),
      invoke: async (_arn, payload: Json) => {
        token = payload.token
        asked.resolve()
      },
    })
    const { executionArn } = made.start({ input: {} })
    await asked.promise
    expect(made.describe(executionArn).status).toBe('RUNNING')
    made.sendTaskSuccess(token, { action: 'import' })
    expect((await made.finished(executionArn)).output).toBe('{"action":"import"}')
    expect(() => made.sendTaskSuccess(token, {})).toThrow(expect.objectContaining({ name: 'TaskTimedOut' }))
    expect(() => made.sendTaskSuccess('A'.repeat(64), {})).toThrow(
      expect.objectContaining({ name: 'TaskDoesNotExist' }),
    )
    expect(() => made.sendTaskSuccess('nonsense', {})).toThrow(expect.objectContaining({ name: 'InvalidToken' }))
  })

  it('fails with the error that was sent, which is caught by its name', async () => {
    const tokens = createTaskTokens()
    const definition = {
      StartAt: 'S',
      States: {
        S: { ...wait('f', { 'token.$': '$$.Task.Token' }), Catch: [{ ErrorEquals: ['Nope'], Next: 'C' }], End: true },
        C: { Type: 'Pass', End: true },
      },
    }
    const invoke = async (_arn: string, payload: Json) => tokens.fail(payload.token, 'Nope', 'because')
    expect((await run({ definition, invoke, tokens }, {})).output).toEqual({ Error: 'Nope', Cause: 'because' })
  })

  it('ends after TimeoutSecondsPath with a States.Timeout that can be caught; its token is over', async () => {
    let token = ''
    const tokens = createTaskTokens()
    const definition = {
      StartAt: 'S',
      States: {
        S: {
          ...wait('f', { 'token.$': '$$.Task.Token' }, { TimeoutSeconds: undefined, TimeoutSecondsPath: '$.patience' }),
          Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Over', ResultPath: null }],
          End: true,
        },
        Over: { Type: 'Pass', End: true },
      },
    }
    const invoke = async (_arn: string, payload: Json) => void (token = payload.token)
    expect(
      (await run({ definition: JSON.parse(JSON.stringify(definition)), invoke, tokens }, { patience: 3 })).output,
    ).toEqual({ patience: 3 })
    expect(() => tokens.succeed(token, {})).toThrow(expect.objectContaining({ name: 'TaskTimedOut' }))
  })

  it('in each item of a Map has its own token and the context of the Map and the execution', async () => {
    const definition = {
      StartAt: 'M',
      States: {
        M: {
          Type: 'Map',
          ItemsPath: '$.users',
          ItemSelector: { 'user.$': '$$.Map.Item.Value', 'company.$': '$.company' },
          ItemProcessor: one(
            wait('f', {
              'token.$': '$$.Task.Token',
              'again.$': '$$.Task.Token',
              'index.$': '$$.Map.Item.Index',
              'value.$': '$$.Map.Item.Value',
              'user.$': '$.user',
              'of.$': '$$.Execution.Input.company',
              'name.$': '$$.Execution.Name',
            }),
            'Item',
          ),
          End: true,
        },
      },
    }
    const users = Array.from({ length: 20 }, (_, index) => `user ${index}`)
    const seen: Json[] = []
    const all = Promise.withResolvers<void>()
    const invoke = async (_arn: string, payload: Json) => {
      seen.push(payload)
      if (seen.length === users.length) all.resolve()
    }
    const made = await engine({ definition, invoke })
    const { executionArn } = made.start({ name: 'the-run', input: { users, company: 'c1' } })
    await all.promise
    expect(new Set(seen.map(({ token }) => token)).size).toBe(users.length)
    expect(seen.every(({ token, again }) => token === again)).toBe(true)
    expect(seen).toContainEqual(
      expect.objectContaining({ index: 7, value: 'user 7', user: 'user 7', of: 'c1', name: 'the-run' }),
    )
    for (const { token, user } of seen.toReversed()) made.sendTaskSuccess(token, { user })
    expect(JSON.parse((await made.finished(executionArn)).output ?? '')).toEqual(users.map((user) => ({ user })))
  })

  it('may last longer than a timer can', async () => {
    jest.useFakeTimers()
    try {
      const made = await engine({
        definition: one(wait('f', { 'token.$': '$$.Task.Token' }, { TimeoutSeconds: 60 * 24 * 3600 })),
        invoke: async () => undefined,
        timeScale: 1,
      })
      const { executionArn } = made.start({ input: {} })
      await jest.advanceTimersByTimeAsync(59 * 24 * 3600 * 1000)
      expect(made.describe(executionArn).status).toBe('RUNNING')
      await jest.advanceTimersByTimeAsync(2 * 24 * 3600 * 1000)
      expect(made.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' })
    } finally {
      jest.useRealTimers()
    }
  })

  it('without a heartbeat ends, with heartbeats it goes on', async () => {
    const tokens = createTaskTokens()
    const state = wait('f', { 'token.$': '$$.Task.Token' }, { HeartbeatSeconds: 10, TimeoutSeconds: 1000 })
    const invoke = async (_arn: string, payload: Json) => {
      for (let beats = 0; beats < 5; beats++) {
        await new Promise((resolve) => setTimeout(resolve, 50))
        tokens.heartbeat(payload.token)
      }
    }
    expect(await run({ definition: one(state), invoke, tokens }, {})).toMatchObject({
      error: 'States.HeartbeatTimeout',
    })
  })
})

describe('an execution', () => {
  const waiting = one(wait('f', { 'token.$': '$$.Task.Token' }))

  it('with the same name and input is the same; with another input it exists already', async () => {
    const made = await engine({ definition: waiting, invoke: async () => undefined })
    const first = made.start({ name: 'x', input: { a: 1 } })
    expect(made.start({ name: 'x', input: { a: 1 } }).startDate).toBe(first.startDate)
    expect(() => made.start({ name: 'x', input: { a: 2 } })).toThrow(
      expect.objectContaining({ name: 'ExecutionAlreadyExists' }),
    )
    expect(made.list()).toHaveLength(1)
  })

  it('can be stopped, which no Retry or Catch prevents', async () => {
    const definition = {
      StartAt: 'S',
      States: {
        S: {
          ...wait('f', { 'token.$': '$$.Task.Token' }),
          Retry: [{ ErrorEquals: ['States.ALL'] }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C' }],
          End: true,
        },
        C: { ...call('after', {}), End: true },
      },
    }
    const calls: string[] = []
    const made = await engine({ definition, invoke: async (arn) => void calls.push(arn) })
    const { executionArn } = made.start({ input: {} })
    await new Promise((resolve) => setTimeout(resolve, 20))
    made.stop(executionArn, 'Cancelled', 'by Anna')
    expect(await made.finished(executionArn)).toMatchObject({ status: 'ABORTED', error: 'Cancelled', cause: 'by Anna' })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(calls).toEqual(['f'])
  })

  it('that ran when its engine closed starts again with the same input, name and ARN, and new tokens', async () => {
    const journal = createMemoryJournal()
    const seen: string[] = []
    const invoke = async (_arn: string, payload: Json) => void seen.push(payload.token)
    const before = await engine({ definition: waiting, invoke, journal })
    const started = before.start({ name: 'x', input: { a: 1 } })
    await new Promise((resolve) => setTimeout(resolve, 20))
    await before.close()

    const after = await engine({ definition: waiting, invoke, journal })
    expect(after.resume().map(({ executionArn, input }) => [executionArn, input])).toEqual([
      [started.executionArn, '{"a":1}'],
    ])
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(seen).toHaveLength(2)
    expect(() => after.sendTaskSuccess(seen[0] ?? '', {})).toThrow(
      expect.objectContaining({ name: 'TaskDoesNotExist' }),
    )
    after.sendTaskSuccess(seen[1] ?? '', 'ok')
    expect(await after.finished(started.executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"ok"' })
    expect(after.resume()).toEqual([])
  })

  it('whose task fails for good is FAILED with Error and Cause, and shows no token', async () => {
    const invoke = async (_arn: string, payload: Json) => {
      throw named('Boom', `the token is ${payload.token}`)
    }
    const outcome = await run({ definition: waiting, invoke }, {})
    expect(outcome).toMatchObject({ status: 'FAILED', error: 'Boom' })
    expect(outcome.cause).toContain('[token]')
  })

  it('counts the events of its history as AWS would', async () => {
    const made = await engine({ definition: one(call('f', {})), invoke: async () => 1 })
    const done = await made.finished(made.start({ input: {} }).executionArn)
    // ExecutionStarted, TaskStateEntered, TaskScheduled, TaskStarted, TaskSucceeded, TaskStateExited, ExecutionSucceeded
    expect(done.historyEvents).toBe(7)
    expect(done.events.map(({ type }) => type)).toContain('StateEntered')
  })
})

describe('a Map', () => {
  it('stops the other items when one fails, and its error can be caught', async () => {
    const definition = {
      StartAt: 'M',
      States: {
        M: {
          Type: 'Map',
          MaxConcurrency: 2,
          ItemProcessor: one(call('f', { 'n.$': '$' }), 'Item'),
          Catch: [{ ErrorEquals: ['Boom'], Next: 'C', ResultPath: '$.failed' }],
          ItemsPath: '$.items',
          End: true,
        },
        C: { Type: 'Pass', End: true },
      },
    }
    const calls: number[] = []
    const invoke = async (_arn: string, { n }: Json) => {
      calls.push(n)
      if (n === 1) throw named('Boom', 'no')
    }
    const { output } = await run({ definition, invoke }, { items: [1, 2, 3, 4, 5, 6, 7, 8] })
    expect(output.failed.Error).toBe('Boom')
    expect(calls.length).toBeLessThan(8)
  })

  it('never runs more items at once than MaxConcurrency', async () => {
    let now = 0
    let most = 0
    const invoke = async () => {
      most = Math.max(most, ++now)
      await new Promise((resolve) => setTimeout(resolve, 5))
      now--
    }
    const definition = one({ Type: 'Map', MaxConcurrency: 3, ItemProcessor: one(call('f', {}), 'Item') })
    await run({ definition, invoke }, [1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(most).toBe(3)
  })
})

describe('a definition', () => {
  it.each([
    ['Assign', { ...call('f', {}), Assign: {} }],
    ['JSONata', { ...call('f', {}), QueryLanguage: 'JSONata' }],
    [
      'ToleratedFailurePercentage',
      { Type: 'Map', ItemProcessor: one(call('f', {}), 'Item'), ToleratedFailurePercentage: 5 },
    ],
    ['the token', wait('f', {})],
    ['$$.Task.Token', call('f', { 't.$': '$$.Task.Token' })],
    ['resource', { ...call('f', {}), Resource: 'arn:aws:states:::sqs:sendMessage' }],
    ['$$.Task', call('f', { 't.$': '$$.Task' })],
  ])('that uses what cannot be run as on AWS is refused: %s', async (_what, state) => {
    await expect(createEngine({ definition: one(state), invoke: async () => null })).rejects.toThrow()
  })
})
