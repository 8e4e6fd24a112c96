import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import { startService } from '../../../local/services.ts'
import type { RunningService } from '../../../local/services.ts'
import { createStepFunctions } from '../../../local/stepfunctions/endpoint.ts'
import { createEngine } from '../../../local/stepfunctions/engine.ts'
import type { Engine } from '../../../local/stepfunctions/engine.ts'
import { createTaskTokens } from '../../../local/stepfunctions/tokens.ts'

/** Whatever JSON was answered; the expectations say what it has to be. */
type Json = ReturnType<typeof JSON.parse>

const credentials = { accessKeyId: 'muster', secretAccessKey: 'a secret of this test' }
const stateMachineArn = 'arn:aws:states:eu-central-1:000000000000:stateMachine:m'
const definition = {
  StartAt: 'S',
  States: {
    S: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'f', Payload: { 'token.$': '$$.Task.Token' } },
      TimeoutSeconds: 60,
      End: true,
    },
  },
}

let engine: Engine
let service: RunningService
let client: SFNClient
let asked: PromiseWithResolvers<string>
const faults: unknown[] = []

beforeEach(async () => {
  asked = Promise.withResolvers()
  const tokens = createTaskTokens()
  const invoke = async (_arn: string, payload: Json) => asked.resolve(payload.token)
  engine = await createEngine({ definition, stateMachineArn, tokens, invoke })
  service = await startService(
    { signingName: 'states', handle: createStepFunctions([engine], tokens) },
    credentials,
    (error) => faults.push(error),
  )
  client = new SFNClient({ region: 'eu-central-1', endpoint: service.endpoint, credentials, maxAttempts: 1 })
})

afterEach(async () => {
  client.destroy()
  await service.stop()
  await engine.close()
  expect(faults).toEqual([])
})

const start = (name: string, input = '{}') => client.send(new StartExecutionCommand({ stateMachineArn, name, input }))

describe('the Step Functions endpoint', () => {
  it('starts, describes, lists and ends an execution by its token', async () => {
    const { executionArn, startDate } = await start('x', '{"a":1}')
    expect(startDate).toBeInstanceOf(Date)
    const taskToken = await asked.promise
    await client.send(new SendTaskHeartbeatCommand({ taskToken }))
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'RUNNING',
      input: '{"a":1}',
      name: 'x',
    })
    await client.send(new SendTaskSuccessCommand({ taskToken, output: '{"b":2}' }))
    await engine.finished(executionArn ?? '')
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"b":2}',
    })
    expect(
      (await client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'SUCCEEDED' }))).executions,
    ).toMatchObject([{ name: 'x', executionArn }])
    await expect(client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))).rejects.toMatchObject({
      name: 'TaskTimedOut',
    })
  })

  it('is idempotent by name and input', async () => {
    const first = await start('x', '{"a":1}')
    expect((await start('x', '{"a":1}')).executionArn).toBe(first.executionArn)
    await expect(start('x', '{"a":2}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' })
  })

  it('refuses tokens, names and executions as AWS does', async () => {
    const unknown = 'A'.repeat(64)
    await expect(client.send(new SendTaskSuccessCommand({ taskToken: unknown, output: '{}' }))).rejects.toMatchObject({
      name: 'TaskDoesNotExist',
    })
    await expect(client.send(new SendTaskFailureCommand({ taskToken: 'no token' }))).rejects.toMatchObject({
      name: 'InvalidToken',
    })
    await expect(start('not a name')).rejects.toMatchObject({ name: 'InvalidName' })
    await expect(start('x', 'no json')).rejects.toMatchObject({ name: 'InvalidExecutionInput' })
    const executionArn = `${stateMachineArn.replace('stateMachine', 'execution')}:none`
    await expect(client.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject({
      name: 'ExecutionDoesNotExist',
    })
  })

  it('stops an execution and fails one by its token', async () => {
    const { executionArn } = await start('x')
    const taskToken = await asked.promise
    await client.send(new SendTaskFailureCommand({ taskToken, error: 'Nope', cause: 'because' }))
    expect(await engine.finished(executionArn ?? '')).toMatchObject({
      status: 'FAILED',
      error: 'Nope',
      cause: 'because',
    })
    const other = await start('y')
    expect((await client.send(new StopExecutionCommand({ executionArn: other.executionArn }))).stopDate).toBeInstanceOf(
      Date,
    )
    expect(await engine.finished(other.executionArn ?? '')).toMatchObject({ status: 'ABORTED' })
  })

  it('refuses who does not know the secret', async () => {
    const stranger = new SFNClient({
      region: 'eu-central-1',
      endpoint: service.endpoint,
      credentials: { ...credentials, secretAccessKey: 'x' },
      maxAttempts: 1,
    })
    await expect(stranger.send(new ListExecutionsCommand({ stateMachineArn }))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    })
    stranger.destroy()
  })
})
